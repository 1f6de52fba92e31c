import { expect, type Browser, type Page } from '@playwright/test'
import { insist } from './plant'
import { made, once, orderOf, save, saved } from './records'
import { ask, findOne, formReady, signedIn, test, typePassword } from './support'

/** What forms and dialogs say when the server does not take what was entered. */

test('an item that another person retires shows it after the merge, and says who it was', async ({
  browser,
}) => {
  const mine = await signedIn(browser, 'procurement')
  await mine.goto('/admin')
  const id = await made(mine, 'parts', { partNumber: `P-${once()}`, name: 'Washer' })
  await mine.goto(`/admin/collections/parts/${id}`)
  await formReady(mine)
  await mine.locator('#field-description').fill('Typed meanwhile')

  const theirs = await signedIn(browser, 'admin')
  await theirs.goto('/admin')
  await insist(theirs, 'POST', `/api/parts/${id}/retire`, {
    reason: 'No longer made',
    successor: null,
  })

  await save(mine)
  const notice = mine.locator('.stale')
  await expect(notice.getByRole('heading')).toContainText('Demo Admin saved this record on')
  await expect(notice).toContainText('Changed meanwhile too, and taken over as it is: Is Active.')
  await notice.getByRole('button', { name: 'Merge' }).click()
  await expect(mine.getByText(/^Merged\./)).toBeVisible()
  await saved(mine)
  await expect(mine.locator('.retire-control')).toContainText(/retired/i)
  expect(await ask(mine, `/api/parts/${id}?depth=0`)).toMatchObject({
    ...{ isActive: false, description: 'Typed meanwhile' },
  })
})

test('a decision that comes too late says what has become of the thing, in words', async ({
  browser,
}) => {
  const office = await signedIn(browser, 'coordinator')
  await office.goto('/admin')
  const order = await orderOf(office, 'Wing G')
  const build = await findOne(office, `/api/builds?where[order][equals]=${order}`)
  const bom = await findOne(office, `/api/boms?where[build][equals]=${build}`)

  const buyer = await openSigning(browser, bom)
  await insist(office, 'POST', `/api/builds/${build}/bom`)
  await buyer.getByRole('dialog').getByRole('button', { name: 'Sign and approve' }).click()
  await expect(buyer.getByRole('dialog').getByRole('alert')).toContainText(
    /^Version 2 has taken the place of .* v1, which can no longer be approved\. Close this, and open version 2\.$/,
  )
  expect(await ask(buyer, `/api/boms/${bom}?depth=0`)).toMatchObject({ state: 'SUPERSEDED' })

  await office.goto(`/admin/collections/orders/${order}`)
  await office.getByRole('button', { name: /^Put on hold/ }).click()
  const cancelled = { to: 'CANCELLED', note: 'Ordered twice' }
  const admin = await signedIn(browser, 'admin')
  await admin.goto('/admin')
  await insist(admin, 'POST', `/api/orders/${order}/move`, cancelled)
  const dialog = office.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('The site is not ready.')
  await dialog.getByRole('button', { name: 'Put on hold' }).click()
  await expect(dialog.getByRole('alert')).toContainText(
    'A build that is Cancelled cannot go to On hold: it has come to its end.',
  )

  await admin.goto(`/admin/collections/builds/${build}/configure`)
  await expect(admin.getByText('A build that was cancelled is not changed.')).toBeVisible()
})

const chooseLanguage = async (page: Page, language: string) => {
  await page.locator('#field-language .rs__control').click()
  await page.locator('#field-language .rs__option').filter({ hasText: language }).click()
}

test('an Admin changes the language of an order under way, and says why in its form', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin')
  await page.goto('/admin')
  const order = await orderOf(page, 'Wing F')
  const build = await findOne(page, `/api/builds?where[order][equals]=${order}`)
  const reason = page.getByRole('textbox', { name: 'Reason for the change' })

  // while its builds are where they begin, nothing is asked
  await page.goto(`/admin/collections/orders/${order}/form`)
  await formReady(page)
  await chooseLanguage(page, 'Spanish')
  await saved(page)
  await expect(reason).toHaveCount(0)

  await insist(page, 'PATCH', `/api/builds/${build}`, {
    ...{ status: 'IN_PRODUCTION', override: true, statusNote: 'Begun by hand' },
  })
  await page.reload()
  await formReady(page)
  await chooseLanguage(page, 'French')
  await expect(reason).toBeVisible()
  await reason.fill('The clinic works in French')
  await saved(page)
  await expect(reason).toHaveCount(0)

  expect(await ask(page, `/api/orders/${order}?depth=0`)).toMatchObject({ language: 'FR' })
  const versions = await ask(page, `/api/boms?where[build][equals]=${build}&sort=version&depth=0`)
  expect(versions).toMatchObject({ docs: [{}, {}, { version: 3, isActive: true }] })
})

async function openSigning(browser: Browser, bom: string): Promise<Page> {
  const page = await signedIn(browser, 'procurement')
  await page.goto(`/admin/collections/boms/${bom}`)
  await page.getByRole('button', { name: /^Approve/ }).click()
  await typePassword(page)
  return page
}

test('what only the server refuses stays beside its field until it is changed', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'procurement')
  await page.goto('/admin')
  const taken = `P-${once()}`
  await made(page, 'parts', { partNumber: taken, name: 'Washer' })
  const id = await made(page, 'parts', { partNumber: `${taken}-2`, name: 'Nut' })
  await page.goto(`/admin/collections/parts/${id}`)
  await formReady(page)

  // the form looks at what is typed by itself, a moment later
  const looked = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url() === page.url(),
  )
  await page.locator('#field-partNumber').fill(taken)
  await (await looked).finished()
  await page.waitForTimeout(500) // the form takes in what it was answered
  await save(page)
  const fault = page.locator('.field-error').filter({ hasText: 'already has this part number' })
  await expect(fault).toBeVisible()
  await page.waitForTimeout(1_000) // what the form looks at meanwhile does not take it away
  await expect(fault).toBeVisible()

  await page.locator('#field-partNumber').fill(`${taken}-3`)
  await saved(page)
  await expect(fault).toBeHidden()
  expect(await ask(page, `/api/parts/${id}?depth=0`)).toMatchObject({ partNumber: `${taken}-3` })
})
