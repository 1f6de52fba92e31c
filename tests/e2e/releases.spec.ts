import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { z } from 'zod'
import { sameLabel } from '../../src/domain/label'
import { insist } from './plant'
import { expectAccessible, findOne, signedIn, test, typePassword } from './support'

/** What an Admin does with drafts and releases beside the editor: files, former releases, a second workflow. */

const releases = (page: Page) => page.getByRole('region', { name: 'Releases', exact: true })

const restore = async (page: Page, version: number) => {
  await releases(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: String(version), exact: true }) })
    .getByRole('button', { name: 'Restore as draft…' })
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Replace the draft' }).click()
  await expect(dialog).toBeHidden()
  await isInForce(page)
}

/** What is done under a reason, in a dialog. */
const decide = async (page: Page, opens: string, reason: string, action: string) => {
  await page.getByRole('button', { name: opens }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why').fill(reason)
  await dialog.getByRole('button', { name: action }).click()
  await expect(dialog).toBeHidden()
}

const useForNewOrders = async (page: Page, reason: string) => {
  await decide(page, 'Use for new orders…', reason, 'Use for new orders')
  await expect(page.getByRole('button', { name: 'Use for new orders…' })).toHaveCount(0)
}

const readFileIn = (page: Page, name: string, text: string) =>
  page
    .getByLabel('File with a configuration')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })

const isInForce = (page: Page) =>
  expect(page.getByText('The draft is what is in force.')).toBeVisible()

async function openReleases(page: Page, collection: string, name: string): Promise<void> {
  await page.goto(`/admin/collections/${collection}`)
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('link', { name: 'Publish and releases' }).click()
  await expect(page.getByRole('link', { name: 'Save as a file' })).toBeVisible()
}

/** The number of the release in force, as the head of the page says it. */
async function versionInForce(page: Page): Promise<number> {
  const badge = page.getByText(/^Release \d+ in force$/)
  return Number(/\d+/.exec((await badge.textContent()) ?? '')?.[0])
}

test('a family leaves as a file, comes back changed, and a former release is restored', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1600)
  await openReleases(page, 'product-families', 'MDRD')
  const version = await versionInForce(page)
  // other tests may have left a draft
  const isChanged = (await page.getByRole('button', { name: 'Publish…' }).count()) > 0
  if (isChanged) await restore(page, version)
  else await isInForce(page)

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Save as a file' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('MDRD.json')
  const saved = await readFile(await file.path(), 'utf8')
  await readFileIn(page, 'MDRD.json', saved)
  await expect(page.getByText('The draft is the same already.').first()).toBeVisible()

  const changed = saved.replace(/("options": \[\s*\{[\s\S]*?"en": ")[^"]*/, '$1Renamed by a file')
  expect(changed).not.toBe(saved)
  await readFileIn(page, 'changed.json', changed)
  await expect(page.getByText('The draft is changed.json now.').first()).toBeVisible()
  await expect(page.getByText(`differs from release ${version}`)).toBeVisible()
  await expect(page.getByText('Renamed by a file').first()).toBeVisible()
  await expectAccessible(page, '.panel')

  // something unpublished is replaced only after a question
  await readFileIn(page, 'again.json', saved)
  const question = page.getByRole('dialog')
  await expect(question.getByText(/changes that were not published/)).toBeVisible()
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByText('Renamed by a file').first()).toBeVisible()
  await readFileIn(page, 'broken.json', '{"code": ')
  await expect(page.getByText('broken.json is not a saved configuration.')).toBeVisible()
  await readFileIn(page, 'package.json', '{"name": "my-app"}')
  await expect(
    page.getByText('package.json: This is no family file of this product.'),
  ).toBeVisible()
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await restore(page, version)
  await expect(page.getByText('Renamed by a file')).toHaveCount(0)
})

test('what keeps a draft from being published leads to its place in the editor', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1280)
  await openReleases(page, 'product-families', 'MDRD')
  const version = await versionInForce(page)
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Save as a file' }).click()
  const saved: unknown = JSON.parse(await readFile(await (await download).path(), 'utf8'))
  const { rules } = z.object({ rules: z.array(z.looseObject({ role: z.string() })) }).parse(saved)
  const when = { op: 'between', path: 'length', min: 60, max: null }
  const conditional = rules.map((rule) => (rule.role === 'FEET' ? { ...rule, when } : rule))
  await readFileIn(page, 'feet.json', JSON.stringify({ ...Object(saved), rules: conditional }))
  await expect(page.getByText('always → Length is at least 60')).toBeVisible()

  await page.getByRole('button', { name: 'Publish…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/What changes, and why/).fill('Short sinks stand without feet')
  await typePassword(page)
  const family = await findOne(page, '/api/product-families?where[code][equals]=MDRD')
  const path = `/api/product-families/${family}?depth=0`
  const { draft } = await insist(page, 'GET', path)
  const description = sameLabel('Said in another window')
  await insist(page, 'PATCH', path, { draft: { ...Object(draft), description } })
  await dialog.getByRole('button', { name: 'Sign and publish' }).click()
  await expect(
    dialog.getByText(/^You yourself, in another window, saved this record/),
  ).toBeVisible()
  await expect(page.getByText('Said in another window').first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Sign and publish' }).click()
  await expect(
    dialog.getByText(/The check “Feet once” fails: expected exactly 1, found 0/),
  ).toBeVisible()
  await expectAccessible(page, 'dialog')
  await dialog.getByRole('link', { name: 'Show it in the editor' }).click()
  await expect(page.getByRole('heading', { name: 'Verification', level: 2 })).toBeVisible()
  const check = page.getByRole('button', { name: /^Feet once/ }).first()
  await expect(check).toBeFocused()
  await expect(check).toHaveAttribute('aria-expanded', 'true')

  // the note is still there for the next try
  await openReleases(page, 'product-families', 'MDRD')
  await page.getByRole('button', { name: 'Publish…' }).click()
  await expect(dialog.getByLabel(/What changes, and why/)).toHaveValue(
    'Short sinks stand without feet',
  )
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await restore(page, version)
})

test('the alternative workflow is published, used for new orders, and given up again', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1600)
  await openReleases(page, 'workflows', 'INSPECT_AFTER_PRODUCTION')
  await expect(page.getByText('Nothing was published yet.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Use for new orders…' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Publish…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/What changes, and why/).fill('The first inspection follows production')
  await typePassword(page, 'not the password')
  await dialog.getByRole('button', { name: 'Sign and publish' }).click()
  await expect(dialog.getByText(/password/i).last()).toBeVisible()
  await expectAccessible(page, 'dialog')
  await typePassword(page)
  await dialog.getByRole('button', { name: 'Sign and publish' }).click()
  await expect(page.getByText('Release 1 in force', { exact: true })).toBeVisible()
  await isInForce(page)
  await expect(
    page.getByRole('cell', { name: 'The first inspection follows production', exact: true }),
  ).toBeVisible()

  try {
    await useForNewOrders(page, 'Tried for a week')
    await expect(page.getByText('Used by new orders', { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Retire…' })).toHaveCount(0)
  } finally {
    // the plant is shared with other tests
    await openReleases(page, 'workflows', 'STANDARD')
    const again = page.getByRole('button', { name: 'Use for new orders…' })
    if ((await again.count()) > 0) await useForNewOrders(page, 'The trial is over')
  }

  await openReleases(page, 'workflows', 'INSPECT_AFTER_PRODUCTION')
  await decide(page, 'Retire…', 'Nobody wants it', 'Retire the workflow')
  await expect(page.getByText('Retired', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Use for new orders…' })).toHaveCount(0)
  await page
    .getByLabel('Day', { exact: true })
    .fill(new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Toronto' }).format())
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await expect(page.getByText(/nothing was in force: it was retired/)).toBeVisible()
  await expect(page.getByText(/^New orders used Standard, release 1/)).toBeVisible()
  await expectAccessible(page, '.panel')
  await decide(page, 'Put back into use…', 'Wanted again', 'Put back into use')
  await expect(page.getByText('Release 1 in force', { exact: true })).toBeVisible()
})
