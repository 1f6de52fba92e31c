import { expect, type Page } from '@playwright/test'
import { ask, type Json } from './support'

/** Records that one test has for itself, made in the session of whoever is signed in on a page. */

export async function made(page: Page, collection: string, data: Json): Promise<string> {
  const id: unknown = Object((await ask(page, `/api/${collection}`, 'POST', data)).doc).id
  if (typeof id !== 'string') throw new Error(`No record was made in ${collection}.`)
  return id
}

export const address = {
  line1: '1 Harbour Street',
  city: 'Halifax',
  region: 'NS',
  postalCode: 'B3H 1A1',
  country: 'Canada',
}
export const once = (): string => Date.now().toString(36).toUpperCase()

export const SINK = {
  ...{ sinkModel: 'T2-B1', width: 48, length: 60 },
  ...{ legsType: 'HEIGHT_ADJUSTABLE', legsModel: 'DL27', feet: 'CASTERS' },
  ...{ workflowDirection: 'LEFT_TO_RIGHT', pegboard: false },
  basins: [{ type: 'E_SINK', size: '24X20X8', pTrap: false, light: false }],
}

/** An order of one sink, submitted in the session of the page. */
export async function orderOf(page: Page, projectName: string): Promise<string> {
  const answer = await ask(page, '/api/orders/submit', 'POST', {
    customer: { companyName: `Clinic ${once()}`, shippingAddress: address },
    poNumber: `PO-${once()}`,
    projectName,
    salesPerson: 'Sam Seller',
    wantDate: '2031-05-05',
    language: 'EN',
    builds: [
      {
        buildNumber: `BUILD-${once()}`,
        family: 'MDRD',
        configuration: SINK,
      },
    ],
  })
  const id: unknown = Object(answer.order).id ?? answer.order
  if (typeof id !== 'string') throw new Error(`No order was made: ${JSON.stringify(answer)}`)
  return id
}

export const save = (page: Page) => page.locator('#action-save').click()

export async function saved(page: Page): Promise<void> {
  await save(page)
  await expect(page.getByText(/updated successfully/i).first()).toBeVisible()
}
