import { expect } from '@playwright/test'
import { expectAccessible, findOne, signedIn, test } from './support'

test('an order is put on hold with a reason, resumed, and cancelled for good', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  const order = await findOne(page, '/api/orders?where[poNumber][equals]=HSN-0091')
  await page.goto(`/admin/collections/orders/${order}`)
  await expectAccessible(page, '.panel')

  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: /^Put on hold/ }).click()
  await dialog.getByRole('button', { name: 'Put on hold' }).click()
  await expect(dialog.getByText('Say why: at least 3 characters.')).toBeVisible()
  await expectAccessible(page, 'dialog')
  await dialog.getByRole('combobox', { name: 'What the hold is about' }).selectOption('Customer')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The site is not ready.')
  await dialog.getByRole('button', { name: 'Put on hold' }).click()
  await expect(page.getByText('The site is not ready.').first()).toBeVisible()
  await expect(page.getByText('On hold').first()).toBeVisible()

  await page.getByRole('button', { name: /^Resume/ }).click()
  await dialog.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByText('BOM in review').first()).toBeVisible()

  await page.getByRole('button', { name: /^Cancel…/ }).click()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ordered twice.')
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByText('Cancelled').first()).toBeVisible()
  await expect(page.getByText('No step of the whole order is yours to make now.')).toBeVisible()
})

test('a move says what is missing, and only an Admin is offered the override', async ({
  browser,
}) => {
  const coordinator = await signedIn(browser, 'coordinator')
  const build = await findOne(coordinator, '/api/builds?where[buildNumber][equals]=DP-1005')
  await coordinator.goto(`/admin/collections/builds/${build}`)
  await expect(coordinator.getByRole('button', { name: /^Body arrived/ })).toBeDisabled()
  await expect(
    coordinator.getByText(/Procurement or an administrator has to approve it/),
  ).toBeVisible()
  await expect(coordinator.getByRole('button', { name: /^Override/ })).toHaveCount(0)

  const admin = await signedIn(browser, 'admin')
  await admin.goto(`/admin/collections/builds/${build}`)
  await admin.getByRole('button', { name: /^Override/ }).click()
  const dialog = admin.getByRole('dialog')
  await expectAccessible(admin, 'dialog')
  await dialog.getByRole('combobox', { name: 'Move to' }).selectOption('Pre-QC')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Body inspected on paper.')
  await dialog.getByRole('button', { name: 'Override now' }).click()
  await expect(dialog.getByText(/Confirm that you know/)).toBeVisible()
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Override now' }).click()
  await expect(admin.getByText('Moved by override').first()).toBeVisible()
  await admin.getByRole('link', { name: 'History' }).click()
  const story = admin.getByRole('region', { name: 'What happened' })
  await expect(story.getByText('Body inspected on paper.')).toHaveCount(1)
  await expectAccessible(admin, '.panel')

  // the coordinator's page is of before: nothing is moved on top of it
  await coordinator.getByRole('button', { name: /^Put on hold/ }).click()
  const stale = coordinator.getByRole('dialog')
  await stale.getByRole('textbox', { name: 'Reason' }).fill('Too late.')
  await stale.getByRole('button', { name: 'Put on hold' }).click()
  await expect(stale.getByRole('alert')).not.toBeEmpty()
})

test('a coordinator assigns an assembler, who then finds the build on the own board', async ({
  browser,
}) => {
  const coordinator = await signedIn(browser, 'coordinator')
  const build = await findOne(coordinator, '/api/builds?where[buildNumber][equals]=DP-1006')
  await coordinator.goto(`/admin/collections/builds/${build}`)
  await coordinator.getByRole('button', { name: 'Assign…' }).click()
  const dialog = coordinator.getByRole('dialog')
  await dialog
    .getByRole('combobox', { name: 'Assembler' })
    .selectOption({ label: 'Demo Assembler Two' })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(coordinator.getByText('Demo Assembler Two')).toBeVisible()

  const assembler = await signedIn(browser, 'assembler2')
  await assembler.getByRole('link', { name: 'DP-1006' }).click()
  await expect(assembler.getByRole('img', { name: /Top view/ })).toBeVisible()
  await expect(assembler.getByText(/cost/i)).toHaveCount(0)
})

test('lists of orders and builds are filtered by what people look for', async ({ browser }) => {
  const page = await signedIn(browser, 'coordinator')
  await page.goto('/admin/collections/orders')
  await page.getByRole('searchbox', { name: 'Customer' }).fill('Maple')
  await expect(page.locator('tbody tr').first()).toContainText('Maple')
  await expect(page.locator('tbody')).not.toContainText('Prairie')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  const build = page.getByRole('searchbox', { name: 'Build', exact: true })
  await build.fill('DP-1005')
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await expect(page.locator('tbody').getByRole('link', { name: 'DP-1005' })).toBeVisible()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect(page.locator('tbody tr').nth(1)).toBeVisible()
  const search = page.getByPlaceholder(/^Search by/)
  await search.fill('dp-1006')
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await expect(page.locator('tbody').getByRole('link', { name: 'DP-1006' })).toBeVisible()
  await search.fill('')
  await expect(page.locator('tbody tr').nth(1)).toBeVisible()
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Pre-QC')
  await expect(page.locator('tbody .panel-badge--cyan').first()).toHaveText('Pre-QC')
  await page.getByLabel('Wanted until').fill('2000-01-01')
  await expect(page.locator('tbody tr')).toHaveCount(0)

  await page.goto('/admin')
  await page.getByRole('list', { name: 'Builds by status' }).getByText('Pre-QC').click()
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveValue('PRE_QC')
})
