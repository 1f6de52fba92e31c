import { expect, type Page } from '@playwright/test'
import { MDRD } from '../../src/shipped/mdrd'
import { expectAccessible, findOne, signedIn, test } from './support'

/** A family as it is read by those who do not change it, retired, and followed by a build on its way. */

test.describe.configure({ mode: 'serial', timeout: 300_000 })

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name })

test('Quality reads every form from the menu, and what it asks of a build', async ({ browser }) => {
  const page = await signedIn(browser, 'qc')
  await page.goto('/admin/collections/builds')
  const build = (await page.locator('table tbody a').first().textContent()) ?? ''
  await page.getByRole('button', { name: 'Open Menu' }).first().click()
  await page.getByRole('link', { name: 'Checklists' }).click()
  const forms = page.getByRole('navigation', { name: 'Forms' })
  await expect(forms.getByRole('link')).toHaveCount(MDRD.checklists.length)
  for (const { label, sections } of MDRD.checklists) {
    await forms.getByRole('link', { name: label.en }).click()
    const form = page.getByRole('region', { name: label.en, exact: true })
    await expect(form.getByRole('region', { name: /^Items of / })).toHaveCount(sections.length)
  }
  await expectAccessible(page, '.panel')
  await page.getByLabel('As asked for build').fill(build)
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(region(page, new RegExp(` for build ${build}, release \\d+$`))).toBeVisible()
  const sent = await page.content()
  expect(MDRD.rules.filter(({ because }) => sent.includes(because.en))).toEqual([])
})

test('a Coordinator reads the release in force in words: conditions, quantities, forms, tasks', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  await page.goto('/admin')
  const family = await findOne(page, '/api/product-families?where[code][equals]=MDRD')
  await page.goto(`/admin/collections/product-families/${family}`)
  const rules = region(page, 'Rules of the bill of materials').last()
  const rule = rules.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'R4' }) })
  await expect(rule.first()).toContainText(/when /)
  for (const { label } of MDRD.checklists)
    await expect(page.getByRole('heading', { name: `Checklist: ${label.en}` })).toBeVisible()
  for (const { label } of MDRD.taskTemplates)
    await expect(page.getByRole('heading', { name: `Tasks: ${label.en}` })).toBeVisible()

  const workflow = await findOne(page, '/api/workflows?where[code][equals]=STANDARD')
  await page.goto(`/admin/collections/workflows/${workflow}`)
  const moves = region(page, 'Moves').last()
  for (const heading of ['What happens', 'Who is told'])
    await expect(moves.getByRole('columnheader', { name: heading })).toBeVisible()
})

test('the warnings of a build are ticked where it is configured', async ({ browser }) => {
  const page = await signedIn(browser, 'coordinator')
  await page.goto('/admin')
  const build = await crowdedBuild(page)
  await page.goto(`/admin/collections/builds/${build}/configure`)
  await page.getByRole('textbox', { name: 'Length' }).fill('61')
  const warnings = page.getByRole('group', { name: 'Warnings to acknowledge' })
  await warnings.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Save configuration' }).click()
  await page.waitForURL(new RegExp(`/builds/${build}/bom`))
  const stored: unknown = await page.evaluate(
    async (id) => Object(await (await fetch(`/api/builds/${id}?depth=0`)).json()).warnings,
    build,
  )
  expect(stored).toContainEqual(expect.objectContaining({ acknowledged: true }))
})

test('an Admin retires the family with a reason; the wizard no longer offers it, until it is back', async ({
  browser,
}) => {
  const admin = await signedIn(browser, 'admin')
  const office = await signedIn(browser, 'coordinator')
  await admin.goto('/admin')
  const family = await findOne(admin, '/api/product-families?where[code][equals]=MDRD')
  await admin.goto(`/admin/collections/product-families/${family}/releases`)
  const act = async (opens: string, reason: string, action: string) => {
    await admin.getByRole('button', { name: opens }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByLabel('Why').fill(reason)
    await expectAccessible(admin, 'dialog')
    await dialog.getByRole('button', { name: action }).click()
    await expect(dialog).toBeHidden()
  }
  await act('Retire…', 'Replaced by the next family', 'Retire the family')
  await expect(admin.getByText('Retired', { exact: true })).toBeVisible()
  await office.goto('/admin/orders/new')
  const offered = await office.content()
  expect(offered).not.toContain(MDRD.description.en)

  await act('Put back into use…', 'Wanted again', 'Put back into use')
  await expect(admin.getByText(/^Release \d+ in force$/)).toBeVisible()
  await admin.getByLabel('Day', { exact: true }).fill('2020-01-01')
  await region(admin, 'In force on a day').getByRole('button', { name: 'Show' }).click()
  await expect(admin.getByText(/nothing was published yet/)).toBeVisible()
  await expectAccessible(admin, '.panel')
})

/** An order whose one sink has more basins than fit beside each other. */
async function crowdedBuild(page: Page): Promise<string> {
  const id: unknown = await page.evaluate(async () => {
    const once = Date.now().toString(36).toUpperCase()
    const answer = await fetch('/api/orders/submit', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        customer: {
          companyName: `Crowded ${once}`,
          shippingAddress: {
            line1: '1 Harbour Street',
            city: 'Halifax',
            region: 'NS',
            postalCode: 'B3H 1A1',
            country: 'Canada',
          },
        },
        poNumber: `PO-${once}`,
        salesPerson: 'Sam Seller',
        wantDate: '2031-05-05',
        language: 'EN',
        builds: [
          {
            buildNumber: `CROWD-${once}`,
            family: 'MDRD',
            configuration: {
              ...{ sinkModel: 'T2-B3', width: 30, length: 60, pegboard: false },
              ...{ legsType: 'HEIGHT_ADJUSTABLE', legsModel: 'DL27', feet: 'CASTERS' },
              workflowDirection: 'LEFT_TO_RIGHT',
              basins: [1, 2, 3].map(() => ({ type: 'E_SINK', size: '24X20X8' })),
            },
          },
        ],
      }),
    })
    return Object(await answer.json()).builds?.[0]?.id
  })
  if (typeof id !== 'string') throw new Error('No order was made.')
  return id
}
