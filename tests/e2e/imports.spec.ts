import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { insist } from './plant'
import { expectAccessible, findOne, formReady, signedIn, test } from './support'

const column = (head: string, name: string): number => {
  const at = head.split(',').findIndex((one) => one.startsWith(name))
  if (at < 0) throw new Error(`There is no column ${name}: ${head}`)
  return at
}

/** The row of a part, its cells changed by the heads of their columns. None of these cells holds a comma. */
function changed(lines: string[], number: string, cells: Readonly<Record<string, string>>): void {
  const head = lines[0] ?? ''
  const index = lines.findIndex((line) => line.startsWith(`${number},`))
  const row = (lines[index] ?? '').split(',')
  expect(row).toHaveLength(head.split(',').length)
  for (const [name, text] of Object.entries(cells)) row[column(head, name)] = text
  lines[index] = row.join(',')
}

const upload = async (page: Page, name: string, text: string) => {
  await page
    .getByLabel('Drop the file here, or choose it')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  await page.getByRole('button', { name: 'Check the file' }).click()
  await page.waitForURL(/catalogue-imports\/[0-9a-f-]{36}$/)
}

test('a table of parts is exported, changed, tried out, applied, looked at and taken back', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin')
  await page.goto('/admin/collections/parts')
  await page.getByText('Export', { exact: true }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export parts as CSV' }).click()
  const file = await (await download).path()
  const lines = (await readFile(file, 'utf8')).split('\r\n')

  // three parts whose rows hold no quoted cell
  const plain = lines.slice(1).filter((line) => line.includes(',COMPONENT,') && !line.includes('"'))
  const [priced = '', named = '', broken = ''] = plain.map((line) => line.split(',')[0] ?? '')
  const oldName = plain[1]?.split(',')[1] ?? ''
  changed(lines, priced, { Cost: '4321.09' })
  changed(lines, named, { Name: 'Renamed by the import' })
  changed(lines, broken, { Cost: '1 000' })

  await page.getByRole('link', { name: 'Import a file' }).click()
  await expect(page.getByRole('radio', { name: /^Parts/ })).toBeChecked()
  await expectAccessible(page, '.panel')
  await page.getByRole('button', { name: 'Check the file' }).click()
  await expect(page.getByText('Choose a file first.')).toBeVisible()
  await upload(page, 'parts.csv', lines.join('\r\n'))

  await expect(page.getByText('This is a dry run: nothing has changed yet.')).toBeVisible()
  await expect(page.getByText('1 row is refused')).toBeVisible()
  const report = page.getByRole('region', { name: 'Lines of the report' })
  await expect(report.getByRole('row')).toHaveCount(3)
  const cost = report.getByRole('row').filter({ hasText: priced })
  await expect(cost).toContainText('Cost')
  await expect(cost).toContainText('$4,321.09')
  await expect(report.getByRole('row').filter({ hasText: named })).toContainText(
    'Renamed by the import',
  )
  await expectAccessible(page, '.panel')
  await page.getByRole('button', { name: /^Refused/ }).click()
  await expect(report.getByRole('row').filter({ hasText: broken })).toContainText('1 000')
  await expect(report).toContainText('must be an amount such as 12.50')
  await expectAccessible(page, '.panel')
  const rejected = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Refused rows as CSV' }).click()
  expect((await rejected).suggestedFilename()).toMatch(/^IMP-\d+-refused\.csv$/)

  await page.getByRole('button', { name: 'Apply…' }).click()
  await expectAccessible(page, 'dialog')
  await page.getByRole('dialog').getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText(/^Applied: 0 new records and 2 changed ones/)).toBeVisible()

  const address = page.url()
  await page.getByRole('button', { name: /^Differences/ }).click()
  await report.getByRole('link', { name: named, exact: true }).click()
  await expect(page.locator('#field-name')).toHaveValue('Renamed by the import')
  await formReady(page)
  const part = page.url().split('/').at(-1) ?? ''
  await page.locator('#field-name').fill('Renamed by hand')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(/successfully/i).first()).toBeVisible()

  await page.goto(address)
  await page.getByRole('button', { name: 'Take back…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('1 record was changed or is needed since')).toBeVisible()
  await expect(dialog).toContainText('Renamed by the import became Renamed by hand')
  await expectAccessible(page, 'dialog')
  await dialog.getByLabel('Leave these as they are and take back the rest').check()
  await dialog.getByRole('button', { name: 'Take back', exact: true }).click()
  await expect(page.getByText(/^Taken back: 1 record is as before/)).toBeVisible()
  await page.getByRole('button', { name: /^Left alone/ }).click()
  await expect(report).toContainText('was changed since')
  await expectAccessible(page, '.panel')

  await page.goto('/admin/collections/catalogue-imports')
  await expect(page.locator('.panel-badge').filter({ hasText: 'Taken back' })).toBeVisible()

  // the plant is shared with other tests
  const renamed = await page.evaluate(
    async ([id, name]) =>
      (
        await fetch(`/api/parts/${id}`, {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ name }),
        })
      ).status,
    [part, oldName],
  )
  expect(renamed).toBe(200)
})

test('an import of which nothing can be taken back says what to do instead, and offers no more', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin')
  await page.goto('/admin/imports/new')
  await page.getByRole('radio', { name: /^Parts/ }).check()
  await upload(page, 'one.csv', 'Part number,Name\r\nIN-VAIN-1,Made by the import')
  await page.getByRole('button', { name: 'Apply…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText(/^Applied: 1 new record/)).toBeVisible()
  const part = `/api/parts/${await findOne(page, '/api/parts?where[partNumber][equals]=IN-VAIN-1')}`
  await insist(page, 'PATCH', part, { name: 'Renamed since' })

  await page.getByRole('button', { name: 'Take back…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('1 record was changed or is needed since')).toBeVisible()
  await expect(dialog).toContainText('Correct the records on their own pages')
  await expect(dialog.getByRole('button')).toHaveCount(1)
  await expectAccessible(page, 'dialog')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toHaveCount(0)
  await insist(page, 'DELETE', part)
})

test('a large file is applied and taken back by the worker, and the page says when it is done', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin')
  await page.goto('/admin/imports/new')
  await page.getByRole('radio', { name: /^Parts/ }).check()
  const rows = Array.from({ length: 1_200 }, (_, n) => `LARGE-${n},Part of a large file`)
  await upload(page, 'large.csv', ['Part number,Name', ...rows].join('\r\n'))

  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Apply…' }).click()
  await expect(dialog).toContainText('the worker applies it')
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText(/^Applied: 1200 new records/)).toBeVisible({ timeout: 120_000 })

  await page.getByRole('button', { name: 'Take back…' }).click()
  await expect(dialog).toContainText('1200 records that it made are removed.')
  await expect(dialog).toContainText('the worker takes it back')
  await expectAccessible(page, 'dialog')
  await dialog.getByRole('button', { name: 'Take back', exact: true }).click()
  await expect(page.getByText(/^Taken back: .*1200 new ones are gone/)).toBeVisible({
    timeout: 120_000,
  })
  await expect(page.getByRole('progressbar')).toHaveCount(0)
})

test('a file that cannot be read says why, and the coordinator only takes tables away', async ({
  browser,
}) => {
  const buyer = await signedIn(browser, 'procurement', 820)
  await buyer.goto('/admin/imports/new')
  await expect(buyer.getByRole('radio', { name: /^Catalogue delivery/ })).toHaveCount(0)
  await buyer.getByRole('radio', { name: /^Costs/ }).check()
  await buyer
    .getByLabel('Drop the file here, or choose it')
    .setInputFiles({ name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\r\n1,2') })
  await buyer.getByRole('button', { name: 'Check the file' }).click()
  await expect(buyer.getByText('The file has no column "Part number", "Cost".')).toBeVisible()
  await expectAccessible(buyer, '.panel')

  const coordinator = await signedIn(browser, 'coordinator')
  await coordinator.goto('/admin/collections/assemblies')
  await expect(coordinator.getByRole('link', { name: 'Import a file' })).toHaveCount(0)
  await coordinator.getByText('Export', { exact: true }).click()
  const download = coordinator.waitForEvent('download')
  await coordinator.getByRole('link', { name: 'Export components as XLSX' }).click()
  expect((await download).suggestedFilename()).toMatch(/^components-.*\.xlsx$/)
})

test('a list that is filtered leaves as it is filtered', async ({ browser }) => {
  const page = await signedIn(browser, 'admin')
  await page.goto('/admin/collections/assemblies?search=T2-DL27-KIT')
  await page.getByText('Export these', { exact: true }).click()
  await expect(page.getByText('Of the 1 assembly in this list')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Export parts/ })).toHaveCount(0)
  await expectAccessible(page, '.import-bar')
  await page.keyboard.press('Escape')
  await expect(page.getByText('Of the 1 assembly in this list')).toBeHidden()
  await expect(page.locator('.import-menu summary')).toBeFocused()
  await page.keyboard.press('Enter')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Export assemblies as CSV' }).click()
  const file = await (await download).path()
  const [, ...rows] = (await readFile(file, 'utf8')).trimEnd().split('\r\n')
  expect(rows.map((row) => row.split(',')[0])).toEqual(['T2-DL27-KIT'])
})
