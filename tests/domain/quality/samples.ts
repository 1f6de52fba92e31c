import { checkConfiguration } from '../../../src/domain/configurator/check'
import type { Language } from '../../../src/domain/label'
import type { FormKind } from '../../../src/domain/quality/codes'
import { generateForm, type FormAccessory, type FormInput } from '../../../src/domain/quality/form'
import type { FormItem } from '../../../src/domain/quality/item'
import { MDRD } from '../../../src/shipped/mdrd'

/** Forms of MDRD sinks: each test states only what it is about. */

export type Asked = { language?: Language; accessories?: readonly FormAccessory[] }

export function inputOf(
  kind: FormKind,
  raw: Record<string, unknown>,
  { language = 'EN', accessories = [] }: Asked = {},
): FormInput {
  const checklist = MDRD.checklists.find((entry) => entry.kind === kind)
  const checked = checkConfiguration(MDRD, raw, { language })
  if (!checklist) throw new Error(`no form ${kind}`)
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals))
  return { content: MDRD, checklist, configuration: checked.value, language, accessories }
}

export const formOf = (kind: FormKind, raw: Record<string, unknown>, asked?: Asked): FormItem[] =>
  generateForm(inputOf(kind, raw, asked))

/** What a form asks, in order: `P1`, or `N1@2` for basin 2. */
export const keysOf = (items: readonly FormItem[]): string[] =>
  items.map(({ key, basin }) => (basin === null ? key : `${key}@${basin}`))

/** An item of a form that must be asked. */
export function itemOf(items: readonly FormItem[], key: string, basin: number | null = null) {
  const found = items.find((item) => item.key === key && item.basin === basin)
  if (!found) throw new Error(`${key} is not asked`)
  return found
}

/** Answers that make an item pass. */
export function passing(item: FormItem): Record<string, unknown> {
  const { key, basin, type, min, max, choices, requiredQuantity, photoRequired } = item
  const value = {
    PASS_FAIL: null,
    NUMBER: ((min ?? max ?? 1) + (max ?? min ?? 1)) / 2,
    TEXT: 'SN-1',
    CHOICE: choices[0] ?? null,
    DATE: '2030-01-31',
    YES_NO: true,
    QUANTITY: requiredQuantity,
  }[type]
  return { key, basin, value, result: 'PASS', ...(photoRequired ? { photos: ['photo-1'] } : {}) }
}
