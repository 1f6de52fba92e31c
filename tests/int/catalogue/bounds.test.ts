import { beforeAll, describe, expect, it } from 'vitest'
import { COMPONENT_QUANTITY_AT_MOST, COST_AT_MOST } from '../../../src/domain/catalog/bounds'
import { graphql, rest } from '../../support/api'
import { given } from '../../support/given'
import { csv, importing } from '../../support/imports'
import { bootPayload } from '../../support/payload'
import { build, loadCatalogue, plainSink, submission } from '../../support/plant'
import { refusal } from '../../support/refusal'

/** Costs and quantities have one upper bound each, whichever way they come in; sums stay exact. */

const { payload, sql } = await bootPayload()
const someone = given(payload)
const procurement = await someone.user('PROCUREMENT')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')

const costOf = async (id: string) =>
  (await sql('select cost::float8 as cost from parts where id = $1', [id]))[0]?.cost

describe('a cost', () => {
  it.each([[1e300], [1e15], [COST_AT_MOST + 1], [-1], [12.5]])('of %d is refused', async (cost) => {
    const { id } = await someone.part({ cost: 500 })
    const tooLarge = refusal(422, 'out_of_range', { field: 'cost' })
    expect(await rest(procurement).patch(`/parts/${id}`, { cost })).toMatchObject(tooLarge)
    expect(
      await rest(procurement).post('/assemblies', { partNumber: `C${cost}`, name: 'Dear', cost }),
    ).toMatchObject(tooLarge)
    const { body } = await graphql(
      procurement,
      'mutation ($id: String!, $cost: Float) { updatePart(id: $id, data: { cost: $cost }) { id } }',
      { id, cost },
    )
    expect(body.errors?.[0], JSON.stringify(body)).toBeTruthy()
    expect(await costOf(id)).toBe(500)
  })

  it('of the bound itself, of nothing and none at all are taken', async () => {
    const { id } = await someone.part({ cost: 500 })
    for (const cost of [COST_AT_MOST, 0, null]) {
      const { status, text } = await rest(procurement).patch(`/parts/${id}`, { cost })
      expect(status, text).toBe(200)
      expect(await costOf(id)).toBe(cost)
    }
  })

  it('has the same bound in a spreadsheet', async () => {
    const { partNumber } = await someone.part()
    const check = async (cost: string) =>
      (
        await importing(procurement).table(
          'COSTS',
          csv(['Part number', 'Cost'], [partNumber, cost]),
          'costs.csv',
        )
      ).body.checkResult
    expect(await check('1000000000.01')).toMatchObject({ changed: 0, refused: 1 })
    expect(await check('1000000000.00')).toMatchObject({ changed: 1, refused: 0 })
  })
})

describe('the quantity of a component', () => {
  it.each([[1e300], [1e12], [COMPONENT_QUANTITY_AT_MOST + 1], [0], [1.5], [null]])(
    'of %s is refused',
    async (quantity) => {
      const parent = await someone.assembly()
      const { partNumber } = await someone.part()
      const answer = await rest(procurement).post('/assembly-components', {
        parentAssembly: parent.id,
        askedId: partNumber,
        quantity,
      })
      expect(answer).toMatchObject(
        refusal(422, quantity === null ? 'required' : 'out_of_range', { field: 'quantity' }),
      )
    },
  )

  it('of the bound itself is taken', async () => {
    const parent = await someone.assembly()
    const { partNumber } = await someone.part()
    const { status, text } = await rest(procurement).post('/assembly-components', {
      parentAssembly: parent.id,
      askedId: partNumber,
      quantity: COMPONENT_QUANTITY_AT_MOST,
    })
    expect(status, text).toBe(201)
  })
})

describe('a bill of materials', () => {
  beforeAll(() => loadCatalogue(payload))

  it('whose costs cannot be added up exactly is refused by the item, and nothing is written', async () => {
    const dear = await someone.assembly({ cost: COST_AT_MOST, canOrder: true })
    const own = {
      configuration: plainSink(),
      accessories: [{ partNumber: dear.partNumber, quantity: 999_999 }],
    }
    const orders = async () => (await sql('select count(*)::int as n from orders'))[0]?.n
    const before = await orders()
    const tooLarge = refusal(413, 'too_large', { item: dear.partNumber })
    expect(
      await rest(coordinator).post('/configurator/preview', { family: 'MDRD', ...own }),
    ).toMatchObject(tooLarge)
    expect(
      await rest(coordinator).post('/orders/submit', submission({ builds: [build(own)] })),
    ).toMatchObject(tooLarge)
    expect(await orders()).toBe(before)
  })
})
