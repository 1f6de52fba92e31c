import { z } from 'zod'
import { LINE_KINDS } from '../../domain/boms/line'

/** A line of a bill of materials as any of our screens shows it; costs in minor units. */
export const shownLineSchema = z.object({
  level: z.number(),
  partNumber: z.string(),
  name: z.string(),
  kind: z.enum(LINE_KINDS),
  quantity: z.number(),
  unitCost: z.number().nullish(),
  rule: z.string().nullish(),
  because: z.string().nullish(),
  note: z.string().nullish(),
})
export type ShownLine = z.infer<typeof shownLineSchema>

const warningSchema = z.object({
  id: z.string(),
  code: z.string(),
  field: z.string(),
  message: z.string(),
})
export type ShownWarning = z.infer<typeof warningSchema>

/** A bill that is not stored. Costs are there only for roles that see them. */
export const billSchema = z.object({
  complete: z.boolean(),
  lines: z.array(shownLineSchema),
  warnings: z.array(warningSchema),
  totalCost: z.number().nullish(),
})

/** The answer of `POST /api/configurator/preview`: `release` is the version that answers. */
export const previewSchema = billSchema.extend({ release: z.number() })
export type Preview = z.infer<typeof previewSchema>
