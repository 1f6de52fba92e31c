import { storable } from '../canonical'
import { isDay } from '../days'
import { allow, refuse, type Decision, type RefusalCode } from '../refusal'
import { nameOf, type FormItem, type ItemValue } from './item'

const TEXT_AT_MOST = 500

/**
 * The value of an answer as the type of its item wants it; absent leaves the value as it was. Blank
 * text is no answer. `YES` and `NO` are taken as true and false.
 */
export function readValue(item: FormItem, sent: unknown, path: string): Decision<ItemValue> {
  if (sent === undefined) return allow(item.value)
  if (sent === null || (typeof sent === 'string' && sent.trim() === '')) return allow(null)

  const no = (code: RefusalCode, message: string) =>
    refuse({ code, field: `${path}.value`, message: `${nameOf(item)}: ${message}` })

  switch (item.type) {
    case 'PASS_FAIL':
      return no('invalid_value', 'answer with a result, PASS or FAIL; it takes no value.')
    case 'NUMBER':
      return typeof sent === 'number' && Number.isFinite(sent)
        ? allow(sent)
        : no('malformed', 'enter a number.')
    case 'TEXT':
      if (typeof sent !== 'string') return no('malformed', 'enter text.')
      if (storable(sent) !== sent) return no('invalid_value', 'remove the unreadable characters.')
      return sent.length > TEXT_AT_MOST
        ? no('out_of_range', `enter ${TEXT_AT_MOST} characters at most.`)
        : allow(sent.trim())
    case 'DATE':
      if (typeof sent !== 'string') return no('malformed', 'enter a date as YYYY-MM-DD.')
      return isDay(sent) ? allow(sent) : no('invalid_value', 'enter an existing day as YYYY-MM-DD.')
    case 'YES_NO':
      if (typeof sent === 'boolean') return allow(sent)
      if (sent === 'YES' || sent === 'NO') return allow(sent === 'YES')
      return no('malformed', 'answer yes (true) or no (false).')
    case 'QUANTITY': {
      const most = item.requiredQuantity ?? 0
      if (typeof sent !== 'number') return no('malformed', 'enter how many are packed.')
      return Number.isInteger(sent) && sent >= 0 && sent <= most
        ? allow(sent)
        : no('out_of_range', `enter a whole number from 0 to ${most}, the quantity demanded.`)
    }
    case 'CHOICE': {
      const codes: unknown[] = item.multiple && Array.isArray(sent) ? sent : [sent]
      const isText = (code: unknown): code is string => typeof code === 'string'
      if (!codes.every(isText)) return no('malformed', 'send the code of a choice.')
      if (!codes.every((code) => item.choices.includes(code)))
        return no('option_unknown', `choose one of ${item.choices.join(', ')}.`)
      if (!item.multiple) return allow(codes[0] ?? null)
      return allow(codes.length === 0 ? null : [...new Set(codes)])
    }
  }
}
