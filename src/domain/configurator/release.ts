import { z } from 'zod'

import { labelSchema, LANGUAGES } from '../label'
import { taskTemplateSchema } from '../production/template'
import { checklistSchema } from '../quality/checklist'
import { conditionSchema, expressionSchema, keySchema, pathSchema, scalarSchema } from './ast'
import { labelTemplateSchema, templateSchema } from './template'

/**
 * What a product family is, as data: the content of a FAMILY release and of its draft.
 * Everything here is JSON; the release is stored, hashed and pinned as it stands
 * (architecture 4, domain handbook 5 and 6).
 */

const codeSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'a code is made of capitals, digits and underscores')
const idSchema = z.string().min(1).max(60)

/** What a refusal of the configuration may be called (contract 4). */
export const CONFIGURATION_REFUSALS = [
  'option_unknown',
  'out_of_range',
  'required',
  'invalid_value',
] as const

// --- options ---------------------------------------------------------------------------------

/** The choice is offered only while `when` holds; otherwise it is refused with this sentence. */
const availabilitySchema = z.strictObject({
  id: idSchema,
  when: conditionSchema,
  code: z.enum(CONFIGURATION_REFUSALS),
  message: labelTemplateSchema,
})

const choiceSchema = z.strictObject({
  value: z.string().min(1).max(60),
  label: labelSchema,
  /** Facts that follow from the choice, read as `path#fact`: dimensions, parts of an id. */
  facts: z.record(keySchema, z.union([z.string(), z.number()])).optional(),
  only: z.array(availabilitySchema).optional(),
  /** The choice is a way of speaking: the first case that holds says what is stored instead. */
  storedAs: z
    .array(z.strictObject({ when: conditionSchema, value: z.string() }))
    .min(1)
    .optional(),
})

const fieldBase = {
  key: keySchema,
  label: labelSchema,
  help: labelSchema.optional(),
  /** Demanded whenever it is visible. An optional field that is absent is null (or false). */
  required: z.boolean(),
  /** Shown and stored only while this holds; may read only fields that stand above. */
  visible: conditionSchema.optional(),
}

const numberRange = {
  /** Inclusive limits, in `unit`. */
  min: z.number(),
  max: z.number(),
  unit: labelSchema.optional(),
  /** What a form proposes. Never filled in silently by the server. */
  default: z.number().optional(),
}

/** One thing that can be chosen. INTEGER takes whole numbers only. */
export const fieldSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...fieldBase,
    type: z.literal('CHOICE'),
    choices: z.array(choiceSchema).min(1),
    default: z.string().optional(),
  }),
  z.strictObject({ ...fieldBase, type: z.literal('INTEGER'), ...numberRange }),
  z.strictObject({ ...fieldBase, type: z.literal('NUMBER'), ...numberRange }),
  z.strictObject({ ...fieldBase, type: z.literal('BOOLEAN'), default: z.boolean().optional() }),
])

/** What the elements of a group are to the rest of the house (lines, drawing, checklists). */
export const GROUP_KINDS = ['BASIN', 'FAUCET', 'SPRAYER', 'OTHER'] as const

/** A repeated block of fields. Equal `min` and `max` mean: the number follows from the rest. */
export const groupSchema = z.strictObject({
  key: keySchema,
  kind: z.enum(GROUP_KINDS),
  label: labelSchema,
  /** Heading of one element, e.g. `Basin {element.number}`. */
  elementLabel: labelTemplateSchema,
  help: labelSchema.optional(),
  visible: conditionSchema.optional(),
  min: expressionSchema,
  max: expressionSchema,
  fields: z.array(fieldSchema).min(1),
})

/**
 * A named value that follows from the configuration by a decision table: the first case that
 * holds, else null. With `group` it belongs to each element and is read as `element.<key>`.
 * A derived value may read only those that stand above it.
 */
export const derivedSchema = z.strictObject({
  key: keySchema,
  label: labelSchema,
  group: z.string().optional(),
  cases: z.array(z.strictObject({ when: conditionSchema, value: scalarSchema })).min(1),
})

/** A figure that a setting may override, e.g. the margin of the width check. */
export const parameterSchema = z.strictObject({
  name: keySchema,
  label: labelSchema,
  default: z.number(),
})

// --- what must hold, what is worth saying ------------------------------------------------------

/** For the whole sink, or for each element of `forEach`: `require` holds whenever `when` does. */
export const constraintSchema = z.strictObject({
  id: idSchema,
  forEach: z.string().optional(),
  when: conditionSchema.optional(),
  require: conditionSchema,
  code: z.enum(CONFIGURATION_REFUSALS),
  /** Where the refusal is shown: an option, a group, or `element.<key>`. */
  field: pathSchema,
  message: labelTemplateSchema,
})

/** Shown and acknowledged, never blocking. `forEach` may also be `accessories`. */
export const warningSchema = z.strictObject({
  id: idSchema,
  code: z.string().regex(/^W[1-9]\d*$/),
  forEach: z.string().optional(),
  when: conditionSchema,
  field: pathSchema,
  message: labelTemplateSchema,
})

/** An explanation shown beside `field` while `when` holds. */
export const noteSchema = z.strictObject({
  id: idSchema,
  forEach: z.string().optional(),
  when: conditionSchema.optional(),
  field: pathSchema,
  message: labelTemplateSchema,
})

// --- rules -------------------------------------------------------------------------------------

/** Class code and number of a part made to measure; dimensions in whole inches (handbook 6.5). */
const customItemSchema = z.strictObject({
  kind: z.literal('CUSTOM'),
  classCode: z.string().min(1),
  number: templateSchema,
  name: labelTemplateSchema,
  dimensions: z.record(keySchema, pathSchema),
})

const plainItemSchema = z.strictObject({ kind: z.literal('ITEM'), id: templateSchema })

/**
 * The item found loses those of its own children that are listed in `children`; the first
 * replacement whose condition holds takes their place, once.
 */
const replaceChildSchema = z.strictObject({
  children: z.array(z.string().min(1)).min(1),
  by: z
    .array(
      z.strictObject({
        rule: idSchema,
        when: conditionSchema.optional(),
        item: z.discriminatedUnion('kind', [plainItemSchema, customItemSchema]),
        because: labelTemplateSchema,
      }),
    )
    .min(1),
})

const alternativeSchema = z.strictObject({
  id: templateSchema,
  when: conditionSchema.optional(),
  /** Features that this alternative brings along; later rules may ask for them. */
  provides: z.array(z.string().min(1)).optional(),
  replaceChild: replaceChildSchema.optional(),
})

/** Alternatives are tried in order against the catalogue; the first that exists wins. */
const itemSchema = z.discriminatedUnion('kind', [
  plainItemSchema,
  customItemSchema,
  z.strictObject({
    kind: z.literal('FIRST_OF'),
    alternatives: z.array(alternativeSchema).min(1),
    /** The alternative under which an unresolved line appears when none exists. */
    unresolvedAs: z.enum(['FIRST', 'LAST']),
  }),
])

export const ruleSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  /** Absent: once per sink. Else for each element of a group, or of `accessories`. */
  forEach: z.string().optional(),
  when: conditionSchema.optional(),
  item: itemSchema,
  /** Zero adds no line. */
  quantity: expressionSchema,
  /** One line per item: what the elements ask for is added up. */
  merge: z.boolean(),
  /** What the line is on the sink; orders the bill of materials and feeds the invariants. */
  role: codeSchema,
  attributes: z.record(keySchema, templateSchema).optional(),
  because: labelTemplateSchema,
  /** A rule that is switched off is kept for the day it is wanted. */
  enabled: z.boolean(),
})

/**
 * What every bill of materials of this family must satisfy; proved by verification.
 * Counts top lines of a role, or lines at any level of given ids (or a custom class).
 */
export const invariantSchema = z.strictObject({
  id: idSchema,
  label: labelSchema,
  forEach: z.string().optional(),
  when: conditionSchema.optional(),
  of: z.union([
    z.strictObject({ role: codeSchema }),
    z.strictObject({ items: z.array(z.string().min(1)).min(1), classCode: z.string().optional() }),
  ]),
  measure: z.enum(['LINES', 'QUANTITY']),
  min: expressionSchema,
  /** Null: no upper limit. */
  max: expressionSchema.nullable(),
})

// --- how it is shown ---------------------------------------------------------------------------

/** `span` counts columns of a grid of twelve. */
const wizardFieldSchema = z.strictObject({
  field: keySchema,
  span: z.number().int().min(1).max(12),
})

/** A block shows options of the sink, or with `group` the repeated block of that group. */
const wizardBlockSchema = z.strictObject({
  key: keySchema,
  label: labelSchema.optional(),
  help: labelSchema.optional(),
  group: z.string().optional(),
  fields: z.array(wizardFieldSchema).min(1),
})

const wizardSchema = z.strictObject({
  sections: z.array(
    z.strictObject({
      key: keySchema,
      label: labelSchema,
      help: labelSchema.optional(),
      blocks: z.array(wizardBlockSchema).min(1),
    }),
  ),
})

const accessoriesSchema = z.strictObject({
  /** Items referenced from these categories are offered, if active and orderable. */
  categories: z.array(z.string()),
  excludedSubcategories: z.array(z.string()),
  hidden: z.array(z.string()),
})

/** A place along the sink: over a basin or between two, counted from 1. */
const placeSchema = z.union([
  z.strictObject({ basin: z.number().int().min(1) }),
  z.strictObject({ between: z.tuple([z.number().int().min(1), z.number().int().min(1)]) }),
])

/** Tells the drawing where to read; expressions in inches, `element` is the thing drawn. */
const schematicSchema = z.strictObject({
  length: expressionSchema,
  width: expressionSchema,
  direction: z.strictObject({ path: pathSchema, leftToRight: z.string() }).optional(),
  basins: z
    .strictObject({
      group: z.string(),
      /** Along the sink, and across it. */
      width: expressionSchema,
      length: expressionSchema,
      /** The choice that tells basins apart by colour and caption. */
      type: pathSchema,
      badges: z.array(z.strictObject({ when: conditionSchema, label: labelSchema })),
    })
    .optional(),
  faucets: z
    .strictObject({
      group: z.string(),
      quantity: expressionSchema,
      type: pathSchema,
      placement: pathSchema,
      places: z.record(z.string(), placeSchema),
      /** Faucets that come with a basin, drawn at that basin. */
      automatic: z
        .strictObject({ group: z.string(), when: conditionSchema, label: labelSchema })
        .optional(),
    })
    .optional(),
  sprayers: z
    .strictObject({
      group: z.string(),
      quantity: expressionSchema,
      type: pathSchema,
      side: pathSchema,
      left: z.string(),
    })
    .optional(),
  pegboard: z
    .strictObject({
      when: conditionSchema,
      /** Along the sink. */
      width: expressionSchema,
      color: pathSchema,
      perforated: conditionSchema,
    })
    .optional(),
})

// --- its own tests ---------------------------------------------------------------------------

/** A configuration with the top lines that it must give, in any order; run at publish. */
export const sampleSchema = z.strictObject({
  name: z.string().min(1).max(120),
  /** As an order stores it; judged by the family each time. */
  configuration: z.record(z.string(), z.unknown()),
  accessories: z.array(
    z.strictObject({ partNumber: z.string().min(1), quantity: z.number().int().min(1) }),
  ),
  language: z.enum(LANGUAGES),
  expect: z.array(z.strictObject({ partNumber: z.string(), quantity: z.number().int() })),
})

// --- the whole ---------------------------------------------------------------------------------

export const familyContentSchema = z.strictObject({
  schema: z.literal(1),
  code: codeSchema,
  label: labelSchema,
  description: labelSchema,
  parameters: z.array(parameterSchema),
  options: z.array(fieldSchema),
  groups: z.array(groupSchema),
  derived: z.array(derivedSchema),
  constraints: z.array(constraintSchema),
  warnings: z.array(warningSchema),
  notes: z.array(noteSchema),
  wizard: wizardSchema,
  accessories: accessoriesSchema,
  /** Evaluated in this order; a rule may ask what earlier ones provided. */
  rules: z.array(ruleSchema),
  /** Roles in the order in which their lines are listed. */
  displayOrder: z.array(z.strictObject({ role: codeSchema, label: labelSchema })),
  invariants: z.array(invariantSchema),
  schematic: schematicSchema.nullable(),
  /** Forms of quality; content from before they existed has none. */
  checklists: z.array(checklistSchema).default([]),
  /** Dotted codes of the older system by item id, kept on lines for search. */
  legacyCodes: z.record(z.string(), z.string()),
  /** What is done on the floor; older content has none. */
  taskTemplates: z.array(taskTemplateSchema).default([]),
  /** What an engineer has seen to be right, kept as the family's own tests. */
  samples: z.array(sampleSchema).default([]),
})

export type FamilyContent = z.infer<typeof familyContentSchema>
export type Field = z.infer<typeof fieldSchema>
export type ChoiceField = Extract<Field, { type: 'CHOICE' }>
export type Choice = z.infer<typeof choiceSchema>
export type Availability = z.infer<typeof availabilitySchema>
export type Group = z.infer<typeof groupSchema>
export type GroupKind = (typeof GROUP_KINDS)[number]
export type Derived = z.infer<typeof derivedSchema>
export type Constraint = z.infer<typeof constraintSchema>
export type WarningRule = z.infer<typeof warningSchema>
export type Note = z.infer<typeof noteSchema>
export type Rule = z.infer<typeof ruleSchema>
export type RuleItem = z.infer<typeof itemSchema>
export type Alternative = z.infer<typeof alternativeSchema>
export type CustomItem = z.infer<typeof customItemSchema>
export type ReplaceChild = z.infer<typeof replaceChildSchema>
export type Invariant = z.infer<typeof invariantSchema>
export type Wizard = z.infer<typeof wizardSchema>
export type WizardSection = Wizard['sections'][number]
export type WizardBlock = WizardSection['blocks'][number]
export type Sample = z.infer<typeof sampleSchema>
export type Schematic = z.infer<typeof schematicSchema>
export type AccessoryOffer = z.infer<typeof accessoriesSchema>
export type ConfigurationRefusalCode = (typeof CONFIGURATION_REFUSALS)[number]
