import { expect, test } from '@playwright/test'
import { expectAccessible, findOne, signedIn } from './support'

test.describe.configure({ timeout: 180_000 })

test('answers given without network survive a reload without network, and are sent when it is back', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'qc', 820)
  const build = await findOne(page, '/api/builds?where[buildNumber][equals]=DP-1022')
  const inspection = await page.evaluate(async (id): Promise<unknown> => {
    const answer = await fetch(`/api/builds/${id}/inspections`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ kind: 'PRE_QC' }),
    })
    return Object(await answer.json()).id
  }, build)
  await page.goto(`/admin/collections/inspections/${String(inspection)}`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.reload()
  const item = page.locator('[id="item-P4-0"]')
  await expect(item).toBeVisible()

  await page.context().setOffline(true)
  await item.getByRole('radio', { name: 'Pass' }).check()
  await expect(item.getByText('Waiting to be sent')).toBeVisible()
  await page.reload()
  await expect(item.getByRole('radio', { name: 'Pass' })).toBeChecked()
  await expect(item.getByText('Waiting to be sent')).toBeVisible()
  await expect(page.getByText(/A signature needs the server/)).toBeVisible()
  await expectAccessible(page, '.panel')
  await page.screenshot({ path: 'test-results/offline-tablet.png', fullPage: true })

  await page.context().setOffline(false)
  await expect(item.getByText('Saved')).toBeVisible()
  const stored = await page.evaluate(async (id): Promise<unknown> => {
    const form = Object(await (await fetch(`/api/inspections/${id}?depth=0`)).json())
    return form.items.find((one: { key: string }) => one.key === 'P4').result
  }, String(inspection))
  expect(stored).toBe('PASS')
})
