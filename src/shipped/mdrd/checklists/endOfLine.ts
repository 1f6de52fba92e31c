import { label } from '../../../domain/label'
import type { Checklist, ChecklistItem } from '../../../domain/quality/checklist'
import { hasPegboard, isDi, isEDrain, isESink } from '../words'
import {
  BASIN_HEADING,
  CELSIUS,
  check,
  hasLifter,
  hasLight,
  hasPump,
  LITRES,
  measure,
  note,
  SECONDS,
} from './words'

type Words = [en: string, fr: string, es: string]

const calibrationDue: ChecklistItem = {
  key: 'INSTRUMENT-due',
  type: 'DATE',
  label: label(
    'Its calibration holds until',
    'Étalonnage valable jusqu’au',
    'Calibración válida hasta',
  ),
  required: true,
  naAllowed: false,
  instrument: 'DUE',
}

/** The kit for treated water has neither bottom fill nor temperature control. */
const NA_FOR_DI = { naAllowed: isDi } as const

const POINTS: [key: string, words: Words][] = [
  ['cold', ['cold point', 'point froid', 'punto frío']],
  ['hot', ['hot point', 'point chaud', 'punto caliente']],
]
const SENSORS: [key: string, words: Words][] = [
  ['Mixing', ['mixing sensor', 'sonde du mitigeur', 'sensor de mezcla']],
  ['Basin', ['basin sensor', 'sonde de cuve', 'sensor de pileta']],
]

/** Each sensor at each point: how far it is off, and how steady its raw reading is. */
const calibration: ChecklistItem[] = POINTS.flatMap(([point, at]) =>
  SENSORS.flatMap(([sensor, of]) => [
    measure(
      `ES1a-${point}${sensor}`,
      [
        `Deviation, ${at[0]}, ${of[0]}`,
        `Écart, ${at[1]}, ${of[1]}`,
        `Desviación, ${at[2]}, ${of[2]}`,
      ],
      { ...NA_FOR_DI, unit: CELSIUS, min: -2, max: 2 },
    ),
    measure(
      `ES1a-${point}${sensor}Raw`,
      [
        `Drift of the raw reading, ${at[0]}, ${of[0]}`,
        `Dérive de la lecture brute, ${at[1]}, ${of[1]}`,
        `Deriva de la lectura bruta, ${at[2]}, ${of[2]}`,
      ],
      { ...NA_FOR_DI, unit: label('units', 'unités', 'unidades'), min: -3, max: 3 },
    ),
  ]),
)

const drainTests: ChecklistItem[] = [
  check('DR1a', [
    'Filled below the sensor, the level rises',
    'Rempli sous le capteur, le niveau monte',
    'Llenado bajo el sensor, el nivel sube',
  ]),
  check('DR1b', [
    'The drain button empties the basin until the timer ends',
    'Le bouton vide la cuve jusqu’à la fin de la minuterie',
    'El botón vacía la pileta hasta que acaba el temporizador',
  ]),
  check('DR2a', [
    'Filled to the sensor, the drain opens',
    'Rempli jusqu’au capteur, le drain s’ouvre',
    'Llenado hasta el sensor, el desagüe se abre',
  ]),
  check('DR2b', [
    'The sensor releases and the drain closes',
    'Le capteur se libère et le drain se ferme',
    'El sensor se libera y el desagüe se cierra',
  ]),
  measure(
    'DR2b-seconds',
    [
      'Time until the drain closes',
      'Temps de fermeture du drain',
      'Tiempo hasta cerrar el desagüe',
    ],
    { unit: SECONDS, min: 10, max: 15 },
  ),
  check('DR2c', [
    'Filled again, the basin holds the water',
    'Remplie à nouveau, la cuve tient l’eau',
    'Llenada de nuevo, la pileta retiene el agua',
  ]),
  check(
    'DR3a',
    [
      'The overhead light goes through its steps and off',
      'L’éclairage supérieur passe par ses niveaux puis s’éteint',
      'La luz superior recorre sus niveles y se apaga',
    ],
    { when: hasPegboard, naAllowed: true },
  ),
  check(
    'DR3b',
    [
      'The basin light goes on and off',
      'L’éclairage de cuve s’allume et s’éteint',
      'La luz de pileta se enciende y se apaga',
    ],
    { when: hasLight, naAllowed: true },
  ),
]

const serials: ChecklistItem[] = [
  note(
    'ES0-touchscreen',
    [
      'Serial of the touchscreen',
      'Numéro de série de l’écran tactile',
      'Número de serie de la pantalla táctil',
    ],
    { part: [{ partNumber: 'T2-TS7' }] },
  ),
  note('ES0-software', ['Software version', 'Version du logiciel', 'Versión del software']),
  note(
    'ES0-valvePlate',
    [
      'Serial of the valve plate',
      'Numéro de série de la plaque de vannes',
      'Número de serie de la placa de válvulas',
    ],
    {
      part: [
        { when: isDi, partNumber: 'T2-VALVE-PLATE-AUK-DI' },
        { partNumber: 'T2-VALVE-PLATE-AUK' },
      ],
    },
  ),
  note(
    'ES0-controlBox',
    [
      'Serial of the control box',
      'Numéro de série du boîtier de commande',
      'Número de serie de la caja de control',
    ],
    { part: [{ partNumber: 'T2-CTRL-{controlBox}' }] },
  ),
  note('ES0-controlBoxQe', [
    'QE of the control box',
    'QE du boîtier de commande',
    'QE de la caja de control',
  ]),
  note('ES0-controlBoxQfu', [
    'QFU of the control box',
    'QFU du boîtier de commande',
    'QFU de la caja de control',
  ]),
  note(
    'ES0-pumpSn',
    [
      'Serial of the dosing pump',
      'Numéro de série de la pompe de dosage',
      'Número de serie de la bomba dosificadora',
    ],
    { when: hasPump, part: [{ partNumber: 'T8-DOSINGESK' }] },
  ),
  note(
    'ES0-pumpQe',
    ['QE of the dosing pump', 'QE de la pompe de dosage', 'QE de la bomba dosificadora'],
    { when: hasPump },
  ),
  note(
    'ES0-pumpQfu',
    ['QFU of the dosing pump', 'QFU de la pompe de dosage', 'QFU de la bomba dosificadora'],
    { when: hasPump },
  ),
]

const sinkTests: ChecklistItem[] = [
  check(
    'ES1a',
    [
      'The temperature sensors are calibrated at a cold and a hot point',
      'Les sondes de température sont étalonnées à un point froid et un point chaud',
      'Los sensores de temperatura están calibrados en un punto frío y uno caliente',
    ],
    {
      ...NA_FOR_DI,
      help: label(
        'Wait 1 minute, then 3 minutes, and read once the values are steady. Settings: gear symbol, service code 1111.',
        'Attendre 1 minute, puis 3 minutes, et lire une fois les valeurs stables. Réglages : roue dentée, code de service 1111.',
        'Espere 1 minuto, luego 3 minutos, y lea cuando los valores sean estables. Ajustes: rueda dentada, código de servicio 1111.',
      ),
    },
  ),
  ...calibration,
  check(
    'ES1b',
    [
      'The flow is calibrated; the level meets the etching',
      'Le débit est étalonné ; le niveau rejoint la gravure',
      'El caudal está calibrado; el nivel coincide con el grabado',
    ],
    {
      ...NA_FOR_DI,
      help: label(
        'Level the sink, empty the basin, reset, fill to the 40 L mark and enter 40.',
        'Mettre l’évier de niveau, vider la cuve, remettre à zéro, remplir jusqu’au repère 40 L et saisir 40.',
        'Nivele el fregadero, vacíe la pileta, ponga a cero, llene hasta la marca de 40 L e introduzca 40.',
      ),
    },
  ),
  measure('ES1b-litres', ['Volume reached', 'Volume atteint', 'Volumen alcanzado'], {
    ...NA_FOR_DI,
    unit: LITRES,
    min: 39,
    max: 41,
  }),
  check(
    'ES2a',
    [
      'Filled at 20 °C, nothing leaks at the valve plate or the fill opening',
      'Remplie à 20 °C, rien ne fuit à la plaque de vannes ni au remplissage',
      'Llenada a 20 °C, no hay fugas en la placa de válvulas ni en el llenado',
    ],
    NA_FOR_DI,
  ),
  check(
    'ES2b',
    [
      'Filled at 40 °C, the drain closes once the water is mixed',
      'Remplie à 40 °C, le drain se ferme une fois l’eau mélangée',
      'Llenada a 40 °C, el desagüe se cierra cuando el agua está mezclada',
    ],
    {
      ...NA_FOR_DI,
      help: label(
        'If mixing times out: gear symbol, service code 1111, reset the mixing parameters and repeat.',
        'Si le mélange expire : roue dentée, code de service 1111, réinitialiser le mélange et recommencer.',
        'Si la mezcla caduca: rueda dentada, código de servicio 1111, restablezca la mezcla y repita.',
      ),
    },
  ),
  measure(
    'ES2b-temperature',
    [
      'Water at the fill opening',
      'Eau à l’ouverture de remplissage',
      'Agua en la abertura de llenado',
    ],
    { ...NA_FOR_DI, unit: CELSIUS, min: 36, max: 44 },
  ),
  measure(
    'ES2c',
    ['Water beside the basin sensor', 'Eau près de la sonde de cuve', 'Agua junto al sensor'],
    { ...NA_FOR_DI, unit: CELSIUS, min: 38, max: 42 },
  ),
  check('ES3a', [
    'Filled to the sensor, the drain opens and the message appears',
    'Remplie jusqu’au capteur, le drain s’ouvre et le message apparaît',
    'Llenada hasta el sensor, el desagüe se abre y aparece el mensaje',
  ]),
  check('ES3b', [
    '5 s after the level falls the message is gone, the drain shut, and filling goes on',
    '5 s après la baisse du niveau, le message a disparu, le drain est fermé, le remplissage continue',
    '5 s después de bajar el nivel, el mensaje ha desaparecido, el desagüe está cerrado y el llenado sigue',
  ]),
  check(
    'ES4a',
    ['The overhead light works', 'L’éclairage supérieur fonctionne', 'La luz superior funciona'],
    { when: hasPegboard, naAllowed: true },
  ),
  check(
    'ES4b',
    [
      'The basin light answers to the screen',
      'L’éclairage de cuve obéit à l’écran',
      'La luz de pileta responde a la pantalla',
    ],
    { when: hasLight, naAllowed: true },
  ),
  check(
    'ES5',
    [
      'The dosing pump starts and stops by itself',
      'La pompe de dosage démarre et s’arrête seule',
      'La bomba dosificadora arranca y para sola',
    ],
    { when: hasPump, naAllowed: true },
  ),
]

/** EL, done by the assembler after all tasks (domain handbook 8.7). */
export const endOfLine: Checklist = {
  key: 'EL',
  kind: 'END_OF_LINE',
  label: label('End-of-line test', 'Essai de fin de ligne', 'Prueba de fin de línea'),
  document: 'CLT.T2.001 V01',
  header: [
    {
      key: 'tester',
      label: label('Tester', 'Essayeur', 'Probador'),
      source: { fact: 'inspector' },
    },
    { key: 'date', label: label('Date', 'Date', 'Fecha'), source: { fact: 'date' } },
    {
      key: 'buildNumber',
      label: label('Build', 'Fabrication', 'Fabricación'),
      source: { fact: 'buildNumber' },
    },
  ],
  sections: [
    {
      key: 'setup',
      label: label(
        'Set-up and instrument',
        'Préparation et instrument',
        'Preparación e instrumento',
      ),
      help: label(
        'Fit the drain assembly, connect solenoid, hose, hot and cold water. On E-Sinks the basin sensor and one calibrated probe go into the basin, the second probe into the fill opening. Have an insulated cup and a level at hand.',
        'Monter la vidange, raccorder l’électrovanne, le tuyau, l’eau chaude et froide. Sur E-Sink, la sonde de cuve et une sonde étalonnée vont dans la cuve, la seconde dans l’ouverture de remplissage. Prévoir un gobelet isolé et un niveau.',
        'Monte el desagüe, conecte electroválvula, manguera, agua caliente y fría. En E-Sink, el sensor y una sonda calibrada van en la pileta, la segunda sonda en la abertura de llenado. Tenga un vaso aislado y un nivel.',
      ),
      items: [
        note(
          'INSTRUMENT-id',
          [
            'Thermometer with two probes: its number',
            'Thermomètre à deux sondes : son numéro',
            'Termómetro de dos sondas: su número',
          ],
          {
            instrument: 'ID',
            help: label(
              'Fluke 52 II or equal, calibrated.',
              'Fluke 52 II ou équivalent, étalonné.',
              'Fluke 52 II o equivalente, calibrado.',
            ),
          },
        ),
        calibrationDue,
      ],
    },
    {
      key: 'G',
      label: label('General', 'Général', 'General'),
      items: [
        check('G1', [
          'Mains on: E-Drain buttons are lit, E-Sink screens come up',
          'Sous tension : les boutons E-Drain s’allument, les écrans E-Sink démarrent',
          'Con corriente: los botones E-Drain se iluminan, las pantallas E-Sink arrancan',
        ]),
        check('G2a', ['The sink goes up', 'L’évier monte', 'El fregadero sube'], {
          when: hasLifter,
        }),
        check('G2b', ['The sink goes down', 'L’évier descend', 'El fregadero baja'], {
          when: hasLifter,
        }),
      ],
    },
    { key: 'DR', label: BASIN_HEADING, repeat: 'basins', when: isEDrain, items: drainTests },
    {
      key: 'ES',
      label: BASIN_HEADING,
      repeat: 'basins',
      when: isESink,
      items: [...serials, ...sinkTests],
    },
  ],
  statement: label(
    'I have tested this build and stand by the results recorded here.',
    'J’ai essayé cette fabrication et je réponds des résultats consignés ici.',
    'He probado esta fabricación y respondo de los resultados aquí anotados.',
  ),
}
