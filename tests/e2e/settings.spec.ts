import { expect, type Page } from '@playwright/test'
import { save } from './records'
import { expectAccessible, formReady, signedIn, test } from './support'

/** Forms of the panel as the settings show them: help that can be read, and faults that can be read whole. */

async function openSettings(page: Page, tab: string): Promise<void> {
  await page.goto('/admin/globals/settings')
  await formReady(page)
  await page.getByRole('button', { name: tab, exact: true }).click()
}

/** The box of a part of the page, with whether its text runs out of it. */
const boxOf = (page: Page, selector: string) =>
  page.locator(selector).evaluate(
    (part) => {
      const { top, bottom, left, right } = part.getBoundingClientRect()
      return { top, bottom, left, right, isCut: part.scrollWidth > part.clientWidth }
    },
    null,
    { timeout: 5_000 },
  )

test('help texts have contrast in the light and in the dark', async ({ browser }) => {
  const page = await signedIn(browser, 'admin')
  for (const theme of ['light', 'dark']) {
    await openSettings(page, 'Numbering')
    await page.evaluate((name) => document.documentElement.setAttribute('data-theme', name), theme)
    await expectAccessible(page, '.field-description')
  }
})

for (const width of [1280, 1440])
  test(`a fault stands whole below its field at ${width} px`, async ({ browser }) => {
    const page = await signedIn(browser, 'admin', width)
    await openSettings(page, 'Numbering')
    await page.locator('#field-orderPrefix').fill('1A')
    await page.locator('#field-nonconformancePrefix').fill('2B')
    const said = 'A prefix is 1 to 8 capitals and digits and begins with a letter, such as TOR.'
    // what the form still notes of the typing takes the answer to the save away: it is saved once more then
    await expect(async () => {
      await save(page)
      await expect(page.locator('.field-error')).toHaveText([said, said], { timeout: 5_000 })
      for (const name of ['orderPrefix', 'nonconformancePrefix']) {
        const field = await boxOf(page, `#field-${name}`)
        const fault = await boxOf(page, `.field-type.text:has(#field-${name}) .field-error`)
        expect(fault.isCut).toBe(false)
        expect(fault.top).toBeGreaterThanOrEqual(field.bottom)
        expect(fault.left).toBeGreaterThanOrEqual(field.left)
        expect(fault.right).toBeLessThanOrEqual(field.right)
      }
      await expectAccessible(page, '.field-error')
    }).toPass()
  })

test('a fault of a pattern is said once, at its field, which is marked', async ({ browser }) => {
  const page = await signedIn(browser, 'admin')
  await openSettings(page, 'Numbering')
  const pattern = page.locator('.settings-numbers__one').first().getByRole('textbox')
  await pattern.fill('NO PLACES')
  await expect(pattern).toHaveAttribute('aria-invalid', 'true')
  // the tab counts what the server refused; a form that is still looked at forgets it once
  await expect(async () => {
    await save(page)
    await expect(page.locator('.tabs-field__tab-button', { hasText: 'Numbering' })).toHaveText(
      /Numbering\s*1/,
      { timeout: 5_000 },
    )
  }).toPass()
  await expect(page.locator('form').getByText(/Every size needs a number of its own/)).toHaveCount(
    1,
  )
  await expect(page.locator('.settings-numbers__one.error')).toHaveCount(1)
})

test('the page of an audit event is headed by what was done, in words', async ({ browser }) => {
  const page = await signedIn(browser, 'admin')
  const id = await page.evaluate(async () => {
    const answer: unknown = await (
      await fetch('/api/audit-events?where[action][equals]=sign_in&limit=1&depth=0')
    ).json()
    return String(Object(Object(answer).docs[0]).id)
  })
  await page.goto(`/admin/collections/audit-events/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Signed in')
})
