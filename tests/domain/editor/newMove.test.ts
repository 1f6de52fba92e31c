import { describe, expect, it } from 'vitest'
import { listAt } from '../../../src/domain/drafts/tree'
import { summaryOf } from '../../../src/domain/drafts/titles'
import { NO_SURROUNDINGS, vocabularyOf } from '../../../src/domain/drafts/vocabulary'
import { workflowDefinition } from '../../../src/domain/workflow/definition'
import { STANDARD_WORKFLOW } from '../../../src/shipped/workflows'
import { named } from '../../../src/views/editor/named'
import { newValue } from '../../../src/views/editor/newValue'

const { transitions, hold } = workflowDefinition.shape

describe('a new move of a workflow', () => {
  it.each([
    [['transitions'], 'T'],
    [['hold', 'enter'], 'H'],
    [['hold', 'leave'], 'R'],
    [['cancel', 'rules'], 'X'],
  ])('in %o gets an id that no rule of the whole draft bears', (path, stem) => {
    const list = listAt(STANDARD_WORKFLOW, path)
    expect(named(list[0], list, stem, STANDARD_WORKFLOW)).toMatchObject({ id: 'T15' })
  })

  it('starts in no state until one is ticked', () => {
    expect(newValue(transitions.element, ['transitions', 9])).toMatchObject({ from: [] })
    expect(newValue(hold.shape.enter.element, ['hold', 'enter', 2])).toMatchObject({ from: [] })
  })

  it('is listed with the names of its states', () => {
    const words = vocabularyOf(STANDARD_WORKFLOW, NO_SURROUNDINGS)
    const ship = STANDARD_WORKFLOW.transitions.findIndex(({ id }) => id === 'T8')
    const said = summaryOf(
      STANDARD_WORKFLOW.transitions[ship],
      words,
      ['transitions', ship],
      STANDARD_WORKFLOW,
    )
    expect(said).toContain('Ready to ship → Shipped')
  })
})
