import { z } from 'zod'

import { conditionSchema, expressionSchema, keySchema, pathSchema } from '../configurator/ast'
import { labelTemplateSchema, templateSchema } from '../configurator/template'
import { labelSchema } from '../label'
import type { FormKind } from './codes'

/**
 * A form of quality as data of a release: sections of items with the conditions under which each
 * is asked (domain handbook 8). The form of one build is generated from it (`form.ts`) and frozen.
 */

/** The forms in the order in which a build meets them. */
export const CHECKLIST_KINDS = [
  'PRE_QC',
  'PRODUCTION',
  'END_OF_LINE',
  'PACKAGING',
  'FINAL_QC',
] as const satisfies readonly FormKind[]

export const ITEM_TYPES = [
  'PASS_FAIL',
  'NUMBER',
  'TEXT',
  'CHOICE',
  'DATE',
  'YES_NO',
  'QUANTITY',
] as const

/** Facts about the build and the attempt that only the caller knows. */
export const HEADER_FACTS = [
  'orderNumber',
  'poNumber',
  'buildNumber',
  'customerName',
  'projectName',
  'inspector',
  'inspectorInitials',
  'date',
  'attempt',
  'firstPass',
] as const

/** The customer's own numbers: `P1`, `DR1a`, `B-0`, `ES0-software`. */
const itemKeySchema = z
  .string()
  .max(60)
  .regex(/^[A-Z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/, 'an item key starts with a capital: P1, ES0-pumpSn')

const headerSchema = z.strictObject({
  key: keySchema,
  label: labelSchema,
  source: z.union([
    z.strictObject({ fact: z.enum(HEADER_FACTS) }),
    z.strictObject({ path: pathSchema }),
    z.strictObject({ expression: expressionSchema }),
  ]),
})

const choiceSchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'a code is made of capitals, digits and underscores'),
  label: labelSchema,
  /** Offered only while this holds. */
  when: conditionSchema.optional(),
  /** What the order leads one to expect: such choices are listed first. */
  ordered: conditionSchema.optional(),
  /** The choice alone says too little: a note has to say the rest. */
  needsNote: z.boolean().optional(),
})

const itemBase = {
  key: itemKeySchema,
  /** May name values: `Basin {element.number}`. For accessories their name takes its place. */
  label: labelTemplateSchema,
  /** Asked only while this holds. */
  when: conditionSchema.optional(),
  /** Asked for each element of a group, or of `accessories`; not inside a repeated section. */
  repeat: z.string().optional(),
  /** Whether the form can be signed without an answer. */
  required: z.boolean(),
  /** Whether "not applicable" may be answered by hand, always with a note. */
  naAllowed: z.union([z.boolean(), conditionSchema]),
  photoRequired: z.boolean().optional(),
  notePrompt: labelSchema.optional(),
  help: labelSchema.optional(),
  /** The part whose serial is recorded, or that is packed: the first case that holds. */
  part: z
    .array(z.strictObject({ when: conditionSchema.optional(), partNumber: templateSchema }))
    .min(1)
    .optional(),
  /** Types of documents that are shown beside the item; none has to be there. */
  documents: z.array(z.enum(['TECHNICAL_DRAWING', 'PO_DOCUMENT', 'PHOTO'])).optional(),
}

/** One question with one answer. */
export const checklistItemSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...itemBase, type: z.literal('PASS_FAIL') }),
  z.strictObject({
    ...itemBase,
    type: z.literal('NUMBER'),
    unit: labelSchema.optional(),
    /** Inclusive limits in `unit`; outside of them the item fails by itself. */
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.strictObject({
    ...itemBase,
    type: z.literal('TEXT'),
    /** The text identifies the measuring instrument that was used. */
    instrument: z.literal('ID').optional(),
  }),
  z.strictObject({
    ...itemBase,
    type: z.literal('CHOICE'),
    choices: z.array(choiceSchema),
    multiple: z.boolean(),
    /** Any answer but the ordered one fails by itself. */
    mustBeOrdered: z.boolean().optional(),
  }),
  z.strictObject({
    ...itemBase,
    type: z.literal('DATE'),
    /** The day until which the instrument's calibration holds; a past one is refused. */
    instrument: z.literal('DUE').optional(),
  }),
  z.strictObject({
    ...itemBase,
    type: z.literal('YES_NO'),
    /** The other answer fails by itself. */
    expected: z.boolean().optional(),
  }),
  z.strictObject({
    ...itemBase,
    type: z.literal('QUANTITY'),
    /** How many have to be packed: a whole number from 1 wherever the item is asked. */
    quantity: expressionSchema,
  }),
])

const sectionSchema = z.strictObject({
  key: z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/, 'a section key is made of letters and digits'),
  label: labelTemplateSchema,
  help: labelSchema.optional(),
  when: conditionSchema.optional(),
  /** All items of the section are asked for each element of this group. */
  repeat: z.string().optional(),
  items: z.array(checklistItemSchema).min(1),
})

export const checklistSchema = z.strictObject({
  /** Short name of the form: `PQ`. */
  key: z.string().regex(/^[A-Z][A-Z0-9]*$/, 'a form key is UPPER: PQ'),
  kind: z.enum(CHECKLIST_KINDS),
  label: labelSchema,
  /** Number of the controlled document that the form follows. */
  document: z.string().min(1).max(60),
  /** Facts printed above the form; nobody answers them. */
  header: z.array(headerSchema),
  sections: z.array(sectionSchema).min(1),
  /** The sentence that the signature stands under. */
  statement: labelSchema,
})

export type Checklist = z.infer<typeof checklistSchema>
export type ChecklistSection = Checklist['sections'][number]
export type ChecklistItem = z.infer<typeof checklistItemSchema>
export type ChecklistChoice = z.infer<typeof choiceSchema>
export type ItemType = (typeof ITEM_TYPES)[number]
export type HeaderFact = (typeof HEADER_FACTS)[number]
