import { readFileSync } from 'node:fs'
import { expect, type Browser, type Page } from '@playwright/test'
import { Engineer } from './engineer'
import { chooseFamily, choose, enterDetails, submit } from './ordering'
import { signedIn, test } from './support'

/**
 * A published family is changed by what is on the screen: orders from then on have the new line, those
 * on their way keep their bill. The guide tells the clicks that are counted here.
 */

test.describe.configure({ mode: 'serial', timeout: 600_000 })

const GUIDE = readFileSync('docs/guides/change-a-rule.md', 'utf8')
const OPTION = 'Splash guard'
const RULE = 'Guard on the left'
/** The build number of an order that is older than the option. */
let onItsWay = ''
const ITEM = 'T-OA-PFW1236FM-KIT'

test('MDRD gains an option and a rule: a new order has the line, an older one keeps its bill', async ({
  browser,
}) => {
  const office = await signedIn(browser, 'coordinator')
  const older = await order(office, null)
  const lines = await billOf(office, older)
  expect(lines).toContain('T2-BODY-48-60-HA')
  expect(lines).not.toContain(ITEM)

  const { page, engineer } = await openMdrd(browser)
  await engineer.press('+ Add an option')
  const option = engineer.row('Options')
  await engineer.type('Label', OPTION, option)
  await engineer.names('Choices', '+ Add a choice', ['Left', 'Right'], option)
  await engineer.untick('Has to be answered', option)
  await engineer.area('Wizard')
  await engineer.press('Ask it in the wizard')
  await expect(page.getByText('No problems found')).toBeVisible()

  await tellsTheGuide(engineer, async () => {
    await engineer.area('Rules')
    await engineer.press('+ Add a rule')
    const rule = page.locator('.editor-area .editor-item-row.is-open')
    await engineer.type('Name of the rule', RULE, rule)
    await engineer.when('When', OPTION, rule)
    await expect(rule.locator('.editor-sentence').first()).toHaveText(`${OPTION} is Left`)
    await engineer.item(ITEM, rule)
    await expect(page.getByText('No problems found')).toBeVisible()
    await engineer.save()
    await engineer.publish('Splash guards are offered')
  })

  onItsWay = older
  const newer = await order(office, 'Left')
  expect(await billOf(office, newer)).toContain(ITEM)
  expect(await billOf(office, older)).toEqual(lines)
})

test('the quantity of a rule is changed in as many clicks as the guide tells', async ({
  browser,
}) => {
  const { page, engineer } = await openMdrd(browser)
  await tellsTheGuide(engineer, async () => {
    await engineer.area('Rules')
    await engineer.press(new RegExp(`${RULE}$`), page.getByRole('region', { name: 'Rules' }))
    const rule = page.locator('.editor-area .editor-item-row.is-open')
    await rule.getByRole('textbox', { name: 'How many' }).fill('2')
    engineer.texts += 1
    await engineer.save()
    await engineer.publish('Two guards each')
  })
  const release = page.getByRole('row').filter({ hasText: 'Two guards each' })
  await release.getByRole('link', { name: 'What changed' }).click()
  const change = page.getByRole('row').filter({ hasText: RULE })
  await expect(change).toContainText('How many: 1 → 2')
})

test('a build on its way goes over to the release in force on purpose', async ({ browser }) => {
  const page = await signedIn(browser, 'admin')
  await page.goto('/admin/collections/builds')
  await page.getByRole('link', { name: onItsWay, exact: true }).first().click()
  await page.getByRole('button', { name: /^Move to release \d+…$/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The customer asked for guards')
  await dialog.getByRole('button', { name: /^Move to release \d+$/ }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('link', { name: 'Version 2', exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Move to release/ })).toHaveCount(0)
})

/** Does something and finds its effort in the guide. */
async function tellsTheGuide(engineer: Engineer, act: () => Promise<void>): Promise<void> {
  const before = { ...engineer }
  await act()
  const effort = `${engineer.clicks - before.clicks} clicks, ${engineer.texts - before.texts} texts`
  expect(GUIDE).toContain(effort)
}

async function openMdrd(browser: Browser): Promise<{ page: Page; engineer: Engineer }> {
  const page = await signedIn(browser, 'admin', 1600)
  await page.goto('/admin/collections/product-families')
  await page.getByRole('link', { name: 'MDRD', exact: true }).click()
  await expect(page.locator('.editor-nav')).toBeVisible()
  return { page, engineer: new Engineer(page) }
}

/** Orders a plain sink through the wizard and answers its build number. */
async function order(page: Page, guard: string | null): Promise<string> {
  await enterDetails(page, `GUARD-${guard ?? 'none'}-${Date.now()}`)
  const buildNumber = await chooseFamily(page, 'MDRD')
  await choose(page, 'Model', 'T2-B1 (1 basin)')
  await page.getByRole('textbox', { name: 'Length' }).fill('60')
  await page.getByRole('textbox', { name: 'Width' }).fill('30')
  await choose(page, 'Leg type', 'Height adjustable')
  await choose(page, 'Leg model', 'DL27')
  await choose(page, 'Feet', 'Lock and level casters')
  await choose(page, 'Type', 'E-Drain')
  await choose(page, 'Size', '20" × 20" × 8"')
  if (guard !== null) await choose(page, OPTION, guard)
  await submit(page)
  return buildNumber
}

/** The part numbers on the bill of a build, as its page lists them. */
async function billOf(page: Page, buildNumber: string): Promise<string[]> {
  await page.goto('/admin/collections/builds')
  await page.getByRole('link', { name: buildNumber, exact: true }).first().click()
  await page.getByRole('link', { name: 'Bill of materials' }).first().click()
  await expect(page.getByText('Version 1').first()).toBeVisible()
  await page.getByRole('button', { name: 'Expand all' }).click()
  const numbers = page.getByRole('treegrid').locator('code')
  await expect(numbers.nth(5)).toBeVisible()
  return numbers.allTextContents()
}
