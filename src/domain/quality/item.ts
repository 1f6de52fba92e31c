import { z } from 'zod'

import { labelSchema } from '../label'
import { ITEM_TYPES } from './checklist'

export const RESULTS = ['PASS', 'FAIL', 'NA'] as const

/**
 * One line of a generated form: the question as it stood when the form was opened, and its answer.
 * `inspections.items` holds these (contract 3); `key` and `basin` together name an item.
 */
export const formItemSchema = z.object({
  key: z.string(),
  /** Key of its section, and the heading of that section (for a repeated one: of this element). */
  section: z.string(),
  sectionLabels: labelSchema,
  /** English; `labels` holds all languages. */
  label: z.string(),
  labels: labelSchema,
  /** Number of the basin it speaks of, from 1; null for the whole sink. */
  basin: z.number().int().nullable(),
  type: z.enum(ITEM_TYPES),
  unit: z.string().nullable(),
  /** Inclusive limits of a NUMBER, in `unit`. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  /** Codes of a CHOICE, the ordered or usual one first; `choiceLabels` in the same order. */
  choices: z.array(z.string()),
  choiceLabels: z.array(labelSchema),
  /** Codes that demand a note. */
  choicesWithNote: z.array(z.string()),
  multiple: z.boolean(),
  /** The one answer of a CHOICE or YES_NO that passes; null when every answer does. */
  expected: z.union([z.string(), z.boolean()]).nullable(),
  /** Pieces that a QUANTITY demands. */
  requiredQuantity: z.number().int().nullable(),
  photoRequired: z.boolean(),
  required: z.boolean(),
  naAllowed: z.boolean(),
  notePrompt: labelSchema.nullable(),
  help: labelSchema.nullable(),
  /** The part whose serial the item records, or that it packs. */
  partNumber: z.string().nullable(),
  /** The item identifies the measuring instrument, or says until when its calibration holds. */
  instrument: z.enum(['ID', 'DUE']).nullable(),
  documents: z.array(z.string()),

  result: z.enum(RESULTS).nullable(),
  value: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]).nullable(),
  note: z.string().nullable(),
  /** Ids of documents. */
  photos: z.array(z.string()),
})

export type FormItem = z.infer<typeof formItemSchema>
export type ItemResult = (typeof RESULTS)[number]
export type ItemValue = FormItem['value']

/** What people answer; everything else belongs to the template and never changes. */
export const ANSWER_FIELDS = ['result', 'value', 'note', 'photos'] as const

/** An item in a sentence: `N2 Drain button (basin 1)`. */
export const nameOf = ({ key, label, basin }: Pick<FormItem, 'key' | 'label' | 'basin'>): string =>
  `${key} ${label}${basin === null ? '' : ` (basin ${basin})`}`
