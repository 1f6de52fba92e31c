import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { diffBoms, type ComparedLine } from '../../domain/boms/diff'
import type { FamilyContent } from '../../domain/configurator/release'
import type { Language } from '../../domain/label'
import { configure } from '../configurator'
import { contentHash } from '../contentHash'
import { parametersOf, settingsOf } from '../settings'

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
  /** Why the candidate refuses the configuration. */
  refusals: string[]
}

export type Replay = {
  builds: number
  same: number
  changed: number
  refused: number
  orders: number
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
  bom: string
  hasOwnSubstitute: boolean
}

type StoredLine = ComparedLine & {
  rule: string
  id: string
  parent: string | null
  position: number
}

/**
 * Replays a candidate release over the builds of its family: all that are not finished and the last
 * `closed` finished ones. Builds that were specified alike are derived once. Reads only; `onProgress`
 * hears how many builds are through.
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
  const parameters = parametersOf(await settingsOf(req))
  const derived = new Map<string, Awaited<ReturnType<typeof configure>>>()
  const results: ReplayedBuild[] = []
  for (const [index, row] of rows.entries()) {
    const { build, configuration, accessories, language, hasOwnSubstitute } = row
    const question = { content, configuration, accessories, at: '', build }
    // a substitute of its own makes a build unlike any other that was specified alike
    const key = contentHash([configuration, accessories, language, hasOwnSubstitute && build])
    const known = derived.get(key)
    const answer = known ?? (await configure(req, [question], { language, parameters }))
    derived.set(key, answer)
    results.push(await compared(req, row, answer))
    if (onProgress && (index % 25 === 24 || index === rows.length - 1)) {
      await onProgress(index + 1, rows.length)
    }
  }
  const differing = results.filter(({ outcome }) => outcome !== 'SAME')
  return {
    builds: results.length,
    same: results.length - differing.length,
    changed: differing.filter(({ outcome }) => outcome === 'CHANGED').length,
    refused: differing.filter(({ outcome }) => outcome === 'REFUSED').length,
    orders: new Set(differing.map(({ order }) => order)).size,
    differing: differing.slice(0, REPORTED),
  }
}

const buildsOf = (req: PayloadRequest, family: string, closed: number): Promise<Row[]> =>
  rowsOf<Row>(
    req,
    sql`with candidates as (
          select b.*, b.status in ('SHIPPED', 'DELIVERED', 'CANCELLED') as is_closed from builds b where b.family = ${family}
        ), chosen as (
          (select * from candidates where not is_closed)
          union all
          (select * from candidates where is_closed order by updated_at desc limit ${closed})
        )
        select c.id as build, c.build_number as "buildNumber", c.order_id as "order", o.order_number as "orderNumber",
               c.status, c.configuration, c.accessories, o.language::text as language, m.id as bom,
               exists (select from substitutions s where s.build_id = c.id and s.is_active) as "hasOwnSubstitute"
        from chosen c join orders o on o.id = c.order_id join boms m on m.build_id = c.id and m.is_active
        order by o.order_number, c.position`,
  )

async function compared(
  req: PayloadRequest,
  row: Row,
  answer: Awaited<ReturnType<typeof configure>>,
): Promise<ReplayedBuild> {
  const { build, buildNumber, order, orderNumber, status } = row
  const about = { build, buildNumber, order, orderNumber, status }
  const nothing = { added: [], removed: [], changed: [], refusals: [] }
  if (!answer.ok) {
    const refusals = answer.refusals.map(({ message }) => message)
    return { ...about, ...nothing, outcome: 'REFUSED', refusals }
  }
  const [bom] = answer.value.boms
  if (!bom) throw new Error('The configurator answered nothing for one question.')
  // costs move by themselves; a release is judged by what it puts on the bill
  const fresh = bom.lines.map((line) => ({ ...line, unitCost: null }))
  const diff = diffBoms<ComparedLine & { rule: string }>(await storedLines(req, row.bom), fresh)
  const same = diff.added.length + diff.removed.length + diff.changed.length === 0
  return {
    ...about,
    ...nothing,
    outcome: same ? 'SAME' : 'CHANGED',
    added: diff.added.map(shown),
    removed: diff.removed.map(shown),
    changed: diff.changed.map(({ before, after, changed }) => ({
      before: shown(before),
      after: shown(after),
      facts: changed,
    })),
  }
}

const shown = ({
  partNumber,
  name,
  quantity,
  rule,
}: ComparedLine & { rule: string }): ReplayedLine => ({ partNumber, name, quantity, rule })

async function storedLines(
  req: PayloadRequest,
  bomId: string,
): Promise<(ComparedLine & { rule: string })[]> {
  const lines = await rowsOf<StoredLine>(
    req,
    sql`select id, parent_id as parent, position::int as position, part_number as "partNumber", basin::int as basin,
               kind::text as kind, name, quantity_per::int as "quantityPer", quantity::int as quantity, note,
               attributes, rule
        from bom_lines where bom_id = ${bomId} order by position`,
  )
  const places = new Map(lines.map(({ id }, index) => [id, index]))
  return lines.map((line, index) => ({
    ...line,
    unitCost: null,
    index,
    parentIndex: line.parent === null ? null : (places.get(line.parent) ?? null),
  }))
}
