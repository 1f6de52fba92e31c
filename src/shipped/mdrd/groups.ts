import type { Availability, Choice, Field, Group } from '../../domain/configurator/release'
import { all, compare, is, isKnown, not, value } from '../../domain/configurator/write'
import { label, sameLabel } from '../../domain/label'
import { BASIN_SIZES } from './sizes'
import { basinCount, INCHES } from './words'

/** Basins, faucets and sprayers (domain handbook 5.3). */

const isCustomBasin = is('element.size', 'CUSTOM')

const customDimension = (
  key: string,
  max: number,
  [en, fr, es]: [en: string, fr: string, es: string],
): Field => ({
  key,
  type: 'INTEGER',
  label: label(en, fr, es),
  required: true,
  visible: isCustomBasin,
  min: 1,
  max,
  unit: INCHES,
})

const basins: Group = {
  key: 'basins',
  kind: 'BASIN',
  label: label('Basins', 'Cuves', 'Piletas'),
  elementLabel: label('Basin {element.number}', 'Cuve {element.number}', 'Pileta {element.number}'),
  min: basinCount,
  max: basinCount,
  fields: [
    {
      key: 'type',
      type: 'CHOICE',
      label: label('Type', 'Type', 'Tipo'),
      required: true,
      choices: [
        { value: 'E_SINK', label: sameLabel('E-Sink'), facts: { kit: 'ESK', light: 'ESK' } },
        {
          value: 'E_SINK_DI',
          label: sameLabel('E-Sink DI'),
          facts: { kit: 'ESK-DI', light: 'ESK' },
        },
        { value: 'E_DRAIN', label: sameLabel('E-Drain'), facts: { kit: 'EDR', light: 'EDR' } },
      ],
    },
    {
      key: 'size',
      type: 'CHOICE',
      label: label('Size', 'Taille', 'Tamaño'),
      required: true,
      choices: [
        ...BASIN_SIZES.map(({ code, width, length, depth }): Choice => ({
          value: code,
          label: sameLabel(`${width}" × ${length}" × ${depth}"`),
          facts: { width, length, depth },
        })),
        { value: 'CUSTOM', label: label('Custom', 'Sur mesure', 'A medida') },
      ],
    },
    customDimension('width', 50, ['Basin width', 'Largeur de la cuve', 'Ancho de la pileta']),
    customDimension('length', 50, ['Basin length', 'Longueur de la cuve', 'Largo de la pileta']),
    customDimension('depth', 20, ['Basin depth', 'Profondeur de la cuve', 'Fondo de la pileta']),
    {
      key: 'pTrap',
      type: 'BOOLEAN',
      label: label(
        'P-trap disinfection drain unit',
        'Siphon de désinfection',
        'Sifón de desinfección',
      ),
      required: false,
      default: false,
    },
    {
      key: 'light',
      type: 'BOOLEAN',
      label: label('Basin light', 'Éclairage de cuve', 'Luz de pileta'),
      required: false,
      default: false,
      visible: isKnown('element.type'),
    },
  ],
}

/** A place over or beside basin `n` exists only on sinks with that many basins. */
const hasBasin = (n: number): Availability => ({
  id: 'FAUCET.PLACE_EXISTS',
  when: compare(basinCount, 'GE', n),
  code: 'out_of_range',
  message: label(
    `Model {sinkModel} has no basin ${n}; choose another place.`,
    `Le modèle {sinkModel} n’a pas de cuve ${n} ; choisissez une autre place.`,
    `El modelo {sinkModel} no tiene pileta ${n}; elija otro lugar.`,
  ),
})

/** Covers mixed sinks and sinks of drains only: beside other basins no faucet stands over a drain. */
const notOverDrain = (n: number): Availability => ({
  id: 'FAUCET.NOT_OVER_DRAIN',
  when: not(all(is(`basins[${n - 1}].type`, 'E_DRAIN'), compare(basinCount, 'GE', 2))),
  code: 'option_unknown',
  message: label(
    `No faucet stands over basin ${n}, an E-Drain; choose an E-Sink basin or a place between two basins.`,
    `Aucun robinet au-dessus de la cuve ${n}, un E-Drain ; choisissez une cuve E-Sink ou une place entre deux cuves.`,
    `No se coloca grifo sobre la pileta ${n}, un E-Drain; elija una pileta E-Sink o un lugar entre dos piletas.`,
  ),
})

const overBasin = (n: number): Choice => ({
  value: `BASIN_${n}`,
  label: label(`Over basin ${n}`, `Au-dessus de la cuve ${n}`, `Sobre la pileta ${n}`),
  only: [hasBasin(n), notOverDrain(n)],
})

const betweenBasins = (n: number): Choice => ({
  value: `BETWEEN_${n}_${n + 1}`,
  label: label(
    `Between basins ${n} and ${n + 1}`,
    `Entre les cuves ${n} et ${n + 1}`,
    `Entre las piletas ${n} y ${n + 1}`,
  ),
  only: [hasBasin(n + 1)],
})

const quantity = (max: number): Field => ({
  key: 'quantity',
  type: 'INTEGER',
  label: label('Quantity', 'Quantité', 'Cantidad'),
  required: true,
  min: 1,
  max,
  default: 1,
})

const faucets: Group = {
  key: 'faucets',
  kind: 'FAUCET',
  label: label('Faucets', 'Robinets', 'Grifos'),
  elementLabel: label(
    'Faucet {element.number}',
    'Robinet {element.number}',
    'Grifo {element.number}',
  ),
  min: 0,
  max: value('faucetLimit'),
  fields: [
    {
      key: 'type',
      type: 'CHOICE',
      label: label('Type', 'Type', 'Tipo'),
      required: true,
      choices: [
        {
          value: 'WRIST_BLADE',
          label: label('10" wrist blade', 'À lames 10"', 'De paletas 10"'),
          facts: { kit: 'STD-FAUCET-WB' },
        },
        {
          value: 'PRE_RINSE',
          label: label(
            'Pre-rinse overhead spray',
            'Douchette de prérinçage',
            'Ducha de preenjuague',
          ),
          facts: { kit: 'PRE-RINSE-FAUCET' },
        },
        {
          value: 'GOOSENECK_DI',
          label: label(
            'Gooseneck for treated water',
            'Col de cygne, eau traitée',
            'Cuello de cisne, agua tratada',
          ),
          facts: { kit: 'DI-GOOSENECK-FAUCET' },
        },
      ],
    },
    quantity(3),
    {
      key: 'placement',
      type: 'CHOICE',
      label: label('Placement', 'Emplacement', 'Ubicación'),
      required: true,
      choices: [
        {
          value: 'CENTER',
          label: label('Middle of the sink', 'Milieu de l’évier', 'Centro del fregadero'),
          storedAs: [
            { when: is('sinkModel', 'T2-B1'), value: 'BASIN_1' },
            { when: is('sinkModel', 'T2-B2'), value: 'BETWEEN_1_2' },
            { when: is('sinkModel', 'T2-B3'), value: 'BASIN_2' },
          ],
        },
        overBasin(1),
        overBasin(2),
        overBasin(3),
        betweenBasins(1),
        betweenBasins(2),
      ],
    },
  ],
}

const sprayer = (value: string, kit: string, en: string, fr: string, es: string): Choice => ({
  value,
  label: label(en, fr, es),
  facts: { kit },
})

const sprayers: Group = {
  key: 'sprayers',
  kind: 'SPRAYER',
  label: label('Sprayers', 'Pistolets', 'Pistolas'),
  elementLabel: label(
    'Sprayer {element.number}',
    'Pistolet {element.number}',
    'Pistola {element.number}',
  ),
  min: 0,
  max: 2,
  fields: [
    {
      key: 'type',
      type: 'CHOICE',
      label: label('Type', 'Type', 'Tipo'),
      required: true,
      choices: [
        sprayer(
          'DI_WATER_GUN_TURRET',
          'WATERGUN-TURRET',
          'Water gun on turret',
          'Pistolet à eau sur tourelle',
          'Pistola de agua en torreta',
        ),
        sprayer(
          'DI_WATER_GUN_ROSETTE',
          'WATERGUN-ROSETTE',
          'Water gun on rosette',
          'Pistolet à eau sur rosace',
          'Pistola de agua en roseta',
        ),
        sprayer(
          'AIR_GUN_TURRET',
          'AIRGUN-TURRET',
          'Air gun on turret',
          'Pistolet à air sur tourelle',
          'Pistola de aire en torreta',
        ),
        sprayer(
          'AIR_GUN_ROSETTE',
          'AIRGUN-ROSETTE',
          'Air gun on rosette',
          'Pistolet à air sur rosace',
          'Pistola de aire en roseta',
        ),
      ],
    },
    quantity(2),
    {
      key: 'location',
      type: 'CHOICE',
      label: label('Side', 'Côté', 'Lado'),
      required: true,
      choices: [
        { value: 'LEFT_SIDE', label: label('Left side', 'Côté gauche', 'Lado izquierdo') },
        { value: 'RIGHT_SIDE', label: label('Right side', 'Côté droit', 'Lado derecho') },
      ],
    },
  ],
}

export const groups: Group[] = [basins, faucets, sprayers]
