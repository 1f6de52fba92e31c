import { asJson, canonicalJson } from '../canonical'
import type { Expression } from '../configurator/ast'
import type { Accessory, Configuration, Value } from '../configurator/configuration'
import { compute, holds, holdsIfAny, readPath } from '../configurator/evaluate'
import { explain, fillId, wordsOf } from '../configurator/explain'
import { modelOf, type Model } from '../configurator/model'
import type { FamilyContent } from '../configurator/release'
import { ACCESSORIES, scopeOf, scopesFor, type Scope } from '../configurator/scope'
import { sameLabel, type Label, type Language } from '../label'
import type { Checklist, ChecklistItem, ChecklistSection, HeaderFact } from './checklist'
import type { FormItem } from './item'

/** An accessory that is packed, with its name in the catalogue if it is known. */
export type FormAccessory = Accessory & { name?: string | undefined }

/** What a form is generated from: the build's release, its configuration and its accessories. */
export type FormInput = {
  content: FamilyContent
  checklist: Checklist
  /** Normalised, as stored on the build. */
  configuration: Configuration
  language: Language
  /** Those that ship loose: each becomes a line of the packing list. */
  accessories?: readonly FormAccessory[] | undefined
  parameters?: Readonly<Record<string, number>> | undefined
}

export type HeaderEntry = { key: string; label: string; labels: Label; value: Value; text: Label }

/** A header entry as it may have been stored. */
type StoredEntry = { key: string; value?: unknown }

/**
 * The form of one build: what its configuration makes worth asking, in the order of the checklist,
 * without answers (domain handbook 8.1). Items whose condition is false are left out, and so are
 * packing lines of nothing; one whose pieces cannot be counted is asked with none demanded (null), for
 * whoever opens the form to refuse (`uncounted`). A section or item that repeats over the basins yields an item per basin
 * with `basin` from 1; over any other list the place is put behind the key (`K16-2`).
 * Total: a path that leads nowhere satisfies no condition.
 */
export function generateForm(input: FormInput): FormItem[] {
  const scope = scopeFor(input)
  return input.checklist.sections.flatMap((section) => sectionItems(section, scope, input))
}

/**
 * The prefilled facts above the form. `facts` are those that only the caller knows; one that is not
 * given reads null. `value` is the raw value, `text` its words.
 */
export function headerOf(
  input: FormInput,
  facts: Partial<Record<HeaderFact, Value>> = {},
): HeaderEntry[] {
  const scope = scopeFor(input)
  return input.checklist.header.map(({ key, label: labels, source }) => {
    const entry = { key, label: labels.en, labels }
    if ('path' in source)
      return {
        ...entry,
        value: readPath(scope, source.path),
        text: explain(sameLabel(`{${source.path}}`), scope),
      }
    const value =
      'fact' in source ? (facts[source.fact] ?? null) : compute(source.expression, scope)
    return { ...entry, value, text: wordsOf(value) }
  })
}

/**
 * Whether two headers of a checklist say the same of the sink itself: what the order, the day and the person
 * bring does not count.
 */
export const isSameSink = (
  { header }: Pick<Checklist, 'header'>,
  left: readonly StoredEntry[],
  right: readonly StoredEntry[],
): boolean => {
  const valueOf = (entries: readonly StoredEntry[], key: string) =>
    canonicalJson(asJson(entries.find((entry) => entry.key === key)?.value ?? null))
  return header.every(
    ({ key, source }) => 'fact' in source || valueOf(left, key) === valueOf(right, key),
  )
}

const scopeFor = ({ content, configuration, language, accessories, parameters }: FormInput) =>
  scopeOf(modelOf(content), configuration, {
    language,
    ...(accessories ? { accessories } : {}),
    ...(parameters ? { parameters } : {}),
  })

function sectionItems(section: ChecklistSection, scope: Scope, input: FormInput): FormItem[] {
  return rounds(section, scope).flatMap((inside) =>
    section.items.flatMap((item) =>
      placesIn(item, inside)
        .filter((place) => isAsked(item, place))
        .map((place) => formItem(item, section, place, input)),
    ),
  )
}

/** How often a section is gone through: once, or for each element. */
const rounds = (section: ChecklistSection, scope: Scope): Scope[] =>
  scopesFor(scope, section.repeat).filter((inside) => holdsIfAny(section.when, inside))

const placesIn = (item: ChecklistItem, inside: Scope): Scope[] =>
  scopesFor(inside, item.repeat).filter((place) => holdsIfAny(item.when, place))

/** Where the conditions of an item and its section hold: once, or for each element. */
export const placesOf = (section: ChecklistSection, item: ChecklistItem, scope: Scope): Scope[] =>
  rounds(section, scope).flatMap((inside) => placesIn(item, inside))

/** A packing line of nothing is not asked. */
const isAsked = (item: ChecklistItem, place: Scope): boolean =>
  item.type !== 'QUANTITY' || piecesOf(item.quantity, place) !== 0

/** How many pieces a packing line demands; null where that is no number of whole pieces. */
export function piecesOf(quantity: Expression, scope: Scope): number | null {
  const pieces = compute(quantity, scope)
  return pieces !== null && Number.isSafeInteger(pieces) && pieces >= 0 ? pieces : null
}

/** Packing lines that do not tell how many are packed: nobody could answer them. */
export const uncounted = (items: readonly FormItem[]): FormItem[] =>
  items.filter(({ type, requiredQuantity }) => type === 'QUANTITY' && requiredQuantity === null)

/** Whether a form would have no item at all. */
export const asksNothing = ({ sections }: Checklist, scope: Scope): boolean =>
  !sections.some((section) =>
    section.items.some((item) =>
      placesOf(section, item, scope).some((place) => isAsked(item, place)),
    ),
  )

function formItem(
  item: ChecklistItem,
  section: ChecklistSection,
  scope: Scope,
  input: FormInput,
): FormItem {
  const labels = labelOf(item, scope, input)
  return {
    ...placeOf(item.key, scope),
    section: section.key,
    sectionLabels: explain(section.label, scope),
    label: labels.en,
    labels,
    type: item.type,
    ...detailsOf(item, scope),
    photoRequired: item.photoRequired ?? false,
    required: item.required,
    naAllowed: typeof item.naAllowed === 'boolean' ? item.naAllowed : holds(item.naAllowed, scope),
    notePrompt: item.notePrompt ?? null,
    help: item.help ?? null,
    partNumber: partOf(item, scope),
    documents: item.documents ?? [],
    result: null,
    value: null,
    note: null,
    photos: [],
  }
}

const isBasins = (model: Model, group: string) => model.groups.get(group)?.group.kind === 'BASIN'

function placeOf(key: string, { element, model }: Scope): Pick<FormItem, 'key' | 'basin'> {
  if (!element) return { key, basin: null }
  const number = element.index + 1
  return isBasins(model, element.group)
    ? { key, basin: number }
    : { key: `${key}-${number}`, basin: null }
}

function labelOf(item: ChecklistItem, scope: Scope, { accessories }: FormInput): Label {
  const { element } = scope
  const name = element?.group === ACCESSORIES ? accessories?.[element.index]?.name : undefined
  return name ? sameLabel(name) : explain(item.label, scope)
}

function partOf({ part }: ChecklistItem, scope: Scope): string | null {
  const found = part?.find(({ when }) => holdsIfAny(when, scope))
  const filled = found && fillId(found.partNumber, scope)
  return filled?.ok ? filled.text : null
}

type Details = Pick<
  FormItem,
  | 'unit'
  | 'min'
  | 'max'
  | 'choices'
  | 'choiceLabels'
  | 'choicesWithNote'
  | 'multiple'
  | 'expected'
  | 'requiredQuantity'
  | 'instrument'
>

const PLAIN: Details = {
  unit: null,
  min: null,
  max: null,
  choices: [],
  choiceLabels: [],
  choicesWithNote: [],
  multiple: false,
  expected: null,
  requiredQuantity: null,
  instrument: null,
}

function detailsOf(item: ChecklistItem, scope: Scope): Details {
  switch (item.type) {
    case 'PASS_FAIL':
      return PLAIN
    case 'NUMBER':
      return {
        ...PLAIN,
        unit: item.unit?.en ?? null,
        min: item.min ?? null,
        max: item.max ?? null,
      }
    case 'TEXT':
    case 'DATE':
      return { ...PLAIN, instrument: item.instrument ?? null }
    case 'YES_NO':
      return { ...PLAIN, expected: item.expected ?? null }
    case 'QUANTITY':
      return { ...PLAIN, requiredQuantity: piecesOf(item.quantity, scope) }
    case 'CHOICE': {
      const offered = item.choices.filter(({ when }) => holdsIfAny(when, scope))
      const isOrdered = offered.map(({ ordered }) => ordered !== undefined && holds(ordered, scope))
      const first = offered.filter((_, index) => isOrdered[index])
      const choices = [...first, ...offered.filter((_, index) => !isOrdered[index])]
      return {
        ...PLAIN,
        choices: choices.map(({ code }) => code),
        choiceLabels: choices.map(({ label }) => label),
        choicesWithNote: choices.flatMap(({ code, needsNote }) => (needsNote ? [code] : [])),
        multiple: item.multiple,
        expected: item.mustBeOrdered ? (first[0]?.code ?? null) : null,
      }
    }
  }
}
