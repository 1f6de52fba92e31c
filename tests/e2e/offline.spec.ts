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

test('a task that is begun without network is still begun after a reload without network', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'assembler2', 820)
  const task = await findOne(
    page,
    '/api/tasks?where[title][equals]=Fit the power bar&where[status][equals]=PENDING',
  )
  await page.goto(`/admin/collections/tasks/${task}`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.reload()
  const start = page.getByRole('button', { name: 'Start', exact: true })
  await expect(start).toBeEnabled()

  await page.context().setOffline(true)
  await start.click()
  const waiting = page.getByText('1 entry waiting to be sent').first()
  await expect(waiting).toBeVisible()
  await page.reload()
  await expect(waiting).toBeVisible()
  await expect(page.getByRole('button', { name: 'Complete', exact: true })).toBeVisible()
  await expectAccessible(page, '.panel')

  await page.context().setOffline(false)
  await expect(page.getByText('Everything is sent')).toBeVisible()
  await expect
    .poll(() =>
      page.evaluate(
        async (id): Promise<unknown> =>
          Object(await (await fetch(`/api/tasks/${id}?depth=0`)).json()).status,
        task,
      ),
    )
    .toBe('IN_PROGRESS')
})
