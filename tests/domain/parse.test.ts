import { expect, it } from 'vitest'
import { z } from 'zod'
import { parse } from '../../src/domain/parse'

const said = (schema: z.ZodType, input: unknown, at?: string) => {
  const read = parse(schema, input, at)
  return read.ok ? [] : read.refusals.map(({ code, field, message }) => [code, field, message])
}

const about = <Schema extends z.ZodType>(schema: Schema) => z.object({ rev: schema })

it.each([
  ['a number below', z.number().min(1), 0, 'out_of_range', 'rev must be at least 1.'],
  ['a number above', z.number().max(9), 10, 'out_of_range', 'rev must be at most 9.'],
  ['a broken number', z.int(), 1.5, 'malformed', 'rev must be a whole number.'],
  ['a short text', z.string().min(3), 'ab', 'out_of_range', 'rev must have at least 3 characters.'],
  ['a long text', z.string().max(2), 'abc', 'out_of_range', 'rev must have at most 2 characters.'],
  [
    'a short list',
    z.array(z.int()).min(2),
    [1],
    'out_of_range',
    'rev must have at least 2 entries.',
  ],
  ['a text for a list', z.array(z.int()), 'x', 'malformed', 'rev must be a list.'],
  ['a list for a pair', z.tuple([z.int()]), 'x', 'malformed', 'rev must be a list.'],
  ['a text for fields', z.object({}), 'x', 'malformed', 'rev must be a group of fields.'],
  ['nothing', z.string(), null, 'required', 'rev is missing.'],
  ['another word', z.enum(['A', 'B']), 'C', 'invalid_value', 'rev must be one of A, B.'],
])('%s is refused in a sentence', (_, schema, rev, code, message) => {
  expect(said(about(schema), { rev })).toEqual([[code, 'rev', message]])
})

it.each([undefined, null, '', '  ', 'short'])('%j is no reason', (reason) => {
  const schema = z.object({ reason: z.string('Say why.').trim().min(10, 'Say why.') })
  expect(said(schema, { reason })).toEqual([['reason_missing', 'reason', 'Say why.']])
})

it('a value without a name is called the input', () => {
  expect(said(z.string(), 5)).toEqual([['malformed', undefined, 'The input must be text.']])
})

it('what stands at a path is called by it, and so is what stands in it', () => {
  expect(said(z.string(), 5, 'kind')).toEqual([['malformed', 'kind', 'kind must be text.']])
  expect(said(z.string(), undefined, 'kind')).toEqual([['required', 'kind', 'kind is missing.']])
  expect(said(about(z.int()), { rev: 'x' }, 'order.header')).toEqual([
    ['malformed', 'order.header.rev', 'order.header.rev must be a number.'],
  ])
})

it('what the schema says of itself is said as it stands', () => {
  const schema = z.string('Enter the number.').min(3, 'A number has three signs.')
  expect(said(schema, undefined, 'number')).toEqual([['required', 'number', 'Enter the number.']])
  expect(said(schema, 'a', 'number')).toEqual([
    ['out_of_range', 'number', 'A number has three signs.'],
  ])
})
