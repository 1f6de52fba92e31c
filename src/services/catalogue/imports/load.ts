import type { PayloadRequest } from 'payload'
import { lockCatalogue, readCatalogue } from '../../../db/catalogueImport'
import { nextNumberApart } from '../../../db/counters'
import { addLines, keepingWriter, keepTimesInUtc } from '../../../db/importBatches'
import { lockStructure } from '../../../db/structure'
import { inTransaction } from '../../../db/transaction'
import type { DeliveryTexts } from '../../../domain/catalog/import/delivery'
import { planImport, type ImportPlan } from '../../../domain/catalog/import/plan'
import { DELIVERY_FILES } from '../../../domain/catalog/import/report'
import { recordAudit } from '../../audit'
import { carryOut, type ImportProgress } from '../import'
import { createBatch, IMPORT_SERIES, revStepOf } from './batch'
import { fileOf } from './files'
import { deliveryPlan } from './plan'
import { reportOf } from './report'

export type LoadedDelivery = {
  plan: ImportPlan
  /** Number of the import under which it is kept; null when nothing was written. */
  number: string | null
}

/**
 * Imports a delivery in one transaction like `importCatalogue`, and keeps it as an applied import: files,
 * report, every row before and after, so that it can be taken back in the panel (ADR 22). A delivery that
 * changes nothing leaves nothing behind.
 */
export const loadDelivery = (
  req: PayloadRequest,
  texts: DeliveryTexts,
  onProgress: ImportProgress,
): Promise<LoadedDelivery> =>
  inTransaction(req, async () => {
    await lockStructure(req)
    await lockCatalogue(req)
    await keepTimesInUtc(req)
    onProgress('reading the catalogue', 0, 1)
    const stored = await readCatalogue(req)
    onProgress('comparing', 0, 1)
    const plan = planImport(texts, stored.catalogue)
    const { counts, lines } = reportOf(deliveryPlan(plan, stored))
    if (counts.new + counts.changed === 0) return { plan, number: null }

    const batch = await createBatch(req, {
      kind: 'DELIVERY',
      files: DELIVERY_FILES.map((name) => fileOf(name, Buffer.from(texts[name]))),
      checkResult: counts,
      sequence: await nextNumberApart(req.payload, IMPORT_SERIES, 0),
      applied: { state: 'APPLIED', applyResult: counts, appliedAt: new Date().toISOString() },
    })
    await carryOut(req, plan, stored.ids, {
      writer: keepingWriter(req, batch.id, revStepOf(batch)),
      reason: `Import ${batch.number}: catalogue delivery`,
      onProgress,
    })
    onProgress('writing the report', 0, 1)
    await addLines(req, batch.id, 'APPLY', lines)
    await recordAudit(req, {
      action: 'import',
      resource: 'catalogue-imports',
      resourceId: batch.id,
      after: counts,
    })
    return { plan, number: batch.number }
  })
