import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { csv, importing } from '../../support/imports'
import { bootPayload } from '../../support/payload'
import {
  build,
  firstBuild,
  loadCatalogue,
  plainSink,
  submission,
  submit,
} from '../../support/plant'
import { refusal } from '../../support/refusal'

/** Codes of the 700 class belong to configured and custom items alone (BR-006, handbook 6.5). */

const { payload, sql } = await bootPayload()
const someone = given(payload)
const admin = await someone.user('ADMIN')
const procurement = await someone.user('PROCUREMENT')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')

beforeAll(() => loadCatalogue(payload))

const RESERVED = ['T2-ADW-BASIN-43x22x11', 'T2-ADW-PB-70x30', '700.123', '720.215.001-X']
const namedSo = (partNumber: string) =>
  sql(
    `select kind::text, name, custom_class, custom_dimensions from parts where part_number = $1
     union all select 'ASSEMBLY', name, null, null from assemblies where part_number = $1`,
    [partNumber],
  )
const typed = (partNumber: string) => ({ partNumber, name: 'typed by hand' })
const refusedByHand = refusal(422, 'invalid_value', { field: 'partNumber' })

describe.each(RESERVED)('%s', (partNumber) => {
  it.each([
    ['Procurement', procurement],
    ['Admin', admin],
  ])('is made by nobody, %s neither', async (_, user: TestUser) => {
    expect(await rest(user).post('/parts', typed(partNumber))).toMatchObject(refusedByHand)
    expect(await rest(user).post('/assemblies', typed(partNumber))).toMatchObject(refusedByHand)
    const { body } = await graphql(
      user,
      'mutation ($data: mutationPartInput!) { createPart(data: $data) { id } }',
      { data: { ...typed(partNumber), kind: 'COMPONENT', unit: 'EA' } },
    )
    expect(body.errors?.[0]?.extensions, JSON.stringify(body)).toMatchObject({
      code: 'invalid_value',
    })
    expect(await namedSo(partNumber)).toEqual([])
  })

  it('is given to no item that has another number', async () => {
    const part = await someone.part()
    const assembly = await someone.assembly()
    for (const [slug, { id }] of [
      ['parts', part],
      ['assemblies', assembly],
    ] as const) {
      expect(await rest(admin).patch(`/${slug}/${id}`, { partNumber })).toMatchObject(refusedByHand)
    }
    expect(await namedSo(partNumber)).toEqual([])
  })

  it('comes in by no spreadsheet', async () => {
    const { body } = await importing(procurement).table(
      'PARTS',
      csv(['Part number', 'Name'], [partNumber, 'typed by hand'], ['FINE-1', 'Another']),
      'parts.csv',
    )
    expect(body.checkResult, JSON.stringify(body)).toMatchObject({ new: 1, refused: 1 })
  })
})

it('an ordinary number is taken, and a custom part is still edited', async () => {
  expect((await rest(procurement).post('/parts', typed('708.78'))).status).toBe(201)
  const { builds } = await submit(coordinator, {
    builds: [
      build({
        configuration: plainSink({
          basins: [{ type: 'E_SINK', size: 'CUSTOM', width: 26, length: 22, depth: 9 }],
        }),
      }),
    ],
  })
  expect(builds).toHaveLength(1)
  const [made] = await sql(`select id from parts where part_number = 'T2-ADW-BASIN-26x22x9'`)
  const { status, text } = await rest(procurement).patch(`/parts/${made?.id}`, { cost: 12_500 })
  expect(status, text).toBe(200)
})

it('what an order made keeps its number, and is not built again once it is retired', async () => {
  const configuration = plainSink({
    basins: [{ type: 'E_SINK', size: 'CUSTOM', width: 44, length: 22, depth: 11 }],
  })
  const made = 'T2-ADW-BASIN-44x22x11'
  await submit(coordinator, { builds: [build({ configuration })] })
  const [part] = await sql('select id from parts where part_number = $1', [made])
  expect(await rest(admin).patch(`/parts/${part?.id}`, { partNumber: 'LASER-1' })).toMatchObject(
    refusedByHand,
  )

  expect(
    (
      await rest(admin).post(`/parts/${part?.id}/retire`, {
        successor: null,
        reason: 'Not made any more.',
      })
    ).status,
  ).toBe(200)
  expect(
    await rest(coordinator).post(
      '/orders/submit',
      submission({ builds: [build({ configuration })] }),
    ),
  ).toMatchObject(refusal(422, 'inactive_item', { item: made }))

  const again = () =>
    rest(coordinator).post('/orders/submit', submission({ builds: [build({ configuration })] }))
  const substitute = await someone.part()
  const { status, text } = await rest(procurement).post('/substitutions', {
    askedId: made,
    substituteId: substitute.partNumber,
    scope: 'EVERYWHERE',
    reason: 'Cut from the next size.',
    isActive: true,
  })
  expect(status, text).toBe(201)
  await sql('update parts set is_active = false where id = $1', [substitute.id])
  expect(await again()).toMatchObject(
    refusal(422, 'inactive_item', { item: substitute.partNumber }),
  )
  await sql('update parts set is_active = true where id = $1', [substitute.id])
  expect((await again()).status).toBe(201)
})

it('an active part made to measure is built although an assembly of its number was retired', async () => {
  const configuration = plainSink({
    basins: [{ type: 'E_SINK', size: 'CUSTOM', width: 45, length: 22, depth: 11 }],
  })
  const made = 'T2-ADW-BASIN-45x22x11'
  await submit(coordinator, { builds: [build({ configuration })] })
  const twin = await someone.assembly()
  await sql('update assemblies set part_number = $2, is_active = false where id = $1', [
    twin.id,
    made,
  ])
  const { builds } = await submit(coordinator, { builds: [build({ configuration })] })
  expect(builds).toHaveLength(1)
})

it('an ordinary part that stands under the number of a size becomes the record of that size', async () => {
  const partNumber = 'T2-ADW-BASIN-43x22x11'
  const { id } = await someone.part({ name: 'typed before', cost: 700 })
  await sql('update parts set part_number = $2 where id = $1', [id, partNumber])
  const sink = plainSink({
    basins: [{ type: 'E_SINK', size: 'CUSTOM', width: 43, length: 22, depth: 11 }],
  })
  const first = firstBuild(await submit(coordinator, { builds: [build({ configuration: sink })] }))
  await submit(coordinator, { builds: [build({ configuration: sink })] })

  expect(await namedSo(partNumber)).toEqual([
    {
      kind: 'CUSTOM',
      name: 'typed before',
      custom_class: '720.215.001',
      custom_dimensions: '43x22x11',
    },
  ])
  expect(
    await sql(`select kind, unit_cost::int from bom_lines where bom_id = $1 and part_number = $2`, [
      first.bom.id,
      partNumber,
    ]),
  ).toEqual([{ kind: 'CUSTOM', unit_cost: 700 }])
  expect(
    await sql(
      `select action, after ->> 'customDimensions' as size from audit_events
       where resource = 'parts' and resource_id = $1 and action = 'update'`,
      [id],
    ),
  ).toEqual([{ action: 'update', size: '43x22x11' }])
})
