import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { BomLine } from '../../domain/boms/line'
import { contentHash } from '../contentHash'
import { intactFacts } from '../signatureFacts'
import { COST_COLUMN, LINE_COLUMNS, type BomTreeLine } from './read'

/** A line as it is stored for good. Lines refer to each other by their place in display order. */
export type SnapshotLine = Omit<BomTreeLine, 'id' | 'parent' | 'unitCost'> & {
  /** `position` of the line above, null at the top. */
  parent: number | null
  /** Minor units for one piece; null while unknown. */
  unitCost: number | null
}

/** Everything that a version says, and that its `contentHash` covers. */
export type BomSnapshot = {
  build: string
  version: number
  release: string
  configuration: unknown
  accessories: unknown
  language: string
  lines: readonly SnapshotLine[]
}

/** @param outside ids of the catalogue items that are made or fitted outside */
export const snapshotLine = (line: BomLine, outside: ReadonlySet<string>): SnapshotLine => ({
  parent: line.parentIndex,
  position: line.index,
  level: line.level,
  partNumber: line.partNumber,
  name: line.name,
  kind: line.kind,
  quantityPer: line.quantityPer,
  quantity: line.quantity,
  unitCost: line.unitCost,
  rule: line.rule,
  because: line.because,
  basin: line.basin,
  attributes: line.attributes,
  isOutside: line.itemId !== null && outside.has(line.itemId),
  note: line.note,
})

/** What a decision's signature covers: the version by its hash, and the verdict. */
export const signedDecision = (decision: {
  bom: string
  contentHash: string
  outcome: 'APPROVED' | 'REJECTED'
  note: string | null
}): unknown => decision

type StoredVersion = Omit<BomSnapshot, 'lines'> & {
  contentHash: string
  state: string
  note: string | null
  signature: string | null
  signedHash: string | null
}

/**
 * Proves a version against what is stored now (handbook 15.4): its content hash recomputed from
 * its lines, the hash that its decision was signed with, and what the signature says. False after any
 * tampering.
 */
export async function isIntact(req: PayloadRequest, bomId: string): Promise<boolean> {
  const standing = await standingOf(req, bomId)
  if (!standing) return false
  const { stored, recomputed } = standing
  if (recomputed !== stored.contentHash) return false
  const { signature } = stored
  if (signature === null) return stored.state !== 'APPROVED' && stored.state !== 'REJECTED'
  if (!(await intactFacts(req, [signature])).has(signature)) return false
  return decisionsOf(bomId, stored, stored.contentHash).some(
    (decision) => contentHash(decision) === stored.signedHash,
  )
}

/**
 * What a decision on a version covers, as it stands now: it has the hash that was signed exactly as long as
 * lines and verdict are what they were. Null where nothing was decided.
 */
export async function decisionContent(req: PayloadRequest, bomId: string): Promise<unknown> {
  const standing = await standingOf(req, bomId)
  if (!standing) return null
  const { stored, recomputed } = standing
  const isSigned = (decision: unknown): boolean => contentHash(decision) === stored.signedHash
  const byLines = decisionsOf(bomId, stored, recomputed)
  // lines that still prove the signature leave only the stored hash to be doubted
  if (!byLines.some(isSigned)) return byLines[0] ?? null
  const byHash = decisionsOf(bomId, stored, stored.contentHash)
  return byHash.find(isSigned) ?? byHash[0] ?? null
}

/** The decisions that its state allows: one that was superseded may have been either. */
const decisionsOf = (bom: string, { state, note }: StoredVersion, hash: string): unknown[] =>
  OUTCOMES.filter((outcome) => state === outcome || state === 'SUPERSEDED').map((outcome) =>
    signedDecision({ bom, contentHash: hash, outcome, note }),
  )

async function standingOf(
  req: PayloadRequest,
  bomId: string,
): Promise<{ stored: StoredVersion; recomputed: string } | undefined> {
  const [stored] = await rowsOf<StoredVersion>(
    req,
    sql`select m.build_id as build, m.version::int as version, m.release_id as release, m.configuration,
               m.accessories, m.language, m.content_hash as "contentHash", m.state::text as state,
               m.decision_note as note, s.id as signature, s.content_hash as "signedHash"
        from boms m left join signatures s on s.id = m.signature_id where m.id = ${bomId}`,
  )
  if (!stored) return undefined
  const { build, version, release, configuration, accessories, language } = stored
  const lines = await storedLines(req, bomId)
  const snapshot = { build, version, release, configuration, accessories, language, lines }
  return { stored, recomputed: contentHash(snapshot) }
}

const OUTCOMES = ['APPROVED', 'REJECTED'] as const

async function storedLines(req: PayloadRequest, bomId: string): Promise<SnapshotLine[]> {
  const lines = await rowsOf<BomTreeLine & { unitCost: number | null }>(
    req,
    sql`select ${LINE_COLUMNS}, ${COST_COLUMN} from bom_lines where bom_id = ${bomId} order by position`,
  )
  const places = new Map(lines.map(({ id, position }) => [id, position]))
  return lines.map(({ id: _id, parent, ...line }) => ({
    ...line,
    parent: parent === null ? null : (places.get(parent) ?? null),
  }))
}
