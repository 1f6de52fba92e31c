import type { DefaultServerCellComponentProps } from 'payload'
import { z } from 'zod'
import { CHECKLIST_KINDS } from '../../domain/quality/checklist'
import { formStateOf } from '../../domain/quality/formState'
import { formItemSchema } from '../../domain/quality/item'
import { Badge } from '../panel/Badge'
import { formLook } from './words'

const rowSchema = z.object({
  kind: z.enum(CHECKLIST_KINDS),
  state: z.enum(['DRAFT', 'SIGNED', 'VOID']),
  items: z.array(formItemSchema).catch([]),
})

/** The state of a form in a list, which does not know whether its build is released. */
export function FormStateCell({ rowData }: DefaultServerCellComponentProps) {
  const row = rowSchema.safeParse(rowData)
  return row.success ? (
    <Badge look={formLook(formStateOf(row.data, row.data.items, false))} />
  ) : null
}
