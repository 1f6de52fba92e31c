import { expect, it } from 'vitest'
import { formStateInWords, formStateOf } from '../../../src/domain/quality/formState'
import { basin, sinkWith } from '../configurator/mdrdSamples'
import { formOf } from './samples'

const items = formOf('PRODUCTION', sinkWith([basin({ type: 'E_DRAIN' })])).filter(
  ({ required }) => required,
)
const ticked = (count: number) =>
  items.map((item, index) => (index < count ? { ...item, result: 'NA' as const } : item))
const total = items.length
const draft = { kind: 'PRODUCTION', state: 'DRAFT' } as const

const said = (...form: Parameters<typeof formStateOf>) => formStateInWords(formStateOf(...form))

it('says of the production check, which is never signed, how much the tasks have answered', () => {
  expect(said(draft, ticked(0), false).en).toBe(`Filled in by the tasks, 0 of ${total} answered`)
  expect(said(draft, ticked(2), false).en).toBe(`Filled in by the tasks, 2 of ${total} answered`)
})

it('closes the production check with the release of its build, answered or not', () => {
  expect(said(draft, ticked(total), true)).toEqual({
    en: `Closed with the release, ${total} of ${total} answered`,
    fr: `Clos à la libération, ${total} réponses sur ${total}`,
    es: `Cerrado con la liberación, ${total} de ${total} respuestas`,
  })
  expect(said(draft, ticked(1), true).en).toBe(`Closed with the release, 1 of ${total} answered`)
})

it('says of every other form what is stored of it', () => {
  expect(said({ kind: 'PRODUCTION', state: 'VOID' }, [], true).en).toBe('Closed without a verdict')
  for (const isReleased of [true, false]) {
    expect(said({ kind: 'PRE_QC', state: 'DRAFT' }, [], isReleased).en).toBe('In progress')
    expect(said({ kind: 'FINAL_QC', state: 'SIGNED' }, [], isReleased).en).toBe('Signed and locked')
  }
})
