import { expect, it } from 'vitest'
import { nameOf, type FormItem } from '../../../src/domain/quality/item'
import { answeredOtherwise } from '../../../src/views/quality/form'
import { basin, sinkWith } from '../configurator/mdrdSamples'
import { formOf } from '../quality/samples'

const items = formOf('PRE_QC', sinkWith([basin({ type: 'E_DRAIN' })]))
const changed = (of: (item: FormItem) => boolean, change: Partial<FormItem>): FormItem[] => {
  const at = items.findIndex(of)
  return items.map((item, index) => (index === at ? { ...item, ...change } : item))
}
const isVerdict = ({ type }: FormItem) => type === 'PASS_FAIL'
const isNumber = ({ type }: FormItem) => type === 'NUMBER'

it('names the items that others have answered since a form was seen', () => {
  const [verdict] = items.filter(isVerdict)
  if (!verdict) throw new Error('Pre-QC asks for no verdict.')
  expect(answeredOtherwise(items, items)).toEqual([])
  for (const change of [{ result: 'PASS' as const }, { note: 'Scratched' }, { photos: ['p-1'] }])
    expect(answeredOtherwise(items, changed(isVerdict, change))).toEqual([nameOf(verdict)])
})

it('takes what the server makes of a number for no answer of its own', () => {
  const seen = changed(isNumber, { value: 12 })
  const stored = changed(isNumber, { value: 12, result: 'PASS' })
  expect(answeredOtherwise(seen, stored)).toEqual([])
})
