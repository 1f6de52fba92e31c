import { expect, type Page } from '@playwright/test'
import { expectAccessible, findOne, signedIn, test, typePassword } from './support'

/** The bill of materials of a demo build that waits for Procurement; each test takes one of its own. */
const openWaiting = async (page: Page, build: string): Promise<string> => {
  const bom = await findOne(
    page,
    `/api/boms?where[title][like]=${build}&where[state][equals]=PENDING_APPROVAL`,
  )
  await page.goto(`/admin/collections/boms/${bom}`)
  await expect(page.getByRole('treegrid')).toBeVisible()
  return bom
}

const rows = (page: Page) => page.getByRole('treegrid').locator('tbody tr')

test('the tree opens by keyboard, finds, filters, counts and shows its reasons', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'procurement')
  await openWaiting(page, 'DP-1002')
  const tops = await rows(page).count()
  const body = rows(page).filter({ hasText: 'T2-BODY-' }).first()
  await expect(body).toContainText('R3')
  await expect(body).toContainText(/Length .* lies between/)
  // a gloved finger hits what opens a row, whatever the pointer is
  const box = await body.getByRole('button', { name: /^Open / }).boundingBox()
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)

  await body.locator('td').nth(1).click()
  await expect(body).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('ArrowRight')
  await expect(body).toHaveAttribute('aria-expanded', 'true')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('tr:focus')).toHaveAttribute('aria-level', '2')
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  await expect(rows(page)).toHaveCount(tops)
  await page.keyboard.press('End')
  await expect(rows(page).last()).toBeFocused()

  // the number of the row that has the focus leads to its record, by keyboard too
  await page.keyboard.press('Home')
  await page.keyboard.press('Tab')
  await expect(rows(page).first().getByRole('link')).toBeFocused()
  await expect(rows(page).first().getByRole('link')).toHaveAttribute(
    'href',
    /^\/admin\/collections\/(assemblies|parts)\//,
  )

  await page.getByRole('button', { name: 'Expand all' }).click()
  await expect(page.getByRole('button', { name: 'Collapse all' })).toBeVisible()
  expect(await rows(page).count()).toBeGreaterThan(100)
  await expectAccessible(page, '.panel')
  await page.getByRole('button', { name: 'Collapse all' }).click()

  await page.getByRole('searchbox', { name: /^Find/ }).fill('gusset')
  await expect(page.locator('mark').first()).toHaveText(/gusset/i)
  await expect(page.getByText(/of \d+ lines match/)).toBeVisible()
  await page.getByRole('searchbox', { name: /^Find/ }).fill('')
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Parts')
  await expect(rows(page).filter({ hasText: 'T2-ADW-GUSSET' }).first()).toBeVisible()
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('All kinds')

  await page.getByRole('button', { name: 'Flat list' }).click()
  await expect(page.getByText(/\d+ different items/)).toBeVisible()
  await expectAccessible(page, '.panel')

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(/^BOM-DP-1002-v1\.csv$/)
})

test('costs are shown to Procurement and to no inspector, who cannot decide either', async ({
  browser,
}) => {
  const buyer = await signedIn(browser, 'procurement')
  const bom = await openWaiting(buyer, 'DP-1002')
  await expect(buyer.getByRole('columnheader', { name: 'Line cost' })).toBeVisible()
  await expect(buyer.getByText('Internal cost')).toBeVisible()

  const inspector = await signedIn(browser, 'qc')
  await inspector.goto(`/admin/collections/boms/${bom}`)
  await expect(inspector.getByRole('treegrid')).toBeVisible()
  await expect(inspector.getByText(/cost/i)).toHaveCount(0)
  await expect(inspector.getByRole('button', { name: /Approve|Reject|Generate/ })).toHaveCount(0)
})

test('a rejected BOM is corrected, compared with the one before, and sent again', async ({
  browser,
}) => {
  const buyer = await signedIn(browser, 'procurement')
  const bom = await openWaiting(buyer, 'DP-1003')
  await buyer.getByRole('button', { name: /^Reject/ }).click()
  const dialog = buyer.getByRole('dialog')
  await expectAccessible(buyer, 'dialog')
  await dialog.getByRole('textbox', { name: /^Why/ }).fill('Too short')
  await typePassword(buyer)
  await dialog.getByRole('button', { name: 'Sign and reject' }).click()
  await expect(dialog.getByText(/10 to 1000 characters\.$/).first()).toBeVisible()
  await dialog.getByRole('textbox', { name: /^Why/ }).fill('The legs do not fit this body.')
  await typePassword(buyer)
  await dialog.getByRole('button', { name: 'Sign and reject' }).click()
  await expect(dialog).toHaveCount(0)
  const signature = buyer.getByRole('region', { name: 'Signature' })
  await expect(signature).toContainText('Demo Procurement')
  await expect(signature).toContainText('Rejection')
  await expect(signature).toContainText('America/Toronto')

  const coordinator = await signedIn(browser, 'coordinator')
  await coordinator.goto(`/admin/collections/boms/${bom}`)
  await expect(coordinator.getByText('The legs do not fit this body.').first()).toBeVisible()
  await coordinator.getByRole('link', { name: 'DP-1003' }).first().click()
  await coordinator.getByRole('link', { name: /^Change configuration/ }).click()
  await coordinator
    .getByRole('radiogroup', { name: 'Leg model', exact: true })
    .getByRole('radio', { name: 'DL14' })
    .check()
  await expectAccessible(coordinator, '.panel')
  await coordinator.getByRole('button', { name: 'Save configuration' }).click()
  await coordinator.waitForURL(/\/bom$/)
  await expect(coordinator.getByText('Not sent yet.')).toBeVisible()

  await coordinator.getByRole('button', { name: 'Compare versions' }).click()
  await expect(coordinator.getByRole('heading', { name: 'Added' })).toBeVisible()
  await expect(coordinator.getByRole('heading', { name: 'Removed' })).toBeVisible()
  await expect(coordinator.locator('.bom-diff--added')).toContainText('DL14')
  await expectAccessible(coordinator, '.panel')
  await coordinator.getByRole('button', { name: 'Send for approval' }).click()
  await expect(coordinator.getByText('Waiting for Procurement.')).toBeVisible()

  await coordinator.goto(`/admin/collections/boms/${bom}`)
  await expect(coordinator.getByText('Superseded.')).toBeVisible()
  await coordinator.getByRole('link', { name: /the current one/ }).click()
  await expect(coordinator.getByRole('heading', { name: 'Version 2' })).toBeVisible()
})

test('without a mail server a bill is shared by its link, which is said before anything is entered', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'procurement')
  const bom = await openWaiting(page, 'DP-1002')
  await page.getByRole('button', { name: 'Share…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('No mail server is set up', { exact: false })).toBeVisible()
  await expect(dialog.getByRole('textbox', { name: 'Link' })).toHaveValue(
    new RegExp(`/admin/collections/boms/${bom}$`),
  )
  await expect(dialog.getByRole('button', { name: 'Send' })).toHaveCount(0)
  await expectAccessible(page, 'dialog')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toHaveCount(0)
})

test('two builds are compared, and what is equal is shown on demand', async ({ browser }) => {
  const page = await signedIn(browser, 'procurement')
  await page.goto('/admin/compare')
  await page.getByLabel('This build').fill('DP-1005')
  await page.getByLabel('With build').fill('DP-1006')
  await page.getByRole('button', { name: 'Compare' }).click()
  const options = page.getByRole('region', { name: 'Options of both builds' })
  await page.waitForURL(/[?&]a=DP-1005/)
  await expect(page.getByRole('link', { name: 'Show what is equal too' })).toBeVisible()
  const differing = await options.getByRole('row').count()
  await page.getByRole('link', { name: 'Show what is equal too' }).click()
  await expect(options.getByRole('row', { name: /Document language/ })).toBeVisible()
  expect(await options.getByRole('row').count()).toBeGreaterThan(differing)
  await expectAccessible(page, '.panel')
  await page.getByRole('link', { name: 'Show differences only' }).click()
  await expect(options.getByRole('row')).toHaveCount(differing)
})
