import { describe, expect, it } from 'vitest'
import { checkConfiguration } from '../../../src/domain/configurator/check'
import { normalizeConfiguration } from '../../../src/domain/configurator/normalize'
import { MDRD } from '../../../src/shipped/mdrd'
import { basin, derive, refusalsOf, sink, sinkWith, withPegboard } from './mdrdSamples'

const check = (raw: unknown) => checkConfiguration(MDRD, raw, { language: 'EN' })

describe('refusals', () => {
  it.each([
    ['an unknown option', { colour: 'RED' }, ['option_unknown colour']],
    ['an unknown choice', { sinkModel: 'T9' }, ['option_unknown sinkModel']],
    ['a choice of the wrong type', { feet: 3 }, ['invalid_value feet']],
    ['a number as text', { length: '60' }, ['invalid_value length']],
    ['a missing option', { feet: null }, ['required feet']],
    [
      'two missing options of which one decides what the other offers',
      { legsType: null, legsModel: null },
      ['required legsType', 'required legsModel'],
    ],
    ['width out of range', { width: 23.9 }, ['out_of_range width']],
    ['fixed LC1', { legsType: 'FIXED_HEIGHT', legsModel: 'LC1' }, ['option_unknown legsModel']],
    ['basins that are no list', { basins: 'two' }, ['invalid_value basins']],
    ['too few basins', { basins: [] }, ['out_of_range basins']],
    ['a basin that is no object', { basins: [7] }, ['invalid_value basins.0']],
    ['a basin without type', { basins: [{ size: '24X20X8' }] }, ['required basins.0.type']],
    [
      'an unknown key of a basin',
      { basins: [basin({ volume: 1 })] },
      ['option_unknown basins.0.volume'],
    ],
    [
      'custom dimensions missing',
      { basins: [basin({ size: 'CUSTOM' })] },
      ['required basins.0.width', 'required basins.0.length', 'required basins.0.depth'],
    ],
    [
      'custom dimensions too large',
      { basins: [basin({ size: 'CUSTOM', width: 51, length: 50, depth: 21 })] },
      ['out_of_range basins.0.width', 'out_of_range basins.0.depth'],
    ],
    [
      'pegboard data incomplete',
      { pegboard: true },
      ['required pegboardType', 'required pegboardSize'],
    ],
    [
      'a custom pegboard without size',
      withPegboard({ pegboardSize: 'CUSTOM' }),
      ['required pegboardWidth', 'required pegboardLength'],
    ],
    [
      'half inches of a pegboard',
      withPegboard({ pegboardSize: 'CUSTOM', pegboardWidth: 40.5, pegboardLength: 0 }),
      ['out_of_range pegboardWidth', 'out_of_range pegboardLength'],
    ],
  ])('%s', (_, over, refusals) => {
    expect(refusalsOf(sink(over))).toEqual(refusals)
  })

  it('tells all faults at once, each in words', () => {
    const decision = check(sink({ length: 47, feet: 'WHEELS', extra: true }))
    expect(decision.ok).toBe(false)
    if (decision.ok) return
    expect(decision.refusals.map(({ field }) => field)).toEqual(['extra', 'feet', 'length'])
    expect(decision.refusals[2]?.message).toBe(
      'Length must be a whole number from 48 to 120 inches.',
    )
  })

  it('speaks the language of the reader', () => {
    const decision = checkConfiguration(MDRD, sink({ feet: null }), {
      language: 'EN',
      locale: 'fr',
    })
    expect(decision).toMatchObject({ refusals: [{ message: 'Appuis est obligatoire.' }] })
  })

  it('names the rule that forbids a choice', () => {
    const decision = check(sink({ legsType: 'FIXED_HEIGHT', legsModel: 'LC1' }))
    expect(decision).toMatchObject({ refusals: [{ rule: 'LEGS.LC1', code: 'option_unknown' }] })
  })

  it.each([null, undefined, 7, 'sink', [], [[]], true])('%o is no configuration', (raw) => {
    expect(check(raw).ok).toBe(false)
  })

  it('is not impressed by prototype keys', () => {
    const raw: unknown = JSON.parse(
      '{"__proto__": {"length": 60}, "constructor": 1, "toString": 2, "basins": [{"__proto__": {"type": "E_SINK"}}]}',
    )
    const decision = check(raw)
    expect(decision.ok).toBe(false)
    if (decision.ok) return
    const fields = decision.refusals.map(({ field }) => field)
    expect(fields).toEqual(
      expect.arrayContaining(['__proto__', 'constructor', 'toString', 'length']),
    )
    expect(fields).toContain('basins.0.__proto__')
  })

  it('answers shortly to a thousand basins and to endless text', () => {
    const many = check(sink({ basins: Array.from({ length: 1000 }, () => basin()) }))
    expect(many).toMatchObject({ refusals: [{ field: 'basins', code: 'out_of_range' }] })
    const long = check(sink({ sinkModel: 'x'.repeat(10_000_000), ['k'.repeat(1_000_000)]: 1 }))
    expect(JSON.stringify(long).length).toBeLessThan(2_000)
    const keys = check(Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i])))
    expect(keys.ok || keys.refusals.length).toBe(100)
  })

  it('survives deep nesting', () => {
    let deep: unknown = 'bottom'
    for (let level = 0; level < 100_000; level += 1) deep = [deep]
    expect(check(sink({ basins: deep })).ok).toBe(false)
    expect(check(deep).ok).toBe(false)
  })
})

describe('the stored form', () => {
  it('holds every option; absent ones are null, false or []', () => {
    const decision = check(sink())
    expect(decision).toMatchObject({
      ok: true,
      value: {
        pegboardColor: null,
        pegboardWidth: null,
        faucets: [],
        sprayers: [],
        basins: [{ width: null, pTrap: false, light: false }],
      },
    })
  })

  it('clears what is hidden', () => {
    const hidden = { pegboardType: 'SOLID', pegboardColor: 'RED', pegboardWidth: -3 }
    const { configuration } = normalizeConfiguration(
      MDRD,
      sink({ ...hidden, basins: [basin({ width: 99 })] }),
    )
    expect(configuration).toMatchObject({
      pegboardType: null,
      pegboardColor: null,
      pegboardWidth: null,
      basins: [{ width: null }],
    })
    expect(check(sink({ ...hidden })).ok).toBe(true)
  })

  it('is stable', () => {
    const once = normalizeConfiguration(MDRD, sinkWith([basin(), basin()], { junk: 1 }))
    expect(normalizeConfiguration(MDRD, once.configuration)).toEqual(once)
  })
})

describe('accessories', () => {
  const accessories = (list: unknown) => refusalsOf(sink(), { accessories: list })

  it.each([
    [
      'a quantity of zero',
      [{ partNumber: 'A', quantity: 0 }],
      ['out_of_range accessories.0.quantity'],
    ],
    ['half a piece', [{ partNumber: 'A', quantity: 1.5 }], ['out_of_range accessories.0.quantity']],
    [
      'a quantity as text',
      [{ partNumber: 'A', quantity: '1' }],
      ['invalid_value accessories.0.quantity'],
    ],
    ['no number', [{ quantity: 1 }], ['invalid_value accessories.0.partNumber']],
    ['no list', { partNumber: 'A' }, ['invalid_value accessories']],
    ['an entry that is no object', ['A'], ['invalid_value accessories.0']],
  ])('%s is refused', (_, list, refusals) => {
    expect(accessories(list)).toEqual(refusals)
  })

  it('absent means none', () => {
    expect(accessories(undefined)).toEqual([])
    expect(accessories(null)).toEqual([])
  })

  it('an id in no catalogue is an unresolved line, not a refusal', () => {
    const decision = derive(sink(), {
      accessories: [{ partNumber: 'NO-SUCH {length}', quantity: 2 }],
      lookup: { assembly: () => undefined, part: () => undefined },
    })
    expect(decision.ok && decision.value.lines.at(-1)).toMatchObject({
      kind: 'UNRESOLVED',
      partNumber: 'NO-SUCH {length}',
      quantity: 2,
      rule: 'R25',
    })
    expect(decision.ok && decision.value.complete).toBe(false)
  })
})
