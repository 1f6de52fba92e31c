import type { PayloadRequest } from 'payload'
import { recordAudit } from '../audit'
import { fileAnswer, type FileType } from '../fileAnswer'
import { safeName } from '../print/zip'
import { bomContentOf, type BomContent } from './export/content'
import { bomCsv } from './export/csv'
import { bomPdf } from './export/pdf'
import { bomXlsx } from './export/xlsx'

export const EXPORT_FORMATS = ['csv', 'xlsx', 'pdf'] as const satisfies readonly FileType[]
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** A version as a file; costs only for cost roles, whatever the format. The export is audited. */
export async function exportBom(
  req: PayloadRequest,
  id: string,
  format: ExportFormat,
): Promise<Response> {
  const content = await bomContentOf(req, id)
  const bytes = await bomFile(content, format)
  await recordAudit(req, {
    action: 'export',
    resource: 'boms',
    resourceId: id,
    after: { format, lines: content.lines.length, withCosts: content.currency !== null },
    stream: 'ACTIVITY',
  })
  return fileAnswer(bytes, bomFileName(content), format)
}

/** The bytes of a version in a format, as its content has it. */
export async function bomFile(content: BomContent, format: ExportFormat): Promise<Buffer> {
  switch (format) {
    case 'csv':
      return Buffer.from(bomCsv(content))
    case 'xlsx':
      return bomXlsx(content)
    case 'pdf':
      return bomPdf(content)
  }
}

/** Without an ending, safe in every header and file system. */
export const bomFileName = ({ bom }: BomContent): string => safeName(`BOM-${bom.title}`)
