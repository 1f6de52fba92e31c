import type { CustomerEntry, DocumentLanguage, Priority } from '../../src/domain/orders/entry'
import type { Role } from '../../src/domain/roles'
import type { FloorTarget } from './floor'

/**
 * The people, customers and orders of the demo plant, as plain constants: the same every time.
 * Hospitals, addresses, numbers and orders are invented; all mail goes to the reserved domain
 * `.example`. Dates are offsets in days from the day of seeding, so that the plant never grows old.
 * Codes follow the configuration object of family MDRD (contract, section 5).
 */

/** The common password of the demo sign-ins (contract, section 1). */
export const DEMO_PASSWORD = 'Torvan-demo-2026'

export type DemoUser = {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly initials: string
  readonly role: Role
}

const user = (name: string, lastName: string, initials: string, role: Role): DemoUser => ({
  email: `${name}@torvan.example`,
  firstName: 'Demo',
  lastName,
  initials,
  role,
})

export const DEMO_USERS: readonly DemoUser[] = [
  user('admin', 'Admin', 'DA', 'ADMIN'),
  user('coordinator', 'Coordinator', 'DC', 'PRODUCTION_COORDINATOR'),
  user('procurement', 'Procurement', 'DP', 'PROCUREMENT'),
  user('qc', 'Quality', 'DQ', 'QC_PERSON'),
  user('assembler', 'Assembler One', 'D1', 'ASSEMBLER'),
  user('assembler2', 'Assembler Two', 'D2', 'ASSEMBLER'),
  user('service', 'Service', 'DS', 'SERVICE_DEPARTMENT'),
]

const customer = (
  companyName: string,
  contactName: string,
  mailbox: string,
  phone: string,
  [line1, line2, city, region, postalCode, country]: readonly [
    string,
    string | null,
    string,
    string,
    string,
    string,
  ],
): CustomerEntry => ({
  companyName,
  contactName,
  email: mailbox,
  phone,
  shippingAddress: { line1, line2, city, region, postalCode, country },
})

/** Twelve invented hospitals; orders name them by their index here. */
export const DEMO_CUSTOMERS: readonly CustomerEntry[] = [
  customer(
    'Maple Ridge General Hospital',
    'Device reprocessing desk',
    'mdrd@mapleridge.example',
    '+1 613 555 0101',
    ['410 Lakeside Drive', 'Loading dock C', 'Kingsbrook', 'ON', 'K7X 2B4', 'Canada'],
  ),
  customer(
    'Centre hospitalier du Grand-Portage',
    'Service de retraitement',
    'retraitement@grandportage.example',
    '+1 418 555 0112',
    ['85, chemin du Fleuve', null, 'Saint-Aubert-des-Monts', 'QC', 'G4R 1S9', 'Canada'],
  ),
  customer(
    'Prairie View Health Centre',
    'Facilities planning office',
    'facilities@prairieview.example',
    '+1 306 555 0123',
    ['1200 Grain Elevator Road', null, 'Wheatfield', 'SK', 'S4P 3Y2', 'Canada'],
  ),
  customer(
    'Harbour Point Medical Center',
    'Sterile processing desk',
    'spd@harbourpoint.example',
    '+1 207 555 0134',
    ['77 Lighthouse Avenue', 'Building 4', 'Gull Harbor', 'ME', '04199', 'United States'],
  ),
  customer(
    'Cedar Mesa Regional Hospital',
    'Perioperative purchasing',
    'purchasing@cedarmesa.example',
    '+1 505 555 0145',
    ['2600 Mesa Boulevard', null, 'Cedar Mesa', 'NM', '87199', 'United States'],
  ),
  customer(
    'Great Lakes Day Surgery',
    'Clinic management',
    'clinic@greatlakesday.example',
    '+1 906 555 0156',
    ['15 Ferry Street', 'Suite 200', 'Copper Bay', 'MI', '49999', 'United States'],
  ),
  customer(
    'Clinique des Trois Collines',
    'Bureau des achats',
    'achats@troiscollines.example',
    '+33 1 99 00 01 67',
    ['12, allée des Tilleuls', null, 'Vallons-sur-Erdre', 'Pays de la Loire', '44999', 'France'],
  ),
  customer(
    'Hôpital de la Haute Sambre',
    'Stérilisation centrale',
    'sterilisation@hautesambre.example',
    '+32 2 555 01 78',
    ['Rue du Canal 140', 'Quai 2', 'Montigny-le-Pont', 'Hainaut', '6999', 'Belgium'],
  ),
  customer(
    'Hospital Sierra del Norte',
    'Central de equipos',
    'ceye@sierranorte.example',
    '+52 55 5550 0189',
    ['Avenida de los Fresnos 320', null, 'Puerto Alto', 'Nuevo León', '64999', 'Mexico'],
  ),
  customer(
    'Clínica Bahía Serena',
    'Departamento de compras',
    'compras@bahiaserena.example',
    '+34 955 550 190',
    ['Calle del Faro 8', 'Planta baja', 'Bahía Serena', 'Cádiz', '11999', 'Spain'],
  ),
  customer(
    'Hospital Valle Araucaria',
    'Unidad de esterilización',
    'esterilizacion@vallearaucaria.example',
    '+56 2 5550 0201',
    ['Camino Real 1450', null, 'Valle Araucaria', 'La Araucanía', '4999000', 'Chile'],
  ),
  customer(
    'Fenwick Moor Infirmary',
    'Decontamination unit',
    'decontamination@fenwickmoor.example',
    '+44 1632 960212',
    ['Moor Lane', 'Goods entrance', 'Fenwick Moor', 'Northumberland', 'NE99 9ZZ', 'United Kingdom'],
  ),
]

/** A supplier of the demo plant, as its record holds it. */
export type DemoSupplier = {
  readonly name: string
  readonly contactName: string
  readonly email: string
  readonly phone: string
  readonly leadTimeDays: number
  readonly note: string
  readonly isActive: boolean
}

const supplier = (
  name: string,
  contactName: string,
  mailbox: string,
  phone: string,
  leadTimeDays: number,
  note: string,
  isActive = true,
): DemoSupplier => ({
  ...{ name, contactName, phone, leadTimeDays, note, isActive },
  email: `${mailbox}.example`,
})

/** Six invented suppliers; bodies are made by the first (handbook 10). */
export const DEMO_SUPPLIERS: readonly DemoSupplier[] = [
  supplier(
    'Sink Body Manufacturer',
    'Order desk',
    'orders@sinkbody',
    '+1 613 555 0301',
    14,
    'Fabricates bodies and mounts legs and feet. Comes by the truck on Tuesdays and Fridays.',
  ),
  supplier(
    'Northgate Valves and Fittings',
    'Inside sales',
    'sales@northgatevalves',
    '+1 905 555 0312',
    10,
    'Mixing valves, adapters and drain parts.',
  ),
  supplier(
    'Lumen Dock Lighting',
    'Customer service',
    'service@lumendock',
    '+1 514 555 0323',
    21,
    'Overhead and basin lights. Ask for the certificate with each delivery.',
  ),
  supplier(
    'Quayside Controls',
    'Technical desk',
    'desk@quaysidecontrols',
    '+1 902 555 0334',
    28,
    'Touchscreens and control boxes; serial numbers come on the delivery note.',
  ),
  supplier(
    'Prism Packaging Works',
    'Warehouse',
    'warehouse@prismpackaging',
    '+1 416 555 0345',
    5,
    'Bubble wrap, crates and pallets.',
  ),
  supplier(
    'Old Mill Fasteners',
    'Front office',
    'office@oldmillfasteners',
    '+1 519 555 0356',
    7,
    'Closed its shop; kept for the records of earlier deliveries.',
    false,
  ),
]

type BasinType = 'E_SINK' | 'E_SINK_DI' | 'E_DRAIN'
type StandardBasinSize = '20X20X8' | '24X20X8' | '24X20X10' | '30X20X8' | '30X20X10'
type PegboardColor = 'GREEN' | 'BLACK' | 'YELLOW' | 'GREY' | 'RED' | 'BLUE' | 'ORANGE' | 'WHITE'

/** One basin; width, length and depth in whole inches, given with size `CUSTOM` only. */
export type DemoBasin = {
  readonly type: BasinType
  readonly size: StandardBasinSize | 'CUSTOM'
  readonly width: number | null
  readonly length: number | null
  readonly depth: number | null
  readonly pTrap: boolean
  readonly light: boolean
}

export type DemoFaucet = {
  readonly type: 'WRIST_BLADE' | 'PRE_RINSE' | 'GOOSENECK_DI'
  readonly quantity: number
  readonly placement: 'CENTER' | 'BASIN_1' | 'BASIN_2' | 'BASIN_3' | 'BETWEEN_1_2' | 'BETWEEN_2_3'
}

export type DemoSprayer = {
  readonly type:
    'DI_WATER_GUN_TURRET' | 'DI_WATER_GUN_ROSETTE' | 'AIR_GUN_TURRET' | 'AIR_GUN_ROSETTE'
  readonly quantity: number
  readonly location: 'LEFT_SIDE' | 'RIGHT_SIDE'
}

/** Configuration object of family MDRD; lengths in inches. */
export type DemoConfiguration = {
  readonly sinkModel: 'T2-B1' | 'T2-B2' | 'T2-B3'
  readonly width: number
  readonly length: number
  readonly legsType: 'HEIGHT_ADJUSTABLE' | 'FIXED_HEIGHT'
  readonly legsModel: 'DL27' | 'DL14' | 'LC1'
  readonly feet: 'CASTERS' | 'SEISMIC'
  readonly workflowDirection: 'LEFT_TO_RIGHT' | 'RIGHT_TO_LEFT'
  readonly pegboard: boolean
  readonly pegboardType: 'PERFORATED' | 'SOLID' | null
  readonly pegboardColor: PegboardColor | null
  readonly pegboardSize: 'SAME_AS_SINK' | 'CUSTOM' | null
  readonly pegboardWidth: number | null
  readonly pegboardLength: number | null
  readonly basins: readonly DemoBasin[]
  readonly faucets: readonly DemoFaucet[]
  readonly sprayers: readonly DemoSprayer[]
}

export type DemoAccessory = { readonly partNumber: string; readonly quantity: number }

export type DemoBuild = {
  readonly buildNumber: string
  readonly family: 'MDRD'
  readonly configuration: DemoConfiguration
  readonly accessories: readonly DemoAccessory[]
}

/** How far the seed drives an order; every build of the order goes the same way. */
export type DemoTarget =
  /** Submitted; the BOM waits for Procurement. `APPROVED` stays `PENDING` with a signed BOM. */
  | { readonly state: 'PENDING_APPROVAL' | 'APPROVED' | 'PRE_QC' }
  /** The body has arrived and the floor has come this far. */
  | { readonly state: FloorTarget }
  /** `REJECTED`: the BOM, order stays `PENDING`. `CANCELLED`: the order. */
  | { readonly state: 'REJECTED' | 'CANCELLED'; readonly reason: string }
  | {
      readonly state: 'ON_HOLD'
      readonly holdClass: 'PARTS_SHORTAGE' | 'CUSTOMER' | 'DRAWING' | 'QUALITY' | 'OTHER'
      readonly reason: string
    }
  /** The first build's configuration is replaced after submit, which makes BOM version 2. */
  | { readonly state: 'DRAFT_BOM_REGENERATED'; readonly revised: DemoConfiguration }

export type DemoOrder = {
  readonly poNumber: string
  /** Index into `DEMO_CUSTOMERS`. */
  readonly customer: number
  readonly projectName: string | null
  readonly salesPerson: string
  /** Days from the day of seeding, at least 1. */
  readonly wantInDays: number
  readonly priority: Priority
  readonly language: DocumentLanguage
  readonly specialInstructions: string | null
  readonly builds: readonly [DemoBuild, ...DemoBuild[]]
  readonly target: DemoTarget
}

type Extras = Partial<Pick<DemoBasin, 'pTrap' | 'light'>>

const basin = (type: BasinType, size: StandardBasinSize, extras: Extras = {}): DemoBasin => ({
  type,
  size,
  width: null,
  length: null,
  depth: null,
  pTrap: false,
  light: false,
  ...extras,
})

const customBasin = (
  type: BasinType,
  [width, length, depth]: readonly [number, number, number],
  extras: Extras = {},
): DemoBasin => ({
  type,
  size: 'CUSTOM',
  width,
  length,
  depth,
  pTrap: false,
  light: false,
  ...extras,
})

type Pegboard = Pick<
  DemoConfiguration,
  | 'pegboard'
  | 'pegboardType'
  | 'pegboardColor'
  | 'pegboardSize'
  | 'pegboardWidth'
  | 'pegboardLength'
>

/** A pegboard as long as the sink, or of its own size `[along the sink, height]` in inches. */
const pegboard = (
  type: 'PERFORATED' | 'SOLID',
  color: PegboardColor | null = null,
  size: readonly [number, number] | null = null,
): Pegboard => ({
  pegboard: true,
  pegboardType: type,
  pegboardColor: color,
  pegboardSize: size === null ? 'SAME_AS_SINK' : 'CUSTOM',
  pegboardWidth: size === null ? null : size[0],
  pegboardLength: size === null ? null : size[1],
})

const BARE: Pegboard = {
  pegboard: false,
  pegboardType: null,
  pegboardColor: null,
  pegboardSize: null,
  pegboardWidth: null,
  pegboardLength: null,
}

type SinkChoices = {
  length: number
  basins:
    | readonly [DemoBasin]
    | readonly [DemoBasin, DemoBasin]
    | readonly [DemoBasin, DemoBasin, DemoBasin]
  pegboard?: Pegboard
  faucets?: readonly DemoFaucet[]
  sprayers?: readonly DemoSprayer[]
} & Partial<
  Pick<DemoConfiguration, 'width' | 'legsType' | 'legsModel' | 'feet' | 'workflowDirection'>
>

const MODELS = { 1: 'T2-B1', 2: 'T2-B2', 3: 'T2-B3' } as const

/** The model follows from the basins; DL27 adjustable legs on casters unless told otherwise. */
const sink = ({
  basins,
  pegboard: board = BARE,
  faucets = [],
  sprayers = [],
  ...body
}: SinkChoices): DemoConfiguration => ({
  sinkModel: MODELS[basins.length],
  width: 30,
  legsType: 'HEIGHT_ADJUSTABLE',
  legsModel: 'DL27',
  feet: 'CASTERS',
  workflowDirection: 'LEFT_TO_RIGHT',
  ...body,
  ...board,
  basins,
  faucets,
  sprayers,
})

const faucet = (
  type: DemoFaucet['type'],
  placement: DemoFaucet['placement'],
  quantity = 1,
): DemoFaucet => ({ type, quantity, placement })

const sprayer = (
  type: DemoSprayer['type'],
  location: DemoSprayer['location'],
  quantity = 1,
): DemoSprayer => ({ type, quantity, location })

/** Accessories as `[part number, quantity]` pairs. */
const build = (
  buildNumber: string,
  configuration: DemoConfiguration,
  ...accessories: readonly (readonly [string, number])[]
): DemoBuild => ({
  buildNumber,
  family: 'MDRD',
  configuration,
  accessories: accessories.map(([partNumber, quantity]) => ({ partNumber, quantity })),
})

/** Two E-Sinks and an E-Drain with everything on it: the demo's richest bill of materials. */
const FULL_THREE_BASIN = sink({
  length: 108,
  width: 32,
  pegboard: pegboard('PERFORATED', 'BLUE'),
  basins: [
    basin('E_DRAIN', '24X20X8', { pTrap: true, light: true }),
    basin('E_SINK', '30X20X8', { light: true }),
    basin('E_SINK_DI', '24X20X8', { light: true }),
  ],
  faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2'), faucet('PRE_RINSE', 'BETWEEN_2_3')],
  sprayers: [sprayer('DI_WATER_GUN_TURRET', 'LEFT_SIDE'), sprayer('AIR_GUN_ROSETTE', 'RIGHT_SIDE')],
})

/** Thirty orders: every basin type and count, every branch of the pegboard rule, all languages. */
export const DEMO_ORDERS: readonly DemoOrder[] = [
  // BOM waits for Procurement
  {
    poNumber: 'MRG-24017',
    customer: 0,
    projectName: 'Reprocessing wing, phase 1',
    salesPerson: 'Sales East',
    wantInDays: 45,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    // uncoloured kit of the size exists, no warnings
    builds: [
      build(
        'DP-1001',
        sink({
          length: 60,
          pegboard: pegboard('PERFORATED'),
          basins: [basin('E_SINK', '24X20X8', { light: true }), basin('E_DRAIN', '24X20X8')],
          faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2')],
        }),
        ['T-OA-BINRAIL-48-KIT', 1],
        ['T-OA-B110505', 6],
        ['T-OA-PB-SS-2GLOVE', 1],
      ),
    ],
    target: { state: 'PENDING_APPROVAL' },
  },
  {
    poNumber: 'HPM/7743',
    customer: 3,
    projectName: 'Operating theatre renewal',
    salesPerson: 'Sales East',
    wantInDays: 21,
    priority: 'RUSH',
    language: 'EN',
    specialInstructions: 'Deliver through the dock of building 4. The lift takes 110 in at most.',
    // general kit with the panel replaced, colour as its own line
    builds: [
      build(
        'DP-1002',
        FULL_THREE_BASIN,
        ['T-OA-PFW1236FM-KIT', 2],
        ['T-OA-6BRUSH-ORG-PB-KIT', 1],
        ['T-OA-WRK-FLW-PB', 1],
        ['T2-OA-SC-2420-SS', 1],
        ['T2-OA-2D-152012-STACKED-KIT', 1],
      ),
    ],
    target: { state: 'PENDING_APPROVAL' },
  },
  {
    poNumber: 'CHGP-2210-B',
    customer: 1,
    projectName: null,
    salesPerson: 'Sales East',
    wantInDays: 60,
    priority: 'STANDARD',
    language: 'FR',
    specialInstructions: 'Prévenir le service une semaine avant la livraison.',
    // coloured kit exists
    builds: [
      build(
        'DP-1003',
        sink({
          length: 61,
          pegboard: pegboard('PERFORATED', 'GREEN'),
          basins: [basin('E_SINK', '24X20X8'), basin('E_SINK', '24X20X8')],
          faucets: [faucet('PRE_RINSE', 'CENTER')],
        }),
        ['T-OA-TASKLIGHT-PB', 1],
      ),
    ],
    target: { state: 'PENDING_APPROVAL' },
  },
  {
    poNumber: 'HSN-0091',
    customer: 8,
    projectName: 'Central de equipos',
    salesPerson: 'Sales Export',
    wantInDays: 90,
    priority: 'STANDARD',
    language: 'ES',
    specialInstructions: 'Embalaje reforzado para transporte marítimo.',
    // general kit with the panel replaced, no colour
    builds: [
      build(
        'DP-1004',
        sink({
          length: 84,
          pegboard: pegboard('SOLID'),
          basins: [
            basin('E_DRAIN', '24X20X8'),
            basin('E_DRAIN', '24X20X8'),
            basin('E_DRAIN', '24X20X8', { light: true }),
          ],
          faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2'), faucet('WRIST_BLADE', 'BETWEEN_2_3')],
        }),
        ['T-OA-SSSHELF-3612-BOLT-ON-KIT', 1],
      ),
    ],
    target: { state: 'PENDING_APPROVAL' },
  },
  {
    poNumber: 'GLDS 118',
    customer: 5,
    projectName: null,
    salesPerson: 'Sales West',
    wantInDays: 14,
    priority: 'EMERGENCY',
    language: 'EN',
    specialInstructions: 'Replaces a sink that failed; the room is closed until it arrives.',
    builds: [
      build(
        'DP-1005',
        sink({
          length: 48,
          legsModel: 'DL14',
          basins: [basin('E_DRAIN', '30X20X8', { pTrap: true })],
          faucets: [faucet('WRIST_BLADE', 'CENTER')],
        }),
      ),
    ],
    target: { state: 'PENDING_APPROVAL' },
  },
  {
    poNumber: 'PVH-3301',
    customer: 2,
    projectName: 'Satellite clinics',
    salesPerson: 'Sales West',
    wantInDays: 120,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    // two sinks; the second one shows the warning about fixed legs
    builds: [
      build(
        'DP-1006',
        sink({
          length: 72,
          pegboard: pegboard('PERFORATED'),
          feet: 'SEISMIC',
          basins: [basin('E_SINK_DI', '24X20X8'), basin('E_SINK', '30X20X8')],
          faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2')],
          sprayers: [sprayer('DI_WATER_GUN_ROSETTE', 'LEFT_SIDE')],
        }),
        ['T-OA-MMA-PB', 1],
      ),
      build(
        'DP-1007',
        sink({
          length: 72,
          pegboard: pegboard('SOLID'),
          legsType: 'FIXED_HEIGHT',
          feet: 'SEISMIC',
          basins: [basin('E_DRAIN', '24X20X8'), basin('E_DRAIN', '24X20X8')],
          faucets: [faucet('PRE_RINSE', 'BETWEEN_1_2')],
        }),
      ),
    ],
    target: { state: 'PENDING_APPROVAL' },
  },
  {
    poNumber: 'FMI-5580',
    customer: 11,
    projectName: null,
    salesPerson: 'Sales Export',
    wantInDays: 75,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    // basins wider than the body and a deep basin over the 8 in lifter frame
    builds: [
      build(
        'DP-1008',
        sink({
          length: 60,
          legsModel: 'LC1',
          basins: [
            basin('E_SINK', '24X20X10'),
            basin('E_SINK', '24X20X8'),
            basin('E_SINK', '24X20X8'),
          ],
          faucets: [faucet('WRIST_BLADE', 'BASIN_1'), faucet('PRE_RINSE', 'BASIN_3')],
        }),
        ['T2-OA-DOSINGESK-BTMSHELF', 1],
      ),
    ],
    target: { state: 'PENDING_APPROVAL' },
  },
  {
    poNumber: 'CMR-40022',
    customer: 4,
    projectName: 'Tower B level 3',
    salesPerson: 'Sales West',
    wantInDays: 33,
    priority: 'RUSH',
    language: 'EN',
    specialInstructions: null,
    // custom basin and custom pegboard, both of a size of their own
    builds: [
      build(
        'DP-1009',
        sink({
          length: 96,
          pegboard: pegboard('PERFORATED', null, [70, 30]),
          basins: [
            customBasin('E_SINK', [26, 22, 8], { light: true }),
            basin('E_DRAIN', '30X20X8', { light: true }),
          ],
          faucets: [faucet('WRIST_BLADE', 'BASIN_1'), faucet('WRIST_BLADE', 'BETWEEN_1_2')],
          sprayers: [sprayer('AIR_GUN_TURRET', 'RIGHT_SIDE')],
        }),
        ['T2-OA-CUST-SHELF-HA-LRG', 1],
        ['T2-OA-PO-SHLF-1212', 1],
      ),
    ],
    target: { state: 'PENDING_APPROVAL' },
  },

  // BOM rejected
  {
    poNumber: 'CTC-1904',
    customer: 6,
    projectName: 'Bloc opératoire',
    salesPerson: 'Sales Export',
    wantInDays: 50,
    priority: 'STANDARD',
    language: 'FR',
    specialInstructions: null,
    builds: [
      build(
        'DP-1010',
        sink({
          length: 73,
          legsType: 'FIXED_HEIGHT',
          legsModel: 'DL14',
          pegboard: pegboard('SOLID', 'WHITE'),
          basins: [basin('E_SINK', '30X20X8'), basin('E_SINK', '30X20X10')],
          faucets: [faucet('WRIST_BLADE', 'BASIN_2')],
        }),
      ),
    ],
    target: {
      state: 'REJECTED',
      reason:
        'Fixed legs do not go with an adjustable body; confirm the leg type with the customer.',
    },
  },
  {
    poNumber: 'MRG-24031',
    customer: 0,
    projectName: 'Reprocessing wing, phase 2',
    salesPerson: 'Sales East',
    wantInDays: 80,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    builds: [
      build(
        'DP-1011',
        sink({
          length: 119,
          pegboard: pegboard('PERFORATED', 'ORANGE'),
          basins: [
            basin('E_SINK_DI', '24X20X8'),
            basin('E_SINK_DI', '24X20X8'),
            basin('E_SINK_DI', '24X20X8'),
          ],
          faucets: [faucet('GOOSENECK_DI', 'BETWEEN_1_2')],
        }),
        ['T-OA-RAIL-SHELF-ADDER-SML', 1],
      ),
    ],
    target: {
      state: 'REJECTED',
      reason: 'The short rail shelf does not fit a sink of this length; order the long one.',
    },
  },
  {
    poNumber: 'HVA-77-20',
    customer: 10,
    projectName: null,
    salesPerson: 'Sales Export',
    wantInDays: 110,
    priority: 'STANDARD',
    language: 'ES',
    specialInstructions: null,
    builds: [
      build(
        'DP-1012',
        sink({
          length: 54,
          basins: [basin('E_SINK', '20X20X8'), basin('E_DRAIN', '20X20X8')],
        }),
        ['T-OA-MLIGHT-PB-KIT', 1],
      ),
    ],
    target: {
      state: 'REJECTED',
      reason: 'The magnifying light needs a pegboard and the sink has none; ask what is meant.',
    },
  },

  // BOM approved, body not here yet
  {
    poNumber: 'HPM/7760',
    customer: 3,
    projectName: 'Operating theatre renewal',
    salesPerson: 'Sales East',
    wantInDays: 28,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    // coloured kit, solid
    builds: [
      build(
        'DP-1013',
        sink({
          length: 71,
          workflowDirection: 'RIGHT_TO_LEFT',
          pegboard: pegboard('SOLID', 'GREY'),
          basins: [basin('E_DRAIN', '30X20X8'), basin('E_SINK', '30X20X8', { light: true })],
          faucets: [faucet('WRIST_BLADE', 'BASIN_2')],
        }),
        ['T-OA-SSSHELF-1812-BOLT-ON-KIT', 2],
        ['T-OA-FOOTREST-RAIL-KIT', 1],
      ),
    ],
    target: { state: 'APPROVED' },
  },
  {
    poNumber: 'CHGP-2214-A',
    customer: 1,
    projectName: 'Endoscopie, bloc 2',
    salesPerson: 'Sales East',
    wantInDays: 35,
    priority: 'RUSH',
    language: 'FR',
    specialInstructions: 'Étiquettes en français sur le coffret de commande.',
    // uncoloured kit of the size exists, the colour becomes a line of its own
    builds: [
      build(
        'DP-1014',
        sink({
          length: 48,
          pegboard: pegboard('PERFORATED', 'YELLOW'),
          basins: [basin('E_SINK_DI', '24X20X8', { light: true })],
          faucets: [faucet('GOOSENECK_DI', 'CENTER', 2)],
        }),
        ['T-OA-1BRUSH-ORG-PB-KIT', 3],
        ['T2-AER-TUBEORG', 1],
      ),
    ],
    target: { state: 'APPROVED' },
  },
  {
    poNumber: 'CBS-2026/04',
    customer: 9,
    projectName: 'Ampliación quirúrgica',
    salesPerson: 'Sales Export',
    wantInDays: 65,
    priority: 'STANDARD',
    language: 'ES',
    specialInstructions: null,
    // custom pegboard that equals a standard size
    builds: [
      build(
        'DP-1015',
        sink({
          length: 95,
          pegboard: pegboard('PERFORATED', null, [72, 36]),
          basins: [basin('E_DRAIN', '30X20X8'), basin('E_DRAIN', '30X20X8')],
          faucets: [faucet('PRE_RINSE', 'BETWEEN_1_2')],
          sprayers: [sprayer('AIR_GUN_ROSETTE', 'LEFT_SIDE', 2)],
        }),
        ['T-OA-PPRACK-2066', 1],
      ),
    ],
    target: { state: 'APPROVED' },
  },
  {
    poNumber: 'PVH-3309',
    customer: 2,
    projectName: null,
    salesPerson: 'Sales West',
    wantInDays: 40,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    builds: [
      build(
        'DP-1016',
        sink({
          length: 120,
          width: 36,
          legsModel: 'LC1',
          pegboard: pegboard('PERFORATED', 'RED'),
          basins: [
            basin('E_SINK', '30X20X8', { light: true }),
            basin('E_SINK', '30X20X8', { light: true }),
            basin('E_SINK', '30X20X8', { light: true }),
          ],
          faucets: [
            faucet('WRIST_BLADE', 'BASIN_1'),
            faucet('PRE_RINSE', 'CENTER'),
            faucet('WRIST_BLADE', 'BASIN_3'),
          ],
        }),
        ['T-OA-RAIL-SHELF-ADDER-LRG', 1],
        ['T-OA-MNT-SINGLE-COMBO-PB', 1],
        ['T2-OA-SC-3020-SS', 2],
      ),
    ],
    target: { state: 'IN_PRODUCTION' },
  },
  {
    poNumber: 'CMR-40029',
    customer: 4,
    projectName: 'Tower B level 3',
    salesPerson: 'Sales West',
    wantInDays: 18,
    priority: 'RUSH',
    language: 'EN',
    specialInstructions: 'Three equal sinks; label each with its room number.',
    builds: [
      build(
        'DP-1017',
        sink({
          length: 60,
          basins: [basin('E_SINK', '24X20X8'), basin('E_DRAIN', '24X20X8')],
          faucets: [faucet('WRIST_BLADE', 'CENTER')],
        }),
      ),
      build(
        'DP-1018',
        sink({
          length: 60,
          basins: [basin('E_SINK', '24X20X8'), basin('E_DRAIN', '24X20X8')],
          faucets: [faucet('WRIST_BLADE', 'CENTER')],
        }),
      ),
      build(
        'DP-1019',
        sink({
          length: 60,
          basins: [basin('E_SINK', '24X20X8'), basin('E_DRAIN', '24X20X8')],
          faucets: [faucet('WRIST_BLADE', 'CENTER')],
        }),
      ),
    ],
    target: { state: 'CLAIMABLE' },
  },
  {
    poNumber: 'HHS-6120',
    customer: 7,
    projectName: null,
    salesPerson: 'Sales Export',
    wantInDays: 100,
    priority: 'STANDARD',
    language: 'FR',
    specialInstructions: null,
    // custom basin of a standard size, custom pegboard with a colour
    builds: [
      build(
        'DP-1020',
        sink({
          length: 84,
          feet: 'SEISMIC',
          pegboard: pegboard('SOLID', 'BLACK', [80, 40]),
          basins: [
            customBasin('E_DRAIN', [24, 20, 8]),
            customBasin('E_SINK', [28, 22, 9], { pTrap: true }),
          ],
          faucets: [faucet('PRE_RINSE', 'BETWEEN_1_2')],
        }),
        ['T2-OA-CUST-SHELF-HA-SML', 1],
      ),
    ],
    target: { state: 'DELIVERED' },
  },

  // body arrived, incoming inspection due
  {
    poNumber: 'MRG-23988',
    customer: 0,
    projectName: 'Reprocessing wing, phase 1',
    salesPerson: 'Sales East',
    wantInDays: 10,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    builds: [
      build(
        'DP-1021',
        sink({
          length: 59,
          pegboard: pegboard('SOLID'),
          basins: [basin('E_DRAIN', '24X20X8', { light: true }), basin('E_DRAIN', '24X20X8')],
          faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2')],
        }),
        ['T-OA-PB-SS-1L-SHLF', 1],
      ),
    ],
    target: { state: 'PRE_QC' },
  },
  {
    poNumber: 'GLDS 104',
    customer: 5,
    projectName: null,
    salesPerson: 'Sales West',
    wantInDays: 7,
    priority: 'EMERGENCY',
    language: 'EN',
    specialInstructions: null,
    builds: [
      build(
        'DP-1022',
        sink({
          length: 48,
          legsType: 'FIXED_HEIGHT',
          basins: [basin('E_SINK', '30X20X8', { pTrap: true, light: true })],
          faucets: [faucet('WRIST_BLADE', 'BASIN_1'), faucet('PRE_RINSE', 'BASIN_1')],
        }),
      ),
    ],
    target: { state: 'PRE_QC' },
  },
  {
    poNumber: 'FMI-5541',
    customer: 11,
    projectName: 'Decontamination unit',
    salesPerson: 'Sales Export',
    wantInDays: 24,
    priority: 'RUSH',
    language: 'EN',
    specialInstructions: null,
    builds: [
      build(
        'DP-1023',
        sink({
          length: 96,
          pegboard: pegboard('PERFORATED'),
          basins: [
            basin('E_DRAIN', '24X20X8', { pTrap: true }),
            basin('E_DRAIN', '24X20X8', { pTrap: true }),
            basin('E_SINK', '24X20X8', { light: true }),
          ],
          faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2'), faucet('PRE_RINSE', 'BASIN_3')],
          sprayers: [sprayer('DI_WATER_GUN_TURRET', 'RIGHT_SIDE')],
        }),
        ['T-OA-BINRAIL-36-KIT', 2],
        ['B210-BLUE', 10],
      ),
    ],
    target: { state: 'FINAL_QC' },
  },
  {
    poNumber: 'HSN-0085',
    customer: 8,
    projectName: null,
    salesPerson: 'Sales Export',
    wantInDays: 30,
    priority: 'STANDARD',
    language: 'ES',
    specialInstructions: null,
    builds: [
      build(
        'DP-1024',
        sink({
          length: 66,
          pegboard: pegboard('PERFORATED', 'BLACK'),
          basins: [basin('E_SINK_DI', '24X20X8'), basin('E_DRAIN', '24X20X8')],
          faucets: [faucet('GOOSENECK_DI', 'BASIN_1'), faucet('GOOSENECK_DI', 'BETWEEN_1_2')],
        }),
      ),
    ],
    target: { state: 'PRE_QC_FAILED' },
  },
  {
    poNumber: 'CTC-1877',
    customer: 6,
    projectName: 'Bloc opératoire',
    salesPerson: 'Sales Export',
    wantInDays: 16,
    priority: 'STANDARD',
    language: 'FR',
    specialInstructions: null,
    builds: [
      build(
        'DP-1025',
        sink({
          length: 107,
          pegboard: pegboard('SOLID', 'GREEN'),
          basins: [
            basin('E_SINK', '24X20X8'),
            basin('E_DRAIN', '30X20X8'),
            basin('E_SINK_DI', '24X20X8'),
          ],
          faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2'), faucet('WRIST_BLADE', 'BETWEEN_2_3')],
        }),
        ['T-OA-DIM-MLIGHT-PB-KIT', 1],
      ),
      build(
        'DP-1026',
        sink({
          length: 48,
          basins: [basin('E_DRAIN', '20X20X8')],
          faucets: [faucet('PRE_RINSE', 'CENTER')],
        }),
      ),
    ],
    target: { state: 'QC_COMPLETE' },
  },

  // on hold
  {
    poNumber: 'HPM/7718',
    customer: 3,
    projectName: null,
    salesPerson: 'Sales East',
    wantInDays: 55,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    builds: [
      build(
        'DP-1027',
        sink({
          length: 72,
          pegboard: pegboard('PERFORATED', 'WHITE'),
          basins: [basin('E_SINK', '30X20X8'), basin('E_SINK_DI', '30X20X8')],
          faucets: [faucet('WRIST_BLADE', 'BASIN_1')],
        }),
      ),
    ],
    target: {
      state: 'ON_HOLD',
      holdClass: 'CUSTOMER',
      reason: 'The hospital is moving the drain in the floor and will confirm the new position.',
    },
  },
  {
    poNumber: 'HHS-6107',
    customer: 7,
    projectName: 'Stérilisation centrale',
    salesPerson: 'Sales Export',
    wantInDays: 48,
    priority: 'RUSH',
    language: 'FR',
    specialInstructions: null,
    builds: [
      build(
        'DP-1028',
        sink({
          length: 108,
          basins: [
            customBasin('E_SINK', [32, 24, 10], { light: true }),
            basin('E_DRAIN', '30X20X10'),
            customBasin('E_SINK', [26, 22, 8]),
          ],
          faucets: [faucet('PRE_RINSE', 'BASIN_1'), faucet('WRIST_BLADE', 'BASIN_3')],
        }),
      ),
    ],
    target: {
      state: 'ON_HOLD',
      holdClass: 'DRAWING',
      reason: 'The drawing shows the first basin two inches narrower than the order.',
    },
  },
  {
    poNumber: 'PVH-3288',
    customer: 2,
    projectName: null,
    salesPerson: 'Sales West',
    wantInDays: 26,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    builds: [
      build(
        'DP-1029',
        sink({
          length: 60,
          feet: 'SEISMIC',
          pegboard: pegboard('SOLID', 'RED'),
          basins: [basin('E_SINK', '24X20X8'), basin('E_SINK', '24X20X8')],
        }),
      ),
    ],
    target: {
      state: 'ON_HOLD',
      holdClass: 'PARTS_SHORTAGE',
      reason: 'Seismic feet are out of stock until the next delivery.',
    },
  },

  // cancelled
  {
    poNumber: 'CBS-2026/02',
    customer: 9,
    projectName: null,
    salesPerson: 'Sales Export',
    wantInDays: 70,
    priority: 'STANDARD',
    language: 'ES',
    specialInstructions: null,
    builds: [
      build(
        'DP-1030',
        sink({
          length: 84,
          pegboard: pegboard('PERFORATED', null, [34, 36]),
          basins: [basin('E_DRAIN', '30X20X8'), basin('E_SINK', '30X20X8')],
          faucets: [faucet('WRIST_BLADE', 'BASIN_2')],
        }),
      ),
    ],
    target: { state: 'CANCELLED', reason: 'The customer ordered the same sink twice by mistake.' },
  },
  {
    poNumber: 'GLDS 097',
    customer: 5,
    projectName: 'Second clinic',
    salesPerson: 'Sales West',
    wantInDays: 85,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    builds: [
      build(
        'DP-1031',
        sink({
          length: 48,
          legsModel: 'DL14',
          basins: [basin('E_SINK', '24X20X8')],
        }),
      ),
    ],
    target: {
      state: 'CANCELLED',
      reason: 'The clinic postponed its opening and took back the order.',
    },
  },

  // changed after submit: BOM version 2
  {
    poNumber: 'CMR-40035',
    customer: 4,
    projectName: null,
    salesPerson: 'Sales West',
    wantInDays: 52,
    priority: 'STANDARD',
    language: 'EN',
    specialInstructions: null,
    builds: [
      build(
        'DP-1032',
        sink({
          length: 72,
          pegboard: pegboard('PERFORATED'),
          basins: [basin('E_DRAIN', '24X20X8'), basin('E_DRAIN', '24X20X8')],
          faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2')],
        }),
        ['T-OA-PB-SS-3GLOVE', 1],
      ),
    ],
    target: {
      state: 'DRAFT_BOM_REGENERATED',
      revised: sink({
        length: 72,
        pegboard: pegboard('PERFORATED', 'BLUE'),
        basins: [basin('E_DRAIN', '24X20X8'), basin('E_SINK', '24X20X8', { light: true })],
        faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2')],
      }),
    },
  },
  {
    poNumber: 'CHGP-2219',
    customer: 1,
    projectName: null,
    salesPerson: 'Sales East',
    wantInDays: 38,
    priority: 'STANDARD',
    language: 'FR',
    specialInstructions: null,
    builds: [
      build(
        'DP-1033',
        sink({
          length: 60,
          pegboard: pegboard('PERFORATED', 'YELLOW'),
          basins: [basin('E_SINK', '24X20X8'), basin('E_SINK_DI', '24X20X8')],
        }),
      ),
    ],
    target: {
      state: 'DRAFT_BOM_REGENERATED',
      revised: sink({
        length: 66,
        pegboard: pegboard('PERFORATED', 'ORANGE'),
        basins: [basin('E_SINK', '30X20X8'), basin('E_SINK_DI', '24X20X8', { light: true })],
        faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2')],
      }),
    },
  },
  {
    poNumber: 'HVA-78-03',
    customer: 10,
    projectName: 'Pabellón sur',
    salesPerson: 'Sales Export',
    wantInDays: 130,
    priority: 'STANDARD',
    language: 'ES',
    specialInstructions: 'Confirmar la tensión de red antes de cablear el cofre.',
    builds: [
      build(
        'DP-1034',
        sink({
          length: 120,
          pegboard: pegboard('SOLID'),
          basins: [
            basin('E_SINK', '24X20X8'),
            basin('E_SINK', '24X20X8'),
            basin('E_DRAIN', '24X20X8'),
          ],
          faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2')],
        }),
      ),
    ],
    target: {
      state: 'DRAFT_BOM_REGENERATED',
      revised: sink({
        length: 120,
        pegboard: pegboard('SOLID'),
        legsModel: 'LC1',
        basins: [
          basin('E_SINK', '24X20X8', { light: true }),
          basin('E_SINK', '24X20X8', { light: true }),
          basin('E_DRAIN', '24X20X8', { pTrap: true }),
        ],
        faucets: [faucet('WRIST_BLADE', 'BETWEEN_1_2'), faucet('WRIST_BLADE', 'BASIN_1')],
      }),
    },
  },
]
