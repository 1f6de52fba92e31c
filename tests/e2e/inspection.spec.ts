import { expect, type Page } from '@playwright/test'
import { everythingSent, expectAccessible, findOne, signedIn, test, typePassword } from './support'

/** Inspections as they are filled in and signed, on two demo builds whose body has arrived. */

test.describe.configure({ timeout: 300_000 })

const buildOf = (page: Page, number: string) =>
  findOne(page, `/api/builds?where[buildNumber][equals]=${number}`)

const card = (page: Page, key: string, basin = 0) => page.locator(`[id="item-${key}-${basin}"]`)

/** Opens the form from the page of the build, as whoever fills it in does. */
async function openFromBuild(page: Page, number: string, name: RegExp): Promise<void> {
  await page.goto(`/admin/collections/builds/${await buildOf(page, number)}`)
  await page
    .getByRole('button', { name })
    .or(page.getByRole('link', { name: /^Go on with attempt/ }))
    .first()
    .click()
  await page.waitForURL(/\/collections\/inspections\/[0-9a-f-]{36}/)
  await expect(page.locator('.form-item').first()).toBeVisible()
  await expect(page.getByText('Reading what waits')).toHaveCount(0)
}

/** Answers every item as one expects of a good sink, with a picture where one is demanded. */
async function passEverything(page: Page): Promise<void> {
  for (const item of await page.locator('.form-item').all()) {
    const choice = item.getByRole('radio').first()
    if ((await choice.count()) > 0) await choice.check()
    else {
      await item.getByRole('textbox').first().fill('24')
      await item.getByRole('textbox').first().press('Enter')
    }
    if (await item.getByText('Photo needed').isVisible())
      await item.locator('input[type=file]').setInputFiles({
        name: 'sink.png',
        mimeType: 'image/png',
        buffer: await page.screenshot(),
      })
  }
  await everythingSent(page)
}

test('a Pre-QC fails with a nonconformance, and its second attempt lets the build go on', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'qc')
  await openFromBuild(page, 'DP-1021', /^Open Pre-QC/)
  await expect(page.getByRole('button', { name: 'Sign: passed…' })).toBeDisabled()
  await expectAccessible(page, '.panel')

  await passEverything(page)
  await expect(card(page, 'P1').getByRole('img')).toBeVisible()
  await expect(card(page, 'P1')).toContainText(/Received .*E[SD]T/)
  await expect(page.getByText('Every answer is there.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign: passed…' })).toBeEnabled()

  // a failed item owes a note, and the list of what is missing leads to it
  await card(page, 'P4').getByRole('radio', { name: 'Fail' }).check()
  await page.getByRole('button', { name: '1 answer missing' }).click()
  await page.getByRole('link', { name: /^P4 .*add a note/ }).click()
  const why = card(page, 'P4').getByRole('textbox', { name: 'Note: why it fails' })
  await expect(why).toBeFocused()
  await why.fill('The left hole is 2 inches off.')
  await why.blur()
  await everythingSent(page)
  await page.reload()
  await expect(why).toHaveValue('The left hole is 2 inches off.')
  await expect(page.getByText('1 item fails').first()).toBeVisible()
  await expectAccessible(page, '.panel')

  await page.getByRole('button', { name: 'Sign: failed…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('textbox', { name: 'Detailed notes' })).toHaveValue(/2 inches off/)
  await dialog.getByRole('combobox', { name: 'Reason of the failure' }).selectOption('Plumbing')
  await expect(dialog.getByRole('combobox', { name: 'Severity' })).toHaveValue('CRITICAL')
  await expect(dialog.getByRole('checkbox', { name: /retest/ })).toBeChecked()
  await dialog.getByRole('combobox', { name: 'Reason of the failure' }).selectOption('Dimensions')
  await expect(dialog.getByRole('combobox', { name: 'Severity' })).toHaveValue('MAJOR')
  await expect(dialog.getByRole('checkbox', { name: /retest/ })).not.toBeChecked()
  await typePassword(page, 'not my password')
  await dialog.getByRole('textbox', { name: 'Corrective action' }).fill('The shop drills anew.')
  await expectAccessible(page, 'dialog')
  await dialog.getByRole('button', { name: 'Sign and reject' }).click()
  await expect(dialog.getByText(/not the password.*Nothing was signed/)).toBeVisible()
  await typePassword(page)
  await dialog.getByRole('button', { name: 'Sign and reject' }).click()
  await expect(dialog).toHaveCount(0)

  const signature = page.getByRole('region', { name: 'Signature' }).last()
  await expect(signature).toContainText('Demo Quality')
  await expect(signature).toContainText('Rejection')
  await expect(signature).toContainText('Intact')
  await expect(page.getByText('The build stayed where it was.')).toBeVisible()
  await expect(page.getByRole('link', { name: /^NC-\d{4}-\d{4,}/ }).first()).toBeVisible()
  await expectAccessible(page, '.panel')

  // the next attempt waits until the case is resolved
  const build = await buildOf(page, 'DP-1021')
  await page.goto(`/admin/collections/builds/${build}`)
  await expect(page.getByRole('button', { name: /^Open Pre-QC/ })).toHaveCount(0)
  await expect(page.locator('.form-standings').getByText(/nonconformance/i)).toBeVisible()
  const coordinator = await signedIn(browser, 'coordinator')
  const open = await findOne(
    coordinator,
    `/api/nonconformances?where[build][equals]=${build}&where[status][equals]=OPEN`,
  )
  const resolved = await coordinator.evaluate(
    async (id) =>
      (
        await fetch(`/api/nonconformances/${id}`, {
          method: 'PATCH',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify({ status: 'RESOLVED', resolution: 'Drilled anew and measured.' }),
        })
      ).status,
    open,
  )
  expect(resolved).toBe(200)

  await openFromBuild(page, 'DP-1021', /^Open Pre-QC, attempt 2/)
  await expect(page.getByRole('heading', { name: 'Earlier attempts' })).toBeVisible()
  await passEverything(page)
  await page.getByRole('button', { name: 'Sign: passed…' }).click()
  await typePassword(page)
  await page.getByRole('button', { name: 'Sign and pass' }).click()
  await expect(page.getByText('The build moved to')).toBeVisible()
  await expect(page.getByText('In production').first()).toBeVisible()
  await expect(page.getByRole('button', { name: /^Sign/ })).toHaveCount(0)

  await page.goto('/admin')
  await expect(page.getByText('Passed at the first attempt')).toBeVisible()
  await expect(page.getByRole('row', { name: /Dimensions/ })).toBeVisible()
  await expectAccessible(page, '.panel')
})

test('on a tablet the papers open over the form, and answers wait without network', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'qc', 820)
  await page
    .getByRole('button', { name: /^Open Pre-QC.*DP-1022/ })
    .or(page.getByRole('link', { name: /^Go on.*DP-1022/ }))
    .click()
  await page.waitForURL(/\/collections\/inspections\//)
  const papers = page.getByRole('complementary', { name: /^Drawings, configuration/ })
  await expect(papers).toBeHidden()
  await page.getByRole('button', { name: 'Drawings and configuration' }).click()
  await expect(papers.getByRole('heading', { name: 'Configuration' })).toBeVisible()
  await expectAccessible(page, '.panel')
  await page.keyboard.press('Escape')
  await expect(papers).toBeHidden()

  await page.context().setOffline(true)
  await card(page, 'P2').getByRole('radio', { name: 'Pass' }).check()
  const length = card(page, 'P1-length').getByRole('textbox').first()
  await length.fill('sixty')
  await expect(card(page, 'P1-length').getByText('Enter a number, for example 12.5.')).toBeVisible()
  await length.fill('60,5')
  await length.press('Enter')
  await expect(card(page, 'P1-width').getByRole('textbox').first()).toBeFocused()
  await expect(card(page, 'P2').getByText('Waiting to be sent')).toBeVisible()
  await expect(page.getByText(/A signature needs the server/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Sign: passed…' })).toBeDisabled()

  await page.context().setOffline(false)
  await expect(card(page, 'P2').getByText('Saved')).toBeVisible()
  await everythingSent(page)
  await page.reload()
  await expect(card(page, 'P2').getByRole('radio', { name: 'Pass' })).toBeChecked()
  await expect(length).toHaveValue('60.5')
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  )
  expect(overflow).toBeLessThanOrEqual(0)
})

test('Procurement reads how a form ended, coordinators read answers, nobody else may fill it', async ({
  browser,
}) => {
  const inspector = await signedIn(browser, 'qc')
  const build = await buildOf(inspector, 'DP-1022')
  const id = await inspector.evaluate(async (target): Promise<unknown> => {
    const answer = await fetch(`/api/builds/${target}/inspections`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ kind: 'PRE_QC' }),
    })
    return Object(await answer.json()).id
  }, build)
  const address = `/admin/collections/inspections/${String(id)}`

  const buyer = await signedIn(browser, 'procurement')
  await buyer.goto(address)
  await expect(buyer.getByText(/Procurement sees how this form ended/)).toBeVisible()
  await expect(buyer.getByText('Whole sink')).toHaveCount(0)
  await expectAccessible(buyer, '.panel')

  const coordinator = await signedIn(browser, 'coordinator')
  await coordinator.goto(address)
  await expect(coordinator.getByText(/^Quality control fills in this form/)).toBeVisible()
  await expect(coordinator.getByRole('heading', { name: /^Whole sink/ })).toBeVisible()
  await expect(coordinator.getByRole('radio')).toHaveCount(0)
  await expect(coordinator.getByRole('button', { name: /^Sign/ })).toHaveCount(0)
  await expectAccessible(coordinator, '.panel')
  await coordinator.goto(`/admin/collections/builds/${build}/forms`)
  for (const form of ['Pre-QC', 'Production check', 'End-of-line test', 'Packing list', 'Final QC'])
    await expect(coordinator.getByRole('heading', { name: form, exact: true })).toBeVisible()
  await coordinator.getByText(/^Show the questions of Pre-QC/).click()
  await expect(coordinator.getByText('Pass or fail, with a photo').first()).toBeVisible()
  await expectAccessible(coordinator, '.panel')

  const stranger = await signedIn(browser, 'assembler2')
  await stranger.goto(address)
  await expect(stranger.getByText('Whole sink')).toHaveCount(0)
})
