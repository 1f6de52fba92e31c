import { expect, type Browser, type Locator, type Page } from '@playwright/test'
import { Engineer } from './engineer'
import { insist } from './plant'
import { address, made, once, orderOf, save, saved, SINK } from './records'
import {
  ask,
  expectAccessible,
  findOne,
  formReady,
  type Json,
  PASSWORD,
  signedIn,
  signedInAs,
  test,
  type Who,
} from './support'

/** Two people have one record open; the second to save hears who was first, and loses nothing. */

/** Two windows on one record, each of a person of their own. */
async function bothOpen(
  browser: Browser,
  [first, second]: readonly [Who, Who],
  pathOf: (page: Page) => Promise<string>,
): Promise<{ mine: Page; theirs: Page; path: string }> {
  const mine = await signedIn(browser, first)
  await mine.goto('/admin')
  const path = await pathOf(mine)
  const theirs = await signedIn(browser, second)
  for (const page of [mine, theirs]) {
    await page.goto(`/admin/collections/${path}`)
    await formReady(page)
  }
  return { mine, theirs, path }
}

const noticeOn = (page: Page): Locator => page.locator('.stale')
const choiceOf = (page: Page, label: string): Locator =>
  noticeOn(page).getByRole('group', { name: new RegExp(`^${label} `) })

test('a part: both changes are kept, and what both changed is chosen', async ({ browser }) => {
  const { mine, theirs, path } = await bothOpen(
    browser,
    ['procurement', 'admin'],
    async (page) =>
      `parts/${await made(page, 'parts', { partNumber: `P-${once()}`, name: 'Bolt' })}`,
  )
  await theirs.locator('#field-name').fill('Bolt of theirs')
  await theirs.locator('#field-manufacturer').fill('Their maker')
  await mine.locator('#field-name').fill('Bolt of mine')
  await mine.locator('#field-description').fill('Typed for a long time')
  await saved(theirs)

  await save(mine)
  const notice = noticeOn(mine)
  await expect(notice.getByRole('heading')).toContainText('Demo Admin saved this record on')
  await expect(notice).toBeFocused()
  await expect(choiceOf(mine, 'Name')).toContainText('both changed it')
  await expect(choiceOf(mine, 'Name')).toContainText('When you opened it: Bolt')
  await expect(choiceOf(mine, 'Manufacturer').getByRole('radio', { name: /^Theirs/ })).toBeChecked()
  await expect(choiceOf(mine, 'Description').getByRole('radio', { name: /^Mine/ })).toBeChecked()
  await expectAccessible(mine, '.stale')

  // by keyboard: an open choice is asked for before anything is merged
  await notice.getByRole('button', { name: 'Merge' }).press('Enter')
  await expect(notice.getByText('Choose whose value to keep first: Name.')).toBeVisible()
  await expect(choiceOf(mine, 'Name').getByRole('radio', { name: /^Mine/ })).toBeFocused()
  await mine.keyboard.press('Space')
  await notice.getByRole('button', { name: 'Merge' }).press('Enter')
  await expect(mine.getByText(/^Merged\./)).toBeFocused()
  await expect(mine.locator('#field-manufacturer')).toHaveValue('Their maker')
  await expect(mine.locator('#field-name')).toHaveValue('Bolt of mine')
  await saved(mine)
  expect(await ask(mine, `/api/${path}?depth=0`)).toMatchObject({
    name: 'Bolt of mine',
    manufacturer: 'Their maker',
    description: 'Typed for a long time',
    rev: 3,
  })
})

test('the settings: the phone of one window and the e-mail of the other are both kept', async ({
  browser,
}) => {
  const mine = await signedIn(browser, 'admin')
  await mine.goto('/admin')
  const theirs = await secondAdmin(browser, mine)
  for (const page of [mine, theirs]) {
    await page.goto('/admin/globals/settings')
    await formReady(page)
    // the form opens at the part that this person looked at last
    await page.getByRole('button', { name: 'Company', exact: true }).click()
  }
  const [phone, email] = [`+1 416 ${Date.now() % 10_000_000}`, `${once().toLowerCase()}@t.example`]
  await theirs.locator('#field-companyPhone').fill(phone)
  await mine.locator('#field-companyEmail').fill(email)
  await saved(theirs)

  await save(mine)
  await expect(noticeOn(mine).getByRole('heading')).toContainText('Second Engineer saved this')
  await expect(choiceOf(mine, 'Phone')).toContainText('only they changed it')
  await noticeOn(mine).getByRole('button', { name: 'Merge' }).click()
  await expect(mine.locator('#field-companyPhone')).toHaveValue(phone)
  await expect(mine.locator('#field-companyEmail')).toHaveValue(email)
  await saved(mine)
  expect(await ask(mine, '/api/globals/settings?depth=0')).toMatchObject({
    companyPhone: phone,
    companyEmail: email,
  })
  await mine.locator('#field-companyPhone').fill('')
  await mine.locator('#field-companyEmail').fill('')
  await saved(mine)
})

test('an order: what the other editor wrote stands beside what was typed here', async ({
  browser,
}) => {
  const { mine, theirs, path } = await bothOpen(
    browser,
    ['coordinator', 'admin'],
    async (page) => `orders/${await orderOf(page, 'Wing A')}/form`,
  )
  await theirs.locator('#field-projectName').fill('Wing B')
  await mine.locator('#field-specialInstructions').fill('Ring the bell twice')
  await saved(theirs)

  await save(mine)
  await expect(choiceOf(mine, 'Project name')).toContainText('only they changed it')
  await noticeOn(mine).getByRole('button', { name: 'Merge' }).click()
  await expect(mine.locator('#field-projectName')).toHaveValue('Wing B')
  await saved(mine)
  expect(await ask(mine, `/api/${path.replace('/form', '')}?depth=0`)).toMatchObject({
    projectName: 'Wing B',
    specialInstructions: 'Ring the bell twice',
  })
})

test('a customer: fields of the address merge one by one; theirs can be taken as it is', async ({
  browser,
}) => {
  const { mine, theirs, path } = await bothOpen(
    browser,
    ['coordinator', 'admin'],
    async (page) =>
      `customers/${await made(page, 'customers', { companyName: `Clinic ${once()}`, shippingAddress: address })}`,
  )
  await theirs.locator('#field-shippingAddress__city').fill('Truro')
  await saved(theirs)

  // the first key tells Payload; its own window would only throw away what is typed
  await mine.locator('#field-shippingAddress__line1').fill('2 Harbour Street')
  await expect(choiceOf(mine, 'Shipping Address, City')).toContainText('Truro')
  await expect(mine.locator('.document-stale-data')).toBeHidden()
  await expect(mine.locator('#field-shippingAddress__line1')).toHaveValue('2 Harbour Street')
  await noticeOn(mine).getByRole('button', { name: 'Merge' }).click()
  await expect(mine.getByText(/^Merged\./)).toBeVisible()
  await saved(mine)
  expect(await ask(mine, `/api/${path}?depth=0`)).toMatchObject({
    shippingAddress: { line1: '2 Harbour Street', city: 'Truro' },
  })

  await theirs.locator('#field-phone').fill('111 1111')
  await save(theirs)
  await choiceOf(theirs, 'Shipping Address, Street').getByRole('radio', { name: /^Mine/ }).check()
  await noticeOn(theirs).getByRole('button', { name: 'Reload theirs, discard mine' }).click()
  await expect(theirs.locator('#field-phone')).toHaveValue('')
  await expect(theirs.locator('#field-shippingAddress__line1')).toHaveValue('2 Harbour Street')
  await expect(theirs.locator('#action-save')).toBeDisabled()
})

test('a configuration: choices of two people meet in one sink, and a move says who was first', async ({
  browser,
}) => {
  const mine = await signedIn(browser, 'coordinator')
  await mine.goto('/admin')
  const order = await orderOf(mine, 'Wing C')
  const build = await findOne(mine, `/api/builds?where[order][equals]=${order}`)
  await mine.goto(`/admin/collections/builds/${build}/configure`)
  await mine.getByRole('textbox', { name: 'Length' }).fill('62')

  const theirs = await signedIn(browser, 'admin')
  await theirs.goto(`/admin/collections/builds/${build}`)
  await theirs.getByRole('button', { name: 'Change number…' }).click()
  const number = theirs.getByRole('dialog').getByRole('textbox', { name: 'Build number' })
  await number.fill(`LATE-${once()}`)
  await insist(mine, 'PATCH', `/api/builds/${build}`, {
    configuration: { ...SINK, feet: 'SEISMIC' },
  })

  await theirs.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  const said = theirs.getByRole('dialog').getByRole('alert')
  await expect(said).toContainText('Demo Coordinator saved this record on')
  await expect(number).toHaveValue(/^LATE-/)

  await mine.getByRole('button', { name: 'Save configuration' }).click()
  await expect(noticeOn(mine).getByRole('heading')).toContainText('You yourself, in another window')
  await expect(choiceOf(mine, 'Feet')).toContainText('only they changed it')
  await expect(choiceOf(mine, 'Length')).toContainText('62')
  await expectAccessible(mine, '.stale')
  await noticeOn(mine).getByRole('button', { name: 'Merge' }).click()
  await expect(mine.getByRole('textbox', { name: 'Length' })).toHaveValue('62')
  await mine.getByRole('button', { name: 'Save configuration' }).click()
  await mine.waitForURL(/\/bom$/)
  expect(await ask(mine, `/api/builds/${build}?depth=0`)).toMatchObject({
    configuration: { length: 62, feet: 'SEISMIC' },
  })
})

/** A second administrator, signed in in a window of their own. */
async function secondAdmin(browser: Browser, first: Page): Promise<Page> {
  const email = `second-${once().toLowerCase()}@torvan.example`
  const name = { firstName: 'Second', lastName: 'Engineer', initials: 'SE' }
  await made(first, 'users', { email, ...name, role: 'ADMIN', password: PASSWORD })
  return signedInAs(browser, email)
}

/** A copy of a draft under a code of its own, so that no other test meets it. */
async function copied(page: Page, collection: string, code: string): Promise<string> {
  const found = await ask(page, `/api/${collection}?where[code][equals]=${code}&depth=0`)
  const [model]: unknown[] = Object(found).docs
  const own = `TWO_${once()}`
  const draft = { ...Object(model).draft, code: own }
  return made(page, collection, { code: own, name: own, draft })
}

/** What the other one makes of the draft meanwhile. */
async function redrafted(page: Page, path: string, change: (draft: Json) => Json): Promise<void> {
  const { draft, rev } = await ask(page, `/api/${path}?depth=0`)
  await insist(page, 'PATCH', `/api/${path}`, { draft: change(Object(draft)), rev })
}

const firstOf = (draft: Json, list: string): Json => Object(Object(draft[list])[0])
const othersOf = (draft: Json, list: string): readonly unknown[] => Object(draft[list]).slice(1)

test('a family: one changes how many of a rule, the other its condition, and adds a rule', async ({
  browser,
}) => {
  const mine = await signedIn(browser, 'admin')
  await mine.goto('/admin')
  const path = `product-families/${await copied(mine, 'product-families', 'MDRD')}`
  const theirs = await secondAdmin(browser, mine)
  await mine.goto(`/admin/collections/${path}`)
  const engineer = new Engineer(mine)
  const opensRule = async () => {
    await engineer.area('Rules')
    await engineer.press(/^R1 /, mine.getByRole('region', { name: 'Rules' }))
  }
  const quantity = mine
    .locator('.editor-area .editor-item-row.is-open')
    .getByRole('textbox', { name: 'How many' })
  await opensRule()
  await quantity.fill('2')

  const when = { op: 'between', path: 'length', min: 48, max: 59 }
  const added = { id: 'R99', label: { en: 'Theirs', fr: 'Theirs', es: 'Theirs' }, enabled: false }
  await redrafted(theirs, path, (draft) => ({
    ...draft,
    rules: [
      { ...firstOf(draft, 'rules'), when },
      ...othersOf(draft, 'rules'),
      { ...firstOf(draft, 'rules'), ...added },
    ],
  }))

  await save(mine)
  await expect(noticeOn(mine).getByRole('heading')).toContainText('Second Engineer saved this')
  const ofRule = 'Rules: R1 Body 48 to 60" ›'
  await expect(choiceOf(mine, `${ofRule} How many`)).toContainText('only you changed it')
  await expect(choiceOf(mine, `${ofRule} When`)).toContainText('Length is between 48 and 59')
  await expect(choiceOf(mine, 'Rules: R99 Theirs')).toContainText('only they changed it')
  await expectAccessible(mine, '.stale')
  await noticeOn(mine).getByRole('button', { name: 'Merge' }).click()
  await expect(mine.getByText(/^Merged\./)).toBeFocused()
  // what follows from both together is judged as if one person had typed it
  await expect(mine.getByRole('button', { name: 'Rules 1 problem', exact: true })).toBeVisible()
  await saved(mine)
  const { draft } = await ask(mine, `/api/${path}?depth=0`)
  expect(firstOf(Object(draft), 'rules')).toMatchObject({ id: 'R1', quantity: 2, when })
  expect(Object(draft).rules.at(-1)).toMatchObject(added)

  // both at one number: the person says which
  await mine.reload()
  await opensRule()
  await quantity.fill('3')
  await redrafted(theirs, path, (now) => ({
    ...now,
    rules: [{ ...firstOf(now, 'rules'), quantity: 4 }, ...othersOf(now, 'rules')],
  }))
  await save(mine)
  const choice = choiceOf(mine, `${ofRule} How many`)
  await expect(choice).toContainText('both changed it')
  await expect(choice).toContainText('When you opened it: 2')
  await choice.getByRole('radio', { name: 'Theirs 4' }).check()
  await noticeOn(mine).getByRole('button', { name: 'Merge' }).click()
  await expect(quantity).toHaveValue('4')
})

test('a workflow: the name of a state and who may make a move meet in one draft', async ({
  browser,
}) => {
  const mine = await signedIn(browser, 'admin')
  await mine.goto('/admin')
  const path = `workflows/${await copied(mine, 'workflows', 'STANDARD')}`
  const theirs = await secondAdmin(browser, mine)
  await mine.goto(`/admin/collections/${path}`)
  const engineer = new Engineer(mine)
  await engineer.area('States')
  await mine.locator('.editor-item-row__title').first().click()
  await engineer.type('Label', 'Ordered', mine.locator('.editor-item-row.is-open'))
  await redrafted(theirs, path, (draft) => ({
    ...draft,
    transitions: [
      { ...firstOf(draft, 'transitions'), guards: ['bomApproved'] },
      ...othersOf(draft, 'transitions'),
    ],
  }))

  await save(mine)
  await expect(choiceOf(mine, 'States: Ordered › Label')).toContainText('only you changed it')
  await expect(choiceOf(mine, 'Moves: T2 Body arrived › Conditions › .+')).toContainText('Removed')
  await noticeOn(mine).getByRole('button', { name: 'Merge' }).click()
  await expect(mine.getByText(/^Merged\./)).toBeFocused()
  await saved(mine)
  const { draft } = await ask(mine, `/api/${path}?depth=0`)
  expect(firstOf(Object(draft), 'states')).toMatchObject({ label: { en: 'Ordered' } })
  expect(firstOf(Object(draft), 'transitions')).toMatchObject({ guards: ['bomApproved'] })
})
