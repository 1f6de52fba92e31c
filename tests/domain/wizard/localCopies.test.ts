import { describe, expect, test } from 'vitest'
import { openingOf, type LocalCopy } from '../../../src/views/wizard/state/localCopies'

const copy = (poNumber: string, rev: number | null, at: number): LocalCopy => ({
  key: `${poNumber}/${at}`,
  draftId: 'd1',
  title: poNumber,
  step: 2,
  content: { poNumber, builds: [] },
  rev,
  at,
})
/** The server's draft, revision 8; the members come back in another order. */
const STORED = { rev: 8, content: { builds: [], poNumber: 'Server' } }

describe('what a draft is opened with', () => {
  test('the server has it when this browser kept nothing', () => {
    expect(openingOf(STORED, [])).toEqual({ copy: null, isStale: false, settled: [] })
  })

  test('entries typed over the newest revision go on', () => {
    const typed = copy('Typed', 8, 100)
    expect(openingOf(STORED, [typed])).toEqual({ copy: typed, isStale: false, settled: [] })
  })

  test('entries that were refused as stale are offered, however early they were typed', () => {
    const refused = copy('Refused', 7, 1)
    expect(openingOf(STORED, [refused])).toEqual({ copy: refused, isStale: true, settled: [] })
    const unknown = copy('Of no revision', null, 1)
    expect(openingOf(STORED, [unknown])).toMatchObject({ copy: unknown, isStale: true })
  })

  test('an answer that was lost is no conflict: the server has what the copy says', () => {
    const same = copy('Server', 7, 100)
    expect(openingOf(STORED, [same])).toEqual({ copy: null, isStale: false, settled: [same] })
  })

  test('of two windows each is offered in its turn, first what was typed over the newest revision', () => {
    const [stale, typed] = [copy('Stale', 7, 200), copy('Typed', 8, 100)]
    expect(openingOf(STORED, [stale, typed])).toMatchObject({ copy: typed, isStale: false })
    expect(openingOf({ ...STORED, rev: 9 }, [stale])).toMatchObject({ copy: stale, isStale: true })
  })

  test('what is kept of a draft that is gone becomes a new one', () => {
    const kept = copy('Kept', 7, 100)
    expect(openingOf(null, [kept])).toEqual({ copy: kept, isStale: false, settled: [] })
  })
})
