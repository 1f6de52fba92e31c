import type { PayloadRequest } from 'payload'
import { v7 as uuidv7 } from 'uuid'
import { lockCatalogue } from '../../../db/catalogueImport'
import {
  addLines,
  categoriesOf,
  filesOf,
  keepingWriter,
  keepTimesInUtc,
  pointAtNewAssemblies,
  pointAtNewParts,
  pointKeptApart,
  type Pointed,
} from '../../../db/importBatches'
import { seenByImport } from '../../../db/importSeen'
import { insertRows, type Row } from '../../../db/rows'
import { lockStructure } from '../../../db/structure'
import type { ItemChange, ItemPlan, ItemValue } from '../../../domain/catalog/sheets/planItems'
import type { CatalogueImport } from '../../../payload-types'
import { actorIdOf } from '../../actor'
import { recordAudit, recordAudits, recordWrites } from '../../audit'
import { refused } from '../../http'
import { carryOut, chunksOf, type ImportProgress } from '../import'
import { resolveAllKeptApart } from '../structure'
import { lockBatch, revStepOf } from './batch'
import { changedSinceIn, planFiles, type BatchPlan } from './plan'
import { reportOf } from './report'

/**
 * Carries an import out, in one transaction. What it does is worked out anew from its files and the
 * catalogue as it stands now, and that is what the report says. Records that stand otherwise than the dry
 * run saw them are left as they are, by name: nobody's change is overwritten unseen (ADR 22).
 */
export async function applyImport(
  req: PayloadRequest,
  id: string,
  onProgress: ImportProgress = () => undefined,
): Promise<CatalogueImport> {
  const batch = await lockBatch(req, id, 'CHECKED')
  await lockStructure(req)
  await lockCatalogue(req)
  await keepTimesInUtc(req)
  onProgress('comparing with the catalogue', 0, 1)
  const planned = await planFiles(
    req,
    batch.kind,
    await filesOf(req, id),
    await seenByImport(req, id),
  )
  const { counts, lines } = reportOf(planned)
  if (counts.new + counts.changed === 0)
    throw refused({
      code: 'precondition_failed',
      message: nothingToApply(changedSinceIn(planned)),
    })
  const reason = `Import ${batch.number}: ${batch.fileNames}`.slice(0, 1000)
  const writer = keepingWriter(req, id, revStepOf(batch))
  if (planned.shape === 'ITEMS') await writeItems(req, batch, planned, reason, onProgress)
  else await carryOut(req, planned.plan, planned.stored.ids, { writer, reason, onProgress })
  onProgress('writing the report', 0, 1)
  await addLines(req, id, 'APPLY', lines)
  await recordAudit(req, {
    action: 'import',
    resource: 'catalogue-imports',
    resourceId: id,
    after: counts,
  })
  return req.payload.update({
    collection: 'catalogue-imports',
    id,
    data: {
      state: 'APPLIED',
      applyResult: counts,
      appliedBy: actorIdOf(req),
      appliedAt: new Date().toISOString(),
    },
    depth: 0,
    req,
  })
}

const NAMED_AT_MOST = 20

function nothingToApply(changedSince: readonly string[]): string {
  if (changedSince.length === 0)
    return 'There is nothing to apply: no record of the file is new or changed.'
  const named = changedSince.slice(0, NAMED_AT_MOST).join(', ')
  const more = changedSince.length - NAMED_AT_MOST
  return `There is nothing to apply: what the file would change was changed since the dry run (${named}${more > 0 ? ` and ${more} more` : ''}). Check the file again to see it beside your change.`
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  name: 'name',
  description: 'description',
  kind: 'kind',
  type: 'type',
  category: 'category_id',
  canOrder: 'can_order',
  isKit: 'is_kit',
  manufacturer: 'manufacturer',
  manufacturerPartNumber: 'manufacturer_part_number',
  legacyCode: 'legacy_code',
  unit: 'unit',
  cost: 'cost',
  reorderLevel: 'reorder_level',
  quantityOnHand: 'quantity_on_hand',
  isActive: 'is_active',
  isOutside: 'is_outside',
  isCritical: 'is_critical',
}

const columnsOf = (after: Readonly<Record<string, ItemValue>>, known: ItemChange['stored']): Row =>
  Object.fromEntries(
    Object.entries(after).flatMap(([name, held]) => {
      const column = COLUMN_OF[name]
      // what a table cannot tell apart stays as it is stored
      return column === undefined ? [] : [[column, keptAs(held, known?.values[name])]]
    }),
  )

const keptAs = (held: ItemValue, known: ItemValue | undefined): ItemValue =>
  held === null && known === '' ? '' : held

/** Rows of one statement set the same columns: changes are sorted by what their rows speak of. */
function* alike<Change extends ItemChange>(changes: readonly Change[]): Generator<Change[]> {
  const groups = new Map<string, Change[]>()
  for (const change of changes) {
    const key = Object.keys(change.after).sort().join(' ')
    const group = groups.get(key) ?? []
    group.push(change)
    groups.set(key, group)
  }
  for (const group of groups.values()) yield* chunksOf(group)
}

async function writeItems(
  req: PayloadRequest,
  batch: CatalogueImport,
  { plan }: Extract<BatchPlan, { shape: 'ITEMS' }>,
  reason: string,
  onProgress: ImportProgress,
): Promise<void> {
  const writer = keepingWriter(req, batch.id, revStepOf(batch))
  let done = 0
  const advance = (count: number): void => {
    done += count
    onProgress('writing items', done, plan.changes.length)
  }
  const { changes } = await withCategoryIds(req, plan)
  const newAssemblies: string[] = []
  for (const chunk of alike(changes.filter(({ stored }) => stored === null))) {
    const table = tableOf(chunk[0])
    const made = chunk.map((change) => ({ id: uuidv7(), ...change }))
    await writer.insert(
      table,
      made.map(({ id, partNumber, after }) => ({
        id,
        part_number: partNumber,
        ...columnsOf(after, null),
        quantity_on_hand: 0,
        quantity_reserved: 0,
        rev: 1,
      })),
    )
    await recordWrites(
      req,
      made.map(({ id, partNumber, after }) => ({
        action: 'create',
        resource: table,
        resourceId: id,
        after: { partNumber, ...after },
        reason,
      })),
    )
    const ids = made.map(({ id }) => id)
    if (table === 'assemblies') newAssemblies.push(...ids)
    else await tellPointed(req, await pointAtNewParts(req, batch.id, ids), reason)
    advance(chunk.length)
  }
  // when all are there: of an id and its `ASSY-` spelling the first one counts
  let isReleased = false
  for (const some of chunksOf(newAssemblies)) {
    const pointed = await pointAtNewAssemblies(req, batch.id, some)
    isReleased ||= pointed.some(({ assemblyBefore }) => assemblyBefore !== null)
    await tellPointed(req, pointed, reason)
  }
  if (isReleased)
    await resolveAllKeptApart(req, reason, (_, id, child) =>
      pointKeptApart(req, batch.id, id, child),
    )

  for (const type of ['PART', 'ASSEMBLY'] as const) {
    const table = tableOf({ type })
    const known = changes.flatMap((change) =>
      change.stored !== null && change.type === type ? [{ ...change, stored: change.stored }] : [],
    )
    for (const some of alike(known)) {
      await writer.update(
        table,
        some.map(({ stored, after }) => ({ id: stored.id, ...columnsOf(after, stored) })),
      )
      await recordWrites(
        req,
        some.map(({ stored, after, fields }) => ({
          action: 'update',
          resource: table,
          resourceId: stored.id,
          before: Object.fromEntries(fields.map((field) => [field, stored.values[field]])),
          after: Object.fromEntries(fields.map((field) => [field, after[field]])),
          reason,
        })),
      )
      await bookDifferences(
        req,
        some
          .filter(({ fields }) => fields.includes('quantityOnHand'))
          .map(({ stored, after }) => ({
            table,
            item: stored.id,
            quantity: Number(after.quantityOnHand) - Number(stored.values.quantityOnHand),
          })),
        `${batch.number}: counted`,
      )
      advance(some.length)
    }
  }
}

const tableOf = (change: Pick<ItemChange, 'type'> | undefined): 'assemblies' | 'parts' =>
  change?.type === 'ASSEMBLY' ? 'assemblies' : 'parts'

/** Categories by their ids, as they are stored and as the trail shows them; people enter codes. */
async function withCategoryIds(
  req: PayloadRequest,
  { changes }: Pick<ItemPlan, 'changes'>,
): Promise<{ changes: ItemChange[] }> {
  if (!changes.some(({ after }) => 'category' in after)) return { changes }
  const ids = new Map((await categoriesOf(req)).map(({ code, id }) => [code, id]))
  const byId = <Values extends Readonly<Record<string, ItemValue>>>(values: Values): Values => {
    if (!('category' in values)) return values
    const { category } = values
    return {
      ...values,
      category: typeof category === 'string' ? (ids.get(category) ?? null) : null,
    }
  }
  return {
    changes: changes.map(({ after, stored, ...change }) => ({
      ...change,
      after: byId(after),
      stored: stored && { ...stored, values: byId(stored.values) },
    })),
  }
}

/** The trail shows only the sides of a link that changed. */
const tellPointed = (
  req: PayloadRequest,
  pointed: readonly Pointed[],
  reason: string,
): Promise<void> =>
  recordAudits(
    req,
    pointed.map(({ id, part, assembly, partBefore, assemblyBefore }) => ({
      action: 'update',
      resource: 'assembly-components',
      resourceId: id,
      before: {
        ...(part !== partBefore && { part: partBefore }),
        ...(assembly !== assemblyBefore && { assembly: assemblyBefore }),
      },
      after: {
        ...(part !== partBefore && { part }),
        ...(assembly !== assemblyBefore && { assembly }),
      },
      reason,
    })),
  )

export type Difference = { table: 'parts' | 'assemblies'; item: string; quantity: number }

/** The ledger says why each balance moved (handbook 10); the balances themselves are written elsewhere. */
export async function bookDifferences(
  req: PayloadRequest,
  differences: readonly Difference[],
  reason: string,
): Promise<void> {
  const author = actorIdOf(req)
  for (const chunk of chunksOf(differences)) {
    const movements = chunk.map(({ table, item, quantity }) => ({
      id: uuidv7(),
      kind: 'ADJUSTMENT',
      part_id: table === 'parts' ? item : null,
      assembly_id: table === 'assemblies' ? item : null,
      quantity,
      location: 'MAIN',
      reason,
      created_by_id: author,
    }))
    await insertRows(req, 'stock_movements', movements)
    await recordAudits(
      req,
      movements.map(({ id, kind, part_id, assembly_id, quantity, location }) => ({
        action: 'create',
        resource: 'stock-movements',
        resourceId: id,
        after: { kind, part: part_id, assembly: assembly_id, quantity, location, reason },
        reason,
      })),
    )
  }
}
