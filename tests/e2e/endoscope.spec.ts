import { expect, type Locator, type Page, type TestInfo } from '@playwright/test'
import { Engineer } from './engineer'
import { chooseFamily, choose, enterDetails, next, submit } from './ordering'
import { fillForm, finishTasks, insist, listOf, move, pass, tasksOf, text } from './plant'
import { expectAccessible, findOne, PASSWORD, signedIn, test } from './support'

/**
 * A family without code: ENDOSCOPE, which ships without an option, is completed by an Admin who only
 * clicks and types, published under a signature, and ordered through the wizard. Nothing is authored
 * through a file or the API.
 */

test.describe.configure({ mode: 'serial', timeout: 600_000 })

const CHOICES: readonly (readonly [option: string, choices: readonly string[]])[] = [
  ['Model', ['One basin', 'Two basins', 'Three basins']],
  ['Legs', ['Lifting columns', 'Fixed height']],
  ['Feet', ['Casters', 'Seismic feet']],
  ['Water', ['Tap water', 'Treated water']],
  ['Shelf', ['Small shelf', 'Large shelf']],
]
const FIGURES = [
  ['Length', '48', '120'],
  ['Width', '24', '60'],
] as const
const ANSWERS = ['Leak tester', 'Pegboard', 'Task light', 'Tube organizer'] as const
/** Bodies by length: the first is made by hand, the others are doubled from it. */
const BODIES = [
  ['T2-BODY-48-60-HA', '48', '60'],
  ['T2-BODY-61-72-HA', '61', '72'],
  ['T2-BODY-73-120-HA', '73', '120'],
] as const
const FORMS = ['Pre-QC', 'Production', 'End of line', 'Packaging', 'Final QC'] as const

test('an Admin completes family ENDOSCOPE by what is on the screen and publishes it', async ({
  browser,
}, testInfo) => {
  const office = await signedIn(browser, 'coordinator')
  await enterDetails(office, po())
  await expectClosed(office)

  const page = await signedIn(browser, 'admin', 1600)
  await page.goto('/admin/collections/product-families')
  await page.getByRole('link', { name: 'ENDOSCOPE' }).click()
  await expect(page.locator('.editor-nav')).toBeVisible()
  const engineer = new Engineer(page)
  const shot = shots(page, testInfo)

  await test.step('eleven options', () => options(engineer))
  await shot('options')
  await test.step('a group that repeats', () => basins(engineer))
  await shot('group')
  await test.step('two constraints', () => constraints(engineer))
  await shot('constraints')
  await test.step('three steps of the wizard', () => wizard(engineer))
  await shot('wizard')
  await test.step('thirteen rules', () => rules(engineer))
  await shot('rules')
  await test.step('the forms', () => forms(engineer))
  await shot('forms')
  await test.step('two tasks', () => tasks(engineer))
  await shot('tasks')
  await expect(page.getByText('No problems found')).toBeVisible()
  await test.step('tried with a sample', () => trial(engineer, shot))

  await engineer.save()
  await office.reload()
  await expectClosed(office)
  await engineer.publish('The endoscope line opens for orders')
  await shot('published')
  testInfo.annotations.push({
    type: 'effort',
    description: `${engineer.clicks} clicks, ${engineer.texts} texts`,
  })
})

let buildNumber = ''

test('a coordinator orders an ENDOSCOPE sink through the wizard and sees its bill', async ({
  browser,
}, testInfo) => {
  const page = await signedIn(browser, 'coordinator')
  const shot = shots(page, testInfo)
  await enterDetails(page, po())
  buildNumber = await chooseFamily(page, 'ENDOSCOPE')
  for (const name of ['Body', 'Basins', 'Equipment'])
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible()
  await choose(page, 'Model', 'Two basins')
  await page.getByRole('textbox', { name: 'Length' }).fill('66')
  await page.getByRole('textbox', { name: 'Width' }).fill('30')
  await choose(page, 'Legs', 'Lifting columns')
  await choose(page, 'Feet', 'Casters')
  await choose(page, 'Water', 'Treated water')
  await expect(page.getByRole('radiogroup', { name: 'Shelf', exact: true })).toHaveCount(0)
  await choose(page, 'Leak tester', 'Yes')
  await choose(page, 'Shelf', 'Large shelf')
  await choose(page, 'Pegboard', 'No')
  await choose(page, 'Task light', 'Yes')
  await choose(page, 'Tube organizer', 'Yes')
  await page.getByRole('button', { name: '+ Add to Basins' }).click()
  for (const [at, air] of ['Yes', 'No'].entries()) {
    await choose(page, 'Use', at === 0 ? 'Manual cleaning' : 'Rinse', at)
    await choose(page, 'Air gun', air, at)
  }
  await shot('configuration')
  await next(page)
  await expect(page.getByText('A task light hangs on a pegboard.').first()).toBeVisible()
  await choose(page, 'Pegboard', 'Yes')
  await expectAccessible(page, '.wizard')
  await submit(page)

  await page.getByRole('link', { name: buildNumber }).click()
  await expect(page.getByText('Two basins').first()).toBeVisible()
  await shot('build')
  await page.getByRole('link', { name: 'Bill of materials' }).first().click()
  for (const partNumber of [
    'T2-BODY-61-72-HA',
    'T2-DL27-KIT',
    'T2-LEVELING-CASTOR-475',
    'T2-OA-DI-GOOSENECK-FAUCET-KIT',
    'T2-OA-LT-SSSHELF-LRG',
    'T2-AER-TUBEORG',
  ])
    await expect(page.getByText(partNumber).first()).toBeVisible()
  for (const partNumber of ['T2-BODY-48-60-HA', 'T2-SEISMIC-FEET', 'T2-OA-LT-SSSHELF-SML'])
    await expect(page.getByText(partNumber)).toHaveCount(0)
  await expectAccessible(page, '.panel')
  await shot('bill')
})

test('the ENDOSCOPE sink goes over the floor by those forms and tasks, and to the customer', async ({
  browser,
}, testInfo) => {
  const buyer = await signedIn(browser, 'procurement')
  const build = await findOne(buyer, `/api/builds?where[buildNumber][equals]=${buildNumber}`)
  const bom = await findOne(buyer, `/api/boms?where[build][equals]=${build}`)
  await insist(buyer, 'POST', `/api/boms/${bom}/approve`, { password: PASSWORD })
  await move(buyer, build, 'PRE_QC')

  const inspector = await signedIn(browser, 'qc')
  const arrival = await fillForm(inspector, build, 'PRE_QC')
  await inspector.goto(`/admin/collections/inspections/${arrival}`)
  await expect(
    inspector.getByText('The body agrees with the drawing', { exact: true }),
  ).toBeVisible()
  await shots(inspector, testInfo)('pre-qc')
  await pass(inspector, arrival)

  const assembler = await signedIn(browser, 'assembler', 820)
  await insist(assembler, 'POST', `/api/builds/${build}/claim`)
  expect((await tasksOf(assembler, build)).map(({ title }) => title)).toEqual([
    'Put the body on its legs',
    'Fit the equipment',
  ])
  await assembler.goto(`/admin/collections/builds/${build}/tasks`)
  await expect(assembler.getByText('Put the body on its legs').first()).toBeVisible()
  await shots(assembler, testInfo)('tasks')
  await finishTasks(assembler, build)
  for (const kind of ['END_OF_LINE', 'PACKAGING'])
    await pass(assembler, await fillForm(assembler, build, kind))
  await move(assembler, build, 'PRODUCTION_COMPLETE')
  await move(assembler, build, 'FINAL_QC')

  const last = await fillForm(inspector, build, 'FINAL_QC')
  await inspector.goto(`/admin/collections/inspections/${last}`)
  await expect(inspector.getByText('Final QC is in order', { exact: true })).toBeVisible()
  await pass(inspector, last)

  const office = await signedIn(browser, 'coordinator')
  const { order } = await insist(office, 'GET', `/api/builds/${build}?depth=0`)
  await insist(office, 'POST', `/api/orders/${text(order)}/shipments`, {
    builds: [build],
    carrier: 'Walk Freight',
    date: new Date().toISOString().slice(0, 10),
  })
  await office.goto(`/admin/collections/builds/${build}`)
  await expect(office.getByText('Shipped').first()).toBeVisible()
  const released = await insist(
    office,
    'GET',
    `/api/inspections?where[build][equals]=${build}&depth=0&select[kind]=true&limit=20`,
  )
  expect(
    listOf(released.docs)
      .map(({ kind }) => text(kind))
      .sort(),
  ).toEqual(['END_OF_LINE', 'FINAL_QC', 'PACKAGING', 'PRE_QC', 'PRODUCTION'])
  await shots(office, testInfo)('shipped')
})

type Shot = (name: string) => Promise<unknown>
const shots =
  (page: Page, testInfo: TestInfo): Shot =>
  (name) =>
    page.screenshot({ path: testInfo.outputPath(`${name}.png`) })

const po = () => `ENDO-${Date.now()}`

/** A draft is no family that can be ordered, saved or not. */
async function expectClosed(page: Page): Promise<void> {
  const family = page.getByRole('radio', { name: /ENDOSCOPE/ })
  await family.check()
  await expect(page.getByRole('heading', { name: /Endoscope is under construction/ })).toBeVisible()
  await expect(page.getByText(/^Draft saved/)).toBeVisible()
}

async function options(engineer: Engineer): Promise<void> {
  const { page } = engineer
  await engineer.area('Options')
  const row = engineer.row('Options')
  for (const [name, choices] of CHOICES) {
    await engineer.press('+ Add an option')
    await engineer.type('Label', name, row)
    await engineer.names('Choices', '+ Add a choice', choices, row)
  }
  for (const [name, lowest, highest] of FIGURES) {
    await engineer.press('+ Add an option')
    await engineer.type('Label', name, row)
    await engineer.pick('Type', 'Whole number', row)
    await engineer.type('Lowest', lowest, row)
    await engineer.type('Highest', highest, row)
  }
  for (const name of ANSWERS) {
    await engineer.press('+ Add an option')
    await engineer.type('Label', name, row)
    await engineer.pick('Type', 'Yes or no', row)
  }
  // what the shelf depends on has to stand above it: dragged there, or moved by a key
  const rows = engineer.editor.locator('.editor-item-row')
  const shelf = rows.filter({ hasText: 'Small shelf' })
  await expect(async () => {
    await shelf.locator('.editor-grip').dragTo(rows.filter({ hasText: 'Task light' }))
    await expect(rows.nth(9)).toContainText('Shelf', { timeout: 3_000 })
  }).toPass()
  await page.getByRole('button', { name: 'Move Shelf down' }).focus()
  await page.keyboard.press('Enter')
  await expect(rows.last()).toContainText('Shelf')
  await engineer.click(page.getByRole('button', { name: /^Shelf/ }))
  await engineer.when('Shown when', 'Leak tester', row)
  await expect(row.locator('.editor-sentence')).toHaveText('Leak tester is yes')
}

async function basins(engineer: Engineer): Promise<void> {
  await engineer.area('Groups')
  const row = engineer.row('Groups')
  await engineer.press('+ Add a group')
  await engineer.type('Label', 'Basins', row)
  await engineer.pick('What it is', 'Basin', row)
  await engineer.type('At most', '3', row)
  const field = engineer.row('Fields', row)
  await engineer.press('+ Add a field', row)
  await engineer.type('Label', 'Use', field)
  await engineer.names('Choices', '+ Add a choice', ['Manual cleaning', 'Rinse'], field)
  await engineer.press('+ Add a field', row)
  await engineer.type('Label', 'Air gun', field)
  await engineer.pick('Type', 'Yes or no', field)
}

async function constraints(engineer: Engineer): Promise<void> {
  await engineer.area('Constraints')
  const row = engineer.row('Constraints')
  await engineer.press('+ Add a constraint')
  await engineer.when('Applies when', 'Task light', row)
  await engineer.pick('What the condition looks at', 'Pegboard', required(row))
  await engineer.pick('Shown at', 'Task light', row)
  await engineer.type('What people read', 'A task light hangs on a pegboard.', row)
  await engineer.press('+ Add a constraint')
  await engineer.when('Applies when', 'Model', row)
  await engineer.pick('value', 'Three basins', row)
  await engineer.pick('What the condition looks at', 'Length', required(row))
  await engineer.type('from', '73', required(row))
  await engineer.pick('Shown at', 'Length', row)
  await engineer.type('What people read', 'Three basins need at least 73 inches.', row)
}

const required = (row: Locator) => row.getByRole('group', { name: 'Then this must hold' })

async function wizard(engineer: Engineer): Promise<void> {
  await engineer.area('Wizard')
  const row = engineer.row('Sections')
  await engineer.press('+ Add a section')
  await engineer.type('Label', 'Body', row)
  for (const name of ['Model', 'Length', 'Width', 'Legs', 'Feet'])
    await engineer.press(`Ask ${name} here`, row)
  await engineer.press('+ Add a section')
  await engineer.type('Label', 'Basins', row)
  await engineer.pick('Shows the group', 'Basins', row)
  await engineer.press('Ask all 2 here', row)
  await engineer.press('+ Add a section')
  await engineer.type('Label', 'Equipment', row)
  await engineer.press('Ask all 6 here', row)
}

async function rules(engineer: Engineer): Promise<void> {
  const { page } = engineer
  await engineer.area('Rules')
  const row = page.locator('.editor-area .editor-item-row.is-open')
  for (const [index, [partNumber, from, to]] of BODIES.entries()) {
    if (index === 0) {
      await engineer.press('+ Add a rule')
      await engineer.type('Name of the rule', `Body ${from} to ${to}`, row)
      await engineer.when('When', 'Length', row)
      await role(engineer, row, 'Body')
    } else {
      await engineer.press(new RegExp(`^Duplicate R${index} Body`))
      await engineer.type('Name of the rule', `Body ${from} to ${to}`, row)
    }
    await engineer.type('from', from, row)
    await engineer.type('to', to, row)
    await engineer.item(partNumber, row)
  }
  const plain = async (
    name: string,
    partNumber: string,
    condition: readonly [subject: string, value?: string] | null,
  ) => {
    await engineer.press('+ Add a rule')
    await engineer.type('Name of the rule', name, row)
    if (condition) {
      await engineer.when('When', condition[0], row)
      if (condition[1]) await engineer.pick('value', condition[1], row)
    }
    await engineer.item(partNumber, row)
  }
  await plain('Lifting columns', 'T2-DL27-KIT', ['Legs', 'Lifting columns'])
  await role(engineer, row, 'Undercarriage')
  await plain('Fixed legs', 'T2-DL27-FH-KIT', ['Legs', 'Fixed height'])
  await plain('Casters', 'T2-LEVELING-CASTOR-475', ['Feet', 'Casters'])
  await plain('Seismic feet', 'T2-SEISMIC-FEET', ['Feet', 'Seismic feet'])
  await plain('Gooseneck', 'T2-OA-DI-GOOSENECK-FAUCET-KIT', ['Water', 'Treated water'])
  await role(engineer, row, 'Equipment')
  await plain('Small shelf', 'T2-OA-LT-SSSHELF-SML', ['Shelf', 'Small shelf'])
  await plain('Large shelf', 'T2-OA-LT-SSSHELF-LRG', ['Shelf', 'Large shelf'])
  await plain('Tube organizer', 'T2-AER-TUBEORG', ['Tube organizer'])
  await plain('Task light', 'T-OA-TASKLIGHT-PB', ['Task light'])
  await engineer.press('+ Add a rule')
  await engineer.type('Name of the rule', 'Air gun', row)
  await engineer.pick('For each', 'Basins', row)
  await engineer.when('When', 'Air gun', row)
  await engineer.item('T2-OA-AIRGUN-TURRET-KIT', row)
  await engineer.tick('One line per item', row)
  await engineer.press('Table')
  await expect(page.getByText('13 of 13 rules')).toBeVisible()
}

async function role(engineer: Engineer, row: Locator, name: string): Promise<void> {
  await engineer.pick('Role of the line', 'New role…', row)
  await engineer.type('Name of the new role', name, row)
  await row.getByLabel('Name of the new role').press('Enter')
}

async function forms(engineer: Engineer): Promise<void> {
  const { page } = engineer
  await engineer.area('Checklists')
  const row = engineer.row('Checklists')
  const fill = async (name: string, question: string) => {
    await engineer.type('Controlled document', `QF-${name}`, row)
    await engineer.type('Label', question, engineer.row('Items', row))
  }
  await engineer.press('+ Add a checklist')
  await fill(FORMS[0], 'The body agrees with the drawing')
  await engineer.press('Do all 4 corrections', page.locator('.editor-here'))
  for (const name of FORMS.slice(1)) {
    await engineer.press(new RegExp(`^${name}`), page.locator('.editor-area'))
    await fill(name, `${name} is in order`)
  }
}

async function tasks(engineer: Engineer): Promise<void> {
  await engineer.area('Tasks')
  const row = engineer.row('Task templates')
  await engineer.press('+ Add a template')
  await engineer.type('Label', 'Endoscope assembly', row)
  const task = engineer.row('Tasks', row)
  const add = async (title: string, minutes: string, roles: readonly string[]) => {
    await engineer.press('+ Add a task', row)
    await engineer.type('Title', title, task)
    await engineer.type('Minutes', minutes, task)
    await engineer.press('+ Add a selection', task)
    for (const one of roles) await engineer.tick(one, task)
  }
  await add('Put the body on its legs', '45', ['Body', 'Undercarriage'])
  await add('Fit the equipment', '60', ['Equipment'])
}

async function trial(engineer: Engineer, shot: Shot): Promise<void> {
  const { page } = engineer
  await engineer.press('Try it')
  const panel = page.getByRole('region', { name: 'Try it' })
  await engineer.press('Fill in the rest', panel)
  await expect(panel.getByRole('region', { name: 'Endoscope assembly' })).toBeVisible()
  await expect(panel.getByText('2 tasks for this sample, from 2 of the template')).toBeVisible()
  await expect(panel.getByText(/T2-BODY-48-60-HA/).first()).toBeVisible()
  await shot('trial of the tasks')
  await expectAccessible(page, '.editor')
  await engineer.press('Forms', panel)
  await expect(panel.getByText('1 question for this sample, from 1 of the checklist')).toBeVisible()
  await shot('trial of the forms')
  await expectAccessible(page, '.editor')
  await engineer.press('Bill of materials', panel)
  await expect(panel.getByRole('row').filter({ hasText: 'T2-DL27-KIT' })).toBeVisible()
  await shot('trial of the bill')
  await expectAccessible(page, '.editor')
  await engineer.press('Close the trial')
}
