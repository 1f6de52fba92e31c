import { describe, expect, it } from 'vitest'
import { checkFamily } from '../../../src/domain/configurator/lint/checkFamily'
import type { FamilyContent } from '../../../src/domain/configurator/release'
import { all, is, onBom, provided } from '../../../src/domain/configurator/write'
import type { TemplateTask } from '../../../src/domain/production/template'
import { sameLabel } from '../../../src/domain/label'
import { ENDOSCOPE } from '../../../src/shipped/endoscope'
import { MDRD } from '../../../src/shipped/mdrd'
import { detailed } from '../../../src/shipped/mdrd/tasks/detailed'
import { taskTemplates } from '../../../src/shipped/mdrd/tasks'

const [, ...others] = taskTemplates

const messages = (content: FamilyContent) =>
  checkFamily(content).map(({ where, message }) => `${where}: ${message}`)

const withTask = (key: string, over: Partial<TemplateTask>): FamilyContent => {
  const tasks = detailed.tasks.map((task) => (task.key === key ? { ...task, ...over } : task))
  return { ...MDRD, taskTemplates: [{ ...detailed, tasks }, ...others] }
}

describe('a draft with a task', () => {
  it('that waits for a task that does not exist', () => {
    expect(messages(withTask('fitLegs', { after: ['fitWheels'] }))).toEqual([
      'task mdrdDetailed.fitLegs: It waits for “fitWheels”, which is no task.',
    ])
  })

  it('that waits for itself', () => {
    const circle = 'It waits for itself through its dependencies.'
    expect(messages(withTask('fitPowerBar', { after: ['fitPowerBar'] }))).toEqual([
      `task mdrdDetailed.fitPowerBar: ${circle}`,
    ])
    expect(messages(withTask('verifyBody', { after: ['fitFeet'] }))).toEqual(
      ['verifyBody', 'fitLegs', 'fitFeet'].map((key) => `task mdrdDetailed.${key}: ${circle}`),
    )
  })

  it('that goes in a circle over everything above', () => {
    const faults = messages(withTask('fitPowerBar', { after: ['fitLogo'] }))
    expect(faults).toEqual(
      ['fitPowerBar', 'fitLogo'].map(
        (key) => `task mdrdDetailed.${key}: It waits for itself through its dependencies.`,
      ),
    )
  })

  it('that ticks an unknown item', () => {
    expect(messages(withTask('fitPowerBar', { ticks: ['C7', 'C77'] }))).toEqual([
      'task mdrdDetailed.fitPowerBar: It ticks “C77”, which is no item of the production checklist.',
    ])
  })

  it('that reads an unknown option, repeats over nothing or names nothing', () => {
    expect(messages(withTask('fitPowerBar', { when: is('wheels', true) }))).toEqual([
      'task mdrdDetailed.fitPowerBar: “wheels” names nothing here.',
    ])
    expect(messages(withTask('fitPowerBar', { repeat: 'drawers' }))).toEqual([
      'task mdrdDetailed.fitPowerBar: “drawers” names nothing here.',
    ])
    expect(messages(withTask('fitPowerBar', { title: sameLabel('{element.number}') }))).toEqual([
      'task mdrdDetailed.fitPowerBar: “element.number” names nothing here.',
    ])
  })

  it('that takes lines of no rule', () => {
    const parts = [{ roles: ['WHEELS'] }, { rules: ['R99'] }]
    expect(messages(withTask('fitPowerBar', { parts, unlessOutside: ['DOORS'] }))).toEqual([
      'task mdrdDetailed.fitPowerBar: No rule has the role DOORS.',
      'task mdrdDetailed.fitPowerBar: No rule has the role WHEELS.',
      'task mdrdDetailed.fitPowerBar: There is no rule R99.',
    ])
  })

  it('whose condition can never hold', () => {
    const never = 'Its condition can never hold: change it, or remove the task.'
    const both = all(is('sinkModel', 'T2-B1'), is('sinkModel', 'T2-B2'))
    expect(messages(withTask('fitPowerBar', { when: both }))).toEqual([
      `task mdrdDetailed.fitPowerBar: ${never}`,
    ])
    const drain = all(is('element.type', 'E_DRAIN'), is('element.type', 'E_SINK'))
    expect(messages(withTask('fitPowerBar', { repeat: 'basins', when: drain }))).toEqual([
      `task mdrdDetailed.fitPowerBar: ${never}`,
    ])
    expect(messages(withTask('fitPowerBar', { when: is('sinkModel', 'T2-B3') }))).toEqual([])
  })

  it('that asks what only a rule or a warning is told', () => {
    expect(messages(withTask('fitPowerBar', { when: provided('WINGS') }))).toEqual([
      'task mdrdDetailed.fitPowerBar: It waits for “WINGS”: only a rule can ask what other rules bring along.',
    ])
    expect(messages(withTask('fitPowerBar', { when: onBom('T2-TS7') }))).toEqual([
      'task mdrdDetailed.fitPowerBar: It asks what stands on the bill of materials: only a warning can ask that.',
    ])
  })

  it('that occurs twice', () => {
    const tasks = [...detailed.tasks, ...detailed.tasks.slice(0, 1)]
    expect(messages({ ...MDRD, taskTemplates: [{ ...detailed, tasks }, ...others] })).toEqual([
      'task template mdrdDetailed: “verifyBody” occurs twice.',
      'task template mdrdDetailed: Number 1 occurs twice.',
    ])
  })
})

describe('a draft with templates of which', () => {
  it('none is active', () => {
    expect(messages({ ...MDRD, taskTemplates: others })).toEqual([
      'task templates: None is active: production would have no tasks.',
    ])
    expect(messages({ ...ENDOSCOPE, taskTemplates: [] }).join()).not.toContain('task templates')
  })

  it('two are active, or have the same key', () => {
    expect(messages({ ...MDRD, taskTemplates: [detailed, detailed] })).toEqual([
      'task templates: More than one is active.',
      'task templates: “mdrdDetailed” occurs twice.',
    ])
  })
})
