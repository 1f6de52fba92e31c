import { generateTasks, type PlanInput } from '../../../src/domain/production/generate'
import type { TaskLine } from '../../../src/domain/production/lines'
import type { BomLine } from '../../../src/domain/boms/line'
import { askedIdOf } from '../../../src/domain/boms/substitution'
import type { Accessory } from '../../../src/domain/configurator/configuration'
import type { CatalogLookup } from '../../../src/domain/catalog/lookup'
import type { Language } from '../../../src/domain/label'
import type { TaskTemplate } from '../../../src/domain/production/template'
import { MDRD } from '../../../src/shipped/mdrd'
import { detailed } from '../../../src/shipped/mdrd/tasks/detailed'
import { ANY_ID, bomOf, catalogue } from '../configurator/mdrdSamples'

/** Builders for tests of production: a configuration becomes a bill, the bill becomes a plan. */

const KITS = catalogue({
  'T2-BODY-48-60-HA': ['T2-ADW-48-60-FRAME', 'T2-PWRBAR-KIT'],
  'T2-DL27-KIT': ['DL270CA00300455', 'DPF1K00-010006', 'T-CBD6SH00040A-709'],
  'T2-BSN-EDR-KIT': ['T2-BOTTOM-FILL', 'T2-DRAIN-VALVE', 'T2-BSN-OVFL'],
  'T2-BSN-ESK-KIT': ['T2-VALVE-PLATE-AUK', 'T2-BSN-OVFL', 'T2-TS7', 'T8-DOSINGESK'],
  'T2-BSN-ESK-DI-KIT': ['T2-VALVE-PLATE-AUK-DI', 'T2-BSN-OVFL', 'T2-TS7'],
  'T2-TS7': ['CM3-PANEL-UE'],
  'T2-BOTTOM-FILL': ['DER-1899-14-CC'],
})

/** Kits have the parts that tasks name; every other id is a part. */
export const LOOKUP: CatalogLookup = {
  assembly: (partNumber) => KITS.assembly(partNumber),
  part: (partNumber) => ANY_ID.part(partNumber),
}

export const CRITICAL: ReadonlySet<string> = new Set([
  'T2-VALVE-PLATE-AUK',
  'T2-VALVE-PLATE-AUK-DI',
  'CM3-PANEL-UE',
  'T2-CTRL-ESK1',
  'T2-CTRL-EDR1-ESK2',
])

const idOf = (index: number) => `line-${index}`

const taskLine =
  (outside: readonly string[]) =>
  (line: BomLine): TaskLine => ({
    id: idOf(line.index),
    partNumber: line.partNumber,
    askedId: askedIdOf(line),
    name: line.name,
    kind: line.kind,
    quantity: line.quantity,
    rule: line.rule,
    basin: line.basin,
    level: line.level,
    parent: line.parentIndex === null ? null : idOf(line.parentIndex),
    isOutside: line.level === 1 && outside.includes(line.rule),
  })

export type Given = {
  accessories?: Accessory[]
  language?: Language
  template?: TaskTemplate
  /** Rules whose lines are done outside. */
  outside?: string[]
}

export function planInput(configuration: Record<string, unknown>, given: Given = {}): PlanInput {
  const { accessories = [], language = 'EN', template = detailed, outside = [] } = given
  const bom = bomOf(configuration, { accessories, language, lookup: LOOKUP })
  return {
    content: MDRD,
    template,
    configuration: bom.configuration,
    accessories: bom.accessories,
    language,
    bomLines: bom.lines.map(taskLine(outside)),
    criticalPartNumbers: CRITICAL,
  }
}

export const planOf = (configuration: Record<string, unknown>, given: Given = {}) =>
  generateTasks(planInput(configuration, given))
