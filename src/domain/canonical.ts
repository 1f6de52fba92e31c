/** What JSON can hold, as plain data. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Characters that PostgreSQL text and jsonb cannot hold: NUL and halves of surrogate pairs. */
const UNSTORABLE = /[\u0000\p{Surrogate}]/gu

export const storable = (text: string): string => text.replace(UNSTORABLE, '\uFFFD')

/**
 * Any value as the plain data that a jsonb column gives back: dates become ISO text, undefined and
 * functions vanish, unstorable characters become the replacement character.
 */
export function asJson(value: unknown): Json {
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (Array.isArray(value)) return value.map(asJson)
  if (typeof value !== 'object' || value === null) return null
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== undefined && typeof held !== 'function')
      .map(([key, held]) => [storable(key), asJson(held)]),
  )
}

/**
 * One text for one content: keys in code unit order, no blanks. Two values with the same canonical
 * text are the same content, whatever order their keys were stored in.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`)
  return `{${members.join(',')}}`
}
