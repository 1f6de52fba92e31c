import type { PayloadRequest } from 'payload'
import { addLines, type ImportFile } from '../../../db/importBatches'
import { keepSeen } from '../../../db/importSeen'
import type { CatalogueImport } from '../../../payload-types'
import { createBatch, judgeKind } from './batch'
import { planFiles, seenInBatch, type ImportKind } from './plan'
import { reportOf } from './report'

/**
 * The dry run: reads the files, says what they would do to the catalogue as it stands, and keeps both
 * as an import that can be applied. Writes nothing of the catalogue.
 */
export async function checkImport(
  req: PayloadRequest,
  kind: ImportKind,
  files: readonly ImportFile[],
): Promise<CatalogueImport> {
  judgeKind(req, kind)
  const planned = await planFiles(req, kind, files, null)
  const { counts, lines } = reportOf(planned)
  const batch = await createBatch(req, { kind, files, checkResult: counts })
  await addLines(req, batch.id, 'CHECK', lines)
  await keepSeen(req, batch.id, seenInBatch(planned))
  return batch
}
