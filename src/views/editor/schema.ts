import { z } from 'zod'
import {
  conditionSchema,
  expressionSchema,
  keySchema,
  pathSchema,
  scalarSchema,
} from '../../domain/configurator/ast'
import { labelTemplateSchema, templateSchema } from '../../domain/configurator/template'
import { LOCALES } from '../../domain/label'

/** What the form editor reads off a zod schema: the kind of each place, and how it begins. */

export type ObjectShape = Readonly<Record<string, z.ZodType>>
export type Variant = { name: string; schema: z.ZodType }

/** How absence is written: not at all, as a key left out, or as null. */
export type Absence = 'none' | 'undefined' | 'null'

export type Kind =
  | { kind: 'label'; isTemplate: boolean }
  | { kind: 'condition' | 'expression' | 'path' | 'template' | 'key' | 'scalar' }
  | { kind: 'text' | 'boolean' | 'unknown' }
  | { kind: 'number'; whole: boolean }
  | { kind: 'enum'; values: readonly string[] }
  | { kind: 'literal'; value: unknown }
  | { kind: 'object'; shape: ObjectShape }
  | { kind: 'list'; element: z.ZodType; atLeast: number }
  | { kind: 'tuple'; items: readonly z.ZodType[] }
  | { kind: 'record'; element: z.ZodType }
  | { kind: 'union'; variants: readonly Variant[]; tag: string | null }

export type Place = { absence: Absence; kind: Kind }

/** The house's own schemas have widgets of their own. */
const BOUND = new Map<unknown, Kind>([
  [labelTemplateSchema, { kind: 'label', isTemplate: true }],
  [conditionSchema, { kind: 'condition' }],
  [expressionSchema, { kind: 'expression' }],
  [pathSchema, { kind: 'path' }],
  [templateSchema, { kind: 'template' }],
  [keySchema, { kind: 'key' }],
  [scalarSchema, { kind: 'scalar' }],
])

const asType = (schema: unknown): z.ZodType => (schema instanceof z.ZodType ? schema : z.unknown())

const places = new WeakMap<z.ZodType, Place>()

/** What stands at a schema, wrappers taken off. */
export function placeOf(schema: z.ZodType): Place {
  const known = places.get(schema)
  if (known) return known
  const fresh = read(schema)
  places.set(schema, fresh)
  return fresh
}

function read(schema: z.ZodType): Place {
  const bound = BOUND.get(schema)
  if (bound) return { absence: 'none', kind: bound }
  if (schema instanceof z.ZodOptional)
    return { absence: 'undefined', kind: placeOf(asType(schema.unwrap())).kind }
  if (schema instanceof z.ZodNullable)
    return { absence: 'null', kind: placeOf(asType(schema.unwrap())).kind }
  if (schema instanceof z.ZodDefault) return placeOf(asType(schema.unwrap()))
  return { absence: 'none', kind: kindOf(schema) }
}

function kindOf(schema: z.ZodType): Kind {
  if (schema instanceof z.ZodObject) {
    const shape: Record<string, z.ZodType> = {}
    for (const [key, part] of Object.entries(schema.shape)) shape[key] = asType(part)
    const keys = Object.keys(shape)
    const isLabel = keys.length === LOCALES.length && LOCALES.every((locale) => locale in shape)
    return isLabel ? { kind: 'label', isTemplate: false } : { kind: 'object', shape }
  }
  if (schema instanceof z.ZodArray)
    return { kind: 'list', element: asType(schema.element), atLeast: leastOf(schema) }
  if (schema instanceof z.ZodTuple) return { kind: 'tuple', items: schema.def.items.map(asType) }
  if (schema instanceof z.ZodRecord) return { kind: 'record', element: asType(schema.valueType) }
  if (schema instanceof z.ZodUnion) return unionOf(schema.options.map(asType))
  if (schema instanceof z.ZodEnum) return { kind: 'enum', values: schema.options.map(String) }
  if (schema instanceof z.ZodLiteral) return { kind: 'literal', value: [...schema.values][0] }
  if (schema instanceof z.ZodBoolean) return { kind: 'boolean' }
  if (schema instanceof z.ZodNumber)
    return { kind: 'number', whole: schema.format === 'safeint' || schema.format === 'int32' }
  if (schema instanceof z.ZodString) return { kind: 'text' }
  return { kind: 'unknown' }
}

function leastOf(schema: z.ZodType): number {
  for (const length of [0, 1, 2]) {
    const issues = schema.safeParse(Array.from({ length })).error?.issues ?? []
    if (!issues.some(({ code, path }) => code === 'too_small' && path.length === 0)) return length
  }
  return 0
}

/** Variants are told apart by a literal, else by the keys that only they have. */
function unionOf(options: readonly z.ZodType[]): Kind {
  const tags = ['type', 'kind'] as const
  const tag = tags.find((name) => options.every((option) => literalOf(option, name) !== null))
  const variants = options.map((schema, index): Variant => {
    if (tag) return { name: literalOf(schema, tag) ?? '', schema }
    const { kind } = placeOf(schema)
    if (kind.kind === 'object') return { name: Object.keys(kind.shape).join('+'), schema }
    return { name: kind.kind === 'literal' ? String(kind.value) : `${kind.kind}${index}`, schema }
  })
  return { kind: 'union', variants, tag: tag ?? null }
}

function literalOf(schema: z.ZodType, name: string): string | null {
  const { kind } = placeOf(schema)
  if (kind.kind !== 'object') return null
  const part = kind.shape[name]
  if (!part) return null
  const literal = placeOf(part).kind
  return literal.kind === 'literal' ? String(literal.value) : null
}

/** The variant that a value is, or is nearest to. */
export function variantOf(kind: Extract<Kind, { kind: 'union' }>, value: unknown): Variant | null {
  const isObject = typeof value === 'object' && value !== null
  if (kind.tag !== null && isObject)
    return kind.variants.find(({ name }) => name === Reflect.get(value, kind.tag ?? '')) ?? null
  const fitting = kind.variants.find(({ schema }) => schema.safeParse(value).success)
  if (fitting) return fitting
  return (
    kind.variants.find(({ schema }) => {
      const place = placeOf(schema).kind
      if (place.kind === 'object')
        return isObject && Object.keys(place.shape).some((key) => Object.hasOwn(value, key))
      return place.kind === 'list' && Array.isArray(value)
    }) ?? null
  )
}

/** What a new place holds before anybody wrote into it. */
export function blankOf(schema: z.ZodType): unknown {
  const { absence, kind } = placeOf(schema)
  if (absence === 'undefined') return undefined
  if (absence === 'null') return null
  return blankOfKind(kind)
}

/** The same, present even where it may be absent. */
export const presentBlankOf = (schema: z.ZodType): unknown => blankOfKind(placeOf(schema).kind)

function blankOfKind(kind: Kind): unknown {
  switch (kind.kind) {
    case 'label':
      return { en: '', fr: '', es: '' }
    case 'condition':
      return { op: 'exists', path: '' }
    case 'expression':
      return 1
    case 'boolean':
      return false
    case 'number':
      return 1
    case 'enum':
      return kind.values[0]
    case 'literal':
      return kind.value
    case 'object':
      return Object.fromEntries(
        Object.entries(kind.shape).flatMap(([key, part]) => {
          const value = blankOf(part)
          return value === undefined ? [] : [[key, value]]
        }),
      )
    case 'list':
      return Array.from({ length: kind.atLeast }, () => blankOf(kind.element))
    case 'tuple':
      return kind.items.map(blankOf)
    case 'record':
      return {}
    case 'union': {
      const [first] = kind.variants
      return first ? blankOf(first.schema) : null
    }
    default:
      return ''
  }
}
