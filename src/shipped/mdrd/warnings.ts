import type { Note, WarningRule } from '../../domain/configurator/release'
import {
  add,
  all,
  any,
  compare,
  contains,
  is,
  isIn,
  isKnown,
  not,
  onBom,
  parameter,
  some,
  sum,
  value,
} from '../../domain/configurator/write'
import type { Condition } from '../../domain/configurator/ast'
import { label, type Label } from '../../domain/label'
import { basinDepth, basinLength, basinWidth, hasPegboard, isDi } from './words'

/** Hints and explanations (domain handbook 5.3 and 5.4); none of them blocks. */

export const WIDTH_MARGIN = 'basinWidthMargin'

const ACCESSORY = 'element.partNumber'
const ADDERS_SMALL = ['T2-OA-CUST-SHELF-HA-SML', 'T-OA-RAIL-SHELF-ADDER-SML']
const ADDERS_LARGE = ['T2-OA-CUST-SHELF-HA-LRG', 'T-OA-RAIL-SHELF-ADDER-LRG']
const BOLT_ON = ['T-OA-SSSHELF-1812-BOLT-ON-KIT', 'T-OA-SSSHELF-3612-BOLT-ON-KIT']
const LEAK_TESTER_SHELVES = ['T2-OA-LT-SSSHELF-LRG', 'T2-OA-LT-SSSHELF-SML']
const BOTTOM_SHELVES = ['T2-OA-CUST-SHELF-HA-SML', 'T2-OA-CUST-SHELF-HA-LRG']
const SMALL_UP_TO = 84

/** Light shelf of another family: never offered for this one. */
export const HIDDEN_ACCESSORIES = ['T2-OHL-INSTRO-KIT']

const fit = (id: string, when: Condition, message: Label): WarningRule => ({
  id: `W4.${id}`,
  code: 'W4',
  forEach: 'accessories',
  when,
  field: ACCESSORY,
  message,
})

const cover = (width: number, length: number): WarningRule =>
  fit(
    `COVER_${width}${length}`,
    all(
      is(ACCESSORY, `T2-OA-SC-${width}${length}-SS`),
      not(
        some('basins', all(compare(basinWidth, 'EQ', width), compare(basinLength, 'EQ', length))),
      ),
    ),
    label(
      `{element.partNumber} covers a ${width} × ${length}" basin; this sink has none.`,
      `{element.partNumber} couvre une cuve de ${width} × ${length}" ; cet évier n’en a pas.`,
      `{element.partNumber} cubre una pileta de ${width} × ${length}"; este fregadero no la tiene.`,
    ),
  )

export const warnings: WarningRule[] = [
  {
    id: 'W1',
    code: 'W1',
    when: compare(add(sum('basins', basinWidth), parameter(WIDTH_MARGIN)), 'GT', value('length')),
    field: 'basins',
    message: label(
      'The basins together are wider than the sink of {length}" allows.',
      'Les cuves réunies sont plus larges que ne le permet l’évier de {length}".',
      'Las piletas juntas son más anchas de lo que permite el fregadero de {length}".',
    ),
  },
  {
    id: 'W2',
    code: 'W2',
    forEach: 'basins',
    when: all(onBom('T2-ADW-LINAKFRAME-8'), compare(basinDepth, 'GT', 8)),
    field: 'element.size',
    message: label(
      'Basin {element.number} is deeper than 8", but the body holds the 8" lifter frame.',
      'La cuve {element.number} dépasse 8" de profondeur, mais le corps porte le cadre de levage de 8".',
      'La pileta {element.number} supera 8" de fondo, pero el cuerpo lleva el marco elevador de 8".',
    ),
  },
  {
    id: 'W3',
    code: 'W3',
    when: all(
      is('legsType', 'FIXED_HEIGHT'),
      onBom('T2-BODY-48-60-HA', 'T2-BODY-61-72-HA', 'T2-BODY-73-120-HA'),
    ),
    field: 'legsType',
    message: label(
      'Fixed legs on a body meant for height adjustment.',
      'Pieds fixes sur un corps prévu pour le réglage en hauteur.',
      'Patas fijas en un cuerpo previsto para altura ajustable.',
    ),
  },
  fit(
    'HIDDEN',
    isIn(ACCESSORY, ...HIDDEN_ACCESSORIES),
    label(
      '{element.partNumber} is made for another family.',
      '{element.partNumber} est destiné à une autre famille.',
      '{element.partNumber} es para otra familia.',
    ),
  ),
  fit(
    'BOLT_ON',
    all(isIn(ACCESSORY, ...BOLT_ON), not(is('pegboardType', 'SOLID'))),
    label(
      '{element.partNumber} is bolted to a solid pegboard; this sink has none.',
      '{element.partNumber} se boulonne sur un panneau plein ; cet évier n’en a pas.',
      '{element.partNumber} se atornilla a un panel liso; este fregadero no lo tiene.',
    ),
  ),
  fit(
    'PEGBOARD',
    all(any(contains(ACCESSORY, '-PB'), isIn(ACCESSORY, ...LEAK_TESTER_SHELVES)), not(hasPegboard)),
    label(
      '{element.partNumber} hangs on a pegboard; this sink has none.',
      '{element.partNumber} s’accroche à un panneau ; cet évier n’en a pas.',
      '{element.partNumber} cuelga de un panel; este fregadero no lo tiene.',
    ),
  ),
  fit(
    'ADDER_SMALL',
    all(isIn(ACCESSORY, ...ADDERS_SMALL), compare(value('length'), 'GT', SMALL_UP_TO)),
    label(
      `{element.partNumber} is meant for sinks up to ${SMALL_UP_TO}"; take the large one.`,
      `{element.partNumber} convient aux éviers jusqu’à ${SMALL_UP_TO}" ; prenez le grand modèle.`,
      `{element.partNumber} es para fregaderos de hasta ${SMALL_UP_TO}"; elija el grande.`,
    ),
  ),
  fit(
    'ADDER_LARGE',
    all(isIn(ACCESSORY, ...ADDERS_LARGE), compare(value('length'), 'LE', SMALL_UP_TO)),
    label(
      `{element.partNumber} is meant for sinks above ${SMALL_UP_TO}"; take the small one.`,
      `{element.partNumber} convient aux éviers de plus de ${SMALL_UP_TO}" ; prenez le petit modèle.`,
      `{element.partNumber} es para fregaderos de más de ${SMALL_UP_TO}"; elija el pequeño.`,
    ),
  ),
  cover(20, 20),
  cover(24, 20),
  cover(30, 20),
  fit(
    'DOSING_SHELF',
    all(is(ACCESSORY, 'T2-OA-DOSINGESK-BTMSHELF'), some('basins', is('element.type', 'E_SINK'))),
    label(
      'Every E-Sink kit already holds {element.partNumber}.',
      'Chaque kit E-Sink contient déjà {element.partNumber}.',
      'Cada kit E-Sink ya incluye {element.partNumber}.',
    ),
  ),
  fit(
    'PULL_OUT_SHELF',
    all(
      is(ACCESSORY, 'T2-OA-PO-SHLF-1212'),
      not(some('accessories', isIn(ACCESSORY, ...BOTTOM_SHELVES))),
    ),
    label(
      '{element.partNumber} needs a bottom shelf (T2-OA-CUST-SHELF-HA-SML or -LRG).',
      '{element.partNumber} exige une tablette basse (T2-OA-CUST-SHELF-HA-SML ou -LRG).',
      '{element.partNumber} necesita un estante inferior (T2-OA-CUST-SHELF-HA-SML o -LRG).',
    ),
  ),
]

export const notes: Note[] = [
  {
    id: 'DI_GOOSENECK',
    forEach: 'basins',
    when: isDi,
    field: 'faucets',
    message: label(
      'Gooseneck because basin {element.number} is E-Sink DI; it takes no place and counts towards no limit.',
      'Col de cygne car la cuve {element.number} est E-Sink DI ; il n’occupe pas de place et ne compte pas.',
      'Cuello de cisne porque la pileta {element.number} es E-Sink DI; no ocupa lugar ni cuenta.',
    ),
  },
  {
    id: 'CONTROL_BOX',
    when: isKnown('controlBox'),
    field: 'basins',
    message: label(
      'These basins need control box {controlBox}.',
      'Ces cuves exigent le boîtier de commande {controlBox}.',
      'Estas piletas exigen la caja de control {controlBox}.',
    ),
  },
  {
    id: 'PANEL_SIZE',
    when: all(hasPegboard, isKnown('panelSize')),
    field: 'pegboardSize',
    message: label(
      'Standard panel {panelSize}.',
      'Panneau standard {panelSize}.',
      'Panel estándar {panelSize}.',
    ),
  },
  {
    id: 'CUSTOM_IS_STANDARD',
    forEach: 'basins',
    when: all(is('element.size', 'CUSTOM'), isKnown('element.standardSize')),
    field: 'element.size',
    message: label(
      'These dimensions are the standard size {element.standardSize}; the standard basin is used.',
      'Ces dimensions sont la taille standard {element.standardSize} ; la cuve standard est utilisée.',
      'Estas medidas son el tamaño estándar {element.standardSize}; se usa la pileta estándar.',
    ),
  },
]
