import { asJson, canonicalJson, storable } from '../canonical'
import { isJsonObject, ownOf, quotedKey, type JsonObject } from '../configurator/raw'
import { allow, refuse, type Decision, type Refusal } from '../refusal'
import { wholeAnswerInWords } from './answerWords'
import { ANSWER_FIELDS, nameOf, RESULTS, type FormItem, type ItemResult } from './item'
import { expiredMessage, isExpired, judgeItem, type Calibrations } from './judge'
import { readValue } from './value'

const NOTE_AT_MOST = 2_000
const PHOTOS_AT_MOST = 20
/** Nobody reads more than this many faults at once. */
const REFUSALS_AT_MOST = 100

/**
 * A form with answers entered into it. `sent` is unchecked input: a list of
 * `{key, basin?, result?, value?, note?, photos?}`, each matched to its item by key and basin;
 * fields that are absent stay as they were, null clears. Template fields may be echoed unchanged,
 * and never change. The stored result is what the item comes to (`judgeItem`): a new value without a
 * result is judged afresh.
 *
 * With `today` an instrument whose calibration has ended, as typed or as `known`, is refused at once.
 *
 * An answer may say what its author has `seen` of the item, a list of `{result, value, note, photos}`: when
 * the item holds something else by now, and not what is sent, somebody else has answered it, and it is
 * `stale_revision` with that answer as `details.theirs`. Without `seen` the last answer counts.
 *
 * Refuses, each with its path below `items`: `malformed` (no list, no object, wrong type, an
 * altered template field), `option_unknown` (no such item, field or choice), `invalid_value` (no such
 * result or day, "not applicable" where it is not allowed, an item answered twice) and
 * `out_of_range` (more packed than demanded, too long a text).
 */
export function answerItems(
  items: readonly FormItem[],
  sent: unknown,
  today?: string,
  known?: Calibrations,
): Decision<FormItem[]> {
  if (!Array.isArray(sent))
    return refuse({
      code: 'malformed',
      field: 'items',
      message: 'Send the answers as a list of items.',
    })
  if (sent.length > items.length)
    return refuse({
      code: 'malformed',
      field: 'items',
      message: `The form has ${items.length} items; ${sent.length} answers were sent.`,
    })

  const answered = [...items]
  const seen = new Set<number>()
  const refusals: Refusal[] = []
  for (const [index, entry] of sent.entries()) {
    const path = `items.${index}`
    const found = itemOf(items, entry, path)
    if (!found.ok) refusals.push(...found.refusals)
    else if (seen.has(found.value.index))
      refusals.push({
        code: 'invalid_value',
        field: path,
        message: `${nameOf(found.value.item)} is answered twice.`,
      })
    else {
      seen.add(found.value.index)
      const next = answerItem(found.value.item, found.value.entry, path, today, known)
      if (next.ok) answered[found.value.index] = next.value
      else refusals.push(...next.refusals)
    }
  }
  const [first, ...rest] = refusals.slice(0, REFUSALS_AT_MOST)
  return first ? refuse(first, ...rest) : allow(answered)
}

type Found = { index: number; item: FormItem; entry: JsonObject }

function itemOf(items: readonly FormItem[], entry: unknown, path: string): Decision<Found> {
  if (!isJsonObject(entry))
    return refuse({
      code: 'malformed',
      field: path,
      message: 'An answer is an object with the key of its item.',
    })
  const key = ownOf(entry, 'key')
  if (typeof key !== 'string')
    return refuse({
      code: key === undefined || key === null ? 'required' : 'malformed',
      field: `${path}.key`,
      message: 'An answer needs the key of its item.',
    })
  const basin = ownOf(entry, 'basin') ?? null
  const index = items.findIndex((item) => item.key === key && item.basin === basin)
  const item = items[index]
  if (item) return allow({ index, item, entry })

  const isKey = items.some((other) => other.key === key)
  return refuse({
    code: 'option_unknown',
    field: `${path}.${isKey ? 'basin' : 'key'}`,
    message: isKey
      ? `Item ${key} is not asked for this basin; see the form for its basins.`
      : `“${quotedKey(key)}” is not an item of this form.`,
  })
}

const isAnswer = (field: string) => (ANSWER_FIELDS as readonly string[]).includes(field)

function answerItem(
  item: FormItem,
  entry: JsonObject,
  path: string,
  today: string | undefined,
  known: Calibrations | undefined,
): Decision<FormItem> {
  const template = new Map<string, unknown>(Object.entries(item))
  for (const [field, sent] of Object.entries(entry)) {
    if (isAnswer(field) || field === SEEN) continue
    if (!template.has(field))
      return refuse({
        code: 'option_unknown',
        field: `${path}.${quotedKey(field)}`,
        message: `${nameOf(item)} has no field “${quotedKey(field)}”.`,
      })
    if (sent !== undefined && !isSame(sent, template.get(field)))
      return refuse({
        code: 'malformed',
        field: `${path}.${field}`,
        message: `${nameOf(item)}: “${field}” belongs to the form and cannot be changed.`,
      })
  }

  const next = enteredIn(item, entry, path)
  if (!next.ok) return next
  const seen = judgeSeen(item, next.value, ownOf(entry, SEEN), `${path}.${SEEN}`)
  if (!seen.ok) return seen
  const isNew = !isSame(next.value.value, item.value)
  return today !== undefined && isNew && isExpired(next.value, today, known)
    ? refuse({
        code: 'invalid_value',
        field: `${path}.value`,
        message: expiredMessage(next.value, known),
      })
    : next
}

/** The item with what an entry says about it. */
function enteredIn(item: FormItem, entry: JsonObject, path: string): Decision<FormItem> {
  const value = readValue(item, ownOf(entry, 'value'), path)
  const result = readResult(item, ownOf(entry, 'result'), path)
  const note = readNote(item, ownOf(entry, 'note'), path)
  const photos = readPhotos(item, ownOf(entry, 'photos'), path)
  if (!value.ok) return value
  if (!result.ok) return result
  if (!note.ok) return note
  if (!photos.ok) return photos

  const isNew = !isSame(value.value, item.value)
  const given = { ...item, value: value.value, note: note.value, photos: photos.value }
  const ticked = result.value ?? (result.value === undefined && !isNew ? item.result : null)
  return allow(withResult(given, ticked))
}

const SEEN = 'seen'
const SEEN_AT_MOST = 50
const UNANSWERED = { result: null, value: null, note: null } as const

const answerIn = (item: FormItem) => {
  const { result, value, note, photos } = item
  return { result, value, note, photos }
}

/** Whether whoever answers knows what the item holds, or says the same. */
function judgeSeen(item: FormItem, next: FormItem, seen: unknown, path: string): Decision<null> {
  if (seen === undefined || seen === null) return allow(null)
  if (!Array.isArray(seen) || seen.length > SEEN_AT_MOST)
    return refuse({
      code: 'malformed',
      field: path,
      message: `${nameOf(item)}: what was seen is a list of at most ${SEEN_AT_MOST} answers.`,
    })
  if (isSame(answerIn(next), answerIn(item))) return allow(null)
  for (const one of seen) {
    if (!isJsonObject(one))
      return refuse({
        code: 'malformed',
        field: path,
        message: `${nameOf(item)}: what was seen is a list of answers.`,
      })
    const known = enteredIn({ ...item, ...UNANSWERED, photos: [] }, one, path)
    if (!known.ok) return known
    if (isSame(answerIn(known.value), answerIn(item))) return allow(null)
  }
  return refuse({
    code: 'stale_revision',
    field: path,
    message: `${nameOf(item)}: somebody else has answered it meanwhile: ${wholeAnswerInWords(item)}.`,
    details: { key: item.key, basin: item.basin, theirs: answerIn(item) },
  })
}

/** What does not apply has no value; every other result is judged. */
function withResult(item: FormItem, result: ItemResult | null): FormItem {
  if (result === 'NA') return { ...item, value: null, result }
  return { ...item, result: judgeItem({ ...item, result }) }
}

const isSame = (left: unknown, right: unknown): boolean =>
  left === right || canonicalJson(asJson(left)) === canonicalJson(asJson(right))

const isResult = (sent: unknown): sent is ItemResult =>
  (RESULTS as readonly unknown[]).includes(sent)

function readResult(
  item: FormItem,
  sent: unknown,
  path: string,
): Decision<ItemResult | null | undefined> {
  if (sent === undefined || sent === null) return allow(sent)
  const field = `${path}.result`
  if (!isResult(sent))
    return refuse({
      code: 'invalid_value',
      field,
      message: `${nameOf(item)}: the result is PASS, FAIL or NA.`,
    })
  return sent === 'NA' && !item.naAllowed
    ? refuse({
        code: 'invalid_value',
        field,
        message: `${nameOf(item)} always applies; answer PASS or FAIL.`,
      })
    : allow(sent)
}

function readNote(item: FormItem, sent: unknown, path: string): Decision<string | null> {
  if (sent === undefined) return allow(item.note)
  if (sent === null) return allow(null)
  const field = `${path}.note`
  if (typeof sent !== 'string')
    return refuse({ code: 'malformed', field, message: `${nameOf(item)}: a note is text.` })
  if (sent.length > NOTE_AT_MOST)
    return refuse({
      code: 'out_of_range',
      field,
      message: `${nameOf(item)}: a note may have ${NOTE_AT_MOST} characters at most.`,
    })
  if (storable(sent) !== sent)
    return refuse({
      code: 'invalid_value',
      field,
      message: `${nameOf(item)}: remove the unreadable characters from the note.`,
    })
  return allow(sent.trim() === '' ? null : sent)
}

function readPhotos(item: FormItem, sent: unknown, path: string): Decision<string[]> {
  if (sent === undefined) return allow(item.photos)
  if (sent === null) return allow([])
  const field = `${path}.photos`
  const isId = (id: unknown): id is string => typeof id === 'string' && /^[\w-]{1,64}$/.test(id)
  if (!Array.isArray(sent) || !sent.every(isId))
    return refuse({
      code: 'malformed',
      field,
      message: `${nameOf(item)}: photos are a list of document ids.`,
    })
  const photos = [...new Set(sent)]
  return photos.length > PHOTOS_AT_MOST
    ? refuse({
        code: 'out_of_range',
        field,
        message: `${nameOf(item)}: at most ${PHOTOS_AT_MOST} photos.`,
      })
    : allow(photos)
}
