import { isKnown } from '../../../domain/configurator/write'
import { label } from '../../../domain/label'
import type { TaskTemplate, TemplateTask } from '../../../domain/production/template'
import { hasPegboard, isEDrain, isESink } from '../words'
import { furtherWork } from './furtherWork'
import {
  hasAirGun,
  hasGooseneck,
  hasLifter,
  hasLight,
  hasPreRinse,
  hasPump,
  hasWaterGun,
  hasWristBlade,
} from '../checklists/words'
import { hasPTrap, isFitted, PACKED_ROLES, perBasin, task } from './words'

/**
 * "MDRD detailed", the template in force: structural work merged with the production checklists
 * PC and BP (domain handbook 8.3, 8.4 and 9.2). Every checklist item is ticked by one task; that the
 * faucets are fitted (C3) by whichever faucet task is done last.
 */

const DRILLING = ['DRILL_SET', 'SCREWDRIVER', 'LEVEL', 'TAPE_MEASURE']
const LIGHTING = ['DRILL_SET', 'SCREWDRIVER', 'WIRE_STRIPPER']
const DRAIN_PLUMBING = ['PIPE_WRENCH', 'SEALING_TAPE', 'MULTIMETER']
const SINK_WIRING = ['DRILL_SET', 'SCREWDRIVER', 'WIRE_STRIPPER', 'MULTIMETER']
const FAUCET_TOOLS = ['PIPE_WRENCH', 'ADJUSTABLE_WRENCH', 'SEALING_TAPE']
const LABELLING = ['WIRE_STRIPPER', 'MULTIMETER', 'LABEL_PRINTER']
const GUN_TOOLS = ['DRILL_SET', 'SCREWDRIVER', 'PIPE_WRENCH']

const structure: TemplateTask[] = [
  task({
    key: 'verifyBody',
    number: 1,
    title: label(
      'Verify the body dimensions',
      'Vérifier les dimensions du corps',
      'Verificar las dimensiones del cuerpo',
    ),
    category: 'SINK_BODY',
    minutes: 15,
    tools: ['TAPE_MEASURE', 'CALIPERS'],
    instruction: 'FRAME_ASSEMBLY',
    parts: [{ roles: ['BODY'] }],
  }),
  task({
    key: 'fitLegs',
    number: 2,
    title: label('Fit the legs', 'Monter les pieds', 'Montar las patas'),
    category: 'SINK_BODY',
    minutes: 45,
    after: ['verifyBody'],
    unlessOutside: ['LEGS'],
    tools: ['TORQUE_WRENCH', 'SOCKET_SET', 'LEVEL'],
    instruction: 'FRAME_ASSEMBLY',
    parts: [{ roles: ['LEGS'] }],
  }),
  task({
    key: 'fitFeet',
    number: 3,
    title: label('Fit the feet', 'Monter les appuis', 'Montar los apoyos'),
    category: 'SINK_BODY',
    minutes: 30,
    after: ['fitLegs'],
    unlessOutside: ['FEET'],
    tools: ['TORQUE_WRENCH', 'SOCKET_SET', 'LEVEL'],
    instruction: 'FRAME_ASSEMBLY',
    parts: [{ roles: ['FEET'] }],
  }),
  task({
    key: 'fitPegboard',
    number: 4,
    title: label('Fit the pegboard', 'Monter le panneau', 'Montar el panel'),
    category: 'PEGBOARD',
    minutes: 60,
    after: ['fitFeet'],
    when: hasPegboard,
    tools: DRILLING,
    instruction: 'PEGBOARD_AND_LIGHT',
    parts: [{ roles: ['PEGBOARD', 'PEGBOARD_COLOR'] }],
  }),
  task({
    key: 'fitLightBracket',
    number: 5,
    title: label(
      'Fit the bracket of the overhead light',
      'Monter le support de l’éclairage supérieur',
      'Montar el soporte de la luz superior',
    ),
    category: 'PEGBOARD',
    minutes: 30,
    after: ['fitPegboard'],
    when: hasPegboard,
    tools: LIGHTING,
    instruction: 'PEGBOARD_AND_LIGHT',
    ticks: ['C1'],
    parts: [{ roles: ['OVERHEAD_LIGHT'] }],
  }),
  task({
    key: 'fitLightButton',
    number: 6,
    title: label(
      'Fit the button of the overhead light',
      'Monter le bouton de l’éclairage supérieur',
      'Montar el botón de la luz superior',
    ),
    category: 'PEGBOARD',
    minutes: 15,
    after: ['fitLightBracket'],
    when: hasPegboard,
    tools: LIGHTING,
    instruction: 'PEGBOARD_AND_LIGHT',
    ticks: ['C2'],
    parts: [{ roles: ['CONTROL_BOX'], items: ['T2-BSN-OHL-BTN'] }],
  }),
]

const basin = task({
  key: 'fitBasin',
  number: 7,
  title: label(
    'Fit basin {element.number}',
    'Monter la cuve {element.number}',
    'Montar la pileta {element.number}',
  ),
  category: 'BASIN',
  minutes: 90,
  after: ['fitFeet'],
  repeat: 'basins',
  tools: ['SOCKET_SET', 'LEVEL', 'SEALANT_GUN'],
  instruction: 'BASIN_ASSEMBLY',
  parts: [{ roles: ['BASIN', 'BASIN_KIT'] }],
})

const drainBasins: TemplateTask[] = [
  task({
    key: 'fitMixingValve',
    number: 8,
    title: label(
      'Fit the mixing valve and bottom-fill faucet',
      'Monter le mitigeur et le robinet de remplissage',
      'Montar la válvula mezcladora y el grifo de llenado',
    ),
    category: 'BASIN',
    minutes: 45,
    ticks: ['D1'],
    parts: [{ roles: ['BASIN_KIT'], items: ['T2-BOTTOM-FILL'] }],
  }),
  task({
    key: 'fitFillChain',
    number: 9,
    title: label(
      'Assemble the fill chain',
      'Assembler la chaîne de remplissage',
      'Ensamblar la cadena de llenado',
    ),
    category: 'BASIN',
    minutes: 60,
    ticks: ['D2'],
    parts: [{ roles: ['BASIN_KIT'], items: ['DER-1899-14-CC', 'T2-PEX-FLANGE-THIN'] }],
  }),
  task({
    key: 'labelPipes',
    number: 10,
    title: label(
      'Label the hot and cold pipes',
      'Repérer les tuyaux d’eau chaude et froide',
      'Marcar los tubos de agua caliente y fría',
    ),
    category: 'BASIN',
    minutes: 10,
    ticks: ['D3'],
  }),
  task({
    key: 'fitDrainOverflow',
    number: 11,
    title: label(
      'Fit the overflow sensor',
      'Monter le capteur de trop-plein',
      'Montar el sensor de rebose',
    ),
    category: 'BASIN',
    minutes: 25,
    ticks: ['D4'],
    parts: [{ roles: ['BASIN_KIT'], items: ['T2-BSN-OVFL'] }],
  }),
].map((entry) =>
  perBasin({
    ...entry,
    after: ['fitBasin'],
    when: isEDrain,
    tools: DRAIN_PLUMBING,
    instruction: 'DRAIN_BASIN_PLUMBING',
  }),
)

const sinkBasins: TemplateTask[] = [
  task({
    key: 'fitValvePlate',
    number: 12,
    title: label(
      'Fit the valve plate',
      'Monter la platine de vannes',
      'Montar la placa de válvulas',
    ),
    category: 'BASIN',
    minutes: 30,
    after: ['fitBasin'],
    ticks: ['S1'],
    parts: [{ roles: ['BASIN_KIT'], items: ['T2-VALVE-PLATE-AUK', 'T2-VALVE-PLATE-AUK-DI'] }],
  }),
  task({
    key: 'fitEmergencyStops',
    number: 13,
    title: label(
      'Fit the emergency stops',
      'Monter les arrêts d’urgence',
      'Montar las paradas de emergencia',
    ),
    category: 'BASIN',
    minutes: 20,
    after: ['fitBasin'],
    ticks: ['S2'],
    parts: [{ roles: ['BASIN_KIT'], items: ['T2-EMERGSTOP-BTN'] }],
  }),
  task({
    key: 'fitTouchscreen',
    number: 14,
    title: label('Fit the touchscreen', 'Monter l’écran tactile', 'Montar la pantalla táctil'),
    category: 'BASIN',
    minutes: 25,
    after: ['fitBasin'],
    ticks: ['S3'],
    parts: [{ roles: ['BASIN_KIT'], items: ['T2-TS7'] }],
  }),
  task({
    key: 'connectTouchscreen',
    number: 15,
    title: label(
      'Connect the touchscreen to the control box',
      'Raccorder l’écran tactile au boîtier',
      'Conectar la pantalla táctil a la caja',
    ),
    category: 'BASIN',
    minutes: 20,
    after: ['fitBasin', 'fitTouchscreen', 'fitControlBox'],
    ticks: ['S4'],
  }),
  task({
    key: 'fitSinkOverflow',
    number: 16,
    title: label(
      'Fit the overflow sensor',
      'Monter le capteur de trop-plein',
      'Montar el sensor de rebose',
    ),
    category: 'BASIN',
    minutes: 25,
    after: ['fitBasin'],
    ticks: ['S5'],
    parts: [{ roles: ['BASIN_KIT'], items: ['T2-BSN-OVFL'] }],
  }),
  task({
    key: 'fitDosingPort',
    number: 17,
    title: label(
      'Fit the dosing port',
      'Monter le port de dosage',
      'Montar el puerto de dosificación',
    ),
    category: 'BASIN',
    minutes: 15,
    after: ['fitBasin'],
    when: hasPump,
    ticks: ['S6'],
    parts: [{ roles: ['BASIN_KIT'], items: ['T8-DOSINGESK', 'T8-KIT-ESK-DOSE'] }],
  }),
  task({
    key: 'fitCableGland',
    number: 18,
    title: label(
      'Fit the gland of the temperature probe',
      'Monter le presse-étoupe de la sonde',
      'Montar el prensaestopas de la sonda',
    ),
    category: 'BASIN',
    minutes: 15,
    after: ['fitBasin'],
    ticks: ['S7'],
    parts: [{ roles: ['BASIN_KIT'], items: ['T2-ESK-TEMP-KIT'] }],
  }),
].map((entry) =>
  perBasin({ when: isESink, ...entry, tools: SINK_WIRING, instruction: 'ESINK_BASIN_FITTINGS' }),
)

const basinAddOns: TemplateTask[] = [
  task({
    key: 'fitPTrap',
    number: 19,
    title: label('Fit the P-trap', 'Monter le siphon', 'Montar el sifón'),
    category: 'BASIN',
    minutes: 30,
    when: hasPTrap,
    tools: ['PIPE_WRENCH', 'SEALING_TAPE'],
    instruction: 'DRAIN_BASIN_PLUMBING',
    parts: [{ rules: ['R17'] }],
  }),
  task({
    key: 'fitBasinLight',
    number: 20,
    title: label('Fit the basin light', 'Monter l’éclairage de cuve', 'Montar la luz de pileta'),
    category: 'BASIN',
    minutes: 20,
    when: hasLight,
    tools: ['SCREWDRIVER'],
    instruction: 'BASIN_ASSEMBLY',
    parts: [{ rules: ['R18'] }],
  }),
].map((entry) => perBasin({ ...entry, after: ['fitBasin'] }))

const faucets: TemplateTask[] = [
  task({
    key: 'fitFaucets',
    number: 21,
    title: label('Fit the faucets', 'Monter les robinets', 'Montar los grifos'),
    category: 'FAUCET',
    minutes: 45,
    when: hasWristBlade,
    ticks: ['C3'],
    parts: [{ roles: ['FAUCET'], items: ['T2-OA-STD-FAUCET-WB-KIT'] }],
  }),
  task({
    key: 'fitDiFaucet',
    number: 22,
    title: label(
      'Fit the faucet for treated water',
      'Monter le robinet d’eau traitée',
      'Montar el grifo de agua tratada',
    ),
    category: 'FAUCET',
    minutes: 30,
    when: hasGooseneck,
    ticks: ['C3', 'C13'],
    parts: [{ roles: ['FAUCET'], items: ['T2-OA-DI-GOOSENECK-FAUCET-KIT'] }],
  }),
  task({
    key: 'fitComboFaucet',
    number: 23,
    title: label(
      'Fit the pre-rinse faucet',
      'Monter le robinet de prérinçage',
      'Montar el grifo de preenjuague',
    ),
    category: 'FAUCET',
    minutes: 35,
    when: hasPreRinse,
    ticks: ['C3', 'C14'],
    parts: [{ roles: ['FAUCET'], items: ['T2-OA-PRE-RINSE-FAUCET-KIT'] }],
  }),
].map((entry) => ({
  ...entry,
  after: ['fitBasin'],
  tools: FAUCET_TOOLS,
  instruction: 'FAUCETS_AND_SPRAYERS',
}))

const controls: TemplateTask[] = [
  task({
    key: 'fitLifterButton',
    number: 24,
    title: label('Fit the lifter button', 'Monter le bouton de levage', 'Montar el botón elevador'),
    category: 'CONTROL_SYSTEM',
    minutes: 30,
    after: ['fitLegs'],
    when: hasLifter,
    tools: ['SCREWDRIVER', 'MULTIMETER'],
    instruction: 'CONTROL_SYSTEM',
    ticks: ['C4', 'C4-button'],
    parts: [{ roles: ['LEGS'], items: ['DPF1K00-010006', 'DPF1C00-012016', '914759'] }],
  }),
  task({
    key: 'fitLifterController',
    number: 25,
    title: label(
      'Fit the lifter controller below the sink',
      'Monter la commande de levage sous l’évier',
      'Montar el controlador del elevador bajo el fregadero',
    ),
    category: 'CONTROL_SYSTEM',
    minutes: 45,
    after: ['fitLegs'],
    when: hasLifter,
    tools: ['SCREWDRIVER', 'MULTIMETER'],
    instruction: 'CONTROL_SYSTEM',
    ticks: ['C5'],
    parts: [{ roles: ['LEGS'], items: ['T-CBD6SH00040A-709'] }],
  }),
  task({
    key: 'fitControlBox',
    number: 26,
    title: label(
      'Fit the control boxes',
      'Monter les boîtiers de commande',
      'Montar las cajas de control',
    ),
    category: 'CONTROL_SYSTEM',
    minutes: 60,
    after: ['fitBasin'],
    when: isKnown('controlBox'),
    tools: LABELLING,
    instruction: 'CONTROL_SYSTEM',
    ticks: ['C8'],
    parts: [{ roles: ['CONTROL_BOX'] }],
  }),
  task({
    key: 'fitPowerBar',
    number: 27,
    title: label('Fit the power bar', 'Monter la barre d’alimentation', 'Montar la regleta'),
    category: 'CONTROL_SYSTEM',
    minutes: 20,
    tools: LABELLING,
    instruction: 'CONTROL_SYSTEM',
    ticks: ['C7'],
    parts: [{ roles: ['BODY'], items: ['T2-PWRBAR-KIT'] }],
  }),
  task({
    key: 'labelCables',
    number: 28,
    title: label('Label the cables', 'Repérer les câbles', 'Marcar los cables'),
    category: 'CONTROL_SYSTEM',
    minutes: 30,
    after: ['fitControlBox'],
    tools: LABELLING,
    instruction: 'CONTROL_SYSTEM',
    ticks: ['C9'],
  }),
]

const AIR_GUNS = ['T2-OA-AIRGUN-TURRET-KIT', 'T2-OA-AIRGUN-ROSETTE-KIT']
const WATER_GUNS = ['T2-OA-WATERGUN-TURRET-KIT', 'T2-OA-WATERGUN-ROSETTE-KIT']

const sprayers: TemplateTask[] = [
  task({
    key: 'fitAirGun',
    number: 29,
    title: label('Fit the air gun', 'Monter le pistolet à air', 'Montar la pistola de aire'),
    category: 'FAUCET',
    minutes: 25,
    when: hasAirGun,
    ticks: ['C11'],
    parts: [{ roles: ['SPRAYER'], items: AIR_GUNS }],
  }),
  task({
    key: 'fitWaterGun',
    number: 30,
    title: label('Fit the water gun', 'Monter le pistolet à eau', 'Montar la pistola de agua'),
    category: 'FAUCET',
    minutes: 25,
    when: hasWaterGun,
    ticks: ['C12'],
    parts: [{ roles: ['SPRAYER'], items: WATER_GUNS }],
  }),
].map((entry) => ({
  ...entry,
  after: ['fitFaucets', 'fitDiFaucet', 'fitComboFaucet'],
  tools: GUN_TOOLS,
  instruction: 'FAUCETS_AND_SPRAYERS',
}))

const finish: TemplateTask[] = [
  task({
    key: 'fitAccessory',
    number: 31,
    title: label(
      'Fit accessory {element.partNumber}',
      'Monter l’accessoire {element.partNumber}',
      'Montar el accesorio {element.partNumber}',
    ),
    category: 'ACCESSORY',
    minutes: 20,
    after: ['fitControlBox'],
    repeat: 'accessories',
    when: isFitted,
    tools: ['SCREWDRIVER', 'DRILL_SET'],
    instruction: 'ACCESSORY_FITTING',
    parts: [{ roles: ['ACCESSORY'] }],
  }),
  task({
    key: 'fitLogo',
    number: 32,
    title: label('Fit the logo', 'Poser le logo', 'Colocar el logotipo'),
    category: 'PACKAGING',
    minutes: 10,
    after: 'ALL_ABOVE',
    tools: ['CLEANING_SUPPLIES'],
    instruction: 'FINISHING',
    ticks: ['C6'],
  }),
  task({
    key: 'cleanSink',
    number: 33,
    title: label('Clean the sink', 'Nettoyer l’évier', 'Limpiar el fregadero'),
    category: 'PACKAGING',
    minutes: 20,
    after: 'ALL_ABOVE',
    tools: ['CLEANING_SUPPLIES'],
    instruction: 'FINISHING',
    ticks: ['C10'],
  }),
]

export const detailed: TaskTemplate = {
  key: 'mdrdDetailed',
  label: label('MDRD detailed', 'MDRD détaillé', 'MDRD detallado'),
  isActive: true,
  tasks: [
    ...structure,
    basin,
    ...drainBasins,
    ...sinkBasins,
    ...basinAddOns,
    ...faucets,
    ...controls,
    ...sprayers,
    ...finish,
  ],
  furtherWork,
  packed: PACKED_ROLES,
}
