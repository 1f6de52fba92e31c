import type { PayloadRequest } from 'payload'
import { may } from '../../../../access/can'
import { nextNumber } from '../../../db/counters'
import { keepFiles, type ImportFile } from '../../../db/importBatches'
import { lockRow } from '../../../db/lock'
import type { CatalogueImport } from '../../../payload-types'
import { actorIdOf } from '../../actor'
import { refused } from '../../http'
import type { ImportKind } from './plan'
import type { ImportCounts } from './report'

/** Revisions that an import counts up by, apart from every other import's (ADR 22). */
const REVISIONS_OF_ONE_IMPORT = 1_000

export const revStepOf = ({ sequence }: Pick<CatalogueImport, 'sequence'>): number =>
  sequence * REVISIONS_OF_ONE_IMPORT

type NewBatch = {
  kind: ImportKind
  files: readonly ImportFile[]
  checkResult: ImportCounts
  /** Taken before, where much is to be done after; else the next one. */
  sequence?: number
  /** What is known already of an import that is applied in the same breath. */
  applied?: Pick<CatalogueImport, 'appliedAt' | 'applyResult' | 'state'>
}

export const IMPORT_SERIES = 'IMP'

/** Records an import with its files, under the next number. */
export async function createBatch(
  req: PayloadRequest,
  { kind, files, checkResult, sequence: taken, applied }: NewBatch,
): Promise<CatalogueImport> {
  const sequence = taken ?? (await nextNumber(req, IMPORT_SERIES, 0))
  const batch = await req.payload.create({
    collection: 'catalogue-imports',
    data: {
      number: `IMP-${String(sequence).padStart(4, '0')}`,
      sequence,
      kind,
      state: 'CHECKED',
      fileNames: files.map(({ name }) => name).join(', '),
      files: files.map(({ name, sha256, bytes }) => ({ name, sha256, bytes: bytes.length })),
      checkResult,
      createdBy: actorIdOf(req),
      ...applied,
    },
    depth: 0,
    req,
  })
  await keepFiles(req, batch.id, files)
  return batch
}

/** Whole deliveries are an Admin's business (handbook 1.3). */
export function judgeKind(req: PayloadRequest, kind: ImportKind): void {
  if (kind === 'DELIVERY' && !may(req, 'imports.delivery'))
    throw refused({
      code: 'role_not_allowed',
      message: 'Only an Admin imports a delivery of the catalogue.',
    })
}

export async function readBatch(req: PayloadRequest, id: string): Promise<CatalogueImport> {
  const batch = await req.payload.findByID({
    collection: 'catalogue-imports',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!batch) throw refused({ code: 'not_found', message: 'There is no such import.' })
  return batch
}

const IS_NOT: Readonly<Record<CatalogueImport['state'], string>> = {
  CHECKED: 'was not applied yet',
  APPLIED: 'was applied already',
  UNDONE: 'was taken back',
}

/** The import, locked: of two who act on it at once, the second hears what the first has done. */
export async function lockBatch(
  req: PayloadRequest,
  id: string,
  state: CatalogueImport['state'],
): Promise<CatalogueImport> {
  await lockRow(req, 'catalogue_imports', id)
  const batch = await readBatch(req, id)
  judgeKind(req, batch.kind)
  expectState(batch, state)
  return batch
}

export function expectState(
  { number, state }: Pick<CatalogueImport, 'number' | 'state'>,
  expected: CatalogueImport['state'],
): void {
  if (state !== expected)
    throw refused({ code: 'wrong_state', message: `${number} ${IS_NOT[state]}.` })
}
