import type { Alternative, Rule } from '../../domain/configurator/release'
import {
  all,
  any,
  is,
  isKnown,
  max,
  not,
  provided,
  sum,
  value,
} from '../../domain/configurator/write'
import { label, type Label } from '../../domain/label'
import { PANELS, panelId } from './sizes'
import { anyDi, anyESink, diBasins, hasPegboard, lengthFrom } from './words'

/** Rules R1 to R25 of the MDRD family (domain handbook 6.2 to 6.5). R26 is packing, not BOM. */

const GOOSENECK = 'GOOSENECK_DI'
const COLOR = 'PEGBOARD_COLOR'

/** Most rules: once, one item, one piece. */
const one = (
  rule: Pick<Rule, 'id' | 'label' | 'role' | 'because'> & { item: string } & Partial<
      Omit<Rule, 'item'>
    >,
): Rule => ({
  quantity: 1,
  merge: false,
  enabled: true,
  ...rule,
  item: { kind: 'ITEM', id: rule.item },
})

const body = (id: string, from: number, to: number): Rule =>
  one({
    id,
    label: label(`Body ${from} to ${to}"`, `Corps ${from} à ${to}"`, `Cuerpo ${from} a ${to}"`),
    role: 'BODY',
    when: lengthFrom(from, to),
    item: `T2-BODY-${from}-${to}-HA`,
    because: label(
      `Length {length}" lies between ${from} and ${to}"`,
      `La longueur {length}" est entre ${from} et ${to}"`,
      `La longitud {length}" está entre ${from} y ${to}"`,
    ),
  })

const legs = (id: string, type: string, item: string, title: Label): Rule =>
  one({
    id,
    label: title,
    role: 'LEGS',
    when: is('legsType', type),
    item,
    because: label(
      '{legsType}, legs {legsModel}',
      '{legsType}, pieds {legsModel}',
      '{legsType}, patas {legsModel}',
    ),
  })

/** The kit of one pegboard type: coloured, plain, or the generic kit with the right panel (6.3). */
const pegboardAlternatives = (code: string): Alternative[] => [
  {
    id: `T2-ADW-PB-{panelSize}-{pegboardColor}-${code}-KIT`,
    when: all(isKnown('panelSize'), isKnown('pegboardColor')),
    provides: [COLOR],
  },
  { id: `T2-ADW-PB-{panelSize}-${code}-KIT`, when: isKnown('panelSize') },
  {
    id: `T2-ADW-PB-${code}-KIT`,
    replaceChild: {
      children: PANELS.map(({ code: size }) => panelId(size)),
      by: [
        {
          rule: 'R11',
          when: isKnown('panelSize'),
          item: { kind: 'ITEM', id: panelId('{panelSize}') },
          because: label(
            'Panel size {panelSize} for {pegboardSize}, sink length {length}"',
            'Panneau {panelSize} pour {pegboardSize}, longueur {length}"',
            'Panel {panelSize} para {pegboardSize}, longitud {length}"',
          ),
        },
        {
          rule: 'R12',
          item: {
            kind: 'CUSTOM',
            classCode: '720.215.002',
            number: 'T2-ADW-PB-{pegboardWidth}x{pegboardLength}',
            name: label(
              'Custom pegboard {pegboardWidth} × {pegboardLength}"',
              'Panneau sur mesure {pegboardWidth} × {pegboardLength}"',
              'Panel a medida {pegboardWidth} × {pegboardLength}"',
            ),
            dimensions: { width: 'pegboardWidth', length: 'pegboardLength' },
          },
          because: label(
            'Custom pegboard {pegboardWidth} × {pegboardLength}"',
            'Panneau sur mesure {pegboardWidth} × {pegboardLength}"',
            'Panel a medida {pegboardWidth} × {pegboardLength}"',
          ),
        },
      ],
    },
  },
]

const pegboardKit = (id: string, type: string, code: string, title: Label): Rule => ({
  id,
  label: title,
  role: 'PEGBOARD',
  when: all(hasPegboard, is('pegboardType', type)),
  item: { kind: 'FIRST_OF', alternatives: pegboardAlternatives(code), unresolvedAs: 'LAST' },
  quantity: 1,
  merge: false,
  enabled: true,
  because: label(
    '{pegboardType} pegboard, {pegboardSize}',
    'Panneau {pegboardType}, {pegboardSize}',
    'Panel {pegboardType}, {pegboardSize}',
  ),
})

const sinkRules: Rule[] = [
  body('R1', 48, 60),
  body('R2', 61, 72),
  body('R3', 73, 120),
  legs(
    'R4',
    'HEIGHT_ADJUSTABLE',
    'T2-{legsModel}-KIT',
    label('Height adjustable legs', 'Pieds à hauteur réglable', 'Patas de altura ajustable'),
  ),
  legs(
    'R5',
    'FIXED_HEIGHT',
    'T2-{legsModel}-FH-KIT',
    label('Fixed legs', 'Pieds fixes', 'Patas fijas'),
  ),
  one({
    id: 'R6',
    label: label('Feet, one set', 'Appuis, un jeu', 'Apoyos, un juego'),
    role: 'FEET',
    item: 'T2-{feet#item}',
    because: label('{feet}', '{feet}', '{feet}'),
  }),
]

const pegboardRules: Rule[] = [
  one({
    id: 'R7',
    label: label('Overhead light', 'Éclairage supérieur', 'Luz superior'),
    role: 'OVERHEAD_LIGHT',
    when: hasPegboard,
    item: 'T2-OHL-MDRD-KIT',
    because: label(
      'Every pegboard has the overhead light',
      'Tout panneau porte l’éclairage supérieur',
      'Todo panel lleva la luz superior',
    ),
  }),
  pegboardKit(
    'R8',
    'PERFORATED',
    'PERF',
    label('Perforated pegboard', 'Panneau perforé', 'Panel perforado'),
  ),
  pegboardKit('R9', 'SOLID', 'SOLID', label('Solid pegboard', 'Panneau plein', 'Panel liso')),
  {
    id: 'R10',
    label: label('Pegboard colour', 'Couleur du panneau', 'Color del panel'),
    role: 'PEGBOARD_COLOR',
    when: all(hasPegboard, isKnown('pegboardColor'), not(provided(COLOR))),
    item: {
      kind: 'FIRST_OF',
      alternatives: [{ id: '708.77' }, { id: 'T-OA-PB-COLOR' }],
      unresolvedAs: 'FIRST',
    },
    quantity: 1,
    merge: false,
    attributes: { color: '{pegboardColor}' },
    enabled: true,
    because: label(
      'Colour {pegboardColor} is not part of the panel kit',
      'La couleur {pegboardColor} ne fait pas partie du kit de panneau',
      'El color {pegboardColor} no forma parte del kit de panel',
    ),
  },
]

const basinRules: Rule[] = [
  one({
    id: 'R14',
    label: label('Basin kit', 'Kit de cuve', 'Kit de pileta'),
    role: 'BASIN_KIT',
    forEach: 'basins',
    merge: true,
    item: 'T2-BSN-{element.type#kit}-KIT',
    because: label(
      'One kit for each {element.type} basin',
      'Un kit par cuve {element.type}',
      'Un kit por pileta {element.type}',
    ),
  }),
  one({
    id: 'R15',
    label: label('Standard basin', 'Cuve standard', 'Pileta estándar'),
    role: 'BASIN',
    forEach: 'basins',
    when: isKnown('element.standardSize'),
    item: 'T2-ADW-BASIN{element.standardSize}',
    because: label(
      'Basin {element.number} has the standard size {element.standardSize}',
      'La cuve {element.number} a la taille standard {element.standardSize}',
      'La pileta {element.number} tiene el tamaño estándar {element.standardSize}',
    ),
  }),
  {
    id: 'R16',
    label: label('Custom basin', 'Cuve sur mesure', 'Pileta a medida'),
    role: 'BASIN',
    forEach: 'basins',
    when: not(isKnown('element.standardSize')),
    item: {
      kind: 'CUSTOM',
      classCode: '720.215.001',
      number: 'T2-ADW-BASIN-{element.width}x{element.length}x{element.depth}',
      name: label(
        'Custom basin {element.width} × {element.length} × {element.depth}"',
        'Cuve sur mesure {element.width} × {element.length} × {element.depth}"',
        'Pileta a medida {element.width} × {element.length} × {element.depth}"',
      ),
      dimensions: { width: 'element.width', length: 'element.length', depth: 'element.depth' },
    },
    quantity: 1,
    merge: false,
    enabled: true,
    because: label(
      'Basin {element.number} is made to measure',
      'La cuve {element.number} est sur mesure',
      'La pileta {element.number} es a medida',
    ),
  },
  one({
    id: 'R17',
    label: label('P-trap', 'Siphon', 'Sifón'),
    role: 'BASIN_ADD_ON',
    forEach: 'basins',
    when: is('element.pTrap', true),
    item: 'T2-OA-MS-1026',
    because: label(
      'P-trap disinfection drain unit chosen for basin {element.number}',
      'Siphon de désinfection choisi pour la cuve {element.number}',
      'Sifón de desinfección elegido para la pileta {element.number}',
    ),
  }),
  one({
    id: 'R18',
    label: label('Basin light', 'Éclairage de cuve', 'Luz de pileta'),
    role: 'BASIN_ADD_ON',
    forEach: 'basins',
    when: is('element.light', true),
    item: 'T2-OA-BASIN-LIGHT-{element.type#light}-KIT',
    because: label(
      'Light chosen for basin {element.number}, {element.type}',
      'Éclairage choisi pour la cuve {element.number}, {element.type}',
      'Luz elegida para la pileta {element.number}, {element.type}',
    ),
  }),
  one({
    id: 'R19',
    label: label('Control box', 'Boîtier de commande', 'Caja de control'),
    role: 'CONTROL_BOX',
    when: isKnown('controlBox'),
    item: 'T2-CTRL-{controlBox}',
    because: label(
      'The basins together need control box {controlBox}',
      'Les cuves réunies exigent le boîtier {controlBox}',
      'Las piletas juntas exigen la caja {controlBox}',
    ),
  }),
]

const manualRules: Rule[] = [
  one({
    id: 'R20',
    label: label('Manual kit', 'Kit de manuels', 'Kit de manuales'),
    role: 'MANUAL',
    item: 'T2-STD-MANUAL-{manualLanguage}-KIT',
    because: label(
      'Document language is {language}',
      'La langue des documents est : {language}',
      'El idioma de los documentos es: {language}',
    ),
  }),
  one({
    id: 'R21',
    label: label(
      'French E-Sink manual (off: in no catalogue; checked on the packing list)',
      'Manuel E-Sink français (désactivée : dans aucun catalogue ; contrôlé au colisage)',
      'Manual E-Sink francés (desactivada: en ningún catálogo; se comprueba al embalar)',
    ),
    role: 'EXTRA_MANUAL',
    when: all(is('language', 'FR'), anyESink),
    item: 'IFU.T2.ESinkInstUserFR',
    enabled: false,
    because: label(
      'French documents and an E-Sink basin',
      'Documents en français et une cuve E-Sink',
      'Documentos en francés y una pileta E-Sink',
    ),
  }),
]

const waterRules: Rule[] = [
  one({
    id: 'R22',
    label: label('Chosen faucets', 'Robinets choisis', 'Grifos elegidos'),
    role: 'FAUCET',
    forEach: 'faucets',
    when: any(not(is('element.type', GOOSENECK)), not(anyDi)),
    merge: true,
    item: 'T2-OA-{element.type#kit}-KIT',
    quantity: value('element.quantity'),
    because: label('Chosen: {element.type}', 'Choisi : {element.type}', 'Elegido: {element.type}'),
  }),
  one({
    id: 'R23',
    label: label(
      'Goosenecks of E-Sink DI',
      'Cols de cygne E-Sink DI',
      'Cuellos de cisne E-Sink DI',
    ),
    role: 'FAUCET',
    when: anyDi,
    item: 'T2-OA-DI-GOOSENECK-FAUCET-KIT',
    quantity: max(
      sum('faucets', value('element.quantity'), is('element.type', GOOSENECK)),
      diBasins,
    ),
    because: label(
      'Each E-Sink DI basin brings a gooseneck; more only if more were chosen',
      'Chaque cuve E-Sink DI apporte un col de cygne ; davantage seulement si choisi',
      'Cada pileta E-Sink DI incluye un cuello de cisne; más solo si se eligieron',
    ),
  }),
  one({
    id: 'R24',
    label: label('Sprayers', 'Pistolets', 'Pistolas'),
    role: 'SPRAYER',
    forEach: 'sprayers',
    merge: true,
    item: 'T2-OA-{element.type#kit}-KIT',
    quantity: value('element.quantity'),
    because: label('Chosen: {element.type}', 'Choisi : {element.type}', 'Elegido: {element.type}'),
  }),
  one({
    id: 'R25',
    label: label('Accessories', 'Accessoires', 'Accesorios'),
    role: 'ACCESSORY',
    forEach: 'accessories',
    merge: true,
    item: '{element.partNumber}',
    quantity: value('element.quantity'),
    because: label('Chosen as accessory', 'Choisi comme accessoire', 'Elegido como accesorio'),
  }),
]

export const rules: Rule[] = [
  ...sinkRules,
  ...pegboardRules,
  ...basinRules,
  ...manualRules,
  ...waterRules,
]

/** Order of the bill: manual, body, legs, feet, pegboard, basins, box, faucets, sprayers, rest. */
export const displayOrder = [
  { role: 'MANUAL', label: label('Manual', 'Manuel', 'Manual') },
  { role: 'EXTRA_MANUAL', label: label('Extra manual', 'Manuel supplémentaire', 'Manual extra') },
  { role: 'BODY', label: label('Body', 'Corps', 'Cuerpo') },
  { role: 'LEGS', label: label('Legs', 'Pieds', 'Patas') },
  { role: 'FEET', label: label('Feet', 'Appuis', 'Apoyos') },
  { role: 'PEGBOARD', label: label('Pegboard', 'Panneau', 'Panel') },
  { role: 'PEGBOARD_COLOR', label: label('Pegboard colour', 'Couleur', 'Color') },
  { role: 'OVERHEAD_LIGHT', label: label('Overhead light', 'Éclairage', 'Luz superior') },
  { role: 'BASIN_KIT', label: label('Basin kits', 'Kits de cuve', 'Kits de pileta') },
  { role: 'BASIN', label: label('Basins', 'Cuves', 'Piletas') },
  { role: 'BASIN_ADD_ON', label: label('Basin add-ons', 'Options de cuve', 'Extras de pileta') },
  { role: 'CONTROL_BOX', label: label('Control box', 'Boîtier', 'Caja de control') },
  { role: 'FAUCET', label: label('Faucets', 'Robinets', 'Grifos') },
  { role: 'SPRAYER', label: label('Sprayers', 'Pistolets', 'Pistolas') },
  { role: 'ACCESSORY', label: label('Accessories', 'Accessoires', 'Accesorios') },
]
