import { expect } from '@playwright/test'
import { orderOf } from './records'
import { ask, expectAccessible, findOne, signedIn, test } from './support'

const ASKED = 'T2-DL27-KIT'
const SUBSTITUTE = 'T2-DL14-KIT'

test('a substitution is entered with pickers, listed by what it holds for, and marked on the bill', async ({
  browser,
}) => {
  const coordinator = await signedIn(browser, 'coordinator')
  await coordinator.goto('/admin')
  const order = await orderOf(coordinator, 'Substituted legs')
  const build = await findOne(coordinator, `/api/builds?where[order][equals]=${order}`)
  const { buildNumber } = await ask(coordinator, `/api/builds/${build}?depth=0`)

  const page = await signedIn(browser, 'procurement')
  await page.goto('/admin/collections/substitutions/create')
  const asked = page.getByRole('combobox', { name: 'Item asked for' })
  const substitute = page.getByRole('combobox', { name: 'Substitute' })
  await asked.fill('DL27')
  await page.getByRole('option', { name: new RegExp(ASKED) }).click()
  await expect(asked).toHaveValue(ASKED)
  await substitute.fill('NOT-ENTERED-YET')
  await expect(page.getByText(/cannot be approved until the item is entered/)).toBeVisible()
  await substitute.fill(SUBSTITUTE)
  await expect(page.getByText(/cannot be approved until the item is entered/)).toHaveCount(0)
  await page.getByRole('textbox', { name: 'Reason' }).fill('Too short')
  await page.getByLabel('Valid through').fill('2099-12-31')
  await page.locator('#field-build').click()
  await page.locator('#field-build').getByRole('combobox').fill(String(buildNumber))
  await page.getByRole('option', { name: String(buildNumber) }).click()
  // a form that is still looked at forgets once what the server refused
  await expect(async () => {
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Enter at least 10 characters.').first()).toBeVisible({
      timeout: 5_000,
    })
  }).toPass()
  await page.getByRole('textbox', { name: 'Reason' }).fill('Legs ended')
  await page.getByLabel('Valid through').fill('')
  await expectAccessible(page, '.item-picker')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/substitutions\/[0-9a-f-]{36}/)

  await page.goto('/admin/collections/substitutions')
  const row = page.getByRole('row').filter({ hasText: String(buildNumber) })
  await expect(row.getByRole('link', { name: String(buildNumber) })).toBeVisible()
  await expect(row).toContainText('until switched off')

  const { id: bom } = await ask(coordinator, `/api/builds/${build}/bom`, 'POST', {})
  await page.goto(`/admin/collections/boms/${String(bom)}`)
  const line = page.getByRole('treegrid').getByRole('row').filter({ hasText: SUBSTITUTE }).first()
  await expect(line).toContainText(`In place of ${ASKED}`)
  await page.getByRole('button', { name: 'Flat list' }).click()
  const item = page.getByRole('row').filter({ hasText: `In place of ${ASKED}` })
  await expect(item).toHaveCount(1)
  await expectAccessible(page, '.panel')
  await item.getByRole('link', { name: SUBSTITUTE }).click()
  await page.waitForURL(/\/admin\/collections\/assemblies\//)
})
