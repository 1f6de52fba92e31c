import { z } from 'zod'
import { labelsOf, type LabelKind } from '../services/labels'
import { query } from './command'

const MOST = 100
const id = z.uuid('This is not an id.')
const skip = z.coerce.number().int().min(0).max(23).default(0)

/** `?ids=a,b` and `?ids=a&ids=b` mean the same. */
const ids = z
  .union([z.string(), z.array(z.string())], 'Name the rows: ?ids=<id>,<id>.')
  .transform((given) => [given].flat().flatMap((one) => one.split(',')))
  .pipe(
    z
      .array(id)
      .min(1, 'Name the rows: ?ids=<id>,<id>.')
      .max(MOST, `At most ${MOST} labels at once.`),
  )

/** Labels of a collection's rows: one for a label printer, many on a sheet. */
export const labelEndpoints = (kind: LabelKind) => [
  query({
    path: '/labels.pdf',
    capability: 'labels.print',
    input: z.object({ ids, sheet: z.enum(['A4_3X8', 'SINGLE_100X60']).default('A4_3X8'), skip }),
    handle: (req, asked) => labelsOf(req, kind, asked),
  }),
  query({
    path: '/:id/label.pdf',
    capability: 'labels.print',
    input: z.object({ sheet: z.enum(['A4_3X8', 'SINGLE_100X60']).default('SINGLE_100X60') }),
    handle: (req, { sheet }, { id: one = '' }) =>
      labelsOf(req, kind, { ids: [one], sheet, skip: 0 }),
  }),
]
