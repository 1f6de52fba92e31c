import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { standsIn } from '../../db/states'
import { diffBoms, type BomDiff, type ComparedLine } from '../../domain/boms/diff'
import type { FamilyContent } from '../../domain/configurator/release'
import type { Language } from '../../domain/label'
import type { DerivedBom } from '../../domain/configurator/derive'
import type { Decision } from '../../domain/refusal'
import { closedStates } from '../../domain/workflow/definition'
import { statePairs } from '../builds/closed'
import { configureEach } from '../configurator'
import { contentHash } from '../contentHash'
import { parametersOf, settingsOf } from '../settings'
import { familyRelease } from './releases'

export type ReplayedLine = { partNumber: string; name: string; quantity: number; rule: string }

/** What a candidate release would make of one build that exists. */
export type ReplayedBuild = {
  build: string
  buildNumber: string
  order: string
  orderNumber: string
  status: string
  outcome: 'SAME' | 'CHANGED' | 'REFUSED'
  added: ReplayedLine[]
  removed: ReplayedLine[]
  changed: { before: ReplayedLine; after: ReplayedLine; facts: readonly string[] }[]
  /** Why the candidate refuses the configuration, as far as the pinned release does not. */
  refusals: string[]
}

export type Replay = {
  builds: number
  same: number
  changed: number
  refused: number
  orders: number
  /**
   * Builds whose stored bill is not what the release they pinned gives today: what the catalogue, the
   * substitutes or the settings have changed since, and no doing of the candidate.
   */
  outdated: number
  /** Builds that come out different, at most `REPORTED`; the figures count all. */
  differing: ReplayedBuild[]
}

/** A page of a thousand differing builds is read by nobody. */
const REPORTED = 200

type Row = {
  build: string
  buildNumber: string
  order: string
  orderNumber: string
  status: string
  configuration: unknown
  accessories: unknown
  language: Language
  release: string
  bom: string
  hasOwnSubstitute: boolean
}

type StoredLine = ComparedLine & { rule: string; bom: string; id: string; parent: string | null }

/** So many builds share the reads of a catalogue and of stored lines, and are in memory at one time. */
const BUILDS_AT_ONCE = 40

/**
 * Replays a candidate release over the builds of its family: all that are not finished and the last
 * `closed` finished ones, by the time of their last move. What the candidate gives is compared
 * with what the pinned release of the build gives, both of today's catalogue. Builds that were specified alike are derived
 * once, and so are equal releases. Reads only; `onProgress` hears how many builds are through.
 */
export async function replayFamily(
  req: PayloadRequest,
  content: FamilyContent,
  {
    closed,
    onProgress,
  }: { closed: number; onProgress?: (done: number, total: number) => Promise<void> },
): Promise<Replay> {
  const rows = await buildsOf(req, content.code, closed)
  const derive = deriver(req, parametersOf(await settingsOf(req)))
  const pinned = pinnedReleases(req)
  const candidate = ruled(content)
  const results: ReplayedBuild[] = []
  let outdated = 0
  for (let start = 0; start < rows.length; start += BUILDS_AT_ONCE) {
    const page = rows.slice(start, start + BUILDS_AT_ONCE)
    const questions = await Promise.all(
      page.map(async (row) => ({ row, pinned: await pinned(row.release) })),
    )
    const answerTo = await derive(
      questions.flatMap((one) => [
        { row: one.row, under: one.pinned },
        { row: one.row, under: candidate },
      ]),
    )
    const stored = await storedLines(
      req,
      page.map(({ bom }) => bom),
    )
    for (const one of questions) {
      const kept = stored.get(one.row.bom) ?? []
      const today = answerTo({ row: one.row, under: one.pinned })
      if (!today.ok || !isSame(diffBoms(kept, today.value))) outdated += 1
      const fresh = answerTo({ row: one.row, under: candidate })
      results.push(compared(one.row, { kept, today, fresh }))
    }
    await onProgress?.(results.length, rows.length)
  }
  const differing = results.filter(({ outcome }) => outcome !== 'SAME')
  return {
    builds: results.length,
    same: results.length - differing.length,
    changed: differing.filter(({ outcome }) => outcome === 'CHANGED').length,
    refused: differing.filter(({ outcome }) => outcome === 'REFUSED').length,
    orders: new Set(differing.map(({ order }) => order)).size,
    outdated,
    differing: differing.slice(0, REPORTED),
  }
}

/** What of a fresh bill is compared, or why there is none. */
type Fresh = Decision<readonly NewLine[]>
type NewLine = ComparedLine & { rule: string }

/** A content that bills are derived under, and the hash that equal ones share. */
type Ruled = { content: FamilyContent; hash: string }
type Question = { row: Row; under: Ruled }

const ruled = (content: FamilyContent): Ruled => ({ content, hash: contentHash(content) })

/** The releases that builds pinned, each hashed once. */
function pinnedReleases(req: PayloadRequest): (id: string) => Promise<Ruled> {
  const known = new Map<string, Promise<Ruled>>()
  return (id) => {
    const found = known.get(id) ?? familyRelease(req, id).then((one) => ruled(one.content))
    known.set(id, found)
    return found
  }
}

/** Derives a page of questions and answers them. What came by before is not derived again. */
function deriver(req: PayloadRequest, parameters: Readonly<Record<string, number>>) {
  const known = new Map<string, Fresh>()
  return async (page: readonly Question[]): Promise<(question: Question) => Fresh> => {
    const unknown = new Map(
      page.flatMap((question) => {
        const key = keyOf(question)
        return known.has(key) ? [] : [[key, question]]
      }),
    )
    const { answers } = await configureEach(
      req,
      [...unknown.values()].map(({ row, under: { content } }) => ({
        content,
        configuration: row.configuration,
        accessories: row.accessories,
        language: row.language,
        build: row.build,
        at: '',
      })),
      { parameters },
    )
    for (const [index, key] of [...unknown.keys()].entries()) {
      const answer = answers[index]
      if (answer) known.set(key, answer.ok ? { ok: true, value: linesOf(answer.value) } : answer)
    }
    return (question) => {
      const answer = known.get(keyOf(question))
      if (!answer) throw new Error('The configurator answered nothing for one question.')
      return answer
    }
  }
}

/** A substitute of its own makes a build unlike any other that was specified alike. */
const keyOf = ({ row, under: { hash } }: Question): string =>
  contentHash([
    hash,
    row.configuration,
    row.accessories,
    row.language,
    row.hasOwnSubstitute && row.build,
  ])

/** Costs move by themselves; a release is judged by what it puts on the bill. */
const linesOf = ({ lines }: DerivedBom): NewLine[] =>
  lines.map((line) => ({ ...line, unitCost: null }))

const buildsOf = async (req: PayloadRequest, family: string, closed: number): Promise<Row[]> =>
  rowsOf<Row>(
    req,
    sql`with candidates as (
          select b.*, ${standsIn(await statePairs(req, closedStates))} as is_closed from builds b where b.family = ${family}
        ), chosen as (
          (select * from candidates where not is_closed)
          union all
          (select c.* from candidates c where c.is_closed
           order by (select max(e.at) from status_events e where e.build_id = c.id) desc nulls last, c.id limit ${closed})
        )
        select c.id as build, c.build_number as "buildNumber", c.order_id as "order", o.order_number as "orderNumber",
               c.status, c.configuration, c.accessories, o.language::text as language, m.id as bom,
               c.release_id as release,
               exists (select from substitutions s where s.build_id = c.id and s.is_active) as "hasOwnSubstitute"
        from chosen c join orders o on o.id = c.order_id join boms m on m.build_id = c.id and m.is_active
        order by o.order_number, c.position`,
  )

/** What there is to compare of a build: its stored bill, what its release gives today, and the candidate. */
type Bills = { kept: readonly NewLine[]; today: Fresh; fresh: Fresh }

/** Where the pinned release gives nothing today, the stored bill stands for it. */
function compared(
  { build, buildNumber, order, orderNumber, status }: Row,
  { kept, today, fresh }: Bills,
): ReplayedBuild {
  const about = { build, buildNumber, order, orderNumber, status }
  const nothing = { added: [], removed: [], changed: [], refusals: [] }
  if (!fresh.ok) {
    const known = new Set(today.ok ? [] : today.refusals.map(({ message }) => message))
    const refusals = fresh.refusals
      .map(({ message }) => message)
      .filter((message) => !known.has(message))
    return { ...about, ...nothing, outcome: refusals.length === 0 ? 'SAME' : 'REFUSED', refusals }
  }
  const diff = diffBoms<NewLine>(today.ok ? today.value : kept, fresh.value)
  return {
    ...about,
    outcome: isSame(diff) ? 'SAME' : 'CHANGED',
    refusals: [],
    added: diff.added.map(shown),
    removed: diff.removed.map(shown),
    changed: diff.changed.map(({ before, after, changed }) => ({
      before: shown(before),
      after: shown(after),
      facts: changed,
    })),
  }
}

const isSame = ({ added, removed, changed }: BomDiff<NewLine>): boolean =>
  added.length + removed.length + changed.length === 0

const shown = ({ partNumber, name, quantity, rule }: NewLine): ReplayedLine => ({
  partNumber,
  name,
  quantity,
  rule,
})

/** Lines of many versions by the id of their version, in display order. */
async function storedLines(
  req: PayloadRequest,
  boms: readonly string[],
): Promise<Map<string, NewLine[]>> {
  const lines = await rowsOf<StoredLine>(
    req,
    sql`select bom_id as bom, id, parent_id as parent, part_number as "partNumber", basin::int as basin,
               kind::text as kind, name, quantity_per::int as "quantityPer", quantity::int as quantity, note,
               attributes, rule
        from bom_lines where bom_id = any(${sql.param([...boms])}::uuid[]) order by bom_id, position`,
  )
  const found = new Map<string, NewLine[]>()
  const places = new Map<string, number>()
  for (const { bom, id, parent, ...line } of lines) {
    const before = found.get(bom) ?? []
    const index = before.length
    places.set(id, index)
    const parentIndex = parent === null ? null : (places.get(parent) ?? null)
    found.set(bom, before)
    before.push({ ...line, unitCost: null, index, parentIndex })
  }
  return found
}
