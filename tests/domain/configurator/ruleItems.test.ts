import { describe, expect, it } from 'vitest'
import { idsWritten, rulesAdding } from '../../../src/domain/configurator/ruleItems'
import { MDRD } from '../../../src/shipped/mdrd'

const adding = (numbers: readonly string[], offered: readonly string[] = []) =>
  rulesAdding(MDRD, new Map(numbers.map((number) => [number, number])), new Set(offered)).map(
    ({ rule, item }) => `${rule.id} ${item}`,
  )

describe('which rules can add an item', () => {
  it.each([
    ['a written number', 'T2-BODY-48-60-HA', ['R1 T2-BODY-48-60-HA']],
    ['a number that no rule writes', 'M6-BOLT', []],
    ['nearly the number', 'XT2-BODY-48-60-HA', []],
  ])('%s', (_case, number, expected) => {
    expect(adding([number])).toEqual(expected)
  })

  it('leaves out what a template comes to only in a sink that is refused', () => {
    expect(adding(['T2-DL14-FH-KIT'])).toEqual(['R5 T2-DL14-FH-KIT'])
    expect(adding(['T2-LC1-FH-KIT'])).toEqual([])
    expect(adding(['T2-LC1-KIT'])).toEqual(['R4 T2-LC1-KIT'])
  })

  it('takes a part made to measure by its pattern, and only by whole dimensions', () => {
    expect(adding(['T2-ADW-BASIN-26x22x9'])).not.toEqual([])
    expect(adding(['T2-ADW-BASIN-largex22x9'])).toEqual([])
  })

  it('takes what is offered as an accessory, and nothing else, for the rule of accessories', () => {
    expect(adding(['SHELF'], ['SHELF'])).toHaveLength(1)
    expect(adding(['SHELF'])).toEqual([])
  })

  it('names a rule once for an item, however many alternatives name it', () => {
    const all = adding(['T2-DL27-KIT', 'T2-DL14-KIT'])
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(2)
  })
})

describe('every id that a rule can write', () => {
  const idsOf = (id: string) => {
    const rule = MDRD.rules.find((one) => one.id === id)
    if (!rule) throw new Error(`There is no rule ${id}.`)
    return idsWritten(MDRD, rule)
  }

  it('is none that only a refused sink would get', () => {
    expect(idsOf('R5')).toEqual(['T2-DL27-FH-KIT', 'T2-DL14-FH-KIT'])
  })

  it('is a template with each choice filled in, and an alternative or replacement as well', () => {
    expect(idsOf('R4')).toEqual(['T2-DL27-KIT', 'T2-DL14-KIT', 'T2-LC1-KIT'])
    expect(idsOf('R8')).toEqual(
      expect.arrayContaining(['T2-ADW-PB-4836-GREEN-PERF-KIT', 'T2-ADW-PB-PERF-KIT']),
    )
    expect(idsOf('R8')).toContain('T2-ADW-PB-{pegboardWidth}x{pegboardLength}')
  })
})
