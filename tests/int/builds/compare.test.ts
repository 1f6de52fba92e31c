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
beforeAll(() => loadCatalogue(payload))

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

  it('are found only by who may see them', async () => {
    const { id, buildNumber } = firstBuild(await submit(coordinator))
    const req = await as(assembler)
    for (const asked of [id, buildNumber, '', 'nothing'])
      expect(await findSide(req, asked), asked).toBeNull()
  })
})
