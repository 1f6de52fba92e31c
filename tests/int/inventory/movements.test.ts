import { describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

type Row = Record<string, unknown>
const book = (user: TestUser, data: Row) => rest(user).post<{ doc: Row }>('/stock-movements', data)
const balance = async (id: string) =>
  (await sql<{ n: number }>('select quantity_on_hand::int as n from parts where id = $1', [id]))[0]
    ?.n
const ledger = async (id: string) =>
  (
    await sql<{ n: number }>(
      'select coalesce(sum(quantity), 0)::int as n from stock_movements where part_id = $1',
      [id],
    )
  )[0]?.n

const stocked = async (quantity: number): Promise<string> => {
  const { id } = await someone.part()
  const { status } = await book(procurement, { kind: 'RECEIPT', part: id, quantity })
  expect(status).toBe(201)
  return id
}
const take = (part: string, quantity = 1) =>
  book(procurement, {
    kind: 'ADJUSTMENT',
    part,
    quantity: -quantity,
    reason: 'Taken from the shelf',
  })

describe('the stock ledger (handbook 10)', () => {
  it('moves the balance with each row, for parts and assemblies', async () => {
    const part = await stocked(10)
    expect((await take(part, 4)).status).toBe(201)
    expect([await balance(part), await ledger(part)]).toEqual([6, 6])

    const { id } = await someone.assembly()
    await book(admin, { kind: 'RECEIPT', assembly: id, quantity: 2 })
    expect(
      await sql('select quantity_on_hand::int as n, rev::int from assemblies where id = $1', [id]),
    ).toEqual([{ n: 2, rev: 2 }])
    expect(
      await sql('select created_by_id from stock_movements where assembly_id = $1', [id]),
    ).toEqual([{ created_by_id: admin.id }])
  })

  it('ten people take one of three at once: three get it', async () => {
    const part = await stocked(3)
    const answers = await Promise.all(Array.from({ length: 10 }, () => take(part)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer).toMatchObject(refusal(409, 'precondition_failed', { field: 'quantity' }))
    }
    expect([await balance(part), await ledger(part)]).toEqual([0, 0])
  })

  it('never goes below what is reserved', async () => {
    const part = await stocked(5)
    await sql('update parts set quantity_reserved = 4 where id = $1', [part])
    expect((await take(part, 2)).status).toBe(409)
    expect((await take(part, 1)).status).toBe(201)
    expect([await balance(part), await ledger(part)]).toEqual([4, 4])
  })

  it('twenty receipts and takes side by side add up', async () => {
    const part = await stocked(20)
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 2 ? take(part) : book(procurement, { kind: 'RECEIPT', part, quantity: 2 }),
      ),
    )
    expect([await balance(part), await ledger(part)]).toEqual([30, 30])
  })

  it.each([
    ['nothing', { quantity: 0 }, 'out_of_range'],
    ['half a piece', { quantity: 1.5 }, 'out_of_range'],
    ['a negative receipt', { quantity: -1 }, 'out_of_range'],
    ['more than a million', { quantity: 1_000_001 }, 'out_of_range'],
    ['an adjustment without a reason', { kind: 'ADJUSTMENT' }, 'reason_missing'],
    ['an adjustment for blanks', { kind: 'ADJUSTMENT', reason: '    ' }, 'reason_missing'],
  ])('refuses %s', async (_case, own, code) => {
    const part = await stocked(5)
    expect(await book(procurement, { kind: 'RECEIPT', part, quantity: 1, ...own })).toMatchObject(
      refusal(422, code),
    )
    expect([await balance(part), await ledger(part)]).toEqual([5, 5])
  })

  it('refuses a movement of no item, of two, of an unknown one, and unknown kinds', async () => {
    const part = await stocked(5)
    const { id: assembly } = await someone.assembly()
    for (const own of [
      {},
      { part, assembly },
      { part: '01a207d9-0047-7372-9ca0-530792b2e0ce' },
      { part: 'nonsense' },
      { part, kind: 'GIFT' },
      { part, quantity: 'many' },
      { part, quantity: null },
    ]) {
      const { status, body } = await book(procurement, { kind: 'RECEIPT', quantity: 1, ...own })
      expect([400, 422], JSON.stringify(own)).toContain(status)
      expect(body).toMatchObject({ errors: [{ code: expect.any(String) }] })
    }
    expect([await balance(part), await ledger(part)]).toEqual([5, 5])
  })

  it('is booked by Procurement and Admin, read by cost roles, changed by nobody', async () => {
    const part = await stocked(1)
    const [{ id } = { id: '' }] = await sql<{ id: string }>(
      'select id from stock_movements where part_id = $1',
      [part],
    )
    for (const user of [coordinator, qc, assembler, service]) {
      expect((await book(user, { kind: 'RECEIPT', part, quantity: 1 })).status, user.role).toBe(403)
    }
    expect((await rest(coordinator).get(`/stock-movements/${id}`)).status).toBe(200)
    for (const user of [qc, assembler, service]) {
      expect([403, 404], user.role).toContain(
        (await rest(user).get(`/stock-movements/${id}`)).status,
      )
    }
    expect((await rest(admin).patch(`/stock-movements/${id}`, { quantity: 9 })).status).toBe(403)
    expect((await rest(admin).delete(`/stock-movements/${id}`)).status).toBe(403)
    await expect(payload.db.pool.query('delete from stock_movements')).rejects.toThrow(/permission/)
    await expect(sql('update stock_movements set quantity = 9')).rejects.toThrow(/append-only/)
  })
})
