import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { acknowledgeWarnings } from './ordering'
import { fillForm, finishTasks, insist, listOf, move, pass, tasksOf, text } from './plant'
import { everythingSent, expectAccessible, PASSWORD, signedIn, test, typePassword } from './support'

/**
 * A three-basin order of two builds from the wizard to the customer, by six people, each in a browser of
 * their own. Every kind of act is done once with the hands; where the same has to be done dozens of
 * times, the rest goes through the API in that person's session.
 */

test.describe.configure({ timeout: 600_000 })

const SINK = {
  sinkModel: 'T2-B3',
  width: 30,
  length: 108,
  legsType: 'HEIGHT_ADJUSTABLE',
  legsModel: 'DL27',
  feet: 'CASTERS',
  workflowDirection: 'LEFT_TO_RIGHT',
  pegboard: false,
  basins: [
    { type: 'E_SINK', size: '24X20X8', pTrap: false, light: false },
    { type: 'E_DRAIN', size: '24X20X8', pTrap: false, light: false },
    { type: 'E_DRAIN', size: '20X20X8', pTrap: false, light: false },
  ],
  faucets: [{ type: 'WRIST_BLADE', quantity: 1, placement: 'BETWEEN_1_2' }],
  sprayers: [],
}

/** Signs the form that is open on the page as passed. */
async function passByHand(page: Page, inspection: string): Promise<void> {
  await page.goto(`/admin/collections/inspections/${inspection}`)
  await page.getByRole('button', { name: 'Sign: passed…' }).click()
  await typePassword(page)
  await page.getByRole('button', { name: 'Sign and pass' }).click()
  await expect(page.getByRole('region', { name: 'Signature' }).last()).toContainText('Intact')
}

/** Unpacks a record and lets its own script judge it. */
async function verifyRecord(page: Page, build: string): Promise<string> {
  const bytes = await page.evaluate(async (address) => {
    const answer = await fetch(address)
    return answer.ok ? Array.from(new Uint8Array(await answer.arrayBuffer())) : []
  }, `/api/builds/${build}/record.zip`)
  expect(bytes.length).toBeGreaterThan(1_000)
  const folder = mkdtempSync(path.join(tmpdir(), 'torvan-record-'))
  try {
    for (const [name, content] of Object.entries(unzipSync(new Uint8Array(bytes)))) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
      writeFileSync(path.join(folder, name), content)
    }
    return execFileSync(process.execPath, ['verify.mjs'], { cwd: folder, encoding: 'utf8' })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('two three-basin sinks go from the wizard to the customer, one of them after rework', async ({
  browser,
}) => {
  const po = `WALK-${Date.now()}`
  const numbers = [`${po}-A`, `${po}-B`]

  // the coordinator takes up a draft and submits it
  const coordinator = await signedIn(browser, 'coordinator')
  await insist(coordinator, 'POST', '/api/order-drafts', {
    title: po,
    step: 5,
    content: {
      customer: {
        companyName: 'Walk-through Hospital',
        shippingAddress: {
          line1: '1 Main Street',
          city: 'Halifax',
          region: 'NS',
          postalCode: 'B3H 1A1',
          country: 'Canada',
        },
      },
      poNumber: po,
      salesPerson: 'Field sales',
      wantDate: '2099-01-31',
      language: 'FR',
      priority: 'EMERGENCY',
      builds: numbers.map((buildNumber) => ({
        buildNumber,
        family: 'MDRD',
        configuration: SINK,
        accessories: [],
      })),
    },
  })
  await coordinator.goto('/admin/orders/new')
  await coordinator.getByRole('button', { name: new RegExp(`^Continue ${po}`) }).click()
  const submit = coordinator.getByRole('button', { name: /^Submit/ })
  await expect(submit).toBeVisible()
  await acknowledgeWarnings(coordinator)
  await submit.click()
  await expect(coordinator.getByText(/TOR-\d{4}-\d{4}/).first()).toBeVisible()
  const found = await insist(
    coordinator,
    'GET',
    `/api/builds?where[buildNumber][in]=${numbers.join(',')}&depth=0&sort=buildNumber`,
  )
  const [first, second] = listOf(found.docs).map(({ id }) => text(id))
  const order = text(listOf(found.docs)[0]?.order)
  if (!first || !second) throw new Error('The order has no two builds.')

  // Procurement signs both bills, and the bodies arrive
  const buyer = await signedIn(browser, 'procurement')
  for (const [index, number] of numbers.entries()) {
    const boms = await insist(
      buyer,
      'GET',
      `/api/boms?where[title][equals]=${encodeURIComponent(`${number} v1`)}&depth=0`,
    )
    const bom = text(listOf(boms.docs)[0]?.id)
    if (index > 0) await insist(buyer, 'POST', `/api/boms/${bom}/approve`, { password: PASSWORD })
    else {
      await buyer.goto(`/admin/collections/boms/${bom}`)
      await buyer.getByRole('button', { name: /^Approve/ }).click()
      await typePassword(buyer)
      await buyer.getByRole('button', { name: 'Sign and approve' }).click()
      await expect(buyer.getByText('Approved').first()).toBeVisible()
    }
  }
  for (const build of [first, second]) await move(buyer, build, 'PRE_QC')

  // quality control passes both bodies
  const inspector = await signedIn(browser, 'qc')
  await passByHand(inspector, await fillForm(inspector, first, 'PRE_QC'))
  await pass(inspector, await fillForm(inspector, second, 'PRE_QC'))

  // two assemblers claim one each; what one does with the hands, the rest repeats
  const assembler = await signedIn(browser, 'assembler', 820)
  await assembler.getByRole('button', { name: `Claim ${numbers[0]}` }).click()
  await assembler.getByRole('button', { name: 'Claim it' }).click()
  await expect(assembler.getByRole('link', { name: numbers[0] ?? '', exact: true })).toBeVisible()
  const [begun] = await tasksOf(assembler, first)
  await assembler.goto(`/admin/collections/tasks/${begun?.id}`)
  await assembler.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(assembler.getByRole('button', { name: 'Pause' })).toBeVisible()
  await expectAccessible(assembler, '.panel')
  await assembler.screenshot({ path: 'test-results/walk-task-tablet.png', fullPage: true })
  await assembler.getByRole('button', { name: 'Complete', exact: true }).click()
  await assembler.getByRole('dialog').getByRole('button', { name: 'Complete' }).click()
  await expect(assembler.getByText('Completed').first()).toBeVisible()
  await expect.poll(async () => (await tasksOf(assembler, first))[0]?.status).toBe('COMPLETED')
  await finishTasks(assembler, first)

  const colleague = await signedIn(browser, 'assembler2')
  await insist(colleague, 'POST', `/api/builds/${second}/claim`)
  await finishTasks(colleague, second)

  const testAndPack = async (page: Page, build: string) => {
    await pass(page, await fillForm(page, build, 'END_OF_LINE'))
    await pass(page, await fillForm(page, build, 'PACKAGING'))
    await move(page, build, 'PRODUCTION_COMPLETE')
    await move(page, build, 'FINAL_QC')
  }
  await testAndPack(assembler, first)
  await testAndPack(colleague, second)

  // Final QC lets the second one go and sends the first one back
  await pass(inspector, await fillForm(inspector, second, 'FINAL_QC'))
  const failing = await fillForm(inspector, first, 'FINAL_QC')
  await inspector.goto(`/admin/collections/inspections/${failing}`)
  const marked = inspector.locator('[id="item-B-3-0"]')
  await marked.getByRole('radio', { name: 'Fail' }).check()
  await marked
    .getByRole('textbox', { name: 'Note: why it fails' })
    .fill('The logo is on the right.')
  await marked.getByRole('textbox', { name: 'Note: why it fails' }).blur()
  await everythingSent(inspector)
  await inspector.getByRole('button', { name: 'Sign: failed…' }).click()
  const dialog = inspector.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Reason of the failure' }).selectOption('Misaligned')
  await dialog
    .getByRole('textbox', { name: 'Corrective action' })
    .fill('Move the logo to the left.')
  await typePassword(inspector)
  await dialog.getByRole('button', { name: 'Sign and reject' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(inspector.getByRole('link', { name: /^NC-\d{4}-\d{4,}/ }).first()).toBeVisible()
  await inspector.screenshot({ path: 'test-results/walk-final-qc-failed.png', fullPage: true })

  // rework, packed again, and a second attempt
  await finishTasks(assembler, first)
  const cases = await insist(
    assembler,
    'GET',
    `/api/nonconformances?where[build][equals]=${first}&depth=0`,
  )
  await insist(assembler, 'PATCH', `/api/nonconformances/${text(listOf(cases.docs)[0]?.id)}`, {
    status: 'RESOLVED',
    resolution: 'The logo sits on the left now.',
  })
  await pass(assembler, await fillForm(assembler, first, 'PACKAGING'))
  await move(assembler, first, 'PRODUCTION_COMPLETE')
  await move(assembler, first, 'FINAL_QC')
  await passByHand(inspector, await fillForm(inspector, first, 'FINAL_QC'))

  // the coordinator ships both and records the delivery
  await coordinator.goto(`/admin/collections/orders/${order}`)
  await coordinator.getByRole('button', { name: 'Ship…' }).click()
  await coordinator.getByRole('textbox', { name: 'Carrier' }).fill('Walk Freight')
  await coordinator.getByRole('button', { name: 'Ship 2 builds' }).click()
  await coordinator.getByRole('button', { name: /^Record delivery… of/ }).click()
  await coordinator.getByRole('dialog').getByRole('button', { name: 'Record delivery' }).click()
  await expect(coordinator.getByText('Delivered').first()).toBeVisible()

  // the Admin proves the records of both
  const admin = await signedIn(browser, 'admin')
  const { status } = await insist(admin, 'GET', `/api/orders/${order}?depth=0`)
  expect(status).toBe('DELIVERED')
  for (const build of [first, second]) {
    expect(await insist(admin, 'GET', `/api/builds/${build}/record`)).toMatchObject({
      complete: true,
    })
    expect(await verifyRecord(admin, build)).toMatch(
      /^OK: \d+ files and \d+ signatures are as they were made/,
    )
  }
  await admin.goto(`/admin/collections/builds/${first}/record`)
  await expect(admin.getByText(/NC-\d{4}-\d{4,}/).first()).toBeVisible()
  await expectAccessible(admin, '.panel')
  await admin.screenshot({ path: 'test-results/walk-record.png', fullPage: true })
})
