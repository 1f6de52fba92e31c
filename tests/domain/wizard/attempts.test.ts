import { describe, expect, test } from 'vitest'
import { MDRD } from '../../../src/shipped/mdrd'
import { Attempts } from '../../../src/views/wizard/state/attempts'
import { submissionOf } from '../../../src/views/wizard/state/submission'
import { BLANK_DETAILS, blankWizard, type World } from '../../../src/views/wizard/state/wizard'

const WORLD: World = {
  families: { MDRD },
  releases: { MDRD: 1 },
  parameters: {},
  today: '2026-11-23',
}
const order = (poNumber: string) =>
  submissionOf({ ...blankWizard(WORLD), details: { ...BLANK_DETAILS, poNumber } }, WORLD)

/** What becomes of the submits in turn: nobody knows, or the fields that the server refuses. */
type Fate = 'lost' | readonly string[]

function setUp(...fates: readonly Fate[]) {
  const sent: { key: string; draft: string | null; poNumber: string }[] = []
  let keys = 0
  const attempts = new Attempts({
    submit: async ({ draft, poNumber }, key) => {
      sent.push({ key, draft, poNumber })
      const fate = fates[sent.length - 1]
      if (fate) throw fate
      return { order: { id: 'o1', orderNumber: 'TOR-2026-1' }, builds: [] }
    },
    newKey: () => `key ${(keys += 1)}`,
    refusedFields: (error) => (Array.isArray(error) ? error : null),
  })
  return { attempts, sent }
}

describe('an order that is submitted', () => {
  test('is tried again as it was while its answer is lost, whatever became of its draft', async () => {
    const { attempts, sent } = setUp('lost')
    await expect(attempts.place(order('PO-1'), 'd1')).rejects.toBe('lost')
    expect(attempts.isUnanswered(order('PO-1'))).toBe(true)
    expect(await attempts.place(order('PO-1'), 'd2')).toMatchObject({
      placed: { order: { id: 'o1' } },
      draft: 'd1',
    })
    const first = { key: 'key 1', draft: 'd1', poNumber: 'PO-1' }
    expect(sent).toEqual([first, first])
  })

  test('is another one once it was changed, or refused for certain', async () => {
    const { attempts, sent } = setUp('lost', ['poNumber'])
    await expect(attempts.place(order('PO-1'), 'd1')).rejects.toBe('lost')
    await expect(attempts.place(order('PO-2'), 'd1')).rejects.toEqual(['poNumber'])
    expect(attempts.isUnanswered(order('PO-2'))).toBe(false)
    await attempts.place(order('PO-2'), 'd1')
    expect(sent.map(({ key }) => key)).toEqual(['key 1', 'key 2', 'key 3'])
  })

  test('does without its draft when that was removed this very moment', async () => {
    const { attempts, sent } = setUp(['draft'])
    expect(await attempts.place(order('PO-1'), 'd1')).toMatchObject({ draft: null })
    expect(sent.map(({ key, draft }) => [key, draft])).toEqual([
      ['key 1', 'd1'],
      ['key 2', null],
    ])
  })

  test('is refused when a draft that it does not name is the fault', async () => {
    const { attempts, sent } = setUp(['draft'])
    await expect(attempts.place(order('PO-1'), null)).rejects.toEqual(['draft'])
    expect(sent).toHaveLength(1)
  })
})
