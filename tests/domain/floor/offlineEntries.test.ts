import { describe, expect, test } from 'vitest'
import {
  answersIn,
  bodyForAnotherTry,
  createdIds,
  FAILURES_UNTIL_REFUSED,
  filled,
  judge,
  nextToSend,
  overlay,
  pauseAfter,
  placeholderOf,
  replacedBy,
  seenOf,
  settled,
  without,
  type Answerable,
  type Entry,
  type Reply,
  entrySchema,
  revisionShown,
} from '../../../src/views/floor/offline/entries'

const AT = '2026-03-02T10:00:00.000Z'

let seq = 0
const entry = (change: Partial<Entry> = {}): Entry => ({
  seq: (seq += 1),
  id: `entry-${seq}`,
  userId: 'ana',
  scope: 'inspections:1',
  slot: null,
  method: 'POST',
  url: '/api/x',
  label: 'x',
  body: {},
  upload: null,
  createdAt: AT,
  state: 'PENDING',
  failures: 0,
  answer: null,
  sentAt: null,
  createdId: null,
  rev: null,
  ...change,
})

const reply = (status: number, json: unknown = {}, more: Partial<Reply> = {}): Reply => ({
  status,
  json,
  retryAfter: null,
  date: AT,
  ...more,
})

const refusal = (code: string) => ({ errors: [{ code, message: 'No.' }] })

describe('order of sending', () => {
  test('oldest first, whatever order the list has', () => {
    const [first, second] = [entry(), entry()]
    expect(nextToSend([second, first])).toBe(first)
  })

  test('nothing waits: nothing is next', () => {
    expect(nextToSend([entry({ state: 'SENT' }), entry({ state: 'CONFLICT' })])).toBeNull()
  })

  test('one that a closed page left on its way is sent again', () => {
    const left = entry({ state: 'SENDING' })
    expect(nextToSend([left, entry()])).toBe(left)
  })

  test.each(['CONFLICT', 'REFUSED'] as const)('%s holds back its own scope only', (state) => {
    const refused = entry({ state })
    const same = entry()
    const other = entry({ scope: 'tasks:9' })
    expect(nextToSend([refused, same, other])).toBe(other)
    expect(nextToSend([refused, same])).toBeNull()
  })

  test('what was entered before the refused one is not held back', () => {
    const before = entry()
    expect(nextToSend([before, entry({ state: 'CONFLICT' })])).toBe(before)
  })

  test('a held scope is passed over', () => {
    const other = entry({ scope: 'tasks:9' })
    expect(nextToSend([entry(), other], new Set(['inspections:1']))).toBe(other)
  })

  test('what mentions a photo waits for it, and its scope with it', () => {
    const photo = entry({ state: 'CONFLICT', scope: 'photos' })
    const answer = entry({ body: { photos: [placeholderOf(photo.id)] } })
    expect(nextToSend([photo, answer, entry()])).toBeNull()
    const sent = { ...photo, state: 'SENT' as const, createdId: 'doc-1' }
    expect(nextToSend([sent, answer])).toBe(answer)
  })
})

describe('a newer entry of the same slot', () => {
  const newer = { userId: 'ana', scope: 'inspections:1', slot: 'answer:a' }

  test('replaces what waits and what was refused', () => {
    const waiting = entry({ slot: 'answer:a' })
    const refused = entry({ slot: 'answer:a', state: 'REFUSED' })
    expect(replacedBy(newer, [waiting, refused])).toEqual([waiting, refused])
  })

  test('leaves alone what is on its way, a conflict, other slots, scopes and people', () => {
    const others = [
      entry({ slot: 'answer:a', state: 'SENDING' }),
      entry({ slot: 'answer:a', state: 'CONFLICT' }),
      entry({ slot: 'answer:b' }),
      entry({ slot: 'answer:a', scope: 'inspections:2' }),
      entry({ slot: 'answer:a', userId: 'ben' }),
    ]
    expect(replacedBy(newer, others)).toEqual([])
    expect(replacedBy({ ...newer, slot: null }, [entry()])).toEqual([])
  })
})

describe('placeholders of uploads', () => {
  const ids = new Map([['p1', 'doc-1']])

  test('become the id of the record, however deep', () => {
    const body = { items: [{ key: 'a', photos: ['upload:p1', 'doc-0'] }], main: 'upload:p1', n: 1 }
    expect(filled(body, ids)).toEqual({
      body: { items: [{ key: 'a', photos: ['doc-1', 'doc-0'] }], main: 'doc-1', n: 1 },
      missing: [],
    })
  })

  test('one without a record is named', () => {
    expect(filled(['upload:p2', null, true], ids).missing).toEqual(['p2'])
  })

  test('a discarded upload leaves lists and empties fields', () => {
    expect(without({ photos: ['upload:p1', 'doc-0'], main: 'upload:p1' }, 'p1')).toEqual({
      photos: ['doc-0'],
      main: null,
    })
  })

  test('ids come from the entries that were sent', () => {
    expect([...createdIds([entry(), entry({ id: 'p1', createdId: 'doc-1' })])]).toEqual([
      ['p1', 'doc-1'],
    ])
  })
})

describe('answers of the server', () => {
  test.each([
    ['a Payload record', { doc: { id: 'd' } }],
    ['a named record', { document: { id: 'd' }, rev: 3 }],
    ['a photo', { photo: { id: 'd' } }],
    ['the record itself', { id: 'd' }],
  ])('success tells the id of %s', (_what, json) => {
    expect(judge(reply(201, json), AT)).toMatchObject({
      kind: 'sent',
      createdId: 'd',
      sentAt: AT,
    })
  })

  test.each([
    ['saved answers', { doc: { id: 'd', rev: 4 } }, 4],
    ['a photo', { id: 'd', rev: 5 }, 5],
    ['a record without revisions', { id: 'd' }, null],
  ])('success tells the revision of %s', (_what, json, rev) => {
    const sent = settled(entry(), judge(reply(200, json), AT))
    expect(sent).toMatchObject({ state: 'SENT', rev })
  })

  test('success without a record, and without a body', () => {
    expect(judge(reply(200, { ok: true }), AT)).toMatchObject({ kind: 'sent', createdId: null })
    expect(judge({ ...reply(204), json: undefined }, AT)).toMatchObject({
      kind: 'sent',
      createdId: null,
    })
  })

  test('a page of somebody between us and the server is no success', () => {
    expect(judge({ ...reply(200), json: undefined }, AT).kind).toBe('unreachable')
  })

  test.each([408, 429, 502, 503, 504])('%i waits, as long as the server asks', (status) => {
    expect(judge(reply(status, {}, { retryAfter: 7 }), AT)).toEqual({
      kind: 'unreachable',
      seconds: 7,
    })
  })

  test('no answer at all', () => {
    expect(judge(null, AT).kind).toBe('unreachable')
  })

  test('401 asks to sign in', () => {
    expect(judge(reply(401, refusal('unauthenticated')), AT).kind).toBe('signedOut')
  })

  test.each([
    [409, 'stale_revision', 'CONFLICT'],
    [409, 'wrong_state', 'CONFLICT'],
    [422, 'out_of_range', 'REFUSED'],
    [403, 'role_not_allowed', 'REFUSED'],
    [404, 'not_found', 'REFUSED'],
    [413, 'too_large', 'REFUSED'],
  ])('%i %s is %s, with the words of the server', (status, code, state) => {
    expect(judge(reply(status, refusal(code)), AT)).toEqual({
      kind: 'refused',
      state,
      answer: { status, refusals: [{ code, message: 'No.' }], at: AT },
    })
  })

  test('a refusal without words still says something', () => {
    const verdict = judge(reply(400, '<html>'), AT)
    expect(verdict.kind === 'refused' && verdict.answer.refusals[0]?.message).toContain('400')
  })

  test('a lost race and a broken server are tried again', () => {
    expect(judge(reply(409, refusal('retry')), AT).kind).toBe('failed')
    expect(judge(reply(500, refusal('failed')), AT).kind).toBe('failed')
  })
})

describe('an entry after an answer', () => {
  test('a server that keeps failing refuses it in the end', () => {
    let one = entry({ state: 'SENDING' })
    for (let time = 1; time < FAILURES_UNTIL_REFUSED; time += 1) {
      one = settled(one, judge(reply(500, refusal('failed')), AT))
      expect(one.state).toBe('PENDING')
    }
    expect(settled(one, judge(reply(500, refusal('failed')), AT)).state).toBe('REFUSED')
  })

  test('without network or session it waits as it was', () => {
    const waiting = entry({ state: 'SENDING' })
    for (const verdict of [judge(null, AT), judge(reply(401), AT)]) {
      expect(settled(waiting, verdict)).toEqual({ ...waiting, state: 'PENDING' })
    }
  })

  test('sending mine again takes the newer revision where one was named', () => {
    const answer = {
      status: 409,
      refusals: [{ code: 'stale_revision', message: 'No.', details: { rev: 9 } }],
      at: AT,
    }
    expect(bodyForAnotherTry({ body: { rev: 3, note: 'n' }, answer })).toEqual({
      rev: 9,
      note: 'n',
    })
    expect(bodyForAnotherTry({ body: { note: 'n' }, answer })).toEqual({ note: 'n' })
    expect(bodyForAnotherTry({ body: { rev: 3 }, answer: null })).toEqual({ rev: 3 })
  })

  test('pauses grow to a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 50].map(pauseAfter)).toEqual([2, 2, 5, 15, 30, 60, 60])
  })
})

describe('what a screen shows', () => {
  const item = (key: string, basin: number | null = null): Answerable & { label: string } => ({
    ...{ key, basin, label: key },
    ...{ result: null, value: null, note: null, photos: [] },
  })
  const items = [item('a'), item('b', 1), item('b', 2)]
  const answer = (change: Partial<Entry>, sent: object) =>
    entry({ body: { items: [sent] }, ...change })

  test('pending answers lie over those of the server, by key and basin', () => {
    const shown = overlay(
      items,
      [answer({}, { key: 'b', basin: 2, result: 'FAIL', note: 'bent' })],
      AT,
      answersIn,
    )
    expect(shown.map(({ sync }) => sync)).toEqual(['CLEAR', 'CLEAR', 'PENDING'])
    expect(shown[2]).toMatchObject({ label: 'b', result: 'FAIL', note: 'bent', value: null })
  })

  test('the newest wins, a conflict stays marked', () => {
    const shown = overlay(
      items,
      [
        answer({ state: 'CONFLICT' }, { key: 'a', value: 1 }),
        answer({}, { key: 'a', value: 2, basin: null }),
      ],
      AT,
      answersIn,
    )
    expect(shown[0]).toMatchObject({ value: 2, sync: 'CONFLICT' })
  })

  test('a confirmed answer shows on pages rendered before it only', () => {
    const sent = answer({ state: 'SENT', sentAt: AT }, { key: 'a', value: 1 })
    const older = overlay(items, [sent], '2026-03-02T09:59:00.000Z', answersIn)
    const newer = overlay(items, [sent], '2026-03-02T10:00:02.000Z', answersIn)
    expect(older[0]).toMatchObject({ value: 1, sync: 'CLEAR' })
    expect(newer[0]).toMatchObject({ value: null, sync: 'CLEAR' })
  })

  test('a photo that arrived has its id, one that waits its placeholder', () => {
    const arrived = entry({ id: 'p1', state: 'SENT', createdId: 'doc-1', sentAt: AT })
    const photos = ['upload:p1', 'upload:p2']
    const shown = overlay(items, [arrived, answer({}, { key: 'a', photos })], AT, answersIn)
    expect(shown[0]?.photos).toEqual(['doc-1', 'upload:p2'])
  })

  test('entries that are no answers change nothing', () => {
    const shown = overlay(items, [entry({ body: { move: 'START' } })], AT, answersIn)
    expect(shown.every(({ sync }) => sync === 'CLEAR')).toBe(true)
  })
})

describe('what somebody has seen of an item', () => {
  const item: Answerable = {
    key: 'P4',
    basin: null,
    result: null,
    value: null,
    note: null,
    photos: [],
  }
  const LATER = '2026-03-02T10:05:00.000Z'
  const given = (result: 'PASS' | 'FAIL' | null, own: Partial<Answerable> = {}) => ({
    ...{ result, value: null, note: null, photos: [] as string[] },
    ...own,
  })
  const answering = (result: 'PASS' | 'FAIL', change: Partial<Entry> = {}, seen: unknown[] = []) =>
    entry({
      slot: 'answer:P4:0',
      body: { items: [{ key: 'P4', basin: null, ...given(result), seen }] },
      ...change,
    })

  test('is what the page shows', () => {
    expect(seenOf(item, [], AT)).toEqual([given(null)])
  })

  test('is what they have sent since, and no longer what was there before', () => {
    const sent = answering('PASS', { state: 'SENT', sentAt: LATER })
    expect(seenOf(item, [sent], AT)).toEqual([given('PASS')])
    expect(seenOf({ ...item, result: 'FAIL' }, [sent], '2026-03-02T10:10:00.000Z')).toEqual([
      given('FAIL'),
    ])
  })

  test('is all of what may be on the server, also of entries that were replaced', () => {
    const lost = answering('FAIL', { state: 'PENDING' }, [given('PASS')])
    expect(seenOf(item, [lost], AT)).toEqual([given(null), given('PASS'), given('FAIL')])
    expect(seenOf(item, [answering('PASS'), answering('PASS')], AT)).toEqual([
      given(null),
      given('PASS'),
    ])
  })

  test('names photos as the server knows them', () => {
    const photo = entry({ state: 'SENT', sentAt: AT, createdId: 'p-1' })
    const sent = entry({
      state: 'SENT',
      sentAt: LATER,
      body: { items: [{ key: 'P4', photos: [placeholderOf(photo.id)] }] },
    })
    expect(seenOf(item, [photo, sent], AT)).toEqual([given(null, { photos: ['p-1'] })])
  })

  test('grows by the answer of somebody else when it is sent again over that', () => {
    const { body } = answering('PASS', {}, [given(null)])
    const answer = {
      status: 409,
      at: AT,
      refusals: [
        {
          code: 'stale_revision',
          message: 'No.',
          details: { key: 'P4', basin: null, theirs: given('FAIL') },
        },
      ],
    }
    expect(bodyForAnotherTry({ body, answer })).toEqual({
      items: [{ key: 'P4', basin: null, ...given('PASS'), seen: [given(null), given('FAIL')] }],
    })
  })
})

describe('the revision that a page shows', () => {
  const sent = (rev: number | null) => entry({ state: 'SENT', rev })

  test('is that of the last own save, whatever waits or tells none', () => {
    const entries = [sent(6), sent(7), sent(null), entry(), sent(7), sent(8)]
    expect(revisionShown(5, entries)).toBe(8)
    expect(revisionShown(5, [])).toBe(5)
  })

  test('is that of the page once it was read anew', () => {
    expect(revisionShown(8, [sent(6), sent(7), sent(8)])).toBe(8)
  })

  test('ends before what somebody else has saved: that is not on the page', () => {
    expect(revisionShown(5, [sent(6), sent(8), sent(9)])).toBe(6)
    expect(revisionShown(9, [sent(6), sent(8), sent(9), sent(10)])).toBe(10)
  })

  test('of entries that an older page left there tells nothing', () => {
    const { rev: _rev, ...old } = sent(null)
    expect(entrySchema.parse(old).rev).toBeNull()
  })
})
