import { describe, expect, it } from 'vitest'
import { wayBack } from '../../../src/domain/quality/opening'
import { INSPECT_AFTER_PRODUCTION, STANDARD_WORKFLOW } from '../../../src/shipped/workflows'

/** What is left undone on the floor names the failure that leads back there (handbook 4.2, 4.5, T7). */
describe('the way back to the floor', () => {
  const word = (state: string) =>
    STANDARD_WORKFLOW.states.find(({ code }) => code === state)?.label.en ?? state

  it.each([
    ['PENDING', null],
    ['PRE_QC', null],
    ['IN_PRODUCTION', null],
    ['PRODUCTION_COMPLETE', 'Final QC'],
    ['FINAL_QC', 'Final QC'],
    ['QC_COMPLETE', null],
    ['SHIPPED', null],
    ['ON_HOLD', null],
    ['CANCELLED', null],
  ])('for tasks, from %s', (status, form) => {
    expect(wayBack(STANDARD_WORKFLOW, status, 'tasksDone')).toBe(
      form && `To get it done, fail ${form}, which leads back to ${word('IN_PRODUCTION')}.`,
    )
  })

  it('follows the workflow that the build carries', () => {
    expect(wayBack(INSPECT_AFTER_PRODUCTION, 'PRE_QC', 'tasksDone')).toBe(
      `To get it done, fail Pre-QC, which leads back to ${word('IN_PRODUCTION')}.`,
    )
    expect(wayBack(INSPECT_AFTER_PRODUCTION, 'PENDING', 'tasksDone')).toBeNull()
  })

  it('says the state in the words of that workflow', () => {
    const renamed = {
      ...STANDARD_WORKFLOW,
      states: STANDARD_WORKFLOW.states.map((state) =>
        state.code === 'IN_PRODUCTION'
          ? { ...state, label: { ...state.label, en: 'Workshop' } }
          : state,
      ),
    }
    expect(wayBack(renamed, 'FINAL_QC', 'tasksDone')).toContain('leads back to Workshop.')
  })
})
