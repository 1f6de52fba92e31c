import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerItems } from '../../../src/domain/quality/answers'
import { ANSWER_FIELDS, type FormItem } from '../../../src/domain/quality/item'
import { judgeItem, verdictOf } from '../../../src/domain/quality/judge'
import { basin, sinkWith, withPegboard } from '../configurator/mdrdSamples'
import { formOf, itemOf, passing } from './samples'

const TODAY = '2026-11-23'
const raw = sinkWith([basin({ type: 'E_DRAIN' }), basin({ type: 'E_SINK_DI' })], withPegboard())
const preQc = formOf('PRE_QC', raw)
const test = formOf('END_OF_LINE', raw)
const packing = formOf('PACKAGING', raw)
const final = formOf('FINAL_QC', raw)

/** Answers that must be accepted. */
function answered(items: readonly FormItem[], ...sent: unknown[]): FormItem[] {
  const decision = answerItems(items, sent)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusals))
  return decision.value
}

/** What refused answers are told: `code field`. */
const refused = (items: readonly FormItem[], ...sent: unknown[]): string[] => {
  const decision = answerItems(items, sent)
  return decision.ok ? [] : decision.refusals.map(({ code, field }) => `${code} ${field}`)
}

const passed = (items: readonly FormItem[]) => answered(items, ...items.map(passing))

describe('answers', () => {
  it('are matched by key and basin and leave the rest alone', () => {
    const items = answered(preQc, { key: 'N6-width', basin: 2, value: 24 })
    expect(itemOf(items, 'N6-width', 2)).toMatchObject({ value: 24, result: 'PASS' })
    expect(itemOf(items, 'N6-width', 1)).toEqual(itemOf(preQc, 'N6-width', 1))
    const noted = answered(items, { key: 'N6-width', basin: 2, note: 'twice' })
    expect(itemOf(noted, 'N6-width', 2)).toMatchObject({ value: 24, note: 'twice' })
    const cleared = answered(noted, { key: 'N6-width', basin: 2, value: null, note: ' ' })
    expect(itemOf(cleared, 'N6-width', 2)).toMatchObject({ value: null, result: null, note: null })
  })

  it('may echo the form, but not change it', () => {
    const p1 = itemOf(preQc, 'P1')
    const items = answered(preQc, { ...p1, result: 'PASS', photos: ['a', 'a'] })
    expect(itemOf(items, 'P1')).toEqual({ ...p1, result: 'PASS', photos: ['a'] })
    expect(refused(preQc, { ...p1, label: 'Nothing' })).toEqual(['malformed items.0.label'])
    expect(refused(preQc, { key: 'P1', photoRequired: false })).toEqual([
      'malformed items.0.photoRequired',
    ])
    expect(refused(preQc, { key: 'P1', basin: null, requried: false })).toEqual([
      'option_unknown items.0.requried',
    ])
  })

  it('name an item of the form', () => {
    expect(refused(preQc, { key: 'P77' }, { key: 'N1' }, { key: 'N1', basin: 3 })).toEqual([
      'option_unknown items.0.key',
      'option_unknown items.1.basin',
      'option_unknown items.2.basin',
    ])
    expect(refused(preQc, { value: 1 }, { key: 3 }, 'P1', null)).toEqual([
      'required items.0.key',
      'malformed items.1.key',
      'malformed items.2',
      'malformed items.3',
    ])
    expect(refused(preQc, { key: 'P1' }, { key: 'P1' })).toEqual(['invalid_value items.1'])
    expect(answerItems(preQc, { key: 'P1' }).ok).toBe(false)
    expect(answerItems(preQc, Array(1_000).fill({ key: 'P1' })).ok).toBe(false)
  })

  it.each<[string, FormItem[], object, string]>([
    ['a number as text', test, { key: 'DR2b-seconds', basin: 1, value: '12' }, 'malformed'],
    ['no number', test, { key: 'DR2b-seconds', basin: 1, value: NaN }, 'malformed'],
    ['text as number', test, { key: 'ES0-software', basin: 2, value: 3 }, 'malformed'],
    [
      'endless text',
      test,
      { key: 'ES0-software', basin: 2, value: 'x'.repeat(501) },
      'out_of_range',
    ],
    ['unreadable text', test, { key: 'ES0-software', basin: 2, value: 'a\0b' }, 'invalid_value'],
    ['a choice nobody offers', preQc, { key: 'P5', value: 'WHEELS' }, 'option_unknown'],
    ['a choice as number', preQc, { key: 'P5', value: 1 }, 'malformed'],
    ['a day that is none', test, { key: 'INSTRUMENT-due', value: '2027-02-30' }, 'invalid_value'],
    ['a day in other order', test, { key: 'INSTRUMENT-due', value: '31/01/2027' }, 'invalid_value'],
    ['yes as a number', final, { key: 'HIPOT', value: 1 }, 'malformed'],
    ['more than demanded', packing, { key: 'K2', value: 3 }, 'out_of_range'],
    ['less than nothing', packing, { key: 'K2', value: -1 }, 'out_of_range'],
    ['half a piece', packing, { key: 'K2', value: 1.5 }, 'out_of_range'],
    ['pieces as text', packing, { key: 'K2', value: 'two' }, 'malformed'],
    ['a value of pass or fail', preQc, { key: 'P1', value: 'fine' }, 'invalid_value'],
  ])('refuse %s', (_, items, entry, code) => {
    expect(refused(items, entry)).toEqual([`${code} items.0.value`])
  })

  it('refuse results, notes and photos of the wrong kind', () => {
    expect(
      refused(
        preQc,
        { key: 'P1', result: 'MAYBE' },
        { key: 'P2', result: 'NA', note: 'no drawing' },
        { key: 'P3', note: 7 },
        { key: 'P4', photos: 'a' },
        { key: 'P6', photos: [{}] },
      ),
    ).toEqual([
      'invalid_value items.0.result',
      'invalid_value items.1.result',
      'malformed items.2.note',
      'malformed items.3.photos',
      'malformed items.4.photos',
    ])
  })

  it('name the item in their sentence', () => {
    const decision = answerItems(packing, [{ key: 'K2', value: 9 }])
    expect(decision.ok ? '' : decision.refusals[0].message).toBe(
      'K2 Strainer with lasered logo: enter a whole number from 0 to 2, the quantity demanded.',
    )
  })

  it('drop the value of what does not apply', () => {
    const items = answered(test, { key: 'ES2c', basin: 2, value: 40 })
    const na = answered(items, { key: 'ES2c', basin: 2, result: 'NA', note: 'treated water' })
    expect(itemOf(na, 'ES2c', 2)).toMatchObject({ result: 'NA', value: null })
  })

  it('refuse an instrument that has expired when the day is known', () => {
    const entry = { key: 'INSTRUMENT-due', value: '2026-11-22' }
    expect(answerItems(test, [entry]).ok).toBe(true)
    expect(answerItems(test, [entry], TODAY)).toMatchObject({
      ok: false,
      refusals: [{ code: 'invalid_value', field: 'items.0.value' }],
    })
    expect(answerItems(test, [{ ...entry, value: TODAY }], TODAY).ok).toBe(true)
  })
})

describe('an item', () => {
  const judged = (
    items: FormItem[],
    entry: { key: string; basin?: number; value?: unknown; result?: string },
  ) => {
    const item = itemOf(answered(items, entry), entry.key, entry.basin ?? null)
    expect(item.result).toBe(judgeItem(item))
    return item.result
  }
  const seconds = { key: 'DR2b-seconds', basin: 1 }

  it.each([
    [9.9, 'FAIL'],
    [10, 'PASS'],
    [15, 'PASS'],
    [15.1, 'FAIL'],
  ])('fails by itself outside its limits: %d s is %s', (value, result) => {
    expect(judged(test, { ...seconds, value })).toBe(result)
    expect(judged(test, { ...seconds, value, result: 'PASS' })).toBe(result)
    expect(judged(test, { ...seconds, value, result: 'FAIL' })).toBe('FAIL')
  })

  it('is judged afresh when its value is corrected', () => {
    const wrong = answered(test, { ...seconds, value: 20 })
    expect(judged(wrong, { ...seconds, value: 12 })).toBe('PASS')
  })

  it('is not passed without the value it asks for', () => {
    expect(judged(test, { ...seconds, result: 'PASS' })).toBeNull()
    expect(judged(test, { ...seconds, result: 'FAIL' })).toBe('FAIL')
  })

  it('fails with a foot that was not ordered, and without the hi-pot test', () => {
    expect(judged(preQc, { key: 'P5', value: 'SEISMIC' })).toBe('FAIL')
    expect(judged(preQc, { key: 'P5', value: 'CASTERS' })).toBe('PASS')
    expect(judged(final, { key: 'HIPOT', value: false, result: 'PASS' })).toBe('FAIL')
    expect(judged(final, { key: 'HIPOT', value: 'YES' })).toBe('PASS')
  })

  it('is complete when all is packed', () => {
    expect(judged(packing, { key: 'K2', value: 1 })).toBeNull()
    expect(judged(packing, { key: 'K2', value: 2 })).toBe('PASS')
  })
})

describe('the verdict', () => {
  it.each([
    ['PRE_QC', preQc],
    ['PRODUCTION', formOf('PRODUCTION', raw)],
    ['END_OF_LINE', test],
    ['PACKAGING', packing],
    ['FINAL_QC', final],
  ])('of %s is a pass once everything passed', (_, items) => {
    expect(verdictOf(items, TODAY).outcome).toBeNull()
    expect(verdictOf(passed(items), TODAY)).toEqual({ missing: [], failed: [], outcome: 'PASS' })
  })

  const missingFor = (items: FormItem[], ...sent: unknown[]) => {
    const { missing, failed, outcome } = verdictOf(answered(passed(items), ...sent), TODAY)
    return { missing: missing.map(({ message }) => message), failed: failed.length, outcome }
  }

  it('is a fail with one failed item, which needs a note', () => {
    expect(missingFor(preQc, { key: 'P2', result: 'FAIL' })).toEqual({
      missing: [expect.stringMatching(/^P2 .*failed; add a note/)],
      failed: 1,
      outcome: null,
    })
    expect(missingFor(preQc, { key: 'P2', result: 'FAIL', note: 'no drawing' })).toEqual({
      missing: [],
      failed: 1,
      outcome: 'FAIL',
    })
  })

  it('demands a note with what does not apply', () => {
    const na = { key: 'N1', basin: 2, result: 'NA' }
    expect(missingFor(preQc, na)).toMatchObject({
      missing: [expect.stringMatching(/^N1 .*\(basin 2\): it does not apply; add a note/)],
      outcome: null,
    })
    expect(missingFor(preQc, { ...na, note: 'treated water' }).outcome).toBe('PASS')
  })

  it('demands the photo, for a fail as well', () => {
    expect(missingFor(preQc, { key: 'P1', photos: [] }).missing).toEqual([
      expect.stringMatching(/^P1 .*add a photo/),
    ])
    expect(
      missingFor(preQc, { key: 'P1', photos: [], result: 'FAIL', note: 'too short' }).missing,
    ).toEqual([expect.stringMatching(/^P1 .*add a photo/)])
  })

  it('demands where the drain is if not in the centre', () => {
    const other = { key: 'N4', basin: 1, value: 'OTHER' }
    expect(missingFor(preQc, other).missing).toHaveLength(1)
    expect(missingFor(preQc, { ...other, note: 'left' }).outcome).toBe('PASS')
  })

  it('leaves optional items out, unless they are begun', () => {
    const without = passed(preQc).map((item) =>
      ['P7', 'P8'].includes(item.key) ? itemOf(preQc, item.key) : item,
    )
    expect(verdictOf(without, TODAY).outcome).toBe('PASS')
  })

  it('is none of a form that asks nothing', () => {
    expect(verdictOf([], TODAY)).toEqual({
      missing: [
        { key: '', basin: null, message: expect.stringContaining('there is nothing to sign for') },
      ],
      failed: [],
      outcome: null,
    })
  })

  it('waits for the whole quantity, or a failed line', () => {
    expect(missingFor(packing, { key: 'K2', value: 1, result: null }).missing).toEqual([
      expect.stringMatching(/^K2 .*1 of 2 are packed/),
    ])
    const failed = { key: 'K2', value: 1, result: 'FAIL', note: 'none in stock' }
    expect(missingFor(packing, failed).outcome).toBe('FAIL')
  })

  it('refuses an expired instrument', () => {
    const due = (value: string) => missingFor(test, { key: 'INSTRUMENT-due', value })
    expect(due('2026-11-22').missing).toEqual([
      expect.stringMatching(/^INSTRUMENT-due .*calibration ended on 2026-11-22/),
    ])
    expect(due(TODAY).outcome).toBe('PASS')
  })
})

describe('whatever is sent', () => {
  const templateOf = (item: FormItem) =>
    Object.fromEntries(
      Object.entries(item).filter(([key]) => !(ANSWER_FIELDS as readonly string[]).includes(key)),
    )
  const known = fc.constantFrom(...preQc, ...preQc)
  const entry = fc.oneof(
    fc
      .tuple(
        known,
        fc.record(
          {
            result: fc.oneof(fc.constantFrom('PASS', 'FAIL', 'NA', null), fc.jsonValue()),
            value: fc.oneof(fc.constantFrom(true, 12, 'CENTER', 'text', null), fc.jsonValue()),
            note: fc.oneof(fc.string(), fc.jsonValue()),
            photos: fc.oneof(fc.array(fc.uuid()), fc.jsonValue()),
          },
          { requiredKeys: [] },
        ),
        fc.boolean(),
      )
      .map(([item, over, isEcho]) => ({
        ...(isEcho ? item : { key: item.key, basin: item.basin }),
        ...over,
      })),
    fc.jsonValue(),
  )

  it('never throws and never changes the form', () => {
    fc.assert(
      fc.property(fc.oneof(fc.array(entry, { maxLength: 6 }), fc.anything()), (sent) => {
        const before = JSON.stringify(preQc)
        const decision = answerItems(preQc, sent, TODAY)
        expect(JSON.stringify(preQc)).toBe(before)
        if (!decision.ok) {
          for (const { field, message } of decision.refusals) {
            expect(field).toMatch(/^items/)
            expect(message).not.toBe('')
          }
          return
        }
        expect(decision.value.map(templateOf)).toEqual(preQc.map(templateOf))
        for (const item of decision.value) expect(item.result).toBe(judgeItem(item))
        verdictOf(decision.value, TODAY)
      }),
      { numRuns: 400 },
    )
  })

  it('is the same when it is echoed', () => {
    const once = passed(preQc)
    expect(answered(once, ...once)).toEqual(once)
  })
})

describe('an answer that says what was seen', () => {
  const blank = { result: null, value: null, note: null, photos: [] }
  const seen = (...answers: object[]) => answers.map((one) => ({ ...blank, ...one }))
  const failed = answered(preQc, { key: 'P4', result: 'FAIL', note: 'Off by an inch.' })

  it('is taken while the item holds that, or what is sent', () => {
    const first = answered(preQc, { key: 'P4', result: 'PASS', seen: seen({}) })
    expect(itemOf(first, 'P4')).toMatchObject({ result: 'PASS' })
    const known = seen({}, { result: 'PASS' })
    expect(itemOf(answered(first, { key: 'P4', result: 'FAIL', seen: known }), 'P4')).toMatchObject(
      {
        result: 'FAIL',
      },
    )
    expect(refused(first, { key: 'P4', result: 'PASS', seen: [] })).toEqual([])
    const measured = answered(preQc, { key: 'P1-width', value: 30 })
    const again = { key: 'P1-width', value: 31, seen: seen({ value: 30 }) }
    expect(itemOf(answered(measured, again), 'P1-width')).toMatchObject({ value: 31 })
  })

  it('is refused with the answer that somebody else gave', () => {
    const decision = answerItems(failed, [{ key: 'P4', result: 'PASS', seen: seen({}) }])
    expect(decision).toMatchObject({
      ok: false,
      refusals: [
        {
          code: 'stale_revision',
          field: 'items.0.seen',
          message: expect.stringContaining('fail, note “Off by an inch.”'),
          details: {
            key: 'P4',
            basin: null,
            theirs: { ...blank, result: 'FAIL', note: 'Off by an inch.' },
          },
        },
      ],
    })
    const theirs = seen({}, { result: 'FAIL', note: 'Off by an inch.' })
    expect(refused(failed, { key: 'P4', result: 'PASS', seen: theirs })).toEqual([])
    expect(refused(failed, { key: 'P4', result: 'PASS' })).toEqual([])
  })

  it.each(['all', { result: 'PASS' }, ['PASS'], Array.from({ length: 51 }, () => blank)])(
    'has a list of answers there, not %j',
    (odd) => {
      expect(refused(failed, { key: 'P4', result: 'PASS', seen: odd })).toEqual([
        'malformed items.0.seen',
      ])
    },
  )
})
