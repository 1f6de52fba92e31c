import type { PayloadRequest } from 'payload'
import { nextNumber } from '../../../db/counters'
import { addLines, keepFiles, type ImportFile } from '../../../db/importBatches'
import { keepSeen } from '../../../db/importSeen'
import type { CatalogueImport } from '../../../payload-types'
import { actorIdOf } from '../../actor'
import { judgeKind } from './batch'
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
  const sequence = await nextNumber(req, 'IMP', 0)
  const batch = await req.payload.create({
    collection: 'catalogue-imports',
    data: {
      number: `IMP-${String(sequence).padStart(4, '0')}`,
      sequence,
      kind,
      state: 'CHECKED',
      fileNames: files.map(({ name }) => name).join(', '),
      files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes: bytes.length })),
      checkResult: counts,
      createdBy: actorIdOf(req),
    },
    depth: 0,
    req,
  })
  await keepFiles(req, batch.id, files)
  await addLines(req, batch.id, 'CHECK', lines)
  await keepSeen(req, batch.id, seenInBatch(planned))
  return batch
}
