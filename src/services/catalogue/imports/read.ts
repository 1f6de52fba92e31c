import type { PayloadRequest } from 'payload'
import {
  linesOf,
  type ImportLine,
  type ImportStage,
  type LineOutcome,
} from '../../../db/importBatches'
import { csvOf, csvRows } from '../../../domain/csv'
import { recordAudit } from '../../audit'
import { fileAnswer } from '../../fileAnswer'
import { safeName } from '../../print/zip'
import { readBatch } from './batch'

export type LinesPage = {
  docs: ImportLine[]
  totalDocs: number
  page: number
  limit: number
  totalPages: number
}

export const SHOWN = {
  changes: ['NEW', 'CHANGED'],
  refused: ['REFUSED'],
  warnings: ['WARNING'],
  kept: ['KEPT'],
} as const satisfies Record<string, readonly LineOutcome[]>
export type Shown = keyof typeof SHOWN

export type LinesQuery = { show: Shown; search: string; page: number; limit: number }

/** The newest word on an import: what it did once it was applied, what it would do before. */
export const stageOf = (state: string, show: Shown): ImportStage =>
  show === 'kept' ? 'UNDO' : state === 'CHECKED' ? 'CHECK' : 'APPLY'

/** One page of an import's report. */
export async function linesOfImport(
  req: PayloadRequest,
  id: string,
  { show, search, page, limit }: LinesQuery,
): Promise<LinesPage> {
  const { state } = await readBatch(req, id)
  const { lines, total } = await linesOf(req, id, {
    stage: stageOf(state, show),
    outcomes: SHOWN[show],
    search: search.trim(),
    limit,
    offset: (page - 1) * limit,
  })
  return {
    docs: lines,
    totalDocs: total,
    page,
    limit,
    totalPages: Math.max(1, Math.ceil(total / limit)),
  }
}

const LINES_PER_READING = 5_000

/** The refused rows of an import as CSV, for whoever has to put them right. Audited. */
export async function refusedRows(req: PayloadRequest, id: string): Promise<Response> {
  const batch = await readBatch(req, id)
  const text = [csvOf([['Where', 'Record', 'Column', 'In the file', 'Why it was refused']])]
  for (let offset = 0; ; offset += LINES_PER_READING) {
    const { lines } = await linesOf(req, id, {
      stage: stageOf(batch.state, 'refused'),
      outcomes: SHOWN.refused,
      search: '',
      limit: LINES_PER_READING,
      offset,
    })
    text.push(
      csvRows(
        lines.map(({ place, record, field, becomes, reason }) => [
          place,
          record,
          field,
          typeof becomes === 'string' ? becomes : null,
          reason,
        ]),
      ),
    )
    if (lines.length < LINES_PER_READING) break
  }
  await recordAudit(req, {
    action: 'export',
    resource: 'catalogue-imports',
    resourceId: id,
    after: { document: 'refused rows' },
    stream: 'ACTIVITY',
  })
  return fileAnswer(Buffer.from(text.join('')), safeName(`${batch.number}-refused`), 'csv')
}
