import { send, tokenOf } from './api'
import { given, type TestUser } from './given'
import { ORIGIN, type House } from './payload'
import { loadCatalogue } from './plant'

/** What tests of papers share: a plant whose every item has one telling cost, and ways to read files. */

/** A cost that occurs nowhere else: whatever holds it has told it. */
export const COST = '918273645'

/** The demo catalogue, every item of it at that cost. */
export async function loadPricedCatalogue({
  payload,
  sql,
}: Pick<House, 'payload' | 'sql'>): Promise<void> {
  await loadCatalogue(payload)
  await sql(`update parts set cost = ${COST}`)
  await sql(`update assemblies set cost = ${COST}`)
}

/** Everybody who has a hand in a sink or reads its papers, by what they do. */
export async function readersOf({ payload }: Pick<House, 'payload'>) {
  const someone = given(payload)
  return {
    coordinator: await someone.user('PRODUCTION_COORDINATOR'),
    procurement: await someone.user('PROCUREMENT'),
    qc: await someone.user('QC_PERSON', { firstName: 'Quinn', lastName: 'Control' }),
    assembler: await someone.user('ASSEMBLER', { firstName: 'Avery', lastName: 'Builder' }),
    stranger: await someone.user('ASSEMBLER'),
    service: await someone.user('SERVICE_DEPARTMENT'),
    admin: await someone.user('ADMIN'),
  }
}

/** A file as bytes, through the same door as any other answer. */
export const download = async (user: TestUser, route: string): Promise<Response> =>
  send(
    new Request(`${ORIGIN}/api${route}`, {
      headers: { authorization: `JWT ${await tokenOf(user)}` },
    }),
  )

/** The number that a build bears. */
export async function buildNumberOf({ sql }: Pick<House, 'sql'>, build: string): Promise<string> {
  const [row] = await sql<{ number: string }>(
    'select build_number as number from builds where id = $1',
    [build],
  )
  if (!row) throw new Error(`There is no build ${build}.`)
  return row.number
}
