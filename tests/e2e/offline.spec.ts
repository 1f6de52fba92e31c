import { expect, type Page } from '@playwright/test'
import { insist, listOf, text } from './plant'
import { expectAccessible, findOne, signedIn, test } from './support'

test.describe.configure({ timeout: 300_000 })

/** The service worker keeps a copy of a page a moment after it is shown. */
const pageKept = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate(async () => {
        const copies = await caches.open('floor-pages-1')
        return (await copies.match(location.href, { ignoreVary: true })) !== undefined
      }),
    )
    .toBe(true)

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
  await pageKept(page)

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
  await pageKept(page)

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

test('what somebody else has answered meanwhile is not overwritten: each answer is listed for a decision', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'qc', 820)
  const build = await findOne(page, '/api/builds?where[buildNumber][equals]=DP-1022')
  const { id } = await insist(page, 'POST', `/api/builds/${build}/inspections`, { kind: 'PRE_QC' })
  const address = `/api/inspections/${text(id)}`
  const admin = await signedIn(browser, 'admin')
  const blank = { result: null, value: null, note: null }
  await insist(admin, 'PATCH', address, {
    items: ['P2', 'P1-width', 'P1-length'].map((key) => ({ key, ...blank })),
  })
  await page.goto(`/admin/collections/inspections/${text(id)}`)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  await page.reload()
  const card = (key: string) => page.locator(`[id="item-${key}-0"]`)
  const papers = card('P2')
  const width = card('P1-width').getByRole('textbox').first()
  const length = card('P1-length').getByRole('textbox').first()
  await expect(papers).toBeVisible()

  // without network here, while somebody else answers two of the three items
  await page.context().setOffline(true)
  await papers.getByRole('radio', { name: 'Pass' }).check()
  await width.fill('30')
  await width.press('Enter')
  await length.fill('60')
  await length.press('Enter')
  await expect(page.getByText('3 entries waiting to be sent').first()).toBeVisible()
  await insist(admin, 'PATCH', address, {
    items: [
      { key: 'P2', result: 'FAIL', note: 'The drawing is not signed.' },
      { key: 'P1-width', value: 31 },
    ],
  })
  await page.context().setOffline(false)

  const list = page.getByRole('region', { name: 'Not accepted by the server' })
  await expect(list.getByText(/^P2 .*: pass$/)).toBeVisible()
  await expect(
    list.getByText(/answered it meanwhile: fail, note “The drawing is not/),
  ).toBeVisible()
  await expect(papers.getByText(/^Not accepted/)).toBeVisible()
  await expect(page.getByText(/did not accept something/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign: passed…' })).toBeDisabled()
  await expectAccessible(page, '.panel')
  await page.screenshot({ path: 'test-results/conflict-tablet.png', fullPage: true })

  // undecided, it is still there after a reload, and what was entered later waits behind it
  await page.reload()
  await expect(list.getByText(/^P2 .*: pass$/)).toBeVisible()
  await expect(list.getByRole('listitem')).toHaveCount(1)
  const held = async () => {
    const { items } = await insist(admin, 'GET', `${address}?depth=0`)
    return new Map(listOf(items).map((item) => [text(item.key), item]))
  }
  expect((await held()).get('P2')).toMatchObject({ result: 'FAIL' })

  // the first is given up: the other answer stays and is shown
  await list.getByRole('button', { name: 'Discard mine' }).click()
  await list.getByRole('button', { name: 'Discard mine' }).click()
  await expect(papers.getByRole('radio', { name: 'Fail' })).toBeChecked()
  await expect(papers.getByRole('textbox')).toHaveValue('The drawing is not signed.')

  // the second is insisted on, and the third needed no decision
  await expect(list.getByText(/^P1-width .*: 30 in/)).toBeVisible()
  await expect(list.getByText(/answered it meanwhile: 31 in/)).toBeVisible()
  await list.getByRole('button', { name: 'Send mine again' }).click()
  await expect(list).toHaveCount(0)
  await expect(page.getByText('Everything is sent')).toBeVisible()
  const after = await held()
  expect(after.get('P2')).toMatchObject({ result: 'FAIL', note: 'The drawing is not signed.' })
  expect(after.get('P1-width')).toMatchObject({ value: 30 })
  expect(after.get('P1-length')).toMatchObject({ value: 60 })
  await page.reload()
  await expect(width).toHaveValue('30')
  await expect(list).toHaveCount(0)
})
