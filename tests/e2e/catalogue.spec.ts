import { expect, type Page } from '@playwright/test'
import { expectAccessible, signedIn, test } from './support'

type Made = { id: string; partNumber: string }

/** A record made through the API by whoever is signed in on the page. */
async function make(page: Page, slug: string, data: Record<string, unknown>): Promise<Made> {
  const made = await page.evaluate(
    async ({ address, body }): Promise<unknown> => {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      })
      const json: unknown = await answer.json()
      return Object(json).doc
    },
    { address: `/api/${slug}`, body: data },
  )
  const id: unknown = Object(made).id
  const partNumber: unknown = Object(made).partNumber
  if (typeof id !== 'string') throw new Error(`${slug} was not made: ${JSON.stringify(made)}`)
  return { id, partNumber: String(partNumber) }
}

const part = (page: Page, partNumber: string, name: string, own = {}) =>
  make(page, 'parts', { partNumber, name, kind: 'COMPONENT', unit: 'EA', ...own })
const assembly = (page: Page, partNumber: string, name: string) =>
  make(page, 'assemblies', { partNumber, name, type: 'SIMPLE', unit: 'EA' })
const put = (page: Page, parent: Made, askedId: string, quantity: number, position = 0) =>
  make(page, 'assembly-components', { parentAssembly: parent.id, askedId, quantity, position })

/** cabinet: 2 frames of 3 plates of 4 screws, and one id that nobody knows. */
async function cabinet(page: Page, prefix: string) {
  const screw = await part(page, `${prefix}-SCREW`, 'Countersunk screw')
  const bolt = await part(page, `${prefix}-BOLT`, 'Hexagon bolt')
  const plate = await assembly(page, `${prefix}-PLATE`, 'Base plate')
  const frame = await assembly(page, `${prefix}-FRAME`, 'Welded frame')
  const top = await assembly(page, `${prefix}-CABINET`, 'Cabinet')
  await put(page, plate, screw.partNumber, 4)
  await put(page, frame, plate.partNumber, 3)
  await put(page, top, frame.partNumber, 2, 0)
  await put(page, top, `${prefix}-LOST`, 1, 1)
  return { screw, bolt, plate, frame, top }
}

const rows = (page: Page) => page.getByRole('treegrid').locator('tbody tr')
const fitsThePage = async (page: Page) =>
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0)

for (const width of [1440, 820]) {
  test(`an assembly is explored, searched and changed at ${width} pixels`, async ({ browser }) => {
    const page = await signedIn(browser, 'admin', width)
    const { screw, bolt, plate, frame, top } = await cabinet(page, `TREE${width}`)
    await page.goto(`/admin/collections/assemblies/${top.id}`)
    await page.getByRole('link', { name: 'Structure' }).click()
    await expect(page.getByText('is in no catalogue', { exact: false }).first()).toBeVisible()
    await expect(rows(page)).toHaveCount(2)
    await expectAccessible(page, '.panel')
    await fitsThePage(page)

    const first = rows(page).first()
    await first.focus()
    await page.keyboard.press('ArrowRight')
    await expect(first).toHaveAttribute('aria-expanded', 'true')
    await page.keyboard.press('ArrowRight')
    await expect(page.locator('tr:focus')).toContainText(plate.partNumber)
    await expect(page.locator('tr:focus')).toContainText('6')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect(rows(page)).toHaveCount(2)

    await page.getByRole('searchbox', { name: /^Find/ }).fill('countersunk')
    const hit = rows(page).filter({ hasText: screw.partNumber })
    await expect(hit).toContainText('24')
    await expect(page.locator('mark').first()).toHaveText('Countersunk')
    await expect(page.getByText('1 of 4 lines match')).toBeVisible()
    await page.getByRole('searchbox', { name: /^Find/ }).fill('')
    await page.getByRole('button', { name: 'Collapse all' }).click()
    await page.getByRole('button', { name: 'Expand all' }).click()
    await expect(rows(page)).toHaveCount(4)

    await page.getByRole('button', { name: 'Change components' }).click()
    const list = page.getByRole('list', { name: `Components of ${top.partNumber}` })
    await expectAccessible(page, '.panel')
    await fitsThePage(page)
    await page.getByRole('combobox', { name: 'Add part or assembly' }).fill(bolt.partNumber)
    await page.getByRole('option', { name: bolt.partNumber }).click()
    await page.getByRole('form', { name: 'Add a component' }).getByLabel('Quantity').fill('12')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByText(`${bolt.partNumber} added.`)).toBeVisible()
    await expect(list.getByRole('listitem')).toHaveCount(3)

    await page.getByRole('button', { name: `Move ${bolt.partNumber} up` }).click()
    await expect(list.getByRole('listitem').nth(1)).toContainText(bolt.partNumber)
    await list.getByRole('listitem').nth(1).getByLabel('Quantity').fill('9')
    await page.getByRole('button', { name: `Save ${bolt.partNumber}` }).click()
    await expect(page.getByText(`${bolt.partNumber} saved.`)).toBeVisible()
    await page.getByRole('button', { name: /^Remove .*LOST/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await expect(list.getByRole('listitem')).toHaveCount(2)
    const add = page.getByRole('combobox', { name: 'Add part or assembly' })
    await add.fill(top.partNumber)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(page.getByText('would contain itself', { exact: false })).toBeVisible()

    await page.getByRole('button', { name: 'Done' }).click()
    await expect(rows(page)).toHaveCount(2)
    await expect(rows(page).nth(1)).toContainText('9')
    await page.getByRole('link', { name: 'History' }).click()
    await expect(page.getByText(`9 × ${bolt.partNumber}`)).toBeVisible()
    await page.goto(`/admin/compare-items?a=${top.id}&b=${frame.id}`)
    await expect(page.getByText('1 fact differs', { exact: false })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Direct components that differ' })).toContainText(
      plate.partNumber,
    )
    await expectAccessible(page, '.panel')
    await fitsThePage(page)
  })
}

test('a part is looked up where it is used, retired with a successor, and named everywhere', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin')
  const { screw, bolt, plate, frame, top } = await cabinet(page, 'RETIRE')
  await page.goto(`/admin/collections/parts/${screw.id}`)
  await page.getByRole('link', { name: 'Where used' }).click()
  const above = page.getByRole('region', { name: /^Assemblies that contain/ })
  for (const one of [plate, frame, top]) await expect(above).toContainText(one.partNumber)
  await expect(above.getByRole('row').filter({ hasText: top.partNumber })).toContainText('24')
  await expectAccessible(page, '.panel')

  await page.goto(`/admin/collections/parts/${screw.id}`)
  await page.getByRole('button', { name: 'Retire…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('3 assemblies contain it')
  await expectAccessible(page, 'dialog')
  await dialog.getByRole('button', { name: 'Retire' }).click()
  await expect(dialog.getByText('Say why: at least 3 characters.')).toBeVisible()
  await dialog.getByRole('combobox', { name: /^Successor/ }).fill(bolt.partNumber)
  await dialog.getByRole('option', { name: bolt.partNumber }).click()
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The maker stopped making it.')
  await dialog.getByRole('button', { name: 'Retire' }).click()
  await expect(page.getByRole('button', { name: 'Reactivate…' })).toBeVisible()
  await expect(page.getByText('use RETIRE-BOLT instead')).toBeVisible()

  await page.goto(`/admin/collections/assemblies/${plate.id}/structure`)
  await expect(rows(page).first()).toContainText('use RETIRE-BOLT instead')
  await page.goto(`/admin/collections/parts?search=${screw.partNumber}`)
  await expect(page.getByRole('row').filter({ hasText: screw.partNumber })).toContainText(
    'use RETIRE-BOLT instead',
  )
  await page.goto(`/admin/collections/parts/${screw.id}/history`)
  await expect(page.getByText('The maker stopped making it.')).toBeVisible()
  await expect(page.getByText('RETIRE-BOLT').first()).toBeVisible()
})

test('many items change at once after a look at what becomes of them', async ({ browser }) => {
  const page = await signedIn(browser, 'procurement')
  const made = [
    await part(page, 'MASS-1', 'Bracket', { cost: 1000 }),
    await part(page, 'MASS-2', 'Bracket, long', { cost: 2550 }),
    await part(page, 'MASS-3', 'Bracket, unpriced'),
  ]
  await page.goto('/admin/collections/parts')
  await page.getByRole('link', { name: 'Change many items' }).click()
  await page.getByRole('textbox', { name: 'Number begins with' }).fill('MASS-')
  await page.getByRole('combobox', { name: 'Field' }).selectOption('Cost, by a percentage')
  await page.getByRole('textbox', { name: 'Change in percent' }).fill('-150')
  await expect(
    page.getByText('Enter a percentage from -99 to 1000', { exact: false }),
  ).toBeVisible()
  await page.getByRole('textbox', { name: 'Change in percent' }).fill('10')
  await page.getByRole('button', { name: 'Preview' }).click()
  const table = page.getByRole('region', { name: 'Items before and after' })
  await expect(table.getByRole('row').filter({ hasText: 'MASS-2' })).toContainText('$28.05')
  await expect(page.getByText('2 items change, 0 already so, 1 cannot be changed.')).toBeVisible()
  await expectAccessible(page, '.panel')
  await fitsThePage(page)

  await page.evaluate(async (id) => {
    await fetch(`/api/parts/${id}`, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'Bracket, changed meanwhile' }),
    })
  }, made[0]?.id)
  await page.getByRole('button', { name: 'Change 2 items' }).click()
  await expect(page.getByText('Somebody else has changed MASS-1', { exact: false })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Change 2 items' })).toBeDisabled()
  await page.getByRole('button', { name: 'Preview again' }).click()
  await expect(table).toContainText('Bracket, changed meanwhile')
  await page.getByRole('button', { name: 'Change 2 items' }).click()
  await expect(page.getByText('2 items were changed.')).toBeVisible()

  await page.goto(`/admin/collections/parts/${made[1]?.id}/history`)
  await expect(page.getByText('$28.05').first()).toBeVisible()
  const inspector = await signedIn(browser, 'qc')
  await inspector.goto('/admin/edit-items')
  await expect(inspector.locator('h1')).toBeVisible()
  await expect(inspector.getByRole('button', { name: 'Preview' })).toHaveCount(0)
})
