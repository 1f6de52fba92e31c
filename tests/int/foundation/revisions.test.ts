import { describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const buyer = await given(payload).user('PROCUREMENT')
const reader = await given(payload).user('QC_PERSON')

const revOf = async (id: string) =>
  Number((await sql('select rev from parts where id = $1', [id]))[0]?.rev)

describe('revisions of records that people edit together', () => {
  it('begin at 1 whatever the client says, and every write counts one up', async () => {
    const made = await rest(buyer).post<{ doc: { id: string; rev: number } }>('/parts', {
      partNumber: unique('P'),
      name: 'Bolt',
      rev: 40,
    })
    const { id, rev } = made.body.doc
    expect([made.status, rev]).toEqual([201, 1])

    await rest(buyer).patch(`/parts/${id}`, { name: 'Screw' })
    const third = await rest(buyer).patch(`/parts/${id}`, { name: 'Nail', rev: 2 })
    expect(third).toMatchObject({ status: 200, body: { doc: { rev: 3 } } })
    expect((await rest(reader).get(`/parts/${id}`)).headers.get('etag')).toBe('"3"')
  })

  it('stay where they are while a write changes nothing, so that nobody is overtaken by it', async () => {
    const { id } = await given(payload).part({ name: 'Bolt', cost: 250 })
    for (const same of [
      {},
      { name: 'Bolt' },
      { cost: 250, isActive: true },
      { quantityOnHand: 9 },
    ]) {
      const { status, body } = await rest(buyer).patch<{ doc: { rev: number } }>(
        `/parts/${id}`,
        same,
      )
      expect([status, body.doc.rev], JSON.stringify(same)).toEqual([200, 1])
    }
    const whole = await rest(buyer).get<Record<string, unknown>>(`/parts/${id}?depth=0`)
    expect((await rest(buyer).patch(`/parts/${id}`, whole.body)).status).toBe(200)
    const customer = await given(payload).customer()
    const { shippingAddress } = customer
    const coordinator = await given(payload).user('PRODUCTION_COORDINATOR')
    const kept = await rest(coordinator).patch(`/customers/${customer.id}`, { shippingAddress })
    expect(kept).toMatchObject({ status: 200, body: { doc: { rev: 1 } } })
    expect(await revOf(id)).toBe(1)
    expect((await rest(buyer).patch(`/parts/${id}`, { name: 'Nut', rev: 1 })).status).toBe(200)
    expect(await revOf(id)).toBe(2)
  })

  it('refuse an old rev with 409, the newer revision and without writing', async () => {
    const { id } = await given(payload).part({ name: 'Before' })
    await rest(buyer).patch(`/parts/${id}`, { name: 'Meanwhile' })

    const late = await rest(buyer).patch(`/parts/${id}`, { name: 'Late', rev: 1 })
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({ errors: [{ code: 'stale_revision', details: { rev: 2 } }] })
    expect(await sql('select name, rev::int from parts where id = $1', [id])).toEqual([
      { name: 'Meanwhile', rev: 2 },
    ])
  })

  it('refuse an old ETag in If-Match, for writing and for deleting', async () => {
    const admin = await given(payload).user('ADMIN')
    const { id } = await given(payload).part()
    const write = (tag: string) =>
      rest(buyer).patch(`/parts/${id}`, { name: unique('N') }, { 'if-match': tag })

    expect((await write('"1"')).status).toBe(200)
    expect((await write('"1"')).status).toBe(409)
    expect((await write('W/"2"')).status).toBe(200)
    expect((await write('"1", "3"')).status).toBe(200)
    expect((await write('*')).status).toBe(200)
    expect((await write('nonsense')).status).toBe(409)

    const remove = (tag: string) => rest(admin).delete(`/parts/${id}`, { 'if-match': tag })
    expect(await remove('"1"')).toMatchObject({ status: 409 })
    expect(await remove('"5"')).toMatchObject({ status: 200 })
  })

  it('are judged after who may: a stranger to the record hears 403', async () => {
    const { id } = await given(payload).part()
    const denied = await rest(reader).patch(`/parts/${id}`, { name: 'X', rev: 99 })
    expect(denied).toMatchObject({ status: 403, body: { errors: [{ code: 'role_not_allowed' }] } })
  })

  it('refuse what is no revision', async () => {
    const { id } = await given(payload).part()
    for (const rev of ['x', -1, 1.5, 1e300, {}, [], true]) {
      const { status } = await rest(buyer).patch(`/parts/${id}`, { name: 'X', rev })
      expect([409, 400]).toContain(status)
    }
    expect(await revOf(id)).toBe(1)
  })

  it('let one of eight writers with the same revision win', async () => {
    const { id } = await given(payload).part()
    const writes = Array.from({ length: 8 }, (_, at) =>
      rest(buyer).patch(`/parts/${id}`, { name: `writer ${at}`, rev: 1 }),
    )
    const statuses = (await Promise.all(writes)).map(({ status }) => status).sort()
    expect(statuses).toEqual([200, 409, 409, 409, 409, 409, 409, 409])
    expect(await revOf(id)).toBe(2)
  })

  it('hold through GraphQL too', async () => {
    const { id } = await given(payload).part()
    const write = () =>
      graphql(buyer, `mutation { updatePart(id: "${id}", data: { name: "G", rev: 1 }) { rev } }`)
    expect((await write()).body).toEqual({ data: { updatePart: { rev: 2 } } })
    expect((await write()).body.errors?.[0]?.extensions).toMatchObject({
      code: 'stale_revision',
      details: { rev: 2 },
    })
  })

  it('count every one of 24 unchecked writers', async () => {
    const { id } = await given(payload).part()
    await Promise.all(
      Array.from({ length: 24 }, (_, at) => rest(buyer).patch(`/parts/${id}`, { name: `n${at}` })),
    )
    expect(await revOf(id)).toBe(25)
  })
})

describe('the row is locked before Payload reads it', () => {
  it('so SQL that runs beside a PATCH is not undone by it', async () => {
    const { id } = await given(payload).part({ quantityOnHand: 400 })
    const decrement = () =>
      sql('update parts set quantity_on_hand = quantity_on_hand - 1, rev = rev + 1 where id = $1', [
        id,
      ])

    await Promise.all([
      ...Array.from({ length: 12 }, (_, at) =>
        rest(buyer).patch(`/parts/${id}`, { name: `n${at}` }),
      ),
      ...Array.from({ length: 30 }, decrement),
    ])
    expect(
      await sql('select quantity_on_hand::int as stock, rev::int from parts where id = $1', [id]),
    ).toEqual([{ stock: 370, rev: 43 }])
  })
})
