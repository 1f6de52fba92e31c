import { describe, expect, it } from 'vitest'
import { explode, type TopItem } from '../../../src/domain/boms/explode'
import {
  circleThrough,
  readSubstitution,
  substitutedBecause,
  substitutionsFor,
  type Substitution,
} from '../../../src/domain/boms/substitution'
import { lookupFrom } from '../../../src/domain/catalog/lookup'
import { sameLabel } from '../../../src/domain/label'

const item = (partNumber: string) => ({
  id: `id-${partNumber}`,
  partNumber,
  name: `Name of ${partNumber}`,
  cost: null,
  isActive: true,
})
const kit = (partNumber: string, ...components: string[]) => ({
  ...item(partNumber),
  components: components.map((askedId) => ({ askedId, quantity: 2, note: null })),
})
const LOOKUP = lookupFrom(['A', 'B', 'C'].map(item), [
  kit('KIT', 'A', 'B'),
  kit('ADAPTED', 'A', 'C'),
])
const top = (askedId: string): TopItem => ({
  askedId,
  quantity: 3,
  rule: 'R1',
  because: sameLabel('Asked.'),
  basin: null,
  attributes: { colour: 'RED' },
})
const substitution = (askedId: string, substituteId: string, own: Partial<Substitution> = {}) => ({
  id: `S-${askedId}`,
  askedId,
  substituteId,
  scope: 'EVERYWHERE' as const,
  family: null,
  build: null,
  reason: 'The maker ended it.',
  ...own,
})
const exploded = (asked: string, ...substitutions: Substitution[]) => {
  const of = substitutionsFor(substitutions, { family: 'MDRD', build: 'B1' })
  const lines = explode([top(asked)], LOOKUP, of)
  if (!lines.ok) throw new Error('refused')
  return lines.value.map(({ path, partNumber, kind, quantity }) => [
    path,
    kind,
    partNumber,
    quantity,
  ])
}

describe('a substitution on a bill', () => {
  it('takes the place of the item at the top, and names it', () => {
    const lines = explode([top('A')], LOOKUP, new Map([['A', substitution('A', 'B')]]))
    expect(lines).toMatchObject({
      ok: true,
      value: [
        {
          partNumber: 'B',
          name: 'Name of B',
          quantity: 3,
          rule: 'R1',
          because: 'Asked. Substitute for A: The maker ended it.',
          attributes: { colour: 'RED', substitutedFor: 'A', substitution: 'S-A' },
        },
      ],
    })
  })

  it.each([
    ['', 'Substitute for A: The maker ended it.'],
    ['legs DL14', 'legs DL14. Substitute for A: The maker ended it.'],
    ['Asked.', 'Asked. Substitute for A: The maker ended it.'],
  ])('is told as a sentence of its own after "%s"', (asked, told) => {
    expect(substitutedBecause(sameLabel(asked), substitution('A', 'B')).en).toBe(told)
  })

  it('takes the place of a component at any level, with its quantity', () => {
    expect(exploded('KIT', substitution('B', 'C'))).toEqual([
      ['1', 'ASSEMBLY', 'KIT', 3],
      ['1.1', 'PART', 'A', 6],
      ['1.2', 'PART', 'C', 6],
    ])
  })

  it('is not chained', () => {
    expect(exploded('A', substitution('A', 'B'), substitution('B', 'C'))).toEqual([
      ['1', 'PART', 'B', 3],
    ])
  })

  it('by a kit that contains the item keeps it inside', () => {
    expect(exploded('A', substitution('A', 'ADAPTED'))).toEqual([
      ['1', 'ASSEMBLY', 'ADAPTED', 3],
      ['1.1', 'PART', 'A', 6],
      ['1.2', 'PART', 'C', 6],
    ])
  })

  it('by an item that no record answers to is an unresolved line', () => {
    expect(exploded('A', substitution('A', 'GONE'))).toEqual([['1', 'UNRESOLVED', 'GONE', 3]])
  })

  it('for the build comes before one for its family, and that before one for all', () => {
    const everywhere = substitution('A', 'B')
    const family = substitution('A', 'C', { scope: 'FAMILY', family: 'MDRD' })
    const build = substitution('A', 'KIT', { scope: 'BUILD', build: 'B1' })
    expect(exploded('A', everywhere, family)[0]).toContain('C')
    expect(exploded('A', everywhere, build, family)[0]).toContain('KIT')
    const others = [
      { ...family, family: 'OTHER' },
      { ...build, build: 'B2' },
    ]
    expect(exploded('A', ...others)[0]).toContain('A')
  })
})

const TODAY = '2026-05-04'

describe('what is entered', () => {
  const entry = {
    askedId: ' A ',
    substituteId: 'B',
    scope: 'FAMILY' as const,
    family: 'MDRD',
    build: 'left over',
    expiresOn: '',
  }

  it('is stored without what its scope does not need', () => {
    expect(readSubstitution({ ...entry, isActive: true }, TODAY)).toEqual({
      ok: true,
      value: { ...entry, askedId: 'A', build: null, expiresOn: null },
    })
  })

  it.each([
    { isActive: true, expiresOn: TODAY },
    { isActive: true, expiresOn: null },
    { isActive: false, expiresOn: '2026-05-03' },
  ])('may end today or later, or be out of force: %o', (own) => {
    expect(readSubstitution({ ...entry, ...own }, TODAY)).toMatchObject({ ok: true })
  })

  it.each([
    [{ substituteId: 'A' }, 'substituteId'],
    [{ askedId: ' ' }, 'askedId'],
    [{ family: null }, 'family'],
    [{ scope: 'BUILD' as const, build: null }, 'build'],
    [{ expiresOn: '2026-02-30' }, 'expiresOn'],
    [{ expiresOn: '2026-05-03' }, 'expiresOn'],
  ])('is refused by field: %o', (own, field) => {
    expect(readSubstitution({ ...entry, isActive: true, ...own }, TODAY)).toMatchObject({
      ok: false,
      refusals: [{ field }],
    })
  })
})

describe('substitutions that lead back to where they began', () => {
  const everywhere = { scope: 'EVERYWHERE', family: null, build: null } as const
  const onFamily = (family: string) => ({ scope: 'FAMILY', family, build: null }) as const
  const onBuild = (build: string, family: string) => ({ scope: 'BUILD', family, build }) as const
  type Place = ReturnType<typeof onFamily> | ReturnType<typeof onBuild> | typeof everywhere
  const from = (askedId: string, substituteId: string, place: Place) => ({
    askedId,
    substituteId,
    ...place,
  })

  it.each<[string, Place, Place]>([
    ['everywhere and for a family', everywhere, onFamily('MDRD')],
    ['for a family and for a build of it', onFamily('MDRD'), onBuild('1', 'MDRD')],
    ['for one build', onBuild('1', 'MDRD'), onBuild('1', 'MDRD')],
  ])('are found where both hold: %s', (_, one, other) => {
    expect(circleThrough(from('A', 'B', one), [from('B', 'A', other)])).toEqual(['A', 'B', 'A'])
    expect(circleThrough(from('A', 'B', other), [from('B', 'A', one)])).toEqual(['A', 'B', 'A'])
  })

  it.each<[string, Place, Place]>([
    ['two families', onFamily('MDRD'), onFamily('ENDOSCOPE')],
    ['a family and a build of another', onFamily('MDRD'), onBuild('1', 'ENDOSCOPE')],
    ['two builds', onBuild('1', 'MDRD'), onBuild('2', 'MDRD')],
  ])('are no circle where they never meet: %s', (_, one, other) => {
    expect(circleThrough(from('A', 'B', one), [from('B', 'A', other)])).toBeNull()
  })

  it('are found over any number of items, if all hold on one bill', () => {
    const rest = [from('B', 'C', everywhere), from('C', 'A', onFamily('MDRD'))]
    const entry = (place: Place) => circleThrough(from('A', 'B', place), rest)
    expect(entry(everywhere)).toEqual(['A', 'B', 'C', 'A'])
    expect(entry(onBuild('1', 'MDRD'))).toEqual(['A', 'B', 'C', 'A'])
    expect(entry(onFamily('ENDOSCOPE'))).toBeNull()
  })

  it('count the wider ones too, which are left when a narrower one ends', () => {
    const rest = [from('B', 'A', everywhere), from('B', 'C', onFamily('MDRD'))]
    expect(circleThrough(from('A', 'B', onFamily('MDRD')), rest)).toEqual(['A', 'B', 'A'])
  })

  it('a circle among others is none of this one', () => {
    const rest = [from('B', 'C', everywhere), from('C', 'B', everywhere)]
    expect(circleThrough(from('A', 'B', everywhere), rest)).toBeNull()
  })
})
