import { expect, type Page } from '@playwright/test'
import type { FamilyContent } from '../../src/domain/configurator/release'
import { sameLabel } from '../../src/domain/label'
import { changedFamily, smallFamily } from './smallFamily'
import { choose, chooseFamily, enterDetails, next } from './ordering'
import { insist, listOf, text, type Json } from './plant'
import { expectAccessible, PASSWORD, signedIn, test } from './support'

/** A family that is published anew while a coordinator is entering an order for it. */

test.describe.configure({ mode: 'serial', timeout: 300_000 })

const NAME = 'Hand wash station'
const CASTERS = 'Lock and level casters'
const SEISMIC = 'Seismic feet'
const DRAWER = 'Extra drawer'

let family = ''
let code = ''

/** Publishes and answers the id of the release. */
async function publish(page: Page, draft: FamilyContent, reason: string): Promise<string> {
  const path = `/api/product-families/${family}`
  await insist(page, 'PATCH', `${path}?depth=0`, { draft })
  return text((await insist(page, 'POST', `${path}/publish`, { password: PASSWORD, reason })).id)
}

const rows = async (page: Page, list: string, field: string, value: string): Promise<Json[]> =>
  listOf(
    (
      await insist(
        page,
        'GET',
        `/api/${list}?where[${field}][equals]=${encodeURIComponent(value)}&depth=0`,
      )
    ).docs,
  )

const news = (page: Page) => page.locator('.wizard-news')
const offered = (page: Page, group: string) => page.getByRole('radiogroup', { name: group })
const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

async function design(page: Page, po: string, feet: string): Promise<string> {
  await enterDetails(page, po)
  const buildNumber = await chooseFamily(page, NAME)
  await page.getByRole('textbox', { name: 'Length' }).fill('60')
  await choose(page, 'Feet', feet)
  await expect(page.getByText('Every line is in the catalogue.')).toBeVisible()
  return buildNumber
}

async function toReview(page: Page): Promise<void> {
  await next(page)
  await heading(page, 'Accessories')
  await next(page)
  await heading(page, 'Review')
}

test.beforeAll(async ({ browser }) => {
  const page = await signedIn(browser, 'admin')
  code = `WASH_${Date.now().toString(36).toUpperCase()}`
  const { doc } = await insist(page, 'POST', '/api/product-families?depth=0', {
    code,
    name: NAME,
    draft: smallFamily(code, NAME),
  })
  family = text(Object(doc).id)
  await publish(page, smallFamily(code, NAME), 'First stations')
})

test.afterAll(async ({ browser }) => {
  const page = await signedIn(browser, 'admin')
  await insist(page, 'POST', `/api/product-families/${family}/retire`, { reason: 'Only tried' })
  await page.context().close()
})

test('an order that the new release refuses goes on in its form, with nothing else lost', async ({
  browser,
}) => {
  const admin = await signedIn(browser, 'admin')
  const page = await signedIn(browser, 'coordinator')
  const po = `ANEW-${Date.now()}`
  const buildNumber = await design(page, po, SEISMIC)
  const release = await publish(admin, changedFamily(code, NAME), 'One kind of feet, and drawers')

  await toReview(page)
  await page.getByRole('button', { name: 'Submit order' }).click()
  await expect(news(page)).toContainText(`${NAME} was published anew (release 2).`)
  await expect(news(page)).toContainText('Check the marked entries.')
  await expect(news(page)).toContainText(`${buildNumber}, Feet: ${SEISMIC}`)
  await expectAccessible(page, '.wizard')
  expect(await rows(page, 'orders', 'poNumber', po)).toEqual([])

  await page
    .getByRole('button', { name: `${DRAWER} is required.` })
    .first()
    .click()
  await heading(page, 'Configuration')
  for (const group of ['Feet', DRAWER])
    await expect(page.locator('.wizard-field__fault', { hasText: group })).toBeVisible()
  await expect(offered(page, 'Feet').getByRole('radio')).toHaveCount(1)
  await expect(page.getByRole('textbox', { name: 'Length' })).toHaveValue('60')
  await news(page).getByRole('button', { name: 'Understood' }).click()
  await expect(news(page)).toBeEmpty()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

  await choose(page, 'Feet', CASTERS)
  await choose(page, DRAWER, 'Drawer on the left')
  await toReview(page)
  await page.getByRole('button', { name: 'Submit order' }).click()
  await expect(page.getByRole('heading', { name: /Order TOR-\d{4}-\d+ is placed/ })).toBeVisible()
  expect(await rows(page, 'orders', 'poNumber', po)).toMatchObject([
    { status: 'PENDING', salesPerson: 'Field sales' },
  ])
  expect(await rows(page, 'builds', 'buildNumber', buildNumber)).toMatchObject([
    { release, configuration: { length: 60, feet: 'CASTERS', drawer: 'LEFT' } },
  ])
})

test('the bill of materials tells of a new release before anything is submitted', async ({
  browser,
}) => {
  const admin = await signedIn(browser, 'admin')
  await publish(admin, smallFamily(code, NAME), 'As before')
  const page = await signedIn(browser, 'coordinator')
  const po = `EARLY-${Date.now()}`
  const buildNumber = await design(page, po, CASTERS)
  const old = smallFamily(code, NAME)
  const release = await publish(
    admin,
    {
      ...old,
      options: old.options.map((option) =>
        option.key === 'feet' ? { ...option, label: sameLabel('What it stands on') } : option,
      ),
    },
    'Another word',
  )
  await page.getByRole('textbox', { name: 'Length' }).fill('61')
  await expect(news(page)).toContainText('(release 4). What you entered still fits.')
  await expect(
    offered(page, 'What it stands on').getByRole('radio', { name: CASTERS }),
  ).toBeChecked()
  await expect(page.getByRole('textbox', { name: 'Length' })).toHaveValue('61')

  await toReview(page)
  await page.getByRole('button', { name: 'Submit order' }).click()
  await expect(page.getByRole('heading', { name: /Order TOR-\d{4}-\d+ is placed/ })).toBeVisible()
  expect(await rows(page, 'builds', 'buildNumber', buildNumber)).toMatchObject([
    { release, configuration: { length: 61, feet: 'CASTERS' } },
  ])
})

test('a family that is retired meanwhile leaves the choice, and its sinks stay in the draft', async ({
  browser,
}) => {
  const admin = await signedIn(browser, 'admin')
  await publish(admin, smallFamily(code, NAME), 'As at first')
  const page = await signedIn(browser, 'coordinator')
  await design(page, `RETIRED-${Date.now()}`, CASTERS)
  await insist(admin, 'POST', `/api/product-families/${family}/retire`, { reason: 'Made no more' })

  await page.getByRole('textbox', { name: 'Length' }).fill('62')
  await heading(page, 'Sinks')
  await expect(news(page)).toContainText(`${NAME} was retired while you were entering this order.`)
  await expect(page.getByRole('heading', { name: `${NAME} is retired` })).toBeVisible()
  await expectAccessible(page, '.wizard')
  const draftId = () => new URL(page.url()).searchParams.get('draft')
  await expect.poll(draftId).not.toBeNull()
  const draft = `/api/order-drafts/${draftId()}?depth=0`
  await expect
    .poll(async () => (await insist(page, 'GET', draft)).content)
    .toMatchObject({ builds: [{ family: code, configuration: { length: 62, feet: 'CASTERS' } }] })

  await insist(admin, 'POST', `/api/product-families/${family}/reinstate`, { reason: 'Made again' })
  await page.reload()
  await heading(page, 'Sinks')
  await next(page)
  await expect(page.getByRole('textbox', { name: 'Length' })).toHaveValue('62')
})
