import { z } from 'zod'

/**
 * Conditions and number expressions of a configuration release: a small typed tree stored as JSON.
 * It is interpreted (`evaluate.ts`), analysed (`reads.ts`) and never turned into code.
 *
 * A **path** names a value of the configuration:
 * `length` an option; `element.type` a field of the current element of a repeating group;
 * `element.number` its place counted from 1; `basins[0].type` a field of a given element;
 * `basins` a whole group; `accessories` the accessories; `language` the document language;
 * the key of a derived value. A trailing `#fact` reads a fact of the choice found there:
 * `sinkModel#basins`, `element.size#width`. A path that leads nowhere reads null.
 */
export const PATH_PATTERN =
  /^(?:element\.[a-z][A-Za-z0-9]*|[a-z][A-Za-z0-9]*(?:\[\d{1,2}\]\.[a-z][A-Za-z0-9]*)?)(?:#[a-z][A-Za-z0-9]*)?$/

export const pathSchema = z.string().regex(PATH_PATTERN, 'not a path')
export type Path = z.infer<typeof pathSchema>

/** Values are kept under keys; a name that every object of a program has is none. */
export const keySchema = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, 'a key begins with a small letter and has letters and digits only')
  .refine((key) => !(key in {}), {
    error: ({ input }) =>
      `“${String(input)}” is a name that programs keep for themselves: choose another`,
  })
  .refine((key) => !['element', 'language', 'accessories'].includes(key), 'a reserved word')

export const scalarSchema = z.union([z.string(), z.number(), z.boolean()])
export type Scalar = z.infer<typeof scalarSchema>

export const COMPARISONS = ['LT', 'LE', 'EQ', 'NE', 'GE', 'GT'] as const
export type Comparison = (typeof COMPARISONS)[number]

/**
 * Null counts as "not known": `add` of a null is null, `sum`, `min` and `max` leave nulls out,
 * `firstOf` takes the first value that is known.
 */
export type Expression =
  | number
  | { op: 'value'; path: Path }
  | { op: 'parameter'; name: string }
  | { op: 'count'; group: string; where?: Condition | undefined }
  | { op: 'sum'; group: string; of: Expression; where?: Condition | undefined }
  | { op: 'add' | 'max' | 'min' | 'firstOf'; of: Expression[] }

/** A comparison with a value that is not known is false. Limits of `between` are inclusive. */
export type Condition =
  | { op: 'equals'; path: Path; value: Scalar }
  | { op: 'in'; path: Path; values: Scalar[] }
  | { op: 'between'; path: Path; min: number | null; max: number | null }
  | { op: 'compare'; left: Expression; is: Comparison; right: Expression }
  | { op: 'exists'; path: Path }
  | { op: 'contains'; path: Path; text: string }
  | { op: 'and'; all: Condition[] }
  | { op: 'or'; any: Condition[] }
  | { op: 'not'; condition: Condition }
  | { op: 'some' | 'every'; group: string; where: Condition }
  /** One of these ids stands on the bill of materials, at any level. For warnings only. */
  | { op: 'onBom'; items: string[] }
  /** An alternative chosen by an earlier rule brings this feature along. For rules only. */
  | { op: 'provided'; tag: string }

export const expressionSchema: z.ZodType<Expression> = z.lazy(() =>
  z.union([
    z.number(),
    z.discriminatedUnion('op', [
      z.strictObject({ op: z.literal('value'), path: pathSchema }),
      z.strictObject({ op: z.literal('parameter'), name: keySchema }),
      z.strictObject({
        op: z.literal('count'),
        group: z.string(),
        where: conditionSchema.optional(),
      }),
      z.strictObject({
        op: z.literal('sum'),
        group: z.string(),
        of: expressionSchema,
        where: conditionSchema.optional(),
      }),
      z.strictObject({
        op: z.enum(['add', 'max', 'min', 'firstOf']),
        of: z.array(expressionSchema).min(1),
      }),
    ]),
  ]),
)

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.discriminatedUnion('op', [
    z.strictObject({ op: z.literal('equals'), path: pathSchema, value: scalarSchema }),
    z.strictObject({ op: z.literal('in'), path: pathSchema, values: z.array(scalarSchema).min(1) }),
    z.strictObject({
      op: z.literal('between'),
      path: pathSchema,
      min: z.number().nullable(),
      max: z.number().nullable(),
    }),
    z.strictObject({
      op: z.literal('compare'),
      left: expressionSchema,
      is: z.enum(COMPARISONS),
      right: expressionSchema,
    }),
    z.strictObject({ op: z.literal('exists'), path: pathSchema }),
    z.strictObject({ op: z.literal('contains'), path: pathSchema, text: z.string().min(1) }),
    z.strictObject({ op: z.literal('and'), all: z.array(conditionSchema).min(1) }),
    z.strictObject({ op: z.literal('or'), any: z.array(conditionSchema).min(1) }),
    z.strictObject({ op: z.literal('not'), condition: conditionSchema }),
    z.strictObject({ op: z.enum(['some', 'every']), group: z.string(), where: conditionSchema }),
    z.strictObject({ op: z.literal('onBom'), items: z.array(z.string()).min(1) }),
    z.strictObject({ op: z.literal('provided'), tag: z.string().min(1) }),
  ]),
)
