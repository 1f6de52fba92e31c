import { expect, it } from 'vitest'
import { fileFault } from '../../../src/domain/drafts/file'
import { MDRD } from '../../../src/shipped/mdrd'
import { STANDARD_WORKFLOW } from '../../../src/shipped/workflows'

it('a file of the kind may be looked at closely, whatever is wrong within', () => {
  expect(fileFault('FAMILY', { ...MDRD, code: 7, rules: [null] })).toBeNull()
  expect(fileFault('WORKFLOW', { ...STANDARD_WORKFLOW, hold: null })).toBeNull()
})

it.each([
  ['a text', 'hello'],
  ['a list', []],
  ['something else', { name: 'my-app', version: '1.0.0' }],
  ['nothing', null],
])('%s is no file of either kind', (_, content) => {
  expect(fileFault('FAMILY', content)).toBe('This is no family file of this product.')
  expect(fileFault('WORKFLOW', content)).toBe('This is no workflow file of this product.')
})

it('a file of the other kind is none', () => {
  expect(fileFault('FAMILY', { ...MDRD, schema: 2 })).toMatch(/newer version of this product/)
  expect(fileFault('FAMILY', STANDARD_WORKFLOW)).toBe('This is no family file of this product.')
  expect(fileFault('WORKFLOW', MDRD)).toBe('This is no workflow file of this product.')
})
