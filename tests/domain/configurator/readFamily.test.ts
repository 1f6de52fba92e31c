import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readFamily } from '../../../src/domain/configurator/readFamily'
import { MDRD } from '../../../src/shipped/mdrd'

it('reads what is shipped', () => {
  const stored: unknown = JSON.parse(JSON.stringify(MDRD))
  expect(readFamily(stored)).toEqual({ ok: true, value: MDRD })
})

it('refuses with the path of the fault', () => {
  const options = [{ ...MDRD.options[0], type: 'COLOUR' }]
  expect(readFamily({ ...MDRD, options })).toMatchObject({
    ok: false,
    refusals: [{ field: 'options.0.type' }],
  })
  expect(readFamily({ ...MDRD, plugin: 'x' })).toMatchObject({
    refusals: [{ code: 'option_unknown', field: 'plugin' }],
  })
})

it('refuses endless nesting before it looks inside', () => {
  let when: unknown = { op: 'exists', path: 'length' }
  for (let level = 0; level < 50_000; level += 1) when = { op: 'not', condition: when }
  expect(readFamily({ ...MDRD, notes: [{ when }] })).toMatchObject({
    refusals: [{ code: 'too_large' }],
  })
})

it('never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (raw) => {
      expect(readFamily(raw).ok).toBe(false)
    }),
  )
})
