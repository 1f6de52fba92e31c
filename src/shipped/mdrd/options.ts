import type { Choice, Field } from '../../domain/configurator/release'
import { all, is, not } from '../../domain/configurator/write'
import { label, sameLabel } from '../../domain/label'
import { LENGTH } from './sizes'
import { hasPegboard, INCHES, isCustomPanel } from './words'

/** Options of the whole sink (domain handbook 5.3: body and pegboard). */

const model = (basins: number): Choice => ({
  value: `T2-B${basins}`,
  label: label(
    `T2-B${basins} (${basins} ${basins === 1 ? 'basin' : 'basins'})`,
    `T2-B${basins} (${basins} ${basins === 1 ? 'cuve' : 'cuves'})`,
    `T2-B${basins} (${basins} ${basins === 1 ? 'pileta' : 'piletas'})`,
  ),
  facts: { basins },
})

const color = (value: string, en: string, fr: string, es: string): Choice => ({
  value,
  label: label(en, fr, es),
})

const body: Field[] = [
  {
    key: 'sinkModel',
    type: 'CHOICE',
    label: label('Model', 'Modèle', 'Modelo'),
    help: label(
      'The model gives the number of basins.',
      'Le modèle fixe le nombre de cuves.',
      'El modelo fija el número de piletas.',
    ),
    required: true,
    choices: [model(1), model(2), model(3)],
  },
  {
    key: 'width',
    type: 'NUMBER',
    label: label('Width', 'Profondeur', 'Profundidad'),
    help: label('Front to back.', 'De l’avant à l’arrière.', 'De delante a atrás.'),
    required: true,
    min: 24,
    max: 120,
    unit: INCHES,
  },
  {
    key: 'length',
    type: 'INTEGER',
    label: label('Length', 'Longueur', 'Longitud'),
    help: label(
      'Decides the body and the size of a pegboard that is as long as the sink.',
      'Détermine le corps et la taille d’un panneau aussi long que l’évier.',
      'Determina el cuerpo y el tamaño de un panel tan largo como el fregadero.',
    ),
    required: true,
    ...LENGTH,
    unit: INCHES,
  },
  {
    key: 'legsType',
    type: 'CHOICE',
    label: label('Leg type', 'Type de pieds', 'Tipo de patas'),
    required: true,
    choices: [
      {
        value: 'HEIGHT_ADJUSTABLE',
        label: label('Height adjustable', 'Hauteur réglable', 'Altura ajustable'),
      },
      { value: 'FIXED_HEIGHT', label: label('Fixed height', 'Hauteur fixe', 'Altura fija') },
    ],
  },
  {
    key: 'legsModel',
    type: 'CHOICE',
    label: label('Leg model', 'Modèle de pieds', 'Modelo de patas'),
    required: true,
    choices: [
      { value: 'DL27', label: sameLabel('DL27') },
      { value: 'DL14', label: sameLabel('DL14') },
      {
        value: 'LC1',
        label: sameLabel('LC1'),
        only: [
          {
            id: 'LEGS.LC1',
            when: not(is('legsType', 'FIXED_HEIGHT')),
            code: 'option_unknown',
            message: label(
              'LC1 legs exist only height adjustable; choose DL27 or DL14.',
              'Les pieds LC1 n’existent qu’en hauteur réglable ; choisissez DL27 ou DL14.',
              'Las patas LC1 solo existen con altura ajustable; elija DL27 o DL14.',
            ),
          },
        ],
      },
    ],
  },
  {
    key: 'feet',
    type: 'CHOICE',
    label: label('Feet', 'Appuis', 'Apoyos'),
    required: true,
    choices: [
      {
        value: 'CASTERS',
        label: label('Lock and level casters', 'Roulettes à blocage', 'Ruedas con bloqueo'),
        facts: { item: 'LEVELING-CASTOR-475' },
      },
      {
        value: 'SEISMIC',
        label: label(
          'Seismic adjustable feet',
          'Pieds sismiques réglables',
          'Pies sísmicos ajustables',
        ),
        facts: { item: 'SEISMIC-FEET' },
      },
    ],
  },
  {
    key: 'workflowDirection',
    type: 'CHOICE',
    label: label('Workflow direction', 'Sens du travail', 'Sentido del trabajo'),
    required: true,
    default: 'LEFT_TO_RIGHT',
    choices: [
      {
        value: 'LEFT_TO_RIGHT',
        label: label('Left to right', 'De gauche à droite', 'De izquierda a derecha'),
      },
      {
        value: 'RIGHT_TO_LEFT',
        label: label('Right to left', 'De droite à gauche', 'De derecha a izquierda'),
      },
    ],
  },
]

const pegboard: Field[] = [
  {
    key: 'pegboard',
    type: 'BOOLEAN',
    label: label('Pegboard', 'Panneau perforé', 'Panel trasero'),
    help: label(
      'A pegboard brings its overhead light.',
      'Un panneau apporte son éclairage supérieur.',
      'Un panel incluye su luz superior.',
    ),
    required: false,
    default: false,
  },
  {
    key: 'pegboardType',
    type: 'CHOICE',
    label: label('Pegboard type', 'Type de panneau', 'Tipo de panel'),
    required: true,
    visible: hasPegboard,
    choices: [
      {
        value: 'PERFORATED',
        label: label('Perforated', 'Perforé', 'Perforado'),
        facts: { code: 'PERF' },
      },
      { value: 'SOLID', label: label('Solid', 'Plein', 'Liso'), facts: { code: 'SOLID' } },
    ],
  },
  {
    key: 'pegboardColor',
    type: 'CHOICE',
    label: label('Colour (Colorsafe+)', 'Couleur (Colorsafe+)', 'Color (Colorsafe+)'),
    help: label(
      'Leave open for an uncoloured panel.',
      'Laissez vide pour un panneau non coloré.',
      'Deje vacío para un panel sin color.',
    ),
    required: false,
    visible: hasPegboard,
    choices: [
      color('GREEN', 'Green', 'Vert', 'Verde'),
      color('BLACK', 'Black', 'Noir', 'Negro'),
      color('YELLOW', 'Yellow', 'Jaune', 'Amarillo'),
      color('GREY', 'Grey', 'Gris', 'Gris'),
      color('RED', 'Red', 'Rouge', 'Rojo'),
      color('BLUE', 'Blue', 'Bleu', 'Azul'),
      color('ORANGE', 'Orange', 'Orange', 'Naranja'),
      color('WHITE', 'White', 'Blanc', 'Blanco'),
    ],
  },
  {
    key: 'pegboardSize',
    type: 'CHOICE',
    label: label('Pegboard size', 'Taille du panneau', 'Tamaño del panel'),
    required: true,
    visible: hasPegboard,
    choices: [
      {
        value: 'SAME_AS_SINK',
        label: label(
          'As long as the sink',
          'Aussi long que l’évier',
          'Tan largo como el fregadero',
        ),
      },
      { value: 'CUSTOM', label: label('Custom', 'Sur mesure', 'A medida') },
    ],
  },
  {
    key: 'pegboardWidth',
    type: 'INTEGER',
    label: label('Pegboard width', 'Largeur du panneau', 'Ancho del panel'),
    help: label('Along the sink.', 'Le long de l’évier.', 'A lo largo del fregadero.'),
    required: true,
    visible: all(hasPegboard, isCustomPanel),
    min: 1,
    max: 999,
    unit: INCHES,
  },
  {
    key: 'pegboardLength',
    type: 'INTEGER',
    label: label('Pegboard height', 'Hauteur du panneau', 'Altura del panel'),
    required: true,
    visible: all(hasPegboard, isCustomPanel),
    min: 1,
    max: 999,
    unit: INCHES,
  },
]

export const options: Field[] = [...body, ...pegboard]
