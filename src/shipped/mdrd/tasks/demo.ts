import { label, type Label } from '../../../domain/label'
import type { TaskTemplate, TemplateTask } from '../../../domain/production/template'
import { isEDrain } from '../words'
import { PACKED_ROLES, perBasin, task } from './words'

/** Smaller templates to start own ones from (domain handbook 9.2). None is in force. */

type Short = readonly [
  key: string,
  minutes: number,
  title: Label,
  category: TemplateTask['category'],
  rest?: Partial<TemplateTask>,
]

/** Steps done one after the other. */
const inTurn = (steps: readonly Short[]): TemplateTask[] =>
  steps.map(([key, minutes, title, category, rest], index) => {
    const before = steps[index - 1]?.[0]
    return task({
      key,
      number: index + 1,
      title,
      category,
      minutes,
      after: before === undefined ? [] : [before],
      ...rest,
    })
  })

const completeAssembly: TaskTemplate = {
  key: 'completeAssembly',
  label: label('Complete assembly', 'Assemblage complet', 'Ensamblaje completo'),
  isActive: false,
  tasks: inTurn([
    ['prepare', 15, label('Preparation', 'Préparation', 'Preparación'), 'SINK_BODY'],
    [
      'assembleBody',
      45,
      label('Body', 'Corps', 'Cuerpo'),
      'SINK_BODY',
      { parts: [{ roles: ['BODY', 'LEGS', 'FEET'] }], instruction: 'FRAME_ASSEMBLY' },
    ],
    [
      'fitBasins',
      30,
      label('Basins', 'Cuves', 'Piletas'),
      'BASIN',
      {
        parts: [{ roles: ['BASIN', 'BASIN_KIT', 'BASIN_ADD_ON'] }],
        instruction: 'BASIN_ASSEMBLY',
      },
    ],
    [
      'plumb',
      60,
      label('Plumbing', 'Plomberie', 'Fontanería'),
      'FAUCET',
      { parts: [{ roles: ['FAUCET', 'SPRAYER'] }], instruction: 'FAUCETS_AND_SPRAYERS' },
    ],
    [
      'wire',
      45,
      label('Electrical work', 'Électricité', 'Electricidad'),
      'CONTROL_SYSTEM',
      { parts: [{ roles: ['CONTROL_BOX'] }], instruction: 'CONTROL_SYSTEM' },
    ],
    [
      'fitPegboard',
      20,
      label('Pegboard', 'Panneau', 'Panel'),
      'PEGBOARD',
      {
        parts: [{ roles: ['PEGBOARD', 'PEGBOARD_COLOR', 'OVERHEAD_LIGHT'] }],
        instruction: 'PEGBOARD_AND_LIGHT',
      },
    ],
    ['finalCheck', 15, label('Final check', 'Contrôle final', 'Control final'), 'PACKAGING'],
  ]),
  furtherWork: [],
  packed: PACKED_ROLES,
}

const basinSpecific: TaskTemplate = {
  key: 'basinSpecific',
  label: label('Basin only', 'Cuve seule', 'Solo pileta'),
  isActive: false,
  tasks: inTurn([
    ['prepareBasin', 10, label('Preparation', 'Préparation', 'Preparación'), 'BASIN'],
    ['fitDrain', 20, label('Drain', 'Écoulement', 'Desagüe'), 'BASIN', { when: isEDrain }],
    [
      'fitSpecials',
      25,
      label('Special features', 'Équipements particuliers', 'Equipos especiales'),
      'BASIN',
      { parts: [{ roles: ['BASIN', 'BASIN_KIT', 'BASIN_ADD_ON'] }] },
    ],
  ]).map(perBasin),
  furtherWork: [],
  packed: PACKED_ROLES,
}

const controlSystem: TaskTemplate = {
  key: 'controlSystem',
  label: label('Control system', 'Système de commande', 'Sistema de control'),
  isActive: false,
  tasks: inTurn([
    [
      'mountBox',
      15,
      label('Mounting', 'Montage', 'Montaje'),
      'CONTROL_SYSTEM',
      { parts: [{ roles: ['CONTROL_BOX'] }] },
    ],
    ['fitSensors', 30, label('Sensors', 'Capteurs', 'Sensores'), 'CONTROL_SYSTEM'],
    ['wireBox', 45, label('Wiring', 'Câblage', 'Cableado'), 'CONTROL_SYSTEM'],
    [
      'configureBox',
      30,
      label('Configuration', 'Configuration', 'Configuración'),
      'CONTROL_SYSTEM',
    ],
  ]),
  furtherWork: [],
  packed: PACKED_ROLES,
}

export const demo: TaskTemplate[] = [completeAssembly, basinSpecific, controlSystem]
