import { z } from 'zod'
import { ITEM_COLLECTIONS } from '../../domain/catalog/item'
import { RULE_WAYS } from '../../domain/configurator/ruleWays'

/** Answers of the catalogue's own commands and queries, as the screens read them. */

const collection = z.enum(ITEM_COLLECTIONS)

export const itemNameSchema = z.object({
  collection,
  id: z.string(),
  partNumber: z.string(),
  name: z.string(),
})

export const treeRowSchema = z.object({
  path: z.string(),
  component: z.string().nullable(),
  place: z.number().nullable(),
  kind: z.enum(['ASSEMBLY', 'CYCLE', 'PART', 'UNRESOLVED']),
  askedId: z.string(),
  name: z.string(),
  item: z
    .object({ collection, id: z.string(), partNumber: z.string(), isActive: z.boolean() })
    .nullable(),
  successor: itemNameSchema.nullable(),
  quantityPer: z.number(),
  quantity: z.number(),
  note: z.string().nullable(),
  hasChildren: z.boolean(),
})

export const componentsSchema = z.object({ rows: z.array(treeRowSchema) })

export const openedTreeSchema = z.object({ rows: z.array(treeRowSchema), isComplete: z.boolean() })

export const foundSchema = z.object({
  hits: z.array(z.string()),
  total: z.number(),
  rows: z.array(treeRowSchema),
})

export const standingSchema = z.object({
  item: itemNameSchema.extend({ isActive: z.boolean(), rev: z.number() }),
  successor: itemNameSchema.nullable(),
})

export const usedSchema = z.object({
  assemblies: z.number(),
  rules: z
    .array(
      z.object({
        rule: z.string(),
        family: z.object({ code: z.string() }),
        how: z.enum(RULE_WAYS),
        release: z.number().nullable(),
        isOn: z.boolean(),
        adds: itemNameSchema.pick({ id: true }),
      }),
    )
    .nullable(),
  builds: z.array(z.object({ buildNumber: z.string(), orderNumber: z.string() })).nullable(),
})
