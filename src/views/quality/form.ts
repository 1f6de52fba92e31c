import { nameOf, type FormItem, type ItemResult } from '../../domain/quality/item'
import { judgeItem } from '../../domain/quality/judge'

/** A form as the screens show it: sections, progress and what is sent of an answer. Pure, no browser. */

export type ItemName = Pick<FormItem, 'key' | 'basin'>

/** Names an item within its form. */
export const idOfItem = ({ key, basin }: ItemName): string => `${key}:${basin ?? 0}`

/** The id of the item's element on the page, for links and focus. */
export const anchorOf = ({ key, basin }: ItemName): string => `item-${key}-${basin ?? 0}`

/** The customer's own number in the key of an item, `P1` of `P1-width`; none in a key that is only ours. */
export const numberOf = (key: string): string => /^[A-Z]+(-?\d+[a-z]?)+/.exec(key)?.[0] ?? ''

export type FormSection<Item> = { id: string; heading: string; items: Item[] }

/** Items by section in their order; a section that repeats over basins is one per basin. */
export function sectionsOf<Item extends FormItem>(items: readonly Item[]): FormSection<Item>[] {
  const sections: FormSection<Item>[] = []
  for (const item of items) {
    const heading = item.sectionLabels.en
    const last = sections.at(-1)
    if (last?.heading === heading && last.id.startsWith(`${item.section}-`)) last.items.push(item)
    else sections.push({ id: `${item.section}-${sections.length}`, heading, items: [item] })
  }
  return sections
}

export type Answer = Pick<FormItem, 'result' | 'value' | 'note' | 'photos'>

/**
 * The result that a person ticked, as opposed to what the value comes to: sending a judged one back would
 * keep an item failed after its value was corrected.
 */
export function tickedResult(item: FormItem): ItemResult | null {
  if (item.type === 'PASS_FAIL' || item.result === 'NA') return item.result
  return item.result === 'FAIL' && judgeItem({ ...item, result: null }) !== 'FAIL' ? 'FAIL' : null
}

/** The whole answer of an item, as it is sent. */
export const answerOf = (item: FormItem): Answer => ({
  result: tickedResult(item),
  value: item.result === 'NA' ? null : item.value,
  note: item.note,
  photos: item.photos,
})

/** The items that somebody has answered otherwise than they were seen, by their names. */
export const answeredOtherwise = (
  seen: readonly FormItem[],
  now: readonly FormItem[],
): string[] => {
  const answers = new Map(seen.map((item) => [idOfItem(item), JSON.stringify(answerOf(item))]))
  return now
    .filter((item) => answers.get(idOfItem(item)) !== JSON.stringify(answerOf(item)))
    .map(nameOf)
}
