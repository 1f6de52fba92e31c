import { z } from 'zod'
import { conditionSchema, keySchema } from '../configurator/ast'
import { labelTemplateSchema } from '../configurator/template'
import { labelSchema } from '../label'
import type { TaskCategory } from './codes'

/**
 * What is done on the floor, as data: the task templates of a family release (domain handbook 9).
 * Conditions are those of the configurator; titles may hold `{path}` placeholders.
 */

const CATEGORIES = [
  'SINK_BODY',
  'PEGBOARD',
  'BASIN',
  'FAUCET',
  'CONTROL_SYSTEM',
  'ACCESSORY',
  'PACKAGING',
  'REWORK',
] as const satisfies readonly TaskCategory[]

const codeSchema = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, 'a code is made of capitals, digits and underscores')
const nameSchema = z.string().min(1).max(60)

/** Whole minutes of one task: more than none, less than a week of shifts. */
const minutesSchema = z.number().int().min(1).max(2_400)

/**
 * Picks lines of the bill of materials; every criterion given must be met. Roles and rules are
 * those of the top line. Without `items` only top lines are meant; `items` picks lines of these
 * numbers at any level.
 */
const partsSchema = z
  .strictObject({
    roles: z.array(codeSchema).min(1).optional(),
    rules: z.array(nameSchema).min(1).optional(),
    items: z.array(nameSchema).min(1).optional(),
  })
  .refine(({ roles, rules, items }) => roles ?? rules ?? items, 'nothing is picked')

/** Done once, or once for each element of a group (also `accessories`). */
const repeatSchema = z.string().min(1)

const taskSchema = z.strictObject({
  key: keySchema,
  /** What people call it: `7`. */
  number: z.number().int().min(1),
  title: labelTemplateSchema,
  description: labelTemplateSchema.optional(),
  category: z.enum(CATEGORIES),
  minutes: minutesSchema,
  /** Keys of tasks that come first, or everything that stands above. */
  after: z.union([z.literal('ALL_ABOVE'), z.array(keySchema)]),
  when: conditionSchema.optional(),
  repeat: repeatSchema.optional(),
  /** Left out when the lines of these roles are all done outside. */
  unlessOutside: z.array(codeSchema).min(1).optional(),
  /** Codes of tools. */
  tools: z.array(codeSchema),
  /** Code of the work instruction. */
  instruction: codeSchema.optional(),
  /**
   * Items of the PRODUCTION checklist that completing this task answers. Of several tasks of one build that
   * name the same item, the last one to be done answers it.
   */
  ticks: z.array(nameSchema),
  parts: z.array(partsSchema),
})

/** Test and packing steps: they are no tasks, but they take time that a plan has to know. */
const furtherWorkSchema = z.strictObject({
  key: keySchema,
  phase: z.enum(['TEST', 'PACKING']),
  title: labelTemplateSchema,
  minutes: minutesSchema,
  when: conditionSchema.optional(),
  repeat: repeatSchema.optional(),
})

export const taskTemplateSchema = z.strictObject({
  key: keySchema,
  label: labelSchema,
  /** The template in force; a family with rules has exactly one. */
  isActive: z.boolean(),
  /** In the order of the floor. */
  tasks: z.array(taskSchema).min(1),
  furtherWork: z.array(furtherWorkSchema),
  /** Roles whose lines may belong to no task because they are only packed. */
  packed: z.array(codeSchema),
})

export type TaskTemplate = z.infer<typeof taskTemplateSchema>
export type TemplateTask = TaskTemplate['tasks'][number]
export type PartsSelector = TemplateTask['parts'][number]
export type FurtherWork = TaskTemplate['furtherWork'][number]

/** The template in force, if there is one. */
export const activeTemplate = (content: {
  readonly taskTemplates: readonly TaskTemplate[]
}): TaskTemplate | null => content.taskTemplates.find(({ isActive }) => isActive) ?? null
