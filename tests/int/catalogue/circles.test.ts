import { describe, expect, it } from 'vitest'
import { loadCatalogue, loadWholeCatalogue } from '../../../src/db/catalogue'
import { explode, type TopItem } from '../../../src/domain/boms/explode'
import type { CatalogLookup } from '../../../src/domain/catalog/lookup'
import { sameLabel } from '../../../src/domain/label'
import { systemRequest } from '../../../src/services/actor'
import { importCatalogue } from '../../../src/services/catalogue/import'
import { delivered, type SketchedDelivery } from '../../domain/catalog/delivery'
import { rest } from '../../support/api'
import { given, unique } from '../../support/given'
import { done } from '../../support/imports'
import { bootPayload } from '../../support/payload'

const { payload, sql } = await bootPayload()
const buyer = await given(payload).user('PROCUREMENT')

const imported = async (sketch: SketchedDelivery) =>
  importCatalogue(await systemRequest(payload), delivered(sketch))

const top = (askedId: string): TopItem => ({
  askedId,
  quantity: 1,
  rule: 'R',
  because: sameLabel('why'),
  basin: null,
  attributes: {},
})

const linesIn = (lookup: CatalogLookup, asked: readonly string[]) => {
  const exploded = explode(asked.map(top), lookup)
  if (!exploded.ok) throw new Error(exploded.refusals[0].message)
  return exploded.value.map(
    ({ level, kind, partNumber }) => `${'> '.repeat(level - 1)}${kind} ${partNumber}`,
  )
}

/** The bill of these items, which must not depend on how much of the catalogue is loaded. */
async function billOf(...asked: string[]): Promise<string[]> {
  const req = await systemRequest(payload)
  const lines = linesIn((await loadCatalogue(req, asked)).lookup, asked)
  expect(linesIn(await loadWholeCatalogue(req), asked)).toEqual(lines)
  return lines
}

const componentIn = async (assembly: string, askedId: string): Promise<string> => {
  const [row] = await sql<{ id: string }>(
    `select c.id from assembly_components c join assemblies a on a.id = c.parent_assembly_id
     where a.part_number = $1 and c.asked_id = $2`,
    [assembly, askedId],
  )
  return row?.id ?? ''
}

describe('a link that an import keeps pointing at the part because of a circle (handbook 7)', () => {
  it('is the part in every bill, from whichever end and in whatever company it is asked for', async () => {
    const [a, b, screw] = [unique('A'), unique('B'), unique('SCREW')]
    const plan = await imported({
      assemblies: { [a]: [b, screw], [b]: [a, screw] },
      parts: [a, screw],
    })
    expect(plan.warnings.filter(({ code }) => code === 'circle_kept_as_part')).toMatchObject([
      {
        record: b,
        place: 'components[0]',
        message: expect.stringContaining(`points at the part ${a}`),
      },
    ])
    const below = [`> PART ${a}`, `> PART ${screw}`]
    expect(await billOf(b)).toEqual([`ASSEMBLY ${b}`, ...below])
    expect(await billOf(a)).toEqual([
      `ASSEMBLY ${a}`,
      `> ASSEMBLY ${b}`,
      ...below.map((line) => `> ${line}`),
      `> PART ${screw}`,
    ])
    expect(await billOf(b, a)).toEqual([...(await billOf(b)), ...(await billOf(a))])
  })

  it('by way of the ASSY- spelling and over three assemblies as well', async () => {
    const [id, mid, low] = [unique('ID'), unique('MID'), unique('LOW')]
    await imported({
      assemblies: { [`ASSY-${id}`]: [mid], [mid]: [low], [low]: [id] },
      parts: [id],
    })
    expect(await billOf(low)).toEqual([`ASSEMBLY ${low}`, `> PART ${id}`])
    expect(await billOf(mid, id)).toEqual([
      `ASSEMBLY ${mid}`,
      `> ASSEMBLY ${low}`,
      `> > PART ${id}`,
      `ASSEMBLY ${id}`,
      `> ASSEMBLY ${mid}`,
      `> > ASSEMBLY ${low}`,
      `> > > PART ${id}`,
    ])
  })

  it('follows its assembly as soon as the circle is opened', async () => {
    const [a, b] = [unique('A'), unique('B')]
    await imported({ assemblies: { [a]: [b], [b]: [a] }, parts: [a] })
    done(await rest(buyer).delete(`/assembly-components/${await componentIn(a, b)}`))
    expect(await billOf(b)).toEqual([`ASSEMBLY ${b}`, `> ASSEMBLY ${a}`])
    expect(await billOf(a)).toEqual([`ASSEMBLY ${a}`])
  })
})
