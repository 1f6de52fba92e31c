import { asJson, isJsonObject, type Json } from '../../domain/canonical'
import { compareContents, type Speaker } from '../../domain/configurator/compareReleases'
import { heldAt, type ContentDifference, type Place } from '../../domain/mergeContents'
import { languageInWords, memberInWords, speakerOf } from '../../domain/drafts/changeWords'
import { titleOf } from '../../domain/drafts/titles'
import { wordsAt } from '../../domain/drafts/fieldWords'
import { codeOrText } from '../../domain/drafts/leafInWords'

/** Where a draft of a family or of a workflow stands in its record. */
export const DRAFT = 'draft'

const WITH_DRAFT = ['product-families', 'workflows']

export const hasDraft = (collection: string, field: string): boolean =>
  field === DRAFT && WITH_DRAFT.includes(collection)

type Drafts = { base: unknown; mine: unknown; theirs: unknown }

export type SaidDifference = {
  key: string
  label: string
  base: string[]
  mine: string[]
  theirs: string[]
  /** What taking both means, where that can be. */
  both: string | null
}

/** Says the differences of a draft as its editor calls things, each side in the words of its own content. */
export function draftInWords(
  { base, mine, theirs }: Drafts,
  differences: readonly ContentDifference[],
): SaidDifference[] {
  const speakers = { base: speakerOf(base), mine: speakerOf(mine), theirs: speakerOf(theirs) }
  const drafts = [mine, theirs, base].map(asJson)
  return differences.map((one) => {
    const said = (side: keyof Drafts) =>
      sideInWords(one, one[side], drafts, { before: speakers.base, after: speakers[side] })
    return {
      key: one.key,
      label: placeInWords(one.place, drafts),
      base: one.what === 'ENTRY' ? [] : said('base'),
      mine: said('mine'),
      theirs: said('theirs'),
      both: one.freshName === null ? null : `Keep both: mine becomes ${one.freshName}`,
    }
  })
}

/** `Rules: R4 Height adjustable legs › How many`. */
function placeInWords(place: Place, drafts: readonly Json[]): string {
  const [first = '', ...rest] = place.flatMap(({ kind, name }, index): string[] => {
    if (kind === 'ENTRY') return [entryTitle(place.slice(0, index + 1), drafts)]
    return index > 0 && languageInWords(name) !== null
      ? []
      : [wordsAt(membersOf(place, index)).label]
  })
  const language = languageInWords(place.at(-1)?.name ?? '')
  const inside = rest.length > 0 ? `${first}: ${rest.join(' › ')}` : first
  return language ? `${inside} (${language})` : inside
}

const membersOf = (place: Place, until = place.length - 1): string[] =>
  place.slice(0, until + 1).flatMap(({ kind, name }) => (kind === 'MEMBER' ? [name] : []))

function entryTitle(place: Place, drafts: readonly Json[]): string {
  const name = place.at(-1)?.name ?? ''
  const titles = drafts
    .map((draft) => heldAt(draft, place))
    .filter(isJsonObject)
    .map(titleOf)
  return titles.find((title) => title !== '') ?? codeOrText(name)
}

type Speakers = { before: Speaker; after: Speaker }

function sideInWords(
  { what, place, base, mine, theirs }: ContentDifference,
  held: Json | undefined,
  drafts: readonly Json[],
  speakers: Speakers,
): string[] {
  if (what === 'ORDER') {
    const titles = (names: Json | undefined) =>
      namesOf(names).map((name) => entryTitle([...place, { kind: 'ENTRY', name }], drafts))
    return orderInWords(titles(held), [base, mine, theirs].map(titles))
  }
  if (what === 'VALUE') return valueInWords(held, place, drafts, speakers.after)
  if (held === undefined) return [base === undefined ? 'Not there' : 'Removed']
  return entryInWords(base, held, membersOf(place).at(-1) ?? '', speakers)
}

const namesOf = (held: Json | undefined): string[] => (Array.isArray(held) ? held.map(String) : [])

/** Only where orders differ: what stands alike at both ends is left out. */
function orderInWords(order: readonly string[], orders: readonly (readonly string[])[]): string[] {
  const alike = (at: (list: readonly string[], index: number) => string | undefined) => {
    const differs = order.findIndex((_, index) =>
      orders.some((other) => at(other, index) !== at(order, index)),
    )
    return Math.max(0, differs)
  }
  const first = alike((list, index) => list[index])
  const last = order.length - alike((list, index) => list.at(-1 - index))
  return order.slice(first, last)
}

const AT_MOST = 12

const shortened = (lines: readonly string[]): string[] =>
  lines.length > AT_MOST
    ? [...lines.slice(0, AT_MOST), `and ${lines.length - AT_MOST} more`]
    : [...lines]

/** What was done to an entry that was there, or all that a new one says. */
function entryInWords(
  base: Json | undefined,
  held: Json,
  area: string,
  speakers: Speakers,
): string[] {
  if (!isJsonObject(held)) return ['Listed']
  const before = base === undefined ? [] : [base]
  const contents = [{ [area]: [held] }, { [area]: before }]
  const changes = compareContents({ [area]: before }, { [area]: [held] }, speakers)
  const said = changes.flatMap(({ entry, kind, members }) =>
    members.map(
      (one) =>
        `${memberInWords(area, one.path, contents, entry)}: ${kind === 'CHANGED' ? `${one.before} → ` : ''}${one.after}`,
    ),
  )
  return said.length > 0 ? shortened(said) : ['As it was']
}

function valueInWords(
  held: Json | undefined,
  place: Place,
  drafts: readonly Json[],
  speak: Speaker,
): string[] {
  const owner = ownerOf(place, drafts)
  const said = (value: Json): string => {
    const words = speak.whole(value, [owner])
    if (words !== null) return words
    if (Array.isArray(value)) return value.map(said).join(', ')
    if (!isJsonObject(value)) return codeOrText(String(value ?? ''))
    if (typeof value.en === 'string') return value.en
    return membersIn(value).join(', ')
  }
  const membersIn = (value: { readonly [key: string]: Json }): string[] =>
    Object.entries(value).flatMap(([key, member]) => {
      const words = member === null ? '' : said(member)
      return words === '' ? [] : [`${wordsAt([...membersOf(place), key]).label}: ${words}`]
    })
  if (held === undefined || held === null || held === '') return []
  // what people typed is no code
  if (typeof held === 'string' && languageInWords(place.at(-1)?.name ?? '') !== null) return [held]
  if (Array.isArray(held))
    return shortened(held.map((value: Json, index) => `${index + 1}. ${said(value)}`))
  const isPlain =
    !isJsonObject(held) || speak.whole(held, [owner]) !== null || typeof held.en === 'string'
  return isPlain ? [said(held)] : shortened(membersIn(held))
}

/** The entry around a place that is said for each element of a group. */
function ownerOf(place: Place, drafts: readonly Json[]): unknown {
  for (let length = place.length; length > 0; length -= 1)
    for (const draft of drafts) {
      const held = heldAt(draft, place.slice(0, length))
      if (isJsonObject(held) && [held.forEach, held.repeat, held.group].some(isText)) return held
    }
  return null
}

const isText = (value: unknown): boolean => typeof value === 'string'
