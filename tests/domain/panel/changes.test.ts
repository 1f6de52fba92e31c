import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { asJson } from '../../../src/domain/canonical'
import { MDRD } from '../../../src/shipped/mdrd'
import { Changes, toldBy } from '../../../src/views/history/Changes'

const textOf = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

it('tells a changed rule as the comparison of releases does, in the words of its family', () => {
  const rules = structuredClone(MDRD.rules)
  const [rule] = rules.filter(({ when }) => when !== null && when !== undefined)
  if (!rule) throw new Error('The family has no rule with a condition.')
  rule.quantity = 7
  rule.when = { op: 'equals', path: 'pegboardType', value: 'SOLID' }
  const act = {
    before: asJson({ draft: { rules: MDRD.rules }, name: 'Sink' }),
    after: asJson({ draft: { rules }, name: 'Sinks' }),
    currency: 'CAD',
  }
  expect(toldBy(act)).toBe(2)
  const html = renderToStaticMarkup(
    createElement(Changes, { ...act, titles: new Map(), draft: asJson(MDRD) }),
  )
  const text = textOf(html)
  expect(text).toContain('Name Sink Sinks')
  expect(text).toContain('Pegboard type is Solid')
  expect(text).toMatch(/How many: 1 → 7/)
  expect(text).not.toContain('"op"')
})
