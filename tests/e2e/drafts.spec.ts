import { expect, type Page } from '@playwright/test'
import { choose, chooseFamily, enterDetails, next, openBlank } from './ordering'
import { insist } from './plant'
import { ask, expectAccessible, findOne, signedIn, test, type Json } from './support'

/**
 * One draft in two windows, and a build whose configuration is changed: nothing that was typed is lost,
 * and nothing is overwritten without a question.
 */

test.describe.configure({ mode: 'serial' })

const PO = 'TWO-WINDOWS-1'
const ACCESSORY = 'T2-OA-SC-2020-SS'
const SUCCESSOR = 'T-OA-BINRAIL-36-KIT'
let ordered = ''

const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const field = (page: Page, name: string) => page.getByRole('textbox', { name })
const accessory = (page: Page) =>
  findOne(page, `/api/assemblies?where[partNumber][equals]=${ACCESSORY}`)
const draftOf = (page: Page): string => new URL(page.url()).searchParams.get('draft') ?? ''
const draftsPath = (id: string) => `/api/order-drafts/${id}?depth=0`
const contentOf = async (page: Page, id: string): Promise<Json> =>
  Object((await ask(page, draftsPath(id))).content)

/** What the server has of a draft, once it has it. */
const stored = (page: Page, id: string, content: Json) =>
  expect.poll(() => contentOf(page, id)).toMatchObject(content)

async function removeInAnotherWindow(page: Page): Promise<void> {
  const other = await page.context().newPage()
  await other.goto('/admin/orders/new')
  await other.getByRole('button', { name: `Remove the draft ${PO}` }).click()
  await other.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(other.getByText(PO)).toHaveCount(0)
  await other.close()
}

test('a draft that is removed in another window is made anew, and its order is placed', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  await enterDetails(page, PO)
  ordered = await chooseFamily(page, 'MDRD')
  await choose(page, 'Model', 'T2-B1 (1 basin)')
  await field(page, 'Length').fill('50')
  await field(page, 'Width').fill('30')
  await choose(page, 'Leg type', 'Height adjustable')
  await choose(page, 'Leg model', 'DL27')
  await choose(page, 'Feet', 'Lock and level casters')
  await choose(page, 'Type', 'E-Drain')
  await choose(page, 'Size', '20" × 20" × 8"')
  await expect.poll(() => draftOf(page)).not.toBe('')
  const first = draftOf(page)
  await stored(page, first, { builds: [{ configuration: { length: 50 } }] })

  await removeInAnotherWindow(page)
  await field(page, 'Length').fill('52')
  const anew = page.getByText(/is kept as a new draft/)
  await expect(anew).toBeVisible()
  await expect.poll(() => draftOf(page)).not.toBe(first)
  await stored(page, draftOf(page), { builds: [{ configuration: { length: 52 } }] })
  await expectAccessible(page, '.wizard')
  await page.getByRole('button', { name: 'Understood' }).click()
  await expect(anew).toHaveCount(0)
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

  await page.reload()
  await expect(field(page, 'Length')).toHaveValue('52')
  await next(page)
  await heading(page, 'Accessories')
  await page.getByRole('searchbox').fill(ACCESSORY)
  await page.getByRole('button', { name: 'Add Staging cover for a 20 × 20 in basin' }).click()
  await next(page)
  await heading(page, 'Review')
  await expect(page.getByText(/on all levels/).first()).toBeVisible()
  for (const warning of await page.getByRole('checkbox').all()) await warning.check()

  await removeInAnotherWindow(page)
  await page.getByRole('button', { name: 'Submit order' }).click()
  await expect(page.getByRole('heading', { name: /Order TOR-\d{4}-\d+ is placed/ })).toBeVisible()
  expect(
    await ask(page, `/api/orders?depth=0&joins=false&where[poNumber][equals]=${PO}`),
  ).toMatchObject({ totalDocs: 1 })
  expect(await ask(page, `/api/order-drafts?where[title][like]=${PO}`)).toMatchObject({
    totalDocs: 0,
  })
})

test('a file stays with a draft that is made anew, though the server could not be told', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  await openBlank(page)
  await field(page, 'PO number').fill('WITH-A-FILE')
  await page
    .getByLabel('PO documents')
    .setInputFiles({ name: 'kept.txt', mimeType: 'text/plain', buffer: Buffer.from('Kept') })
  const file = page.getByRole('button', { name: 'Remove kept.txt' })
  await expect(file).toBeVisible()
  const first = draftOf(page)
  await expect
    .poll(async () => (await contentOf(page, first)).documents)
    .toEqual([expect.any(String)])
  const { documents } = await contentOf(page, first)

  const lost = page.waitForRequest(
    (request) => request.method() === 'PATCH' && request.url().includes('/api/documents/'),
  )
  await page.route('**/api/documents/**', (route) => route.abort())
  await insist(page, 'DELETE', draftsPath(first))
  await field(page, 'Project').fill('Wing F')
  await lost
  await expect.poll(() => draftOf(page)).not.toBe(first)
  const second = draftOf(page)
  await stored(page, second, { projectName: 'Wing F', documents })
  expect(await ask(page, `/api/documents?where[draft][equals]=${second}&depth=0`)).toMatchObject({
    totalDocs: 0,
  })

  await page.unroute('**/api/documents/**')
  await page.reload()
  await expect(field(page, 'Project')).toHaveValue('Wing F')
  await expect(file).toBeVisible()
  await insist(page, 'DELETE', draftsPath(second))
})

test('the list of drafts leads to the wizard: there is no other form of a draft', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  await openBlank(page)
  await field(page, 'PO number').fill('FROM-THE-LIST')
  await expect.poll(() => draftOf(page)).not.toBe('')
  const id = draftOf(page)
  await stored(page, id, { poNumber: 'FROM-THE-LIST' })

  await page.goto('/admin/collections/order-drafts')
  await page.getByRole('link', { name: /FROM-THE-LIST/ }).click()
  await page.waitForURL(`**/admin/orders/new?draft=${id}`)
  await expect(field(page, 'PO number')).toHaveValue('FROM-THE-LIST')

  await page.goto('/admin/collections/order-drafts')
  await page
    .getByRole('link', { name: /Create new/i })
    .first()
    .click()
  await page.waitForURL('**/admin/orders/new')
  await expect(page.getByRole('button', { name: 'Start a new order' })).toBeVisible()
})

test('two windows on one draft: nothing is saved over until one of the two is chosen', async ({
  browser,
}) => {
  const one = await signedIn(browser, 'coordinator')
  await openBlank(one)
  await field(one, 'PO number').fill('TWO-WINDOWS-2')
  await expect.poll(() => draftOf(one)).not.toBe('')
  const id = draftOf(one)
  await stored(one, id, { poNumber: 'TWO-WINDOWS-2' })

  const two = await one.context().newPage()
  await two.goto(`/admin/orders/new?draft=${id}`)
  await expect(field(two, 'PO number')).toHaveValue('TWO-WINDOWS-2')
  await field(one, 'Project').fill('Wing B')
  await stored(one, id, { projectName: 'Wing B' })

  const changed = 'This draft was changed in another window'
  await two.getByLabel('Sales person').fill('Second window')
  await expect(two.getByText(changed, { exact: true })).toBeVisible()
  await expectAccessible(two, '.wizard')
  await stored(two, id, { projectName: 'Wing B', salesPerson: '' })
  await two
    .getByLabel('PO documents')
    .setInputFiles({ name: 'early.txt', mimeType: 'text/plain', buffer: Buffer.from('Early') })
  await expect(two.getByText(/early\.txt was not uploaded.*choose above/)).toBeVisible()
  await two.getByRole('button', { name: 'Keep this version' }).click()
  await expect(two.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(two.getByText(changed, { exact: true })).toHaveCount(0)
  await stored(two, id, { projectName: '', salesPerson: 'Second window' })

  await field(one, 'Special instructions').fill('From the first')
  await expect(one.getByText(changed, { exact: true })).toBeVisible()
  await stored(one, id, { specialInstructions: '', salesPerson: 'Second window' })
  await one.getByRole('button', { name: 'Open the version of the other window' }).click()
  await expect(one.getByLabel('Sales person')).toHaveValue('Second window')
  await expect(one.getByRole('heading', { level: 1 })).toBeFocused()
  await expect(field(one, 'Special instructions')).toHaveValue('')
  await field(one, 'Project').fill('Wing C')
  await stored(one, id, { projectName: 'Wing C', salesPerson: 'Second window' })

  // typed in a window that is closed before the choice, and passed by once more
  const late = 'Typed too late'
  await field(two, 'Special instructions').fill(late)
  await expect(two.getByText(changed, { exact: true })).toBeVisible()
  await field(one, 'Project').fill('Wing D')
  await stored(one, id, { projectName: 'Wing D', specialInstructions: '' })
  await two.close()
  const three = await one.context().newPage()
  await three.goto(`/admin/orders/new?draft=${id}`)
  await expect(three.getByText(changed, { exact: true })).toBeVisible()
  await expect(field(three, 'Special instructions')).toHaveValue(late)
  await expect(field(three, 'Project')).toHaveValue('')
  await stored(three, id, { projectName: 'Wing D', specialInstructions: '' })
  await three.getByRole('button', { name: 'Open the version of the other window' }).click()
  await expect(field(three, 'Project')).toHaveValue('Wing D')
  await expect(field(three, 'Special instructions')).toHaveValue('')
  await three.reload()
  await expect(field(three, 'Project')).toHaveValue('Wing D')
  await expect(three.getByText(changed, { exact: true })).toHaveCount(0)
  await insist(one, 'DELETE', draftsPath(id))
})

test('a changed configuration is not left without a question', async ({ browser }) => {
  const page = await signedIn(browser, 'coordinator')
  const id = await findOne(page, `/api/builds?where[buildNumber][equals]=${ordered}`)
  const { configuration } = await ask(page, `/api/builds/${id}?depth=0`)
  await page.goto(`/admin/collections/builds/${id}/configure`)
  await field(page, 'Length').fill('54')
  await page.locator('.doc-tabs').getByRole('link', { name: 'Tasks' }).click()
  const question = page.getByRole('dialog')
  await expect(question).toContainText('Leave without saving')
  await question.getByRole('button', { name: 'Stay on this page' }).click()
  await expect(field(page, 'Length')).toHaveValue('54')

  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const closing = await asked
  expect(closing.type()).toBe('beforeunload')
  await closing.dismiss()
  await expect(field(page, 'Length')).toHaveValue('54')

  await page.getByRole('link', { name: 'Open the order' }).click()
  await question.getByRole('button', { name: 'Leave anyway' }).click()
  await page.waitForURL(/\/collections\/orders\//)
  expect((await ask(page, `/api/builds/${id}?depth=0`)).configuration).toEqual(configuration)
})

test('what is chosen has its name, and a retired accessory is marked with its successor', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  const admin = await signedIn(browser, 'admin')
  const item = await accessory(admin)
  const successor = await findOne(admin, `/api/assemblies?where[partNumber][equals]=${SUCCESSOR}`)
  const id = await findOne(page, `/api/builds?where[buildNumber][equals]=${ordered}`)
  const chosen = page.getByRole('region', { name: /^Chosen for/ })
  const open = async () => {
    await page.goto(`/admin/collections/builds/${id}/configure`)
    await page.getByRole('button', { name: 'Accessories', exact: true }).click()
  }
  const { name } = await ask(page, `/api/assemblies/${item}?depth=0&joins=false`)

  // without the offers beside it, its name can come only with the catalogue's word on it
  const offers = '**/api/configurator/accessories?*'
  await page.route(offers, (route) => route.abort())
  await open()
  await expect(chosen.getByText(String(name), { exact: true })).toBeVisible()
  await expect(chosen).not.toContainText('Retired')
  await page.unroute(offers)

  const reason = 'The maker stopped making it.'
  await insist(admin, 'POST', `/api/assemblies/${item}/retire`, { successor, reason })
  await open()
  await expect(chosen.getByText(String(name), { exact: true })).toBeVisible()
  await expect(chosen).toContainText(`(${SUCCESSOR}) instead, or remove it.`)
  await expectAccessible(page, '.wizard')
})

test.afterAll('the accessory is offered again', async ({ browser }) => {
  const admin = await signedIn(browser, 'admin')
  const path = `/api/assemblies/${await accessory(admin)}`
  const { isActive } = await insist(admin, 'GET', `${path}?depth=0&joins=false`)
  if (isActive === false)
    await insist(admin, 'POST', `${path}/reactivate`, { reason: 'It is made again.' })
  await admin.context().close()
})
