import { describe, expect, it } from 'vitest'
import { activeTemplate, taskTemplateSchema } from '../../../src/domain/production/template'
import { INSTRUCTIONS } from '../../../src/shipped/instructions'
import { MDRD } from '../../../src/shipped/mdrd'
import { coarse } from '../../../src/shipped/mdrd/tasks/coarse'
import { detailed } from '../../../src/shipped/mdrd/tasks/detailed'
import { TOOLS } from '../../../src/shipped/tools'

const minutesOf = (template: { tasks: readonly { minutes: number }[] }) =>
  template.tasks.map(({ minutes }) => minutes)

describe('task templates of MDRD', () => {
  it('satisfy the schema as plain JSON', () => {
    for (const template of MDRD.taskTemplates) {
      const stored: unknown = JSON.parse(JSON.stringify(template))
      expect(taskTemplateSchema.parse(stored)).toEqual(template)
    }
  })

  it('have the detailed one in force', () => {
    expect(activeTemplate(MDRD)).toBe(detailed)
    expect(activeTemplate({ taskTemplates: [coarse] })).toBeNull()
  })

  it('number the detailed tasks from 1 to 33 with these minutes', () => {
    expect(detailed.tasks.map(({ number }) => number)).toEqual(
      Array.from({ length: 33 }, (_, index) => index + 1),
    )
    expect(minutesOf(detailed)).toEqual([
      15, 45, 30, 60, 30, 15, 90, 45, 60, 10, 25, 30, 20, 25, 20, 25, 15, 15, 30, 20, 45, 30, 35,
      30, 45, 60, 20, 30, 25, 25, 20, 10, 20,
    ])
  })

  it('know the coarse and the demo templates by their minutes', () => {
    const [, ...others] = MDRD.taskTemplates
    expect(others.map((template) => [template.key, minutesOf(template)])).toEqual([
      ['mdrdCoarse', [15, 45, 30, 60, 45, 90, 60, 75, 30, 20, 45, 30, 90, 20, 30, 10]],
      ['completeAssembly', [15, 45, 30, 60, 45, 20, 15]],
      ['basinSpecific', [10, 20, 25]],
      ['controlSystem', [15, 30, 45, 30]],
    ])
  })
})

describe('tools and instructions', () => {
  const tools = TOOLS.map(({ code }) => code)
  const instructions = INSTRUCTIONS.map(({ code }) => code)
  const tasks = MDRD.taskTemplates.flatMap((template) => template.tasks)

  it('have codes of their own', () => {
    expect(new Set(tools).size).toBe(tools.length)
    expect(new Set(instructions).size).toBe(instructions.length)
  })

  it('are all that tasks name', () => {
    expect(tools).toEqual(expect.arrayContaining(tasks.flatMap((task) => task.tools)))
    expect(tools).toEqual(expect.arrayContaining(INSTRUCTIONS.flatMap((entry) => entry.tools)))
    expect(instructions).toEqual(
      expect.arrayContaining(tasks.flatMap(({ instruction }) => instruction ?? [])),
    )
  })

  it('guide through every detailed task', () => {
    expect(detailed.tasks.filter(({ instruction }) => !instruction)).toEqual([])
  })

  it('calibrate what measures, and nothing else', () => {
    for (const { isMeasuring, calibrationMonths } of TOOLS)
      expect(calibrationMonths !== undefined).toBe(isMeasuring)
  })

  it('take 120 minutes for a basin and 90 for a frame', () => {
    const stepsOf = (code: string) => INSTRUCTIONS.find((entry) => entry.code === code)
    expect(stepsOf('BASIN_ASSEMBLY')?.minutes).toBe(120)
    expect(stepsOf('BASIN_ASSEMBLY')?.steps.map(({ minutes }) => minutes)).toEqual([
      10, 20, 30, 45, 15,
    ])
    expect(stepsOf('FRAME_ASSEMBLY')?.steps.map(({ minutes }) => minutes)).toEqual([15, 45, 30])
  })

  it('have something to check or to beware of, in three languages', () => {
    for (const { code, steps } of INSTRUCTIONS) {
      expect(
        steps.some(({ checkpoint }) => checkpoint),
        code,
      ).toBe(true)
      expect(
        steps.every(({ text }) => text.length > 0),
        code,
      ).toBe(true)
    }
    expect(JSON.stringify([TOOLS, INSTRUCTIONS])).not.toMatch(/"(en|fr|es)":""/)
  })
})
