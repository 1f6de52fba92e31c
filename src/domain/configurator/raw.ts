import type { Label, Locale } from '../label'
import type { Refusal } from '../refusal'

/** Helpers for reading JSON that nobody has checked yet. */

export type JsonObject = Readonly<Record<string, unknown>>

export const isJsonObject = (raw: unknown): raw is JsonObject =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/** An own property, never an inherited one. */
export const ownOf = (raw: JsonObject, key: string): unknown =>
  Object.hasOwn(raw, key) ? raw[key] : undefined

/** Nobody reads more than this many faults at once, and no input may make us write more. */
const REFUSALS_AT_MOST = 100

/** Collects refusals in the reader's language. */
export class Complaints {
  readonly list: Refusal[] = []
  /** Generic slots that are refused, such as `length`, `basins`, `basins.type`. */
  readonly slots = new Set<string>()
  /** Inputs that are refused, such as `basins.0.type`. */
  readonly paths = new Set<string>()

  constructor(private readonly locale: Locale) {}

  add(
    slot: string,
    field: string,
    code: Refusal['code'],
    sentence: Label,
    rest: Pick<Refusal, 'rule' | 'item'> = {},
  ): void {
    if (slot !== '') this.slots.add(slot)
    this.paths.add(field)
    if (this.list.length < REFUSALS_AT_MOST)
      this.list.push({ code, message: sentence[this.locale], field, ...rest })
  }
}

/** Part of an answer that quotes a key of the input. */
export const quotedKey = (key: string): string => (key.length > 60 ? `${key.slice(0, 60)}…` : key)
