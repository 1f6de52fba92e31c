import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import type { LoadedCatalogue } from '../../db/catalogue'
import { insertRows, rowsOf } from '../../db/rows'
import { sizeOf } from '../../domain/boms/customPart'
import type { BomState } from '../../domain/boms/state'
import type { BomLine, CustomPart } from '../../domain/boms/line'
import { rollUpCost } from '../../domain/boms/cost'
import type { DerivedBom } from '../../domain/configurator/derive'
import type { Language } from '../../domain/label'
import { contentHash } from '../contentHash'
import { recordAudit } from '../audit'
import { refused } from '../http'
import { snapshotLine, type BomSnapshot, type SnapshotLine } from './snapshot'

export type BomDraft = {
  build: { id: string; buildNumber: string }
  release: { id: string }
  language: Language
  derived: DerivedBom
  catalogue: LoadedCatalogue
}

/** Everything that the next version made of this would say, under the number it gets. */
export const snapshotOf = (
  { build, release, language, derived, catalogue }: BomDraft,
  version: number,
): BomSnapshot => ({
  build: build.id,
  version,
  release: release.id,
  configuration: derived.configuration,
  accessories: derived.accessories,
  language,
  lines: derived.lines.map((line) => snapshotLine(line, catalogue.outside)),
})

export type WrittenBom = {
  id: string
  version: number
  lineCount: number
  unresolvedCount: number
  totalCost: number
}

/**
 * Writes one version of a build's bill of materials: the record, its lines, the custom parts it needs
 * and which items it uses; the version before is superseded (architecture 5.4, handbook 6.8).
 * The caller holds the build's lock and the transaction.
 * @param reason why it is made, where whoever asked for it said so
 */
export async function writeBom(
  req: PayloadRequest,
  draft: BomDraft,
  state: 'DRAFT' | 'PENDING_APPROVAL',
  reason: string | null = null,
): Promise<WrittenBom> {
  const { build, derived } = draft
  const { lines, configuration, accessories } = derived
  const customIds = await makeCustomParts(req, derived.customParts)
  const version = await supersede(req, build.id)
  const bom = {
    id: uuidv7(),
    version,
    lineCount: lines.length,
    unresolvedCount: lines.filter((line) => line.kind === 'UNRESOLVED').length,
    totalCost: rollUpCost(lines).total,
  }
  const snapshot = snapshotOf(draft, version)
  const hash = contentHash(snapshot)
  await insertRows(req, 'boms', [
    {
      id: bom.id,
      title: `${build.buildNumber} v${version}`,
      build_id: build.id,
      version,
      state,
      is_active: true,
      release_id: draft.release.id,
      configuration,
      accessories,
      language: draft.language,
      content_hash: hash,
      is_complete: derived.complete,
      line_count: bom.lineCount,
      unresolved_count: bom.unresolvedCount,
      total_cost: bom.totalCost,
      submitted_at: state === 'PENDING_APPROVAL' ? new Date().toISOString() : null,
      created_by_id: req.user?.id ?? null,
    },
  ])
  await insertLines(req, bom.id, snapshot.lines)
  await rememberUses(req, build.id, lines, customIds)
  await recordAudit(req, {
    action: 'create',
    resource: 'boms',
    resourceId: bom.id,
    after: { build: build.id, version, state, lineCount: bom.lineCount, contentHash: hash },
    reason,
  })
  return bom
}

async function supersede(req: PayloadRequest, buildId: string): Promise<number> {
  const [last] = await rowsOf<{ id: string; version: number; state: BomState }>(
    req,
    sql`select id, version::int as version, state::text as state
        from boms where build_id = ${buildId} and is_active`,
  )
  if (!last) return 1
  await rowsOf(
    req,
    sql`update boms set is_active = false, state = 'SUPERSEDED', updated_at = now() where id = ${last.id}`,
  )
  await recordAudit(req, {
    action: 'update',
    resource: 'boms',
    resourceId: last.id,
    before: { state: last.state, isActive: true },
    after: { state: 'SUPERSEDED', isActive: false },
  })
  return last.version + 1
}

async function insertLines(
  req: PayloadRequest,
  bomId: string,
  lines: readonly SnapshotLine[],
): Promise<void> {
  const ids = lines.map(() => uuidv7())
  await insertRows(
    req,
    'bom_lines',
    lines.map((line) => ({
      id: ids[line.position],
      bom_id: bomId,
      parent_id: line.parent === null ? null : ids[line.parent],
      level: line.level,
      position: line.position,
      part_number: line.partNumber,
      name: line.name,
      kind: line.kind,
      quantity_per: line.quantityPer,
      quantity: line.quantity,
      unit_cost: line.unitCost,
      rule: line.rule,
      because: line.because,
      basin: line.basin,
      attributes: line.attributes,
      is_outside: line.isOutside,
      note: line.note,
    })),
  )
}

/**
 * One catalogue record per class and dimensions; two requests for one size find the same one (6.5).
 * Who writes several BOMs in one transaction makes the parts of all of them first: they are made in one
 * order everywhere, so that nobody waits in a circle.
 */
export async function makeCustomParts(
  req: PayloadRequest,
  customParts: readonly CustomPart[],
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const sorted = [...customParts].sort((a, b) => (a.partNumber < b.partNumber ? -1 : 1))
  for (const part of sorted) {
    const id = uuidv7()
    const dimensions = sizeOf(part.dimensions)
    const [made] = await rowsOf<{ id: string }>(
      req,
      sql`insert into parts (id, part_number, name, kind, custom_class, custom_dimensions, unit, updated_at, created_at)
          values (${id}, ${part.partNumber}, ${part.name}, 'CUSTOM', ${part.classCode}, ${dimensions}, 'EA', now(), now())
          on conflict do nothing returning id`,
    )
    if (made) {
      await recordAudit(req, {
        action: 'create',
        resource: 'parts',
        resourceId: id,
        after: { partNumber: part.partNumber, name: part.name, kind: 'CUSTOM' },
      })
    }
    ids.set(part.partNumber, made?.id ?? (await knownPart(req, part, dimensions)))
  }
  return ids
}

/**
 * The record that stood in the way: that of this size, or an ordinary part that somebody filed under its
 * number, which becomes the record of the size (6.5).
 */
async function knownPart(
  req: PayloadRequest,
  { partNumber, classCode }: CustomPart,
  size: string,
): Promise<string> {
  const found = await rowsOf<{ id: string; partNumber: string; isThisSize: boolean; kind: string }>(
    req,
    sql`select id, part_number as "partNumber", kind::text as kind,
               kind = 'CUSTOM' and custom_class = ${classCode} and custom_dimensions = ${size} as "isThisSize"
        from parts where part_number = ${partNumber}
           or (kind = 'CUSTOM' and custom_class = ${classCode} and custom_dimensions = ${size})`,
  )
  const [same] = found.filter((part) => part.partNumber === partNumber)
  if (same?.isThisSize) return same.id
  if (same?.kind === 'CUSTOM') {
    throw refused({
      code: 'duplicate_value',
      item: partNumber,
      message: `${partNumber} is the number of another size already. An Admin has to change the pattern of these numbers in the settings.`,
    })
  }
  if (!same || found.length > 1) {
    throw refused({
      code: 'retry',
      item: partNumber,
      message: `The size of ${partNumber} was numbered by somebody else at this moment. Send it again.`,
    })
  }
  await rowsOf(
    req,
    sql`update parts set kind = 'CUSTOM', custom_class = ${classCode}, custom_dimensions = ${size},
               rev = rev + 1, updated_at = now()
        where id = ${same.id}`,
  )
  await recordAudit(req, {
    action: 'update',
    resource: 'parts',
    resourceId: same.id,
    before: { kind: same.kind, customClass: null, customDimensions: null },
    after: { kind: 'CUSTOM', customClass: classCode, customDimensions: size },
  })
  return same.id
}

/** Replaces the build's list of used items by those of the new version. */
async function rememberUses(
  req: PayloadRequest,
  buildId: string,
  lines: readonly BomLine[],
  customIds: ReadonlyMap<string, string>,
): Promise<void> {
  const parts = new Set<string>()
  const assemblies = new Set<string>()
  for (const line of lines) {
    const id = line.itemId ?? customIds.get(line.partNumber)
    if (id) (line.kind === 'ASSEMBLY' ? assemblies : parts).add(id)
  }
  await rowsOf(req, sql`delete from item_uses where build_id = ${buildId}`)
  const rows = [
    ...[...parts].map((id) => ({ part_id: id, assembly_id: null })),
    ...[...assemblies].map((id) => ({ part_id: null, assembly_id: id })),
  ]
  await insertRows(
    req,
    'item_uses',
    rows.map((row) => ({ id: uuidv7(), build_id: buildId, ...row })),
  )
}
