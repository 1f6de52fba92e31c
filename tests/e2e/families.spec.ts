import { expect, type Page } from '@playwright/test'
import { MDRD } from '../../src/shipped/mdrd'
import { insist } from './plant'
import { ask, expectAccessible, findOne, signedIn, test, type Json } from './support'

/** A family as it is read by those who do not change it, retired, and followed by a build on its way. */

test.describe.configure({ mode: 'serial', timeout: 300_000 })

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name })

test('Quality reads every form from the menu, and what it asks of a build', async ({ browser }) => {
  const page = await signedIn(browser, 'qc')
  await page.goto('/admin')
  const build = await anyBuild(page)
  // before that, the menu does not open
  await expect(page.locator('.nav--nav-hydrated')).toHaveCount(1)
  await page.getByRole('button', { name: 'Open Menu' }).first().click()
  await page.getByRole('link', { name: 'Checklists' }).click()
  await page.waitForURL('**/admin/checklists')
  // other families may be in force by now
  await page.goto('/admin/checklists?family=MDRD')
  const forms = page.getByRole('navigation', { name: 'Forms' })
  await expect(forms.getByRole('link')).toHaveCount(MDRD.checklists.length)
  for (const { label, sections } of MDRD.checklists) {
    await forms.getByRole('link', { name: label.en }).click()
    const form = page.getByRole('region', { name: label.en, exact: true })
    await expect(form.getByRole('region', { name: /^Items of / })).toHaveCount(sections.length)
  }
  await expectAccessible(page, '.panel')
  await page.getByLabel('As asked for build').fill(build)
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(page.getByRole('heading', { name: `for build ${build}, release ` })).toBeVisible()
  const sent = await page.content()
  expect(MDRD.rules.filter(({ because }) => sent.includes(because.en))).toEqual([])
})

test('a Coordinator reads the release in force in words: conditions, quantities, forms, tasks', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'coordinator')
  await page.goto('/admin')
  const family = await findOne(page, '/api/product-families?where[code][equals]=MDRD')
  await page.goto(`/admin/collections/product-families/${family}`)
  const rules = region(page, 'Rules of the bill of materials').last()
  const rule = rules.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'R4' }) })
  await expect(rule.first()).toContainText(/when /)
  for (const { label } of MDRD.checklists)
    await expect(page.getByRole('heading', { name: `Checklist: ${label.en}` })).toBeVisible()
  for (const { label } of MDRD.taskTemplates)
    await expect(page.getByRole('heading', { name: `Tasks: ${label.en}` })).toBeVisible()

  const workflow = await findOne(page, '/api/workflows?where[code][equals]=STANDARD')
  await page.goto(`/admin/collections/workflows/${workflow}`)
  const moves = region(page, 'Moves').last()
  for (const heading of ['What happens', 'Who is told'])
    await expect(moves.getByRole('columnheader', { name: heading })).toBeVisible()
})

test('the warnings of a build are ticked where it is configured', async ({ browser }) => {
  const page = await signedIn(browser, 'coordinator')
  await page.goto('/admin')
  const build = await crowdedBuild(page)
  await page.goto(`/admin/collections/builds/${build}/configure`)
  await page.getByRole('textbox', { name: 'Length' }).fill('61')
  const warnings = page.getByRole('group', { name: 'Warnings to acknowledge' })
  await warnings.getByRole('checkbox').first().check()
  await page.getByRole('button', { name: 'Save configuration' }).click()
  await page.waitForURL(new RegExp(`/builds/${build}/bom`))
  const stored: unknown = await page.evaluate(
    async (id) => Object(await (await fetch(`/api/builds/${id}?depth=0`)).json()).warnings,
    build,
  )
  expect(stored).toContainEqual(expect.objectContaining({ acknowledged: true }))
})

test('an Admin retires the family with a reason; the wizard no longer offers it, until it is back', async ({
  browser,
}) => {
  const admin = await signedIn(browser, 'admin')
  const office = await signedIn(browser, 'coordinator')
  await admin.goto('/admin')
  const family = await findOne(admin, '/api/product-families?where[code][equals]=MDRD')
  await admin.goto(`/admin/collections/product-families/${family}/releases`)
  const act = async (opens: string, reason: string, action: string) => {
    await admin.getByRole('button', { name: opens }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByLabel('Why').fill(reason)
    await expectAccessible(admin, 'dialog')
    await dialog.getByRole('button', { name: action }).click()
    await expect(dialog).toBeHidden()
  }
  await office.goto('/admin')
  const entered = await draftOf(office, 'MDRD')
  const undecided = await draftOf(office, '', 2)
  const offered = office.getByRole('radiogroup', { name: 'Product family' })
  try {
    await act('Retire…', 'Replaced by the next family', 'Retire the family')
    await expect(admin.getByText('Retired', { exact: true })).toBeVisible()
    await office.goto(`/admin/orders/new?draft=${undecided}`)
    await expect(offered.getByRole('radio', { name: /INSTROSINK/ })).toBeVisible()
    await expect(offered.getByRole('radio', { name: /MDRD/ })).toHaveCount(0)

    // an order that was begun with it keeps its sinks
    await office.goto(`/admin/orders/new?draft=${entered}`)
    await expect(office.getByRole('heading', { name: / is retired$/ })).toBeVisible()
    await expect(offered.getByRole('radio', { name: /MDRD/ })).toBeChecked()
    await expectAccessible(office, '.wizard')
    await office.getByRole('button', { name: /^Back:/ }).click()
    await office.getByLabel('Sales person').fill('Somebody else')
    await expect
      .poll(async () => contentOf(await storedDraft(office, entered)).salesPerson)
      .toBe('Somebody else')
    expect(contentOf(await storedDraft(office, entered)).builds).toMatchObject([
      { family: 'MDRD', configuration: SINK },
    ])

    await act('Put back into use…', 'Wanted again', 'Put back into use')
    await expect(admin.getByText(/^Release \d+ in force$/)).toBeVisible()
  } finally {
    await reinstated(admin, family)
  }
  await admin.getByLabel('Day', { exact: true }).fill('2020-01-01')
  await region(admin, 'In force on a day').getByRole('button', { name: 'Show' }).click()
  await expect(admin.getByText(/nothing was published yet/)).toBeVisible()
  await expectAccessible(admin, '.panel')
})

/** The number of the oldest build of the family that this person sees. */
async function anyBuild(page: Page): Promise<string> {
  const where = 'where[family][equals]=MDRD&sort=createdAt&limit=1&depth=0'
  const { docs } = await ask(page, `/api/builds?${where}`)
  const number: unknown = Array.isArray(docs) ? Object(docs[0]).buildNumber : undefined
  if (typeof number !== 'string') throw new Error('There is no build.')
  return number
}

/** The family is offered again, wherever the test broke off. */
async function reinstated(page: Page, family: string): Promise<void> {
  const { state } = await ask(page, `/api/product-families/${family}?depth=0`)
  if (state !== 'RETIRED') return
  await insist(page, 'POST', `/api/product-families/${family}/reinstate`, { reason: 'Other tests' })
}

const SINK = {
  ...{ sinkModel: 'T2-B1', width: 48, length: 60, pegboard: false },
  ...{ legsType: 'HEIGHT_ADJUSTABLE', legsModel: 'DL27', feet: 'CASTERS' },
  workflowDirection: 'LEFT_TO_RIGHT',
  basins: [{ type: 'E_SINK', size: '24X20X8' }],
}

/** An order begun by this person, with one sink of the family; all but the family is in order. */
async function draftOf(page: Page, family: string, step = 3): Promise<string> {
  const once = Date.now().toString(36).toUpperCase()
  const { doc } = await ask(page, '/api/order-drafts', 'POST', {
    title: `Begun ${once}`,
    step,
    content: {
      customer: {
        companyName: `Begun ${once}`,
        shippingAddress: {
          line1: '1 Harbour Street',
          city: 'Halifax',
          region: 'NS',
          postalCode: 'B3H 1A1',
          country: 'Canada',
        },
      },
      poNumber: `BEGUN-${once}`,
      salesPerson: 'Sam Seller',
      wantDate: '2099-01-31',
      language: 'EN',
      builds: [{ buildNumber: `BEGUN-${once}`, family, configuration: SINK, accessories: [] }],
    },
  })
  const id: unknown = Object(doc).id
  if (typeof id !== 'string') throw new Error('No draft was made.')
  return id
}

const storedDraft = (page: Page, id: string) => ask(page, `/api/order-drafts/${id}?depth=0`)
const contentOf = ({ content }: Json): Json => Object(content)

/** An order whose one sink has more basins than fit beside each other. */
async function crowdedBuild(page: Page): Promise<string> {
  const id: unknown = await page.evaluate(async () => {
    const once = Date.now().toString(36).toUpperCase()
    const answer = await fetch('/api/orders/submit', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        customer: {
          companyName: `Crowded ${once}`,
          shippingAddress: {
            line1: '1 Harbour Street',
            city: 'Halifax',
            region: 'NS',
            postalCode: 'B3H 1A1',
            country: 'Canada',
          },
        },
        poNumber: `PO-${once}`,
        salesPerson: 'Sam Seller',
        wantDate: '2031-05-05',
        language: 'EN',
        builds: [
          {
            buildNumber: `CROWD-${once}`,
            family: 'MDRD',
            configuration: {
              ...{ sinkModel: 'T2-B3', width: 30, length: 60, pegboard: false },
              ...{ legsType: 'HEIGHT_ADJUSTABLE', legsModel: 'DL27', feet: 'CASTERS' },
              workflowDirection: 'LEFT_TO_RIGHT',
              basins: [1, 2, 3].map(() => ({ type: 'E_SINK', size: '24X20X8' })),
            },
          },
        ],
      }),
    })
    return Object(await answer.json()).builds?.[0]?.id
  })
  if (typeof id !== 'string') throw new Error('No order was made.')
  return id
}
