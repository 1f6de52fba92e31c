import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import {
  readSubstitution,
  type Substitution,
  type SubstitutionEntry,
} from '../../domain/boms/substitution'
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
  if (entered.isActive ?? true) await refuseSwap(req, entered.id ?? null, judged)
  return { ...judged, title: `${judged.askedId} → ${judged.substituteId}` }
}

/** Two items that stand in for each other on one bill would only change places. */
async function refuseSwap(
  req: PayloadRequest,
  id: string | null,
  { askedId, substituteId, scope, family, build }: SubstitutionEntry,
): Promise<void> {
  const [opposite] = await rowsOf<{ id: string }>(
    req,
    sql`select s.id from substitutions s
        left join builds theirs on theirs.id = s.build_id
        left join builds mine on mine.id = ${build}::uuid
        where s.is_active and s.asked_id = ${substituteId} and s.substitute_id = ${askedId}
          and s.id is distinct from ${id}::uuid
          and (s.expires_on is null or s.expires_on >= (
            select to_char(now() at time zone time_zone, 'YYYY-MM-DD') from settings limit 1))
          and (${scope} = 'EVERYWHERE' or s.scope = 'EVERYWHERE'
            or case when ${scope} = 'BUILD' and s.scope = 'BUILD' then s.build_id = mine.id
                    else coalesce(${family}::text, mine.family) = coalesce(s.family, theirs.family) end)
        limit 1`,
  )
  if (!opposite) return
  throw refused({
    code: 'invalid_value',
    field: 'substituteId',
    message: `${askedId} is itself the substitute for ${substituteId} where this would hold. Take that substitution out of force first, or choose another substitute.`,
  })
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
