import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test as base, type Browser, type Page } from '@playwright/test'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A test after which no window stays open: those left over would go on working beside the next tests. */
export const test = base.extend<{ closing: void }>({
  closing: [
    async ({ browser }, use) => {
      await use()
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    { auto: true },
  ],
})

export type Who =
  'admin' | 'coordinator' | 'procurement' | 'qc' | 'assembler' | 'assembler2' | 'service'

export const PASSWORD = 'Torvan-demo-2026'

/** A fresh browser window with a demo person signed in. */
export const signedIn = (browser: Browser, who: Who, width = 1280): Promise<Page> =>
  signedInAs(browser, `${who}@torvan.example`, width)

/** A fresh browser window with the person of this address signed in; the password is that of the demo. */
export async function signedInAs(browser: Browser, email: string, width = 1280): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await signIn(page, email)
  return page
}

/** Signs a person in on a page; the password is that of the demo unless it is given. */
export async function signIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/admin/login')
  await formReady(page)
  await page.getByLabel(/email/i).fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.getByRole('button', { name: 'Login' }).click()
  await page.waitForURL((url) => !url.pathname.endsWith('/login'))
}

/** Waits for a form of the panel: before it is ready, it forgets what is typed. */
export const formReady = (page: Page): Promise<void> =>
  expect(page.locator('form[data-form-ready=true]')).toBeVisible()

export type Json = Readonly<Record<string, unknown>>

/** What the API answers to whoever is signed in on the page. */
export const ask = (page: Page, path: string, method = 'GET', body?: Json): Promise<Json> =>
  page.evaluate(
    async ({ path, method, body }): Promise<Json> => {
      const answer = await fetch(path, {
        method,
        ...(body && {
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      })
      return Object(await answer.json())
    },
    { path, method, body },
  )

/** Waits until the server has everything that was entered on a floor screen. */
export async function everythingSent(page: Page): Promise<void> {
  await page.waitForTimeout(600) // what is typed is handed on after half a second
  await expect(page.getByText(/waiting to be sent|on the way to the server/i)).toHaveCount(0, {
    timeout: 120_000,
  })
}

/** Signs what the open dialog asks for. */
export const typePassword = (page: Page, password = PASSWORD) =>
  page.getByRole('dialog').locator('input[type=password]').fill(password)

type Violation = { id: string; help: string; nodes: { target: string[] }[] }

/** No violation of WCAG 2.1 A or AA inside our own part of the page. */
export async function expectAccessible(page: Page, inside: string): Promise<void> {
  await page.mouse.move(0, 0) // what the pointer rests on looks different
  await page.evaluate(AXE)
  const violations = await page.evaluate(async (selector): Promise<Violation[]> => {
    const axe: unknown = Reflect.get(window, 'axe')
    if (typeof axe !== 'object' || axe === null) throw new Error('axe is not on the page')
    const run: unknown = Reflect.get(axe, 'run')
    if (typeof run !== 'function') throw new Error('axe cannot run')
    const result = await run.call(axe, selector, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
    })
    return result.violations
  }, inside)
  expect(
    violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes[0]?.target.join(' ')}`),
  ).toEqual([])
}

/** Id of the first record that a list of the API finds for whoever is signed in on the page. */
export async function findOne(page: Page, path: string): Promise<string> {
  const id = await page.evaluate(async (address): Promise<unknown> => {
    const answer: unknown = await (await fetch(address)).json()
    const docs: unknown = Object(answer).docs
    return Array.isArray(docs) ? Object(docs[0]).id : undefined
  }, `${path}&limit=1&depth=0`)
  if (typeof id !== 'string') throw new Error(`${path} finds nothing.`)
  return id
}
