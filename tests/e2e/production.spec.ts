import { expect, type Page } from '@playwright/test'
import { fillForm, finishTasks, insist, listOf, move, pass, tasksOf, text } from './plant'
import {
  everythingSent,
  expectAccessible,
  findOne,
  PASSWORD,
  signedIn,
  test,
  typePassword,
} from './support'

/**
 * One sink in production: an instruction with a picture, the task that chooses, the end-of-line test and
 * the packing list, each with the hands of those who do it.
 */

test.describe.configure({ mode: 'serial', timeout: 600_000 })

const SINK = {
  sinkModel: 'T2-B2',
  width: 30,
  length: 72,
  legsType: 'HEIGHT_ADJUSTABLE',
  legsModel: 'DL27',
  feet: 'CASTERS',
  workflowDirection: 'LEFT_TO_RIGHT',
  pegboard: false,
  basins: [
    { type: 'E_SINK_DI', size: '24X20X8', pTrap: false, light: false },
    { type: 'E_DRAIN', size: '24X20X8', pTrap: false, light: false },
  ],
  faucets: [],
  sprayers: [],
}

let build = ''
const card = (page: Page, key: string, basin = 0) => page.locator(`[id="item-${key}-${basin}"]`)

/** A new build whose body has arrived, by an order of its own. */
async function arrived(coordinator: Page, buyer: Page): Promise<string> {
  const number = `FLOOR-${Date.now()}`
  const { builds } = await insist(coordinator, 'POST', '/api/orders/submit', {
    customer: {
      companyName: 'Floor Test Hospital',
      shippingAddress: {
        line1: '1 Main Street',
        city: 'Halifax',
        region: 'NS',
        postalCode: 'B3H 1A1',
        country: 'Canada',
      },
    },
    poNumber: number,
    salesPerson: 'Field sales',
    wantDate: '2099-01-31',
    language: 'EN',
    builds: [{ buildNumber: number, family: 'MDRD', configuration: SINK, accessories: [] }],
  })
  const [made] = listOf(builds)
  const bom = text(Object(made?.bom).id)
  await insist(buyer, 'POST', `/api/boms/${bom}/approve`, { password: PASSWORD })
  await move(buyer, text(made?.id), 'PRE_QC')
  return text(made?.id)
}

test('a picture in a step of an instruction is what the assembler sees at the task', async ({
  browser,
}) => {
  const coordinator = await signedIn(browser, 'coordinator')
  const instruction = await findOne(
    coordinator,
    '/api/work-instructions?where[code][equals]=CONTROL_SYSTEM&where[state][equals]=PUBLISHED',
  )
  await coordinator.goto(`/admin/collections/work-instructions/${instruction}/floor`)
  await coordinator.getByRole('button', { name: 'Make a new revision' }).click()
  await expect(coordinator.locator('#field-revision')).not.toHaveValue('1')

  const step = coordinator.locator('#steps-row-0')
  await step.locator('[contenteditable=true]').click()
  await coordinator.keyboard.press('Control+End')
  await step.locator('.toolbar-popup__dropdown-add').click()
  await coordinator.locator('.toolbar-popup__dropdown-item-upload').click()
  await coordinator.locator('.list-header__create-new-button').first().click()
  const drawer = coordinator.locator('dialog[id^=doc-drawer_documents]')
  await drawer.locator('input[type=file]').setInputFiles({
    name: 'lifter-button.png',
    mimeType: 'image/png',
    buffer: await coordinator.screenshot(),
  })
  await drawer.locator('#field-title').fill('Where the lifter button sits')
  await drawer.locator('#field-type').getByRole('combobox').click()
  await drawer.getByRole('option', { name: 'Photo' }).click()
  await drawer.locator('#action-save').click()
  await expect(step.locator('.LexicalEditorTheme__upload')).toBeVisible()
  await coordinator.locator('#field-reason').fill('A picture of the place')
  await coordinator.locator('#field-state').getByRole('combobox').click()
  await coordinator.getByRole('option', { name: 'Published' }).click()
  await coordinator.locator('#action-save').click()
  await expect(coordinator.getByText(/updated successfully/i).first()).toBeVisible()

  const buyer = await signedIn(browser, 'procurement')
  const inspector = await signedIn(browser, 'qc')
  build = await arrived(coordinator, buyer)
  await pass(inspector, await fillForm(inspector, build, 'PRE_QC'))

  const assembler = await signedIn(browser, 'assembler2', 820)
  await insist(assembler, 'POST', `/api/builds/${build}/claim`)
  const tasks = await tasksOf(assembler, build)
  const lifter = tasks.find(({ title }) => title === 'Fit the lifter button')
  await assembler.goto(`/admin/collections/tasks/${lifter?.id}`)
  const picture = assembler.getByRole('img', { name: 'Where the lifter button sits' })
  await expect(picture).toBeVisible()
  await expect
    .poll(() => picture.evaluate((img) => img instanceof HTMLImageElement && img.naturalWidth))
    .toBeGreaterThan(0)
  await expectAccessible(assembler, '.panel')
})

test('completing the task of the lifter button asks which one it is', async ({ browser }) => {
  const page = await signedIn(browser, 'assembler2', 820)
  const tasks = await tasksOf(page, build)
  const lifter = tasks.find(({ title }) => title === 'Fit the lifter button')
  const waitsFor = (id: string): string[] =>
    (tasks.find((task) => task.id === id)?.dependsOn ?? []).flatMap((one) => [
      ...waitsFor(one),
      one,
    ])
  for (const id of waitsFor(lifter?.id ?? '')) {
    await insist(page, 'POST', `/api/tasks/${id}/start`)
    await insist(page, 'POST', `/api/tasks/${id}/complete`, { actualMinutes: 5 })
  }
  await page.goto(`/admin/collections/tasks/${lifter?.id}`)
  await page.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(page.getByText('Everything is sent')).toBeVisible()
  await page.getByRole('button', { name: 'Complete', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Complete' }).click()
  await expect(dialog.getByText('Choose: Which lifter button.')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Which lifter button' }).selectOption('DP1C')
  await expectAccessible(page, 'dialog')
  await dialog.getByRole('button', { name: 'Complete' }).click()
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible()
  await expect(page.getByText('Everything is sent')).toBeVisible()
  const { docs } = await insist(
    page,
    'GET',
    `/api/inspections?where[build][equals]=${build}&where[kind][equals]=PRODUCTION&depth=0`,
  )
  const items = listOf(listOf(docs)[0]?.items)
  expect(items.find(({ key }) => key === 'C4-button')).toMatchObject({ value: 'DP1C' })
})

/** Answers what is still open by hand as of a good sink; what is answered already stays. */
async function answerTheRest(page: Page): Promise<void> {
  const open = await page
    .locator('.form-item:not([class*="form-item--"])')
    .evaluateAll((items) => items.map(({ id }) => id))
  for (const id of open) {
    const item = page.locator(`[id="${id}"]`)
    const choice = item.getByRole('radio').first()
    const all = item.getByRole('button', { name: /^All packed/ })
    const date = item.locator('input[type=date]')
    const number = item.locator('input[inputmode=decimal]')
    if ((await choice.count()) > 0) await choice.check()
    else if ((await all.count()) > 0) await all.click()
    else if ((await date.count()) > 0) await date.fill('2099-12-31')
    else if ((await number.count()) > 0) {
      const limits = /Allowed: (-?[\d.]+) to (-?[\d.]+)/.exec(await item.innerText())
      await number.fill(limits ? String((Number(limits[1]) + Number(limits[2])) / 2) : '20')
      await number.press('Enter')
    } else {
      await item.getByRole('textbox').first().fill('SN-4711')
      await item.getByRole('textbox').first().press('Enter')
    }
  }
  await everythingSent(page)
}

async function openForm(page: Page, name: RegExp): Promise<void> {
  await page.goto(`/admin/collections/builds/${build}`)
  await page.getByRole('button', { name }).first().click()
  await page.waitForURL(/\/collections\/inspections\/[0-9a-f-]{36}/)
  await expect(page.locator('.form-item').first()).toBeVisible()
  await expect(page.getByText('Reading what waits')).toHaveCount(0)
}

async function signPassed(page: Page): Promise<void> {
  await expect(page.getByText('Every answer is there.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign: passed…' }).click()
  await typePassword(page)
  await page.getByRole('button', { name: 'Sign and pass' }).click()
  await expect(page.getByRole('region', { name: 'Signature' }).last()).toContainText('Intact')
}

test('the end-of-line test is filled in by hand: limits are judged at once, what a DI basin lacks does not apply', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'assembler2', 820)
  await finishTasks(page, build)
  await openForm(page, /^Open End-of-line test/)
  await expectAccessible(page, '.panel')

  // a litre too much fails as it is typed, and owes a note; the corrected value passes
  const flow = card(page, 'ES1b-litres', 1)
  const measured = flow.getByRole('textbox').first()
  await expect(flow.getByText('Allowed: 39 to 41')).toBeVisible()
  await measured.fill('42,5')
  await expect(flow.getByText('Outside the limits: this item fails.')).toBeVisible()
  await measured.press('Enter')
  await expect(flow.getByText('Fail', { exact: true })).toBeVisible()
  await expect(flow.getByRole('textbox', { name: 'Note: why it fails' })).toBeVisible()
  await expect(page.getByText('1 item fails').first()).toBeVisible()
  await expectAccessible(page, '.panel')
  await measured.fill('40')
  await measured.press('Enter')
  await expect(flow.getByText('Pass', { exact: true })).toBeVisible()

  // the sensor in the basin is not part of a DI kit
  const sensor = card(page, 'ES2c', 1)
  await sensor.getByRole('button', { name: /^N\/A/ }).click()
  const why = sensor.getByRole('textbox', { name: 'Note: why it does not apply' })
  await why.fill('A DI basin has no mixed water.')
  await why.blur()
  await expect(sensor.getByText('Not applicable', { exact: true })).toBeVisible()

  await answerTheRest(page)
  await expectAccessible(page, '.panel')
  await page.screenshot({ path: 'test-results/end-of-line-tablet.png', fullPage: true })
  await signPassed(page)
})

test('the packing list is filled in by hand: counted with the stepper, never more than is required', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'assembler2', 820)
  await openForm(page, /^Open Packing list/)

  const strainers = card(page, 'K2')
  const less = strainers.getByRole('button', { name: 'One less' })
  const more = strainers.getByRole('button', { name: 'One more' })
  const packed = strainers.getByRole('textbox', { name: 'Packed' })
  await expect(less).toBeDisabled()
  await more.click()
  await expect(packed).toHaveValue('1')
  await expect(strainers.getByText('Pass', { exact: true })).toHaveCount(0)
  await more.click()
  await expect(packed).toHaveValue('2')
  await expect(more).toBeDisabled()
  await expect(strainers.getByText('Pass', { exact: true })).toBeVisible()
  await packed.fill('3')
  await expect(packed).toHaveAttribute('aria-invalid', 'true')
  await packed.press('Enter')
  await packed.fill('1')
  await packed.press('Enter')
  await everythingSent(page)
  await page.reload()
  await expect(packed).toHaveValue('1')
  await more.click()
  await expectAccessible(page, '.panel')

  const sensor = card(page, 'K4')
  await sensor.getByRole('button', { name: /^N\/A/ }).click()
  const why = sensor.getByRole('textbox', { name: 'Note: why it does not apply' })
  await why.fill('It is fitted to the basin already.')
  await why.blur()

  await answerTheRest(page)
  await expectAccessible(page, '.panel')
  await page.screenshot({ path: 'test-results/packing-tablet.png', fullPage: true })
  await signPassed(page)
})
