import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { readSubstitution, type Substitution } from '../../domain/boms/substitution'
import type { Substitution as StoredSubstitution } from '../../payload-types'
import { orThrow, refused } from '../http'
import { idOf } from '../relation'
import { settingsOf, todayIn } from '../settings'

/**
 * Judges a substitution that is about to be written and answers how it is stored: what its scope does not
 * need is empty. Throws refusals, also for a family that does not exist and
 * for one in force whose last day is over.
 */
export async function judgeSubstitution(
  req: PayloadRequest,
  entered: Partial<StoredSubstitution>,
): Promise<Partial<StoredSubstitution>> {
  const judged = orThrow(
    readSubstitution(
      {
        askedId: entered.askedId ?? '',
        substituteId: entered.substituteId ?? '',
        scope: entered.scope ?? 'BUILD',
        family: entered.family ?? null,
        build: idOf(entered.build) || null,
        expiresOn: entered.expiresOn ?? null,
        isActive: entered.isActive ?? true,
      },
      todayIn((await settingsOf(req)).timeZone),
    ),
  )
  if (judged.family !== null) {
    const [known] = await rowsOf(
      req,
      sql`select 1 as known from product_families where code = ${judged.family}`,
    )
    if (!known) {
      throw refused({
        code: 'option_unknown',
        field: 'family',
        message: `There is no product family ${judged.family}. Enter its code, such as MDRD.`,
      })
    }
  }
  return { ...judged, title: `${judged.askedId} → ${judged.substituteId}` }
}

/**
 * What may be substituted on bills of these families and builds today, by the company's clocks:
 * substitutions in force whose last day has not passed.
 */
export const substitutionsInForce = (
  req: PayloadRequest,
  { families, builds }: { families: readonly string[]; builds: readonly string[] },
): Promise<Substitution[]> =>
  rowsOf<Substitution>(
    req,
    sql`select id, asked_id as "askedId", substitute_id as "substituteId", scope::text as scope, family,
               build_id as build, reason
        from substitutions
        where is_active
          and (expires_on is null or expires_on >= (
            select to_char(now() at time zone time_zone, 'YYYY-MM-DD') from settings limit 1))
          and (scope = 'EVERYWHERE'
            or (scope = 'FAMILY' and family = any(${sql.param([...families])}::text[]))
            or (scope = 'BUILD' and build_id = any(${sql.param([...builds])}::uuid[])))
        order by asked_id, id`,
  )
