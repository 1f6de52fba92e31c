import { describe, expect, it } from 'vitest'
import { hasRuleRow, ruleOpened } from '../../../src/views/editor/pointed'

const CONTENT = { rules: [{ id: 'R1' }, { id: 'R2' }, {}] }

describe('the rule that is looked at', () => {
  it.each([
    ['nothing is open', [], null],
    ['its form is the only one open', ['rules.1'], 'R2'],
    ['its form was opened last', ['rules.1', 'rules.0', 'options.3'], 'R1'],
    ['only a part of its form was opened since', ['rules.1', 'rules.1.item.alternatives.0'], 'R2'],
    ['it has no id yet', ['rules.2'], null],
    ['there is no such rule any more', ['rules.7'], null],
  ])('%s', (_, open, id) => {
    expect(ruleOpened(CONTENT, new Set(open))).toBe(id)
  })

  it('is another one once the row of a rule opens or closes, and not when a part of it does', () => {
    expect(hasRuleRow(['options.0', 'rules.1'])).toBe(true)
    expect(hasRuleRow(['options.0', 'rules.1.item.alternatives.0'])).toBe(false)
  })
})
