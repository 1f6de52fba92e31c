import { describe, expect, it } from 'vitest'
import { getAt, setAt, type Path } from '../../../src/domain/drafts/tree'
import { checkDefinition } from '../../../src/domain/workflow/check'
import { INSPECT_AFTER_PRODUCTION, STANDARD_WORKFLOW } from '../../../src/shipped/workflows'
import { followsLabel } from '../../../src/views/editor/followsLabel'
import { followersOf, placesNaming, renamed } from '../../../src/views/editor/renamed'

const codeOf = (state: string): Path => [
  'states',
  STANDARD_WORKFLOW.states.findIndex(({ code }) => code === state),
  'code',
]
const typed = (state: string, ...texts: readonly string[]): unknown => {
  const path = codeOf(state)
  const places = placesNaming(STANDARD_WORKFLOW, path)
  return texts.reduce<unknown>((now, text) => renamed(now, path, places, text), STANDARD_WORKFLOW)
}

describe('the code of a state that is renamed', () => {
  it.each(STANDARD_WORKFLOW.states.map(({ code }) => code))(
    '%s is followed wherever the draft names it',
    (code) => {
      expect(checkDefinition(typed(code, 'ANOTHER_NAME'))).toEqual([])
    },
  )

  it('is followed through every text on the way, also through none and that of another state', () => {
    const next = typed('PRE_QC', 'PRE_Q', '', 'FINAL_QC', 'FINAL_QC_1')
    expect(next).toEqual(typed('PRE_QC', 'FINAL_QC_1'))
    expect(checkDefinition(next)).toEqual([])
    expect(typed('PRE_QC', 'FINAL_QC_1', 'PRE_QC')).toEqual(STANDARD_WORKFLOW)
  })

  it('is followed by what it left blank, or under the code of another state, when it is taken up again', () => {
    const path = codeOf('PRE_QC')
    const places = placesNaming(STANDARD_WORKFLOW, path)
    for (const text of ['', 'FINAL_QC']) {
      const left = renamed(STANDARD_WORKFLOW, path, places, text)
      const again = renamed(left, path, followersOf(left, path, places), 'FIRST_LOOK')
      expect(again).toEqual(typed('PRE_QC', 'FIRST_LOOK'))
    }
  })

  it('is not followed where a move was taken away meanwhile and another one stands in its place', () => {
    const path = codeOf('PRE_QC')
    const places = placesNaming(STANDARD_WORKFLOW, path)
    const left = renamed(STANDARD_WORKFLOW, path, places, '')
    const other: Path = ['transitions', 0, 'from']
    expect(followersOf(left, path, [...places, other])).toEqual(places)
  })

  it('changes nothing but codes of states: not who is told, nor what a form is called', () => {
    const next = typed('FINAL_QC', 'LAST_LOOK')
    const forms = ({ signature }: { signature: unknown }) => signature
    expect(getAt(next, ['transitions'])).toMatchObject(
      STANDARD_WORKFLOW.transitions.map((row) => ({ id: row.id, signature: forms(row) })),
    )
  })

  it('is not followed while two states bear it', () => {
    const path = codeOf('PRE_QC')
    const twice = setAt(STANDARD_WORKFLOW, path, 'FINAL_QC')
    expect(placesNaming(twice, path)).toEqual([])
    expect(placesNaming(INSPECT_AFTER_PRODUCTION, ['states', 99, 'code'])).toEqual([])
  })

  it('is made from the first label together with what names it', () => {
    const fresh = typed('PRE_QC', 'STATE_1')
    const label: Path = [...codeOf('PRE_QC').slice(0, -1), 'label']
    const named = followsLabel(setAt(fresh, label, { en: 'First look', fr: 'a', es: 'b' }), label)
    expect(getAt(named, codeOf('PRE_QC'))).toBe('FIRST_LOOK')
    expect(checkDefinition(named)).toEqual([])
  })
})
