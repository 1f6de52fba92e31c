import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DraftSaver, type SaverDoors } from '../../../src/views/wizard/state/draftSaver'
import { localKey } from '../../../src/views/wizard/state/localCopies'

const draft = (title: string) => ({ title, step: 1, content: { poNumber: title } })
const BLANK = draft('')

type Reason = 'signedOut' | 'gone' | 'stale' | 'other'

type Opened = { tab?: string; local?: Map<string, string>; isStale?: boolean }

const keyIn = (tab: string, id: string | null) => localKey('u1', id, tab)

function setUp(
  id: string | null = null,
  { tab = 'A', local = new Map<string, string>(), isStale = false }: Opened = {},
) {
  const saved: { id: string | null; title: string }[] = []
  const sent: (number | null | undefined)[] = []
  const server = { title: 'The other window', step: 1, content: {}, rev: 7 }
  const trouble: Reason[] = []
  const doors: SaverDoors = {
    save: async (known, { title }) => {
      sent.push(known?.rev)
      const reason = trouble.shift()
      if (reason) throw new Error(reason)
      saved.push({ id: known?.id ?? null, title })
      server.rev += 1
      return { id: known?.id ?? 'new-id', rev: server.rev }
    },
    load: async (known) => ({ ...server, id: known }),
    reasonOf: (error) => (error instanceof Error ? (error.message as Reason) : 'other'),
    storage: {
      setItem: (key, value) => void local.set(key, value),
      removeItem: (key) => void local.delete(key),
    },
    localKey: (known) => keyIn(tab, known),
    now: () => 1_000,
  }
  const opened = { id, rev: id === null ? null : 7, at: null, isStale }
  const saver = new DraftSaver(doors, opened, isStale ? null : BLANK)
  return { saver, saved, sent, server, local, trouble }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('saving a draft while it is typed', () => {
  test('nothing is sent while nothing was entered', async () => {
    const { saver, saved, local } = setUp()
    saver.update(BLANK)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(saved).toEqual([])
    expect(local.size).toBe(0)
  })

  test('one save after a rest, with the newest content; the local copy goes once it is confirmed', async () => {
    const { saver, saved, local } = setUp()
    saver.update(draft('PO-1'))
    await vi.advanceTimersByTimeAsync(500)
    saver.update(draft('PO-12'))
    expect(local.has(keyIn('A', null))).toBe(true)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(saved).toEqual([{ id: null, title: 'PO-12' }])
    expect(local.size).toBe(0)
    expect(saver.snapshot()).toEqual({
      status: 'saved',
      at: 1_000,
      id: 'new-id',
      isRenewed: false,
    })
  })

  test('the second save writes the same draft', async () => {
    const { saver, saved } = setUp()
    saver.update(draft('PO-1'))
    await vi.advanceTimersByTimeAsync(1_000)
    saver.update(draft('PO-2'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(saved.at(-1)).toEqual({ id: 'new-id', title: 'PO-2' })
  })

  test('a failed save is shown, kept in the browser and tried again', async () => {
    const { saver, saved, local, trouble } = setUp('d1')
    trouble.push('other', 'other')
    saver.update(draft('PO-1'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(saver.snapshot().status).toBe('failed')
    expect(local.has(keyIn('A', 'd1'))).toBe(true)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(saved).toEqual([{ id: 'd1', title: 'PO-1' }])
    expect(saver.snapshot().status).toBe('saved')
    expect(local.size).toBe(0)
  })

  test('an ended session is named, and nothing is lost', async () => {
    const { saver, local, trouble } = setUp('d1')
    trouble.push('signedOut')
    saver.update(draft('PO-1'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(saver.snapshot().status).toBe('signedOut')
    expect(local.has(keyIn('A', 'd1'))).toBe(true)
  })

  test('a draft that was deleted elsewhere is made anew at once, and that is told', async () => {
    const { saver, saved, local, trouble } = setUp('d1')
    trouble.push('gone')
    saver.update(draft('PO-1'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(saved).toEqual([{ id: null, title: 'PO-1' }])
    expect(saver.snapshot()).toMatchObject({ status: 'saved', id: 'new-id', isRenewed: true })
    expect(local.size).toBe(0)
  })

  test('a draft that may have become an order is not made anew before the server has said no', async () => {
    const { saver, saved, local, trouble } = setUp('d1')
    saver.hold(true)
    trouble.push('gone', 'gone')
    saver.update(draft('PO-1'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(saved).toEqual([])
    expect(saver.snapshot()).toMatchObject({ status: 'failed', id: 'd1', isRenewed: false })
    expect(local.get(keyIn('A', 'd1'))).toContain('PO-1')
    saver.hold(false)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(saved).toEqual([{ id: null, title: 'PO-1' }])
  })

  test('a draft that is gone is found out before the submit, though nothing is outstanding', async () => {
    const { saver, saved, trouble } = setUp('d1')
    trouble.push('gone')
    saver.update(BLANK)
    await saver.settle()
    expect(saved).toEqual([{ id: null, title: '' }])
  })

  test('each save names the revision of the one before', async () => {
    const { saver, sent } = setUp('d1')
    saver.update(draft('PO-1'))
    await vi.advanceTimersByTimeAsync(1_000)
    saver.update(draft('PO-2'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent).toEqual([7, 8])
  })

  test('what another window wrote is not saved over, also not on leaving, until the person says so', async () => {
    const { saver, saved, sent, local, trouble } = setUp('d1')
    trouble.push('stale')
    saver.update(draft('PO-1'))
    await vi.advanceTimersByTimeAsync(60_000)
    saver.update(draft('PO-12'))
    await vi.advanceTimersByTimeAsync(60_000)
    await saver.flush(true)
    expect(saver.snapshot().status).toBe('stale')
    expect(saved).toEqual([])
    expect(local.get(keyIn('A', 'd1'))).toContain('PO-12')

    await saver.keep()
    expect(sent).toEqual([7, null])
    expect(saved).toEqual([{ id: 'd1', title: 'PO-12' }])
    expect(saver.snapshot().status).toBe('saved')
  })

  test('two windows on one draft: a save of one leaves the copy of the other alone', async () => {
    const one = setUp('d1', { tab: 'A' })
    const { local } = one
    const two = setUp('d1', { tab: 'B', local })
    two.trouble.push('stale')
    two.saver.update(draft('Second'))
    await vi.advanceTimersByTimeAsync(1_000)
    one.saver.update(draft('First'))
    expect([...local.values()].map((copy) => JSON.parse(copy).title)).toEqual(['Second', 'First'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(one.saver.snapshot().status).toBe('saved')
    expect([...local.keys()]).toEqual([keyIn('B', 'd1')])
  })

  test('entries that another window has passed by are opened as such, and saved once they are chosen', async () => {
    const { saver, saved, sent, local } = setUp('d1', { isStale: true })
    saver.update(draft('Typed before'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(saver.snapshot().status).toBe('stale')
    expect(saved).toEqual([])
    expect(local.get(keyIn('A', 'd1'))).toContain('Typed before')
    await saver.keep()
    expect(sent).toEqual([null])
    expect(saved).toEqual([{ id: 'd1', title: 'Typed before' }])
    expect(local.size).toBe(0)
  })

  test('no file is added to a draft of which two versions wait for a choice, nor to none', async () => {
    const stale = setUp('d1', { isStale: true })
    stale.saver.update(draft('Typed before'))
    await expect(stale.saver.ensureId()).resolves.toBeNull()
    expect(stale.sent).toEqual([])

    const offline = setUp()
    offline.trouble.push('other')
    offline.saver.update(draft('PO-1'))
    await expect(offline.saver.ensureId()).resolves.toBeNull()
  })

  test('that a draft was made anew is told until it is read', async () => {
    const { saver, trouble } = setUp('d1')
    trouble.push('gone')
    saver.update(draft('PO-1'))
    await saver.flush()
    expect(saver.snapshot().isRenewed).toBe(true)
    saver.renewalSeen()
    expect(saver.snapshot()).toMatchObject({ status: 'saved', isRenewed: false })
  })

  test('a save of our own whose answer was lost is no other window', async () => {
    const { saver, saved, server, trouble } = setUp('d1')
    trouble.push('other', 'stale')
    Object.assign(server, { content: { poNumber: 'PO-1' }, title: 'PO-1', rev: 8 })
    saver.update(draft('PO-1'))
    await vi.advanceTimersByTimeAsync(1_000)
    saver.update(draft('PO-2'))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(saved).toEqual([{ id: 'd1', title: 'PO-2' }])
    expect(saver.snapshot().status).toBe('saved')
  })

  test('a file needs a draft, which is made even when it is blank', async () => {
    const { saver, saved } = setUp()
    saver.update(BLANK)
    await expect(saver.ensureId()).resolves.toBe('new-id')
    expect(saved).toEqual([{ id: null, title: '' }])
  })

  test('after the submit nothing is saved any more', async () => {
    const { saver, saved, local } = setUp('d1')
    saver.update(draft('PO-1'))
    saver.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(saved).toEqual([])
    expect(local.size).toBe(0)
  })
})
