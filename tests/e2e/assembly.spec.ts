import { expect, type Page } from '@playwright/test'
import { expectAccessible, findOne, signedIn, test } from './support'

test.describe.configure({ mode: 'serial' })

/** Address of the first ready task on the board of the assembler. */
async function openNext(page: Page): Promise<void> {
  await page.goto('/admin')
  await page
    .getByRole('link', { name: /^(Next|Go on):/ })
    .first()
    .click()
  await expect(page.getByRole('group', { name: 'What to do with this task' })).toBeVisible()
}

test('of two assemblers one gets the build, the other reads why not', async ({ browser }) => {
  const first = await signedIn(browser, 'assembler', 820)
  const second = await signedIn(browser, 'assembler2', 820)
  const claim = /^Claim DP-/
  const name = await second.getByRole('button', { name: claim }).first().getAttribute('aria-label')
  const number = (name ?? '').replace('Claim ', '')
  await first.getByRole('button', { name: `Claim ${number}` }).click()
  await expectAccessible(first, 'dialog')

  await second.getByRole('button', { name: `Claim ${number}` }).click()
  await second.getByRole('dialog').getByRole('button', { name: 'Claim it' }).click()
  await expect(second.getByRole('link', { name: number })).toBeVisible()
  await expectAccessible(second, '.panel')

  await first.getByRole('dialog').getByRole('button', { name: 'Claim it' }).click()
  await expect(first.getByRole('dialog')).toContainText('Somebody else has just claimed this build')
  await first.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await expect(first.getByRole('button', { name: `Claim ${number}` })).toHaveCount(0)
})

test('a task is worked on: the clock and the ticks survive a reload, the next task follows', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'assembler2', 820)
  await openNext(page)
  await expectAccessible(page, '.panel')
  await page.getByRole('button', { name: 'Start' }).click()
  await expect(page.locator('.floor-clock')).toContainText('running')
  await page
    .getByRole('checkbox', { name: /Step 1 is done/ })
    .first()
    .check()
  await expect(page.getByText('Everything is sent')).toBeVisible()

  await page.reload()
  await expect(page.locator('.floor-clock')).toContainText('running')
  await expect(page.getByRole('checkbox', { name: /Step 1 is done/ }).first()).toBeChecked()

  // the same clock on another device
  const board = await signedIn(browser, 'assembler2', 1280)
  await expect(board.getByRole('region', { name: 'Your running clock' })).toContainText('running')

  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.locator('.floor-clock')).toContainText('stopped')
  await expect(page.getByText('Everything is sent')).toBeVisible()
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect(page.locator('.floor-clock')).toContainText('running')

  await page.getByRole('button', { name: 'Complete' }).click()
  await expectAccessible(page, 'dialog')
  await page.getByRole('dialog').getByRole('textbox').fill('9')
  await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).click()
  await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('9 min', { exact: true }).first()).toBeVisible()
  await page.getByRole('link', { name: /^Next: / }).click()
  await expect(page.getByRole('button', { name: 'Start' })).toBeEnabled()

  // what the server says now does not lead back to the finished task
  const heading = await page.getByRole('heading', { level: 1 }).textContent()
  let isStarted = false
  const readAnew = page.waitForResponse((response) => {
    isStarted ||= response.url().endsWith('/start')
    return isStarted && response.url().includes('_rsc=')
  })
  await page.getByRole('button', { name: 'Start' }).click()
  await readAnew
  await expect(page.getByText('Everything is sent')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '')
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible()
  await page.goForward()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading ?? '')
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.locator('.floor-clock')).toContainText('stopped')
  await expect(page.getByText('Everything is sent')).toBeVisible()
})

test('without network work goes on, and is sent when the network is back', async ({ browser }) => {
  const page = await signedIn(browser, 'assembler2', 820)
  await openNext(page)
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  await page.context().setOffline(true)
  await page.getByRole('button', { name: /^(Start|Go on)$/ }).click()
  await expect(page.getByText('1 entry waiting to be sent').first()).toBeVisible()
  await expect(page.getByText('Waiting to be sent', { exact: true })).toBeVisible()
  await page
    .getByRole('link', { name: /Fit the power bar/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Fit the power bar' })).toBeVisible()

  await page.context().setOffline(false)
  await expect(page.getByText('Everything is sent')).toBeVisible()
  const found = await findOne(
    page,
    `/api/tasks?where[id][equals]=${id}&where[status][equals]=IN_PROGRESS`,
  )
  expect(found).toBe(id)
})

test('a shortage blocks the task; the coordinator sees it and plans the others', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'assembler2', 820)
  await openNext(page)
  await page.getByRole('button', { name: 'Report a problem' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Report' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Describe the problem')
  await expectAccessible(page, 'dialog')
  await dialog.getByRole('textbox', { name: 'Description' }).fill('None left on the shelf')
  await dialog.getByRole('button', { name: 'Report' }).click()
  await expect(page.getByText(/Blocked: parts are missing/)).toBeVisible()
  await expect(page.getByText('Everything is sent')).toBeVisible()
  const address = await page
    .getByRole('region', { name: 'Progress of the build' })
    .getByRole('link', { name: /^Build/ })
    .getAttribute('href')

  const coordinator = await signedIn(browser, 'coordinator')
  await coordinator.goto(address ?? '')
  await expect(coordinator.getByText(/None left on the shelf/)).toBeVisible()
  await expectAccessible(coordinator, '.panel')
  await coordinator.getByRole('checkbox', { name: 'Choose Clean the sink' }).check()
  await coordinator.getByRole('checkbox', { name: 'Choose Fit the logo' }).check()
  await expect(coordinator.getByText('2 tasks chosen')).toBeVisible()
  await coordinator.getByLabel('Due').fill('2099-05-04')
  await coordinator.getByRole('button', { name: 'Change the chosen tasks' }).click()
  await expect(coordinator.getByText('May 4, 2099')).toHaveCount(2)
})

test('an instruction is shown as the floor sees it, and revised', async ({ browser }) => {
  const page = await signedIn(browser, 'coordinator')
  const id = await findOne(page, '/api/work-instructions?where[code][equals]=FRAME_ASSEMBLY')
  await page.goto(`/admin/collections/work-instructions/${id}/floor`)
  await expect(page.getByRole('heading', { name: /^1\. / })).toBeVisible()
  await expectAccessible(page, '.panel')
  await page.getByRole('button', { name: 'Make a new revision' }).click()
  await expect(page).not.toHaveURL(new RegExp(id))
  await expect(page.locator('#field-revision')).toHaveValue('2')
})
