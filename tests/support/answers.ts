import type { FormItem } from '../../src/domain/quality/item'

/** Good answers to all items of a form; `photos` go to the items that demand one. */
export const answerAll = (items: readonly FormItem[], photos: readonly string[] = []) =>
  items.map((item) => ({
    key: item.key,
    basin: item.basin,
    ...goodAnswer(item),
    ...(item.photoRequired && { photos }),
  }))

function goodAnswer(item: FormItem): Record<string, unknown> {
  const { type, min, max, choices, choicesWithNote, multiple, expected, requiredQuantity } = item
  switch (type) {
    case 'PASS_FAIL':
      return { result: 'PASS' }
    case 'NUMBER':
      return { value: min !== null && max !== null ? (min + max) / 2 : (min ?? max ?? 1) }
    case 'TEXT':
      return { value: `SN-${item.key}-${item.basin ?? 0}` }
    case 'DATE':
      return { value: '2099-12-31' }
    case 'YES_NO':
      return { value: expected ?? true }
    case 'QUANTITY':
      return { value: requiredQuantity }
    case 'CHOICE': {
      const choice = typeof expected === 'string' ? expected : (choices[0] ?? '')
      const note = choicesWithNote.includes(choice) ? { note: 'As ordered.' } : {}
      return { value: multiple ? [choice] : choice, ...note }
    }
  }
}
