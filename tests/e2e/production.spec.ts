import { expect, test, type Page } from '@playwright/test'
import { fillForm, insist, listOf, move, pass, tasksOf, text } from './plant'
import { expectAccessible, findOne, PASSWORD, signedIn } from './support'

/** One sink in production: an instruction with a picture, and the task that chooses. */

test.describe.configure({ mode: 'serial', timeout: 300_000 })

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
  await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible()
  await expect(page.getByText('Everything is sent')).toBeVisible()
  const { docs } = await insist(
    page,
    'GET',
    `/api/inspections?where[build][equals]=${build}&where[kind][equals]=PRODUCTION&depth=0`,
  )
  const items = listOf(listOf(docs)[0]?.items)
  expect(items.find(({ key }) => key === 'C4-button')).toMatchObject({ value: 'DP1C' })
})
