import path from 'node:path'
import type { Payload } from 'payload'
import { systemRequest } from '../../src/services/actor'
import { importCatalogue, readDeliveryFolder } from '../../src/services/catalogue/import'
import { orThrow } from '../../src/services/http'
import { rest } from './api'
import { unique, type TestUser } from './given'

const CATALOGUE = path.resolve(import.meta.dirname, '../../scripts/demo/catalog')

/** The demo catalogue, through the importer. */
export async function loadCatalogue(payload: Payload): Promise<void> {
  const req = await systemRequest(payload)
  await importCatalogue(req, orThrow(await readDeliveryFolder(CATALOGUE)))
}

/** A one-basin sink that needs nothing special; tests replace what they are about. */
export const plainSink = (own: Record<string, unknown> = {}): Record<string, unknown> => ({
  sinkModel: 'T2-B1',
  width: 30,
  length: 60,
  legsType: 'HEIGHT_ADJUSTABLE',
  legsModel: 'DL27',
  feet: 'CASTERS',
  workflowDirection: 'LEFT_TO_RIGHT',
  pegboard: false,
  basins: [{ type: 'E_SINK', size: '24X20X8', pTrap: false, light: false }],
  faucets: [],
  sprayers: [],
  ...own,
})

/** The biggest ordinary order: three basins, pegboard, faucets, sprayers. */
export const threeBasinSink = (own: Record<string, unknown> = {}): Record<string, unknown> =>
  plainSink({
    sinkModel: 'T2-B3',
    length: 108,
    pegboard: true,
    pegboardType: 'PERFORATED',
    pegboardColor: 'BLUE',
    pegboardSize: 'SAME_AS_SINK',
    basins: [
      { type: 'E_SINK', size: '24X20X8', light: true },
      { type: 'E_SINK', size: '30X20X8', pTrap: true },
      { type: 'E_DRAIN', size: '20X20X8', light: true },
    ],
    faucets: [{ type: 'WRIST_BLADE', quantity: 1, placement: 'BETWEEN_1_2' }],
    sprayers: [{ type: 'DI_WATER_GUN_TURRET', quantity: 1, location: 'LEFT_SIDE' }],
    ...own,
  })

type Loose = Record<string, unknown>

/** A whole wizard as it is submitted, with unique numbers. */
export const submission = (own: Loose = {}): Loose => ({
  customer: {
    companyName: 'Harbour Clinic',
    shippingAddress: {
      line1: '1 Harbour Street',
      city: 'Halifax',
      region: 'NS',
      postalCode: 'B3H 1A1',
      country: 'Canada',
    },
  },
  poNumber: unique('PO'),
  salesPerson: 'Field sales',
  wantDate: '2099-01-31',
  language: 'EN',
  builds: [build()],
  ...own,
})

export const build = (own: Loose = {}): Loose => ({
  buildNumber: unique('BUILD'),
  family: 'MDRD',
  configuration: plainSink(),
  ...own,
})

export type Submitted = {
  order: { id: string; orderNumber: string; poNumber: string; status: string }
  builds: {
    id: string
    buildNumber: string
    bom: { id: string; version: number; lineCount: number }
  }[]
}

/** Submits through the endpoint and insists on success. */
export async function submit(coordinator: TestUser, own: Loose = {}): Promise<Submitted> {
  const { status, body, text } = await rest(coordinator).post<Submitted>(
    '/orders/submit',
    submission(own),
  )
  if (status !== 201) throw new Error(`The submit was refused: ${status} ${text}`)
  return body
}

/** Procurement's signature under the first BOM of a build, or the one named. */
export async function approve(procurement: TestUser, bom: string): Promise<void> {
  const { status, text } = await rest(procurement).post(`/boms/${bom}/approve`, {
    password: procurement.password,
  })
  if (status !== 200) throw new Error(`The approval was refused: ${status} ${text}`)
}

/** The first build of an order, which every order has. */
export function firstBuild({ builds: [first] }: Submitted): Submitted['builds'][number] {
  if (!first) throw new Error('The order has no build.')
  return first
}
