import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockSubstitutions } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import {
  circleThrough,
  readSubstitution,
  type PlacedSubstitution,
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
  if (entered.isActive ?? true) await refuseCircle(req, entered.id ?? null, judged)
  return { ...judged, title: `${judged.askedId} → ${judged.substituteId}` }
}

/** Items that stand in for each other on one bill would only change places. */
async function refuseCircle(
  req: PayloadRequest,
  id: string | null,
  { askedId, substituteId, scope, family, build }: SubstitutionEntry,
): Promise<void> {
  await lockSubstitutions(req)
  const inForce = await rowsOf<PlacedSubstitution>(
    req,
    sql`select s.asked_id as "askedId", s.substitute_id as "substituteId", s.scope::text as scope,
               coalesce(s.family, b.family) as family, s.build_id as build
        from substitutions s left join builds b on b.id = s.build_id
        where ${APPLIES_TODAY} and s.id is distinct from ${id}::uuid`,
  )
  const [own] = await rowsOf<{ family: string }>(
    req,
    sql`select family from builds where id = ${build}::uuid`,
  )
  const entry = { askedId, substituteId, scope, family: family ?? own?.family ?? null, build }
  const circle = circleThrough(entry, inForce)
  if (!circle) return
  throw refused({
    code: 'invalid_value',
    field: 'substituteId',
    message: `Where this would hold, substitutions lead back to where they began: ${circle.join(' → ')}. Take another of them out of force first, or choose another substitute.`,
  })
}

/** In force, and by the company's clocks its last day has not passed. */
const APPLIES_TODAY = sql`is_active and (expires_on is null or expires_on >= (
  select to_char(now() at time zone time_zone, 'YYYY-MM-DD') from settings limit 1))`

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
        where ${APPLIES_TODAY}
          and (scope = 'EVERYWHERE'
            or (scope = 'FAMILY' and family = any(${sql.param([...families])}::text[]))
            or (scope = 'BUILD' and build_id = any(${sql.param([...builds])}::uuid[])))
        order by asked_id, id`,
  )
