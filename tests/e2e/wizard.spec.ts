import { expect, type Page } from '@playwright/test'
import { acknowledgeWarnings, choose, fillDetails, next, openBlank } from './ordering'
import { expectAccessible, signedIn, test } from './support'

const WIZARD = '.wizard'
let count = 0
const freshPo = () => `WIZ-${Date.now()}-${(count += 1)}`

const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const poNumber = (page: Page) => page.getByRole('textbox', { name: 'PO number' })
const saved = (page: Page) => expect(page.getByText(/^Draft saved/)).toBeVisible()

/** What the API answers to the person on this page. */
const read = (page: Page, path: string) =>
  page.evaluate(async (at) => (await fetch(at)).json(), path)

/** While the mark is set, no draft reaches the server, also not on leaving the page. */
const cutOff = (page: Page) =>
  page.addInitScript(() => {
    const send = window.fetch
    window.fetch = (input, init) =>
      init?.method === 'PATCH' && window.sessionStorage.getItem('cut off')
        ? Promise.reject(new TypeError('Failed to fetch'))
        : send(input, init)
  })

async function proposeNumbers(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /MDRD/ }).check()
  await page.getByRole('button', { name: 'Propose numbers' }).click()
  for (const input of await page.getByRole('textbox', { name: /^Build number/ }).all())
    await expect(input).not.toHaveValue('')
  await next(page)
  await heading(page, 'Configuration')
}

async function configureTwoBasins(page: Page): Promise<void> {
  await choose(page, 'Model', 'T2-B2 (2 basins)')
  await page.getByRole('textbox', { name: 'Length' }).fill('60')
  await page.getByRole('textbox', { name: 'Width' }).fill('30')
  await choose(page, 'Leg type', 'Height adjustable')
  await choose(page, 'Leg model', 'DL27')
  await choose(page, 'Feet', 'Lock and level casters')
  await choose(page, 'Type', 'E-Sink DI', 0)
  await choose(page, 'Size', '24" × 20" × 10"', 0)
  await choose(page, 'Type', 'E-Drain', 1)
  await choose(page, 'Size', '20" × 20" × 8"', 1)
  await expect(page.getByText('T2-BODY-48-60-HA').first()).toBeVisible()
}

for (const scheme of ['light', 'dark'] as const) {
  test(`two sinks through five steps, taken up after a reload, without barriers (${scheme})`, async ({
    browser,
  }) => {
    const po = freshPo()
    const page = await signedIn(browser, 'coordinator')
    await page.emulateMedia({ colorScheme: scheme })
    await openBlank(page)
    await expectAccessible(page, WIZARD)
    await next(page)
    await expect(page.getByRole('combobox', { name: 'Customer' })).toBeFocused()
    await expectAccessible(page, WIZARD)
    await page
      .getByLabel('PO documents')
      .setInputFiles({ name: 'po.txt', mimeType: 'text/plain', buffer: Buffer.from(po) })
    await expect(page.getByRole('button', { name: 'Remove po.txt' })).toBeVisible()
    await fillDetails(page, po)

    await page.getByRole('radio', { name: /INSTROSINK/ }).check()
    await expect(page.getByRole('heading', { name: /is under construction/ })).toBeVisible()
    await expectAccessible(page, WIZARD)
    await page.getByRole('radio', { name: /MDRD/ }).check()
    await page.getByRole('button', { name: 'One sink more' }).click()
    await expectAccessible(page, WIZARD)
    await proposeNumbers(page)

    await configureTwoBasins(page)
    await expect(page.getByText(/Gooseneck because basin 1 is E-Sink DI/).first()).toBeVisible()
    await page.getByRole('button', { name: 'Copy to other sinks' }).click()
    await expectAccessible(page, '.wizard-dialog')
    await page.getByRole('button', { name: 'Copy', exact: true }).click()
    await expectAccessible(page, WIZARD)

    const draft = new URL(page.url()).searchParams.get('draft')
    const stored = async () =>
      (await read(page, `/api/order-drafts/${draft}?depth=0`)).content.builds
    await expect
      .poll(stored)
      .toMatchObject([{ configuration: { length: 60 } }, { configuration: { length: 60 } }])
    await page.reload()
    await heading(page, 'Configuration')
    await expect(page.getByRole('textbox', { name: 'Length' })).toHaveValue('60')
    await page.getByRole('button', { name: /^Next sink/ }).click()
    await next(page)

    await heading(page, 'Accessories')
    await page.getByRole('searchbox').fill('BINRAIL-36')
    await page.getByRole('button', { name: 'Add Bin rail kit, 36 in' }).click()
    await expectAccessible(page, WIZARD)
    await page.getByRole('button', { name: 'Use for all sinks' }).click()
    await page.getByRole('button', { name: /^Next sink/ }).click()
    await next(page)

    await heading(page, 'Review')
    await expect(page.getByRole('button', { name: 'Submit order' })).toBeDisabled()
    await expectAccessible(page, WIZARD)
    await acknowledgeWarnings(page)
    await page.getByRole('button', { name: 'Submit order' }).click()
    await expect(page.getByRole('heading', { name: /Order TOR-\d{4}-\d+ is placed/ })).toBeVisible()
    await expectAccessible(page, WIZARD)

    await page.goto('/admin/orders/new')
    await expect(
      page
        .getByRole('button', { name: 'Start a new order' })
        .or(page.getByRole('combobox', { name: 'Customer' })),
    ).toBeVisible()
    await expect(page.getByText(po)).toHaveCount(0)
  })
}

test('a PO number that exists is told beside the field while it is typed', async ({ browser }) => {
  const page = await signedIn(browser, 'coordinator')
  const { docs } = await read(page, '/api/orders?limit=1&depth=0&joins=false')
  const [order] = docs
  await openBlank(page)
  await poNumber(page).fill(String(order.poNumber).toLowerCase())
  await poNumber(page).blur()
  await expect(page.getByText('This PO number is already on another order.').first()).toBeVisible()
  await expect(poNumber(page)).toHaveAttribute('aria-invalid', 'true')
})

test('what a lost connection kept from being saved survives a reload and is saved later', async ({
  browser,
}) => {
  const po = freshPo()
  const page = await signedIn(browser, 'coordinator')
  await cutOff(page)
  await openBlank(page)
  await poNumber(page).fill(po)
  await saved(page)

  await page.evaluate(() => window.sessionStorage.setItem('cut off', 'yes'))
  await page.getByLabel('Sales person').fill('Kept in the browser')
  await expect(page.getByText(/not saved yet/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/were restored from this browser/).first()).toBeVisible()
  await expect(page.getByLabel('Sales person')).toHaveValue('Kept in the browser')

  await page.evaluate(() => {
    window.sessionStorage.removeItem('cut off')
    window.dispatchEvent(new Event('online'))
  })
  await saved(page)

  await page.goto('/admin/orders/new')
  await page.getByRole('button', { name: `Remove the draft ${po}` }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText(po)).toHaveCount(0)
})

test('an answer that is lost does not place the order twice', async ({ browser }) => {
  const po = freshPo()
  const page = await signedIn(browser, 'coordinator')
  await openBlank(page)
  await fillDetails(page, po)
  await proposeNumbers(page)
  await configureTwoBasins(page)
  await next(page)
  await next(page)
  await acknowledgeWarnings(page)

  await page.route('**/api/orders/submit', async (route) => {
    await route.fetch()
    await route.abort()
  })
  const submit = page.getByRole('button', { name: 'Submit order' })
  await submit.click()
  await expect(page.getByText(/is not placed twice/).first()).toBeVisible()
  await page.unroute('**/api/orders/submit')

  // the draft went with the order: nothing is made anew while nobody knows that
  await page.getByRole('button', { name: /^Back:/ }).click()
  await heading(page, 'Accessories')
  await expect(page.getByText(/^Draft not saved yet/)).toBeVisible()
  await next(page)
  await heading(page, 'Review')
  await submit.click()
  await expect(page.getByRole('heading', { name: /is placed/ })).toBeVisible()

  const found = await read(page, `/api/orders?depth=0&joins=false&where[poNumber][equals]=${po}`)
  expect(found.totalDocs).toBe(1)
  const drafts = await read(page, `/api/order-drafts?depth=0&where[title][like]=${po}`)
  expect(drafts.totalDocs).toBe(0)
})

test('a number taken meanwhile is refused beside its field, and nothing typed is lost', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  await openBlank(page)
  await fillDetails(page, freshPo())
  await proposeNumbers(page)
  await configureTwoBasins(page)
  await next(page)
  await next(page)
  await acknowledgeWarnings(page)
  await page.route('**/api/orders/submit', (route) =>
    route.fulfill({
      status: 409,
      json: {
        errors: [
          {
            code: 'duplicate_build_number',
            field: 'builds.0.buildNumber',
            message: 'This build number went to another order.',
          },
        ],
      },
    }),
  )
  await page.getByRole('button', { name: 'Submit order' }).click()
  await page.getByRole('alert').getByRole('button', { name: 'Go to this entry' }).click()
  await heading(page, 'Sinks')
  const number = page.getByRole('textbox', { name: /^Build number/ })
  await expect(number).toBeFocused()
  await expect(number).toHaveAttribute('aria-invalid', 'true')
  await page
    .getByRole('navigation', { name: 'Steps of the order' })
    .getByRole('button', { name: /Configuration/ })
    .click()
  await expect(page.getByRole('textbox', { name: 'Length' })).toHaveValue('60')
})

test('a choice that vanishes is moved and pointed out; Enter in a field sends nothing', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  await openBlank(page)
  await poNumber(page).fill('PO')
  await poNumber(page).press('Enter')
  await heading(page, 'Customer and order')
  await fillDetails(page, freshPo())
  await proposeNumbers(page)
  await configureTwoBasins(page)
  await page.getByRole('button', { name: /Add to Faucets/ }).click()
  await choose(page, 'Placement', 'Between basins 1 and 2')
  await choose(page, 'Model', 'T2-B1 (1 basin)')
  await expect(page.getByText('Changed along with your last choice')).toBeVisible()
  await expect(page.getByText(/Between basins 1 and 2 became/)).toBeVisible()
  await page.getByRole('button', { name: 'Understood' }).click()
  await expect(page.getByText('Changed along with your last choice')).toHaveCount(0)
})

test('a configuration of an earlier order can be taken over', async ({ browser }) => {
  const page = await signedIn(browser, 'coordinator')
  await openBlank(page)
  await fillDetails(page, freshPo())
  await proposeNumbers(page)
  await page.getByRole('button', { name: 'Copy from an earlier order' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page, '.wizard-dialog')
  await dialog.getByRole('listitem').first().getByRole('button').click()
  await expect(page.getByRole('textbox', { name: 'Length' })).not.toHaveValue('')
  await expect(page.getByText(/on all levels/)).toBeVisible()
})

test('a build number that stands twice is free for neither sink; a quantity that cannot be is told', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  await openBlank(page)
  await fillDetails(page, freshPo())
  await page.getByRole('radio', { name: /MDRD/ }).check()
  await page.getByRole('button', { name: 'One sink more' }).click()
  const [first, second] = [0, 1].map((at) =>
    page.getByRole('textbox', { name: /^Build number/ }).nth(at),
  )
  const number = freshPo()
  await first?.fill(number)
  await expect(page.getByText('✓ Free')).toHaveCount(1)
  await second?.fill(number.toLowerCase())
  await second?.blur()
  await expect(page.getByText(/twice in this order/).first()).toBeVisible()
  await expect(page.getByText('✓ Free')).toHaveCount(0)

  await second?.fill('')
  await proposeNumbers(page)
  await configureTwoBasins(page)
  await page.getByRole('button', { name: 'Copy to other sinks' }).click()
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('button', { name: /^Next sink/ }).click()
  await next(page)
  await heading(page, 'Accessories')
  await page.getByRole('searchbox').fill('BINRAIL-36')
  await page.getByRole('button', { name: 'Add Bin rail kit, 36 in' }).click()
  const chosen = page.getByRole('region', { name: /^Chosen for/ })
  const quantity = chosen.getByRole('spinbutton', { name: /Bin rail kit, 36 in/ })
  for (const impossible of ['0', '1000000']) {
    await quantity.fill(impossible)
    await expect(
      chosen.getByText('Enter a whole number from 1 to 999999; it stays 1.'),
    ).toBeVisible()
    await quantity.blur()
    await expect(quantity).toHaveValue('1')
    await expect(chosen.getByText(/it stays/)).toHaveCount(0)
  }
  await expectAccessible(page, WIZARD)
  await quantity.fill('12')
  await expect(chosen).toContainText('12 pieces')
})

test('a step change waits for no answer of the server', async ({ browser }) => {
  const page = await signedIn(browser, 'coordinator')
  await openBlank(page)
  await fillDetails(page, freshPo())
  await proposeNumbers(page)
  await configureTwoBasins(page)
  await page.route('**/api/**', () => undefined) // asked, and never answered
  const heading = page.getByRole('heading', { level: 1 })
  for (const [button, step] of [
    [/^Next: Accessories/, 'Step 4 of 5'],
    [/^Next: Review/, 'Step 5 of 5'],
    [/^Back: Acc/, 'Step 4 of 5'],
    [/^Back: Conf/, 'Step 3 of 5'],
  ] as const) {
    await page.getByRole('button', { name: button }).click()
    await expect(heading).toContainText(step)
  }
})

test('those who enter no orders are told so; strangers are sent to the sign-in', async ({
  browser,
}) => {
  const inspector = await signedIn(browser, 'qc')
  await inspector.goto('/admin/orders/new')
  await heading(inspector, 'This page is not for your role')
  await expectAccessible(inspector, '.not-for-role')

  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto('/admin/orders/new')
  await stranger.waitForURL(/\/admin\/login/)
})
