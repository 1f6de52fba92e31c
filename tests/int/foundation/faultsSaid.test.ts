import { beforeAll, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, loadCatalogue, submission, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const admin = await given(payload).user('ADMIN')
const coordinator = await given(payload).user('PRODUCTION_COORDINATOR')

beforeAll(() => loadCatalogue(payload))

describe('a submit is told what is wrong in a sentence', () => {
  it.each([
    [{ poNumber: undefined }, 'required', 'poNumber', 'Enter the PO number.'],
    [{ poNumber: 5 }, 'malformed', 'poNumber', 'PO number must be text.'],
    [{ acknowledged: [5] }, 'malformed', 'acknowledged.0', 'acknowledged.0 must be text.'],
    [
      { builds: [build({ configuration: undefined })] },
      'required',
      'builds.0.configuration',
      'builds.0.configuration is missing.',
    ],
    [
      { poNumber: 'PO\n4711' },
      'invalid_value',
      'poNumber',
      'A PO number stands on one line and holds no invisible characters.',
    ],
    [
      { poNumber: '\u200b\u200b\u200b' },
      'invalid_value',
      'poNumber',
      'A PO number stands on one line and holds no invisible characters.',
    ],
  ])('%j', async (fault, code, field, message) => {
    const answer = await rest(coordinator).post('/orders/submit', submission(fault))
    expect(answer.body).toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ code, field, message })]),
    })
  })
})

it('the same PO number in another spelling of its letters or blanks is taken', async () => {
  const poNumber = `${unique('Universit\u00e9')} 7`
  await submit(coordinator, { poNumber })
  for (const again of [poNumber.normalize('NFD'), poNumber.replace(' ', '\u00a0')]) {
    const answer = await rest(coordinator).post('/orders/submit', submission({ poNumber: again }))
    expect(answer).toMatchObject(refusal(409, 'duplicate_po_number'))
  }
})

it('steps of an order and its shipment are told what is missing', async () => {
  const { order } = await submit(coordinator)
  expect(await rest(coordinator).post(`/orders/${order.id}/move`, {})).toMatchObject(
    refusal(422, 'required', { field: 'to', message: 'Say in `to` where the order moves.' }),
  )
  const shipment = { builds: [], carrier: 'x'.repeat(101), date: '2099-01-01' }
  expect(await rest(coordinator).post(`/orders/${order.id}/shipments`, shipment)).toMatchObject(
    refusal(422, 'out_of_range', {
      field: 'carrier',
      message: 'The carrier takes at most 100 characters.',
    }),
  )
})

it('an order is not left without a customer, nor given to one that does not exist', async () => {
  const { order } = await submit(coordinator)
  const change = (customer: unknown) => rest(coordinator).patch(`/orders/${order.id}`, { customer })
  expect(await change(null)).toMatchObject(refusal(422, 'required', { field: 'customer' }))
  expect(await change('x')).toMatchObject(refusal(422, 'invalid_value', { field: 'customer' }))
})

it.each([
  ['parts', 'part', 'Another part already has this part number. Use a different one.'],
  ['assemblies', 'assembly', 'Another assembly already has this part number. Use a different one.'],
] as const)('a second of %s with the same number', async (slug, kind, message) => {
  const { partNumber } = await given(payload)[kind]()
  const body = { partNumber, name: 'Twin', type: 'SIMPLE' }
  expect(await rest(admin).post(`/${slug}`, body)).toMatchObject(
    refusal(409, 'duplicate_value', { field: 'partNumber', message }),
  )
})

it('a second category with the same code', async () => {
  const { code } = await given(payload).category()
  expect(await rest(admin).post('/categories', { code, name: 'Twin' })).toMatchObject(
    refusal(409, 'duplicate_value', {
      field: 'code',
      message: 'Another category already has this code. Use a different one.',
    }),
  )
})

it.each(['\u200b\u200b\u200b', '\u3164\u3164\u3164', '\u2800\u2800\u2800'])(
  'signs that nobody sees (%j) are no name',
  async (unseen) => {
    const supplier = await rest(admin).post('/suppliers', { name: unseen })
    expect(supplier).toMatchObject(refusal(422, 'required', { field: 'name' }))
    const customer = { companyName: unseen }
    expect(await rest(coordinator).post('/orders/submit', submission({ customer }))).toMatchObject(
      refusal(422, 'invalid_value', { field: 'customer.companyName' }),
    )
  },
)

it('blanks are no number', async () => {
  const { id } = await given(payload).assembly()
  expect(await rest(admin).post('/parts', { partNumber: ' ', name: 'x' })).toMatchObject(
    refusal(422, 'required', { field: 'partNumber' }),
  )
  const component = { parentAssembly: id, askedId: '  ', quantity: 1 }
  expect(await rest(admin).post('/assembly-components', component)).toMatchObject(
    refusal(422, 'required', { field: 'askedId' }),
  )
})

it('a text saved as UTF-16 is told to be saved as UTF-8', async () => {
  const form = new FormData()
  const text = new Uint8Array(Buffer.from('Delivery at the back door', 'utf16le'))
  form.set('file', new File([text], 'note.txt', { type: 'text/plain' }))
  form.set('_payload', JSON.stringify({ title: 'Note', type: 'OTHER' }))
  expect(await rest(admin).post('/documents', form)).toMatchObject(
    refusal(422, 'invalid_value', { field: 'file', message: expect.stringContaining('UTF-8') }),
  )
})

it.each([
  ['nothing', '', {}, 'This file is empty.'],
  ['a page of the web', '<p>Back door</p>', {}, 'Accepted here: PDF'],
  ['a page of the web, in the panel', '<p>', { 'sec-fetch-site': 'same-origin' }, 'here – PDF'],
])('a file named .txt that holds %s', async (_, text, headers, said) => {
  const form = new FormData()
  form.set('file', new File([text], 'note.txt', { type: 'text/plain' }))
  form.set('_payload', JSON.stringify({ title: 'Note', type: 'OTHER' }))
  const answer = await rest(admin).post('/documents', form, headers)
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ field: 'file' }] } })
  expect(answer.text).toContain(said)
  expect(answer.text).not.toContain('UTF-8')
})

it('a document of a build is of the order of that build', async () => {
  const mine = await submit(coordinator)
  const other = await submit(coordinator)
  const file = (order: string) => {
    const form = new FormData()
    form.set('file', new File(['Back door'], 'note.txt', { type: 'text/plain' }))
    const own = { title: unique('Note'), type: 'OTHER', order, build: mine.builds[0]?.id }
    form.set('_payload', JSON.stringify(own))
    return rest(admin).post('/documents', form)
  }
  expect(await file(other.order.id)).toMatchObject(
    refusal(422, 'invalid_value', { field: 'build' }),
  )
  expect(await sql(`select 1 from documents where original_name = 'note.txt'`)).toEqual([])
  expect((await file(mine.order.id)).status).toBe(201)
})

it.each(['/users/logout', '/users/unlock'])('a stranger at %s is told to sign in', async (path) => {
  expect(await rest().post(path, {})).toMatchObject(refusal(401, 'unauthenticated'))
})
