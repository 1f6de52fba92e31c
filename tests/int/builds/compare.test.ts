import { createLocalReq, type PayloadRequest } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import { compareSides, findSide } from '../../../src/services/builds/compare'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { firstBuild, loadCatalogue, build, plainSink, submit } from '../../support/plant'

const { payload } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const assembler = await someone.user('ASSEMBLER')
const ACCESSORY = 'COMPARE-ACC'
beforeAll(async () => {
  await loadCatalogue(payload)
  await someone.assembly({
    partNumber: ACCESSORY,
    name: 'Comparable accessory',
    canOrder: true,
  })
})

const as = (user: TestUser): Promise<PayloadRequest> => createLocalReq({ user }, payload)

describe('two builds of any orders side by side', () => {
  it('differ by their options in words and by their lines with reasons', async () => {
    const one = firstBuild(await submit(coordinator))
    const wider = plainSink({ feet: 'SEISMIC' })
    const other = firstBuild(
      await submit(coordinator, { builds: [build({ configuration: wider })] }),
    )
    const req = await as(coordinator)
    const [a, b] = [await findSide(req, one.id), await findSide(req, ` ${other.buildNumber} `)]
    if (!a || !b) throw new Error('Both builds were submitted.')
    const { options, lines, b: side } = await compareSides(req, a, b)

    expect(side).toMatchObject({ build: other.id, bom: { id: other.bom.id, version: 1 } })
    expect(options.filter(({ differs }) => differs).map(({ option }) => option)).toEqual(['Feet'])
    expect(options.length).toBeGreaterThan(5)
    expect(lines.added.length).toBeGreaterThan(0)
    expect(lines.removed[0]).toMatchObject({
      rule: expect.any(String),
      because: expect.any(String),
    })
    expect(await findSide(req, one.bom.id)).toMatchObject({ side: { build: one.id } })
  })

  it('differ by document language and accessories, and by what one has none of', async () => {
    const faucet = { type: 'WRIST_BLADE', quantity: 1, placement: 'CENTER' }
    const light = { type: 'E_SINK', size: '24X20X8', pTrap: false, light: true }
    const bare = firstBuild(await submit(coordinator))
    const rich = firstBuild(
      await submit(coordinator, {
        language: 'FR',
        builds: [
          build({
            configuration: plainSink({ faucets: [faucet], basins: [light] }),
            accessories: [{ partNumber: ACCESSORY, quantity: 2 }],
          }),
        ],
      }),
    )
    const req = await as(coordinator)
    const [a, b] = [await findSide(req, bare.id), await findSide(req, rich.id)]
    if (!a || !b) throw new Error('Both builds were submitted.')
    const { options } = await compareSides(req, a, b)
    const row = (option: string) => options.find((one) => one.option === option)

    expect(row('Document language')).toMatchObject({ a: 'English', b: 'French', differs: true })
    expect(options.find(({ section }) => section === 'Accessories')).toMatchObject({
      option: `${ACCESSORY} Comparable accessory`,
      a: 'none',
      b: '2',
      differs: true,
    })
    expect(
      options.find(({ section, option }) => /faucet/i.test(section) && option === 'Type'),
    ).toMatchObject({ a: 'none', b: expect.any(String), differs: true })
    expect(row('Basin light')).toMatchObject({ a: 'No', b: 'Yes', differs: true })
    // asked of neither is said of neither; asked and answered alike is said as equal
    expect(row('Pegboard')).toMatchObject({ a: 'No', b: 'No', differs: false })
    expect(row('Pegboard type')).toBeUndefined()
  })

  it('was not asked for what only the other one has', async () => {
    const bare = firstBuild(await submit(coordinator))
    const panel = {
      pegboard: true,
      pegboardType: 'PERFORATED',
      pegboardColor: 'BLUE',
      pegboardSize: 'SAME_AS_SINK',
    }
    const rich = firstBuild(
      await submit(coordinator, { builds: [build({ configuration: plainSink(panel) })] }),
    )
    const req = await as(coordinator)
    const [a, b] = [await findSide(req, bare.id), await findSide(req, rich.id)]
    if (!a || !b) throw new Error('Both builds were submitted.')
    const { options } = await compareSides(req, a, b)
    expect(options.find(({ option }) => option === 'Pegboard type')).toMatchObject({
      a: null,
      differs: true,
    })
  })

  it('are found only by who may see them', async () => {
    const { id, buildNumber } = firstBuild(await submit(coordinator))
    const req = await as(assembler)
    for (const asked of [id, buildNumber, '', 'nothing'])
      expect(await findSide(req, asked), asked).toBeNull()
  })
})
