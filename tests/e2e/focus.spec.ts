import { expect } from '@playwright/test'
import { openBlank } from './ordering'
import { made, address, once, orderOf } from './records'
import { findOne, signedIn, test, typePassword } from './support'

/** Whoever works by keyboard goes on where they were: nothing drops the focus on the page behind. */

test('a dialog that closes gives the focus back to what opened it', async ({ browser }) => {
  const page = await signedIn(browser, 'coordinator')
  await page.goto('/admin')
  const order = await orderOf(page, 'Wing K')
  await page.goto(`/admin/collections/orders/${order}`)
  const dialog = page.getByRole('dialog')

  const hold = page.getByRole('button', { name: /^Put on hold/ })
  await hold.press('Enter')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(hold).toBeFocused()

  // who has left the button for the page is not taken to a heading by what is drawn next
  await hold.blur()
  await page.evaluate(() => document.body.append(document.createElement('div')))
  await expect(page.locator(':focus')).toHaveCount(0)

  const cancel = page.getByRole('button', { name: 'Cancel…' })
  await cancel.press('Enter')
  await dialog.getByRole('button', { name: 'Go back' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(cancel).toBeFocused()

  // with the act its button is gone: the heading above it is next
  await cancel.press('Enter')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ordered twice.')
  await dialog.getByRole('button', { name: 'Cancel', exact: true }).press('Enter')
  await expect(page.getByText('No step of the whole order is yours to make now.')).toBeVisible()
  await expect(page.locator(':is(h1, h2, h3):focus')).toBeVisible()
})

test('after an approval is signed, the focus is on a heading of its page', async ({ browser }) => {
  const office = await signedIn(browser, 'coordinator')
  await office.goto('/admin')
  const order = await orderOf(office, 'Wing L')
  const build = await findOne(office, `/api/builds?where[order][equals]=${order}`)
  const bom = await findOne(office, `/api/boms?where[build][equals]=${build}`)

  const page = await signedIn(browser, 'procurement')
  await page.goto(`/admin/collections/boms/${bom}`)
  await page.getByRole('button', { name: /^Approve/ }).press('Enter')
  await typePassword(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Sign and approve' }).press('Enter')
  await expect(page.getByRole('region', { name: 'Signature' })).toContainText('Demo Procurement')
  await expect(page.locator(':is(h1, h2, h3):focus')).toBeVisible()
})

test('the wizard keeps the focus where something takes the place of what was chosen with', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  await page.goto('/admin')
  const companyName = `Focus ${once()}`
  await made(page, 'customers', { companyName, shippingAddress: address })
  await openBlank(page)
  const customer = page.getByRole('combobox', { name: 'Customer' })

  await customer.fill(companyName)
  await expect(page.getByRole('option').first()).toContainText('Halifax')
  await customer.press('ArrowDown')
  await customer.press('Enter')
  await expect(page.locator('[data-field="customer"]')).toBeFocused()
  await page.getByRole('button', { name: 'Change', exact: true }).press('Enter')
  await expect(customer).toBeFocused()
})
