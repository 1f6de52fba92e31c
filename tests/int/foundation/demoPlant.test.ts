import { beforeAll, describe, expect, it } from 'vitest'
import { loadDemoPlant, loadDemoUsers } from '../../../scripts/demo/plant'
import { given } from '../../support/given'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const someone = given(payload)

const counts = () =>
  sql(`select (select count(*) from parts)::int as parts, (select count(*) from assemblies)::int as assemblies,
              (select count(*) from orders)::int as orders, (select count(*) from customers)::int as customers`)

/** A load that ends where it would say this step; answers the steps it said before. */
async function loadUntil(end: string): Promise<string[]> {
  const steps: string[] = []
  const cut = new Error('power cut')
  await loadDemoPlant(payload, (step) => {
    if (step.startsWith(end)) throw cut
    steps.push(step)
  }).catch((error: unknown) => {
    if (error !== cut) throw error
  })
  return steps
}

describe('the demo plant goes into an empty database (contract 1)', () => {
  beforeAll(() => loadDemoUsers(payload))

  it.each(['parts', 'assemblies'] as const)('and into none that holds %s', async (collection) => {
    const { id } = await (collection === 'parts' ? someone.part() : someone.assembly())
    const before = await counts()
    expect(await loadUntil('orders')).toEqual([])
    expect(await counts()).toEqual(before)
    await sql(`delete from ${collection} where id = $1`, [id])
  })

  it('a load that was cut off is continued by the next one, whatever it has stored already', async () => {
    expect(await loadUntil('suppliers')).toEqual(['catalogue', 'costs and stock'])
    const [half] = await counts()
    expect(half?.parts).toBeGreaterThan(0)

    expect(await loadUntil('orders')).toEqual(['catalogue', 'costs and stock', 'suppliers'])
    expect(await counts()).toEqual([half])
  })
})
