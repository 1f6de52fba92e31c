import { expect, type Page } from '@playwright/test'
import { acknowledgeWarnings, fillDetails, next, openBlank } from './ordering'
import { expectAccessible, signedIn, test, typePassword } from './support'

const WIZARD = '.wizard'

const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
const choose = (page: Page, group: string, option: string, at = 0) =>
  page
    .getByRole('radiogroup', { name: group, exact: true })
    .nth(at)
    .getByRole('radio', { name: option })
    .check()

test('a coordinator enters a two-basin sink, procurement approves it, and it goes to Pre-QC', async ({
  browser,
}) => {
  const po = `E2E-${Date.now()}`
  const page = await signedIn(browser, 'coordinator')
  await openBlank(page, () => page.getByRole('link', { name: 'New order' }).first().click())
  await expectAccessible(page, WIZARD)
  await next(page)
  await expect(page.getByRole('textbox', { name: 'PO number' })).toHaveAttribute(
    'aria-invalid',
    'true',
  )
  await fillDetails(page, po)

  await expectAccessible(page, WIZARD)
  await page.getByRole('radio', { name: /MDRD/ }).check()
  await page
    .getByRole('button', { name: /Propose/ })
    .first()
    .click()
  const number = page.getByRole('textbox', { name: /Build number/ })
  await expect(number).not.toHaveValue('')
  const buildNumber = await number.inputValue()
  await next(page)

  await heading(page, 'Configuration')
  await choose(page, 'Model', 'T2-B2 (2 basins)')
  await page.getByRole('textbox', { name: 'Length' }).fill('72')
  await page.getByRole('textbox', { name: 'Width' }).fill('30')
  await choose(page, 'Leg type', 'Height adjustable')
  await choose(page, 'Leg model', 'DL27')
  await choose(page, 'Feet', 'Lock and level casters')
  await choose(page, 'Type', 'E-Sink DI', 0)
  await choose(page, 'Size', '24" × 20" × 8"', 0)
  await choose(page, 'Type', 'E-Drain', 1)
  await choose(page, 'Size', '20" × 20" × 8"', 1)
  await expect(page.getByRole('img', { name: /Top view/ })).toBeVisible()
  await expect(page.getByText('T2-BODY-61-72-HA').first()).toBeVisible()
  await expectAccessible(page, WIZARD)

  await expect(page.getByText(/^Draft saved/)).toBeVisible()
  await page.reload()
  const resume = page.getByRole('button', { name: new RegExp(`^Continue ${po}`) })
  const length = page.getByRole('textbox', { name: 'Length' })
  await expect(resume.or(length)).toBeVisible()
  if (await resume.isVisible()) await resume.click()
  await expect(length).toHaveValue('72')
  await next(page)

  await heading(page, 'Accessories')
  await page.getByRole('searchbox').fill('BINRAIL-36')
  await page.getByRole('button', { name: 'Add Bin rail kit, 36 in' }).click()
  await expectAccessible(page, WIZARD)
  await next(page)

  await heading(page, 'Review')
  await expect(page.getByText('T-OA-BINRAIL-36-KIT').first()).toBeVisible()
  await expectAccessible(page, WIZARD)
  await acknowledgeWarnings(page)
  await page.getByRole('button', { name: /^Submit/ }).click()
  await expect(page.getByText(/TOR-\d{4}-\d{4}/).first()).toBeVisible()

  const buyer = await signedIn(browser, 'procurement')
  await buyer.getByRole('link', { name: `${buildNumber} v1` }).click()
  await expect(buyer.getByRole('treegrid')).toBeVisible()
  await expectAccessible(buyer, '.panel')
  await buyer.getByRole('button', { name: /^Approve/ }).click()
  const sign = buyer.getByRole('button', { name: 'Sign and approve' })
  await typePassword(buyer, 'not the password')
  await sign.click()
  await expect(buyer.getByText(/not the password of your account/).first()).toBeVisible()
  await typePassword(buyer)
  await sign.click()
  await expect(buyer.getByText('Approved').first()).toBeVisible()
  await expect(buyer.getByText('Demo Procurement').first()).toBeVisible()

  await buyer.getByRole('link', { name: buildNumber, exact: true }).first().click()
  await buyer.getByRole('button', { name: /^Body arrived/ }).click()
  await buyer
    .getByRole('dialog')
    .getByRole('button', { name: /^(?!Cancel)/ })
    .last()
    .click()
  await expect(buyer.getByText('Ready for Pre-QC').first()).toBeVisible()

  const inspector = await signedIn(browser, 'qc')
  await expect(inspector.getByRole('link', { name: buildNumber })).toBeVisible()
})
