import { expect, type Page, type Request, type Response } from '@playwright/test'
import { formReady, signedIn, signIn, test } from './support'

/** What the browser refused to load or run because of the content security policy. */
function refusals(page: Page): string[] {
  const seen: string[] = []
  page.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) seen.push(message.text())
  })
  return seen
}

test('the front door leads to work or to the sign-in page', async ({ browser, page }) => {
  await page.goto('/')
  await expect(page).toHaveURL(/\/admin\/login/)
  const coordinator = await signedIn(browser, 'coordinator')
  await coordinator.goto('/')
  await expect(coordinator).toHaveURL(/\/admin$/)
})

test('every answer carries the security headers', async ({ request }) => {
  for (const path of ['/admin/login', '/api/health', '/api/parts']) {
    const answer = await request.get(path, { headers: { authorization: 'JWT unknown' } })
    const headers = answer.headers()
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('same-origin')
    expect(headers['content-security-policy']).toContain('frame-ancestors')
    expect(headers['strict-transport-security']).toBeUndefined()
    expect(headers['x-powered-by']).toBeUndefined()
  }
  const proxied = await request.get('/api/health', { headers: { 'x-forwarded-proto': 'https' } })
  expect(proxied.headers()['strict-transport-security']).toContain('max-age=31536000')
})

test('the panel lives under its policy: sign-in, list, record, new record', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const seen = refusals(page)
  await signIn(page, 'admin@torvan.example')
  for (const path of ['users', 'parts', 'customers', 'documents', 'audit-events', 'orders']) {
    await page.goto(`/admin/collections/${path}`)
    await expect(page.locator('h1')).toBeVisible()
    await page.locator('table tbody a[href^="/admin/collections/"]').first().click()
    await page.waitForURL(/\/admin\/collections\/[a-z-]+\/[0-9a-f-]{36}/)
    await expect(page.locator('form, h1').first()).toBeVisible()
  }
  await page.goto('/admin/collections/users/create')
  await expect(page.getByLabel(/first name/i)).toBeVisible()
  expect(seen).toEqual([])
})

test('an Admin opens an account, closes it, and it is shut at once', async ({ browser }) => {
  const admin = await signedIn(browser, 'admin')
  await admin.goto('/admin/collections/users/create')
  await formReady(admin)
  const email = `new-${Date.now()}@torvan.example`
  await admin.getByLabel(/email/i).fill(email)
  await admin.locator('input[name=password]').fill('weak')
  await admin.locator('input[name=confirm-password]').fill('weak')
  await admin.getByLabel(/first name/i).fill('Nora')
  await admin.getByLabel(/last name/i).fill('Newcomer')
  await admin.getByLabel(/initials/i).fill('NN')
  await admin.locator('#field-role').click()
  await admin.getByText('Quality Control', { exact: true }).click()
  // a form that is still looked at forgets once what the server refused
  await expect(async () => {
    await admin.getByRole('button', { name: 'Save' }).click()
    await expect(admin.getByText(/The password needs at least 12 characters/).first()).toBeVisible({
      timeout: 5_000,
    })
  }).toPass()
  await admin.locator('input[name=password]').fill('Brand-new-pass-1')
  await admin.locator('input[name=confirm-password]').fill('Brand-new-pass-1')
  await admin.getByRole('button', { name: 'Save' }).click()
  await admin.waitForURL(/\/users\/[0-9a-f-]{36}/)

  const context = await browser.newContext()
  const nora = await context.newPage()
  await signIn(nora, email, 'Brand-new-pass-1')

  await admin.getByLabel('Active').uncheck()
  await admin.getByRole('button', { name: 'Save' }).click()
  await expect(admin.getByText(/updated successfully/i)).toBeVisible()
  await nora.goto('/admin')
  await expect(nora).toHaveURL(/\/admin\/login/)
})

test('a session that is minutes old is renewed by loading a page, and by work on one that is open', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'qc')
  const isRenewal = (message: Request | Response) =>
    message.url().includes('/api/users/refresh-token')
  let renewals = 0
  page.on('request', (request) => {
    if (isRenewal(request)) renewals += 1
  })
  const minutesLater = (minutes: number) =>
    page.clock.setSystemTime(new Date(Date.now() + minutes * 60_000))

  await page.goto('/admin')
  await page.keyboard.press('Shift')
  expect(renewals).toBe(0)
  await minutesLater(6)
  const loaded = page.waitForResponse(isRenewal)
  await page.goto('/admin/collections/builds')
  expect((await loaded).status()).toBe(200)
  expect(renewals).toBe(1)

  const worked = page.waitForResponse(isRenewal)
  await minutesLater(12)
  await page.keyboard.press('Shift')
  expect((await worked).status()).toBe(200)
  expect(renewals).toBe(2)
})

test('signing out in one tab signs out the other', async ({ browser }) => {
  const first = await signedIn(browser, 'qc')
  const second = await first.context().newPage()
  await second.goto('/admin')
  await expect(second).toHaveURL(/\/admin$/)
  const { status } = await first.evaluate(async () => {
    const response = await fetch('/api/users/logout', { method: 'POST' })
    return { status: response.status }
  })
  expect(status).toBe(200)
  await second.reload()
  await expect(second).toHaveURL(/\/admin\/login/)
})
