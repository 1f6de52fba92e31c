import { expect, type Page } from '@playwright/test'
import { expectAccessible, findOne, signedIn, test, type Who } from './support'

const BOARDS: readonly [Who, string][] = [
  ['admin', 'Administration'],
  ['coordinator', 'Production coordination'],
  ['procurement', 'Procurement'],
  ['qc', 'Quality control'],
  ['assembler', 'My builds'],
  ['service', 'Service'],
]

/** By how many pixels the page is wider than its window. */
const overflowOf = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

for (const width of [1280, 820]) {
  test.describe(`at ${width} pixels`, () => {
    for (const [who, title] of BOARDS) {
      test(`${who} lands on a board of their own that everybody can use`, async ({ browser }) => {
        const page = await signedIn(browser, who, width)
        await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
        await expectAccessible(page, '.panel')
        expect(await overflowOf(page)).toBeLessThanOrEqual(0)
      })
    }

    test('the workflow editor scrolls what is wide within its own frame', async ({ browser }) => {
      const page = await signedIn(browser, 'admin', width)
      await page.goto('/admin')
      const id = await findOne(page, '/api/workflows?where[code][equals]=STANDARD')
      await page.goto(`/admin/collections/workflows/${id}`)
      const picture = page.getByRole('img', { name: /states and .* moves/ })
      await expect(picture).toBeVisible()
      await expect(page.getByRole('region', { name: 'Moves' }).first()).toBeVisible()
      expect(await overflowOf(page)).toBeLessThanOrEqual(0)
      const written = await picture
        .locator('.is-back text')
        .evaluateAll((texts) =>
          texts.map((text) => [...text.children].map((line) => line.textContent).join(' ')),
        )
      expect(written).toContain('T7 Fail Final QC')
      await expectAccessible(page, '.editor')
    })

    test('order, build, bill of materials and audit trail are accessible', async ({ browser }) => {
      const page = await signedIn(browser, 'admin', width)
      for (const collection of ['orders', 'builds', 'boms', 'audit-events']) {
        await page.goto(`/admin/collections/${collection}`)
        await page.locator('table tbody a').first().click()
        await page.waitForURL(new RegExp(`/collections/${collection}/[0-9a-f-]{36}`))
        await expect(page.locator('.panel').first()).toBeVisible()
        await expectAccessible(page, '.panel')
      }
    })
  })
}

test('nonconformances stand on a board by their state, each a click from its page', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'qc')
  await page.goto('/admin/collections/nonconformances')
  await page.getByRole('link', { name: 'Board' }).click()
  for (const state of ['Open', 'In progress', 'Resolved', 'Closed'])
    await expect(page.getByRole('region', { name: new RegExp(`^${state} \\(`) })).toBeVisible()
  await expectAccessible(page, '.panel')
  const first = page.getByRole('link', { name: /^NC-\d{4}-0001$/ }).first()
  const number = (await first.textContent()) ?? ''
  await first.click()
  await expect(page.getByRole('heading', { level: 1, name: number })).toBeVisible()
})

test('an assembler cannot open the wizard, and nobody reads a page without signing in', async ({
  browser,
  page,
}) => {
  const assembler = await signedIn(browser, 'assembler')
  await assembler.goto('/admin/orders/new')
  await expect(assembler.getByRole('button', { name: /^Next/ })).toHaveCount(0)
  await expect(assembler.getByText(/coordinator/i).first()).toBeVisible()

  await page.goto('/admin/orders/new')
  await expect(page).toHaveURL(/\/admin\/login/)
  await page.goto('/')
  await expect(page).toHaveURL(/\/admin\/login/)
})
