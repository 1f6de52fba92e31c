import { expect, type Page } from '@playwright/test'

/** The wizard, as a coordinator clicks through it. */

export const next = (page: Page) => page.getByRole('button', { name: /^Next:/ }).click()

export const choose = (page: Page, group: string, option: string, at = 0) =>
  page
    .getByRole('radiogroup', { name: group, exact: true })
    .nth(at)
    .getByRole('radio', { name: option, exact: true })
    .check()

const heading = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

/** An order that nothing was entered into yet, whatever drafts there are; `open` leads to the wizard. */
export async function openBlank(
  page: Page,
  open: () => Promise<unknown> = () => page.goto('/admin/orders/new'),
): Promise<void> {
  await open()
  const again = page.getByRole('button', { name: 'Start a new order' })
  await expect(again.or(page.getByRole('combobox', { name: 'Customer' }))).toBeVisible()
  if (await again.isVisible()) await again.click()
  await heading(page, 'Customer and order')
}

/** A new order up to the choice of its family. */
export async function enterDetails(page: Page, po: string): Promise<void> {
  await openBlank(page)
  await fillDetails(page, po)
}

/** The first step, filled in and left. */
export async function fillDetails(page: Page, po: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Customer' }).fill('Maple')
  await page.getByRole('option', { name: /Maple Ridge/ }).click()
  await page.getByRole('textbox', { name: 'PO number' }).fill(po)
  await page.getByLabel('Sales person').fill('Field sales')
  await page.getByLabel('Want date').fill('2099-01-31')
  await next(page)
  await heading(page, 'Sinks')
}

/** Chooses the family and lets a build number be proposed, which it answers. */
export async function chooseFamily(page: Page, family: string): Promise<string> {
  await page.getByRole('radio', { name: new RegExp(family) }).check()
  await page.getByRole('button', { name: 'Propose numbers' }).click()
  const number = page.getByRole('textbox', { name: /^Build number/ })
  await expect(number).not.toHaveValue('')
  const buildNumber = await number.inputValue()
  await next(page)
  await heading(page, 'Configuration')
  return buildNumber
}

/** Ticks every warning of the review, once the bills of all sinks have told theirs. */
export async function acknowledgeWarnings(page: Page): Promise<void> {
  await expect(page.getByText(/on all levels/).first()).toBeVisible()
  await expect(page.getByText('Wait until every bill of materials is there.')).toHaveCount(0)
  for (const warning of await page.getByRole('checkbox').all()) await warning.check()
}

/** From a complete configuration to the order, without accessories; every warning is acknowledged. */
export async function submit(page: Page): Promise<void> {
  await next(page)
  await heading(page, 'Accessories')
  await next(page)
  await heading(page, 'Review')
  await acknowledgeWarnings(page)
  await page.getByRole('button', { name: 'Submit order' }).click()
  await expect(page.getByRole('heading', { name: /Order TOR-\d{4}-\d+ is placed/ })).toBeVisible()
}
