import type { PayloadRequest } from 'payload'
import { may } from '../../../../access/can'
import { lockRow } from '../../../db/lock'
import type { CatalogueImport } from '../../../payload-types'
import { refused } from '../../http'
import type { ImportKind } from './plan'

/** Revisions that an import counts up by, apart from every other import's (ADR 22). */
const REVISIONS_OF_ONE_IMPORT = 1_000

export const revStepOf = ({ sequence }: Pick<CatalogueImport, 'sequence'>): number =>
  sequence * REVISIONS_OF_ONE_IMPORT

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
  if (batch.state !== state)
    throw refused({
      code: 'wrong_state',
      message: `${batch.number} ${IS_NOT[batch.state]}.`,
    })
  return batch
}
