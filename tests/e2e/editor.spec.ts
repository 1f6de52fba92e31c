import { expect, type Page } from '@playwright/test'
import { Engineer } from './engineer'
import { expectAccessible, findOne, formReady, signedIn, test } from './support'

const area = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the draft' }).getByRole('button', { name })

const row = (page: Page, title: string) =>
  page.locator('.editor-item-row__title').filter({ hasText: title })

/** A family of its own for a test, so that no other meets what it leaves behind. */
async function newFamily(page: Page, code: string): Promise<string> {
  await page.goto('/admin')
  const id = await page.evaluate(async (wanted): Promise<unknown> => {
    const found = await fetch('/api/product-families?where[code][equals]=INSTROSINK&depth=0')
    const [model] = Object(await found.json()).docs
    const draft = { ...model.draft, code: wanted }
    const made = await fetch('/api/product-families?depth=0', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: wanted, name: wanted, draft }),
    })
    return Object(await made.json()).doc?.id
  }, code)
  if (typeof id !== 'string') throw new Error(`Family ${code} was not made.`)
  return id
}

async function openFamily(page: Page, code: string): Promise<void> {
  await page.goto('/admin')
  await openById(page, await findOne(page, `/api/product-families?where[code][equals]=${code}`))
}

async function openById(page: Page, id: string): Promise<void> {
  await page.goto(`/admin/collections/product-families/${id}`)
  await expect(page.locator('.editor-nav')).toBeVisible()
}

test('an engineer adds an option with two choices and a rule, tries it and saves it', async ({
  browser,
}, testInfo) => {
  const page = await signedIn(browser, 'admin', 1600)
  await openFamily(page, 'MDRD')
  const engineer = new Engineer(page)
  const label = `Side guard ${testInfo.retry + 1}`

  // an option with two choices
  await engineer.press('+ Add an option')
  const option = page.locator('.editor-item-row.is-open').first()
  await engineer.type('Label', label, option)
  await engineer.press('+ Add a choice', option)
  await engineer.type('Label', 'Left', option)
  await engineer.press('+ Add a choice', option)
  await engineer.type('Label', 'Right', option)
  await option.getByLabel('Has to be answered').uncheck()
  engineer.clicks += 1

  // the one problem there is has its correction beside it
  await engineer.press(/^\d+ problems?$/)
  await engineer.press('Ask it in the wizard')
  await expect(page.getByText('No problems found')).toBeVisible()

  // a rule
  await area(page, 'Rules').click()
  await engineer.press('Forms')
  await engineer.press('+ Add a rule')
  engineer.clicks += 1
  const rule = page.locator('.editor-item-row.is-open').last()
  await engineer.type('Name of the rule', 'Guard on the left', rule)
  await engineer.press(/^\+ Add a condition to When/, rule)
  await rule.getByLabel('What the condition looks at').selectOption({ label })
  await rule.getByLabel('How it is compared').selectOption({ label: 'is' })
  engineer.clicks += 4
  await expect(rule.locator('.editor-sentence').first()).toHaveText(`${label} is Left`)
  await rule.getByRole('combobox', { name: 'Part number' }).fill('T-OA-PFW1818')
  engineer.texts += 1
  await rule.getByRole('listbox').getByRole('option').first().click()
  await engineer.pick('Role of the line', 'Accessories', rule)
  await engineer.type('Reason on the line', 'A guard was chosen', rule)
  await expect(page.getByText('No problems found')).toBeVisible()

  // tried with a sample
  await engineer.press('Try it')
  await engineer.press('Fill in the rest')
  const trial = page.getByRole('region', { name: 'Try it' })
  const guard = trial.getByRole('radiogroup', { name: label, exact: true })
  await expect(guard.getByRole('radio', { name: 'Left', exact: true })).toBeChecked()
  await expect(
    trial.getByText(/^Filled in so that rule .*Guard on the left adds a line/),
  ).toBeVisible()
  const line = trial.getByRole('row').filter({ hasText: 'A guard was chosen' })
  await expect(line).toHaveAttribute('aria-current', 'true')
  await expect(line).toBeInViewport()
  await expectAccessible(page, '.editor')
  await testInfo.attach('tried', { body: await page.screenshot(), contentType: 'image/png' })

  // kept as a sample, run, saved
  await trial.getByText('Samples').click()
  await engineer.type('Name of the sample', `With ${label}`, trial)
  await engineer.press('Save this result as a sample', trial)
  await engineer.press('Run all', trial)
  engineer.clicks += 1
  await expect(trial.getByText(/1 of 1 in order/)).toBeVisible()
  await page.locator('#action-save').click()
  engineer.clicks += 1
  await expect(page.getByText(/updated successfully/i).first()).toBeVisible()
  testInfo.annotations.push({
    type: 'effort',
    description: `${engineer.clicks} clicks, ${engineer.texts} texts`,
  })

  await page.reload()
  await area(page, 'Options').click()
  await expect(row(page, label)).toBeVisible()
})

test('what stands against a rule is said beside it', async ({ browser }) => {
  const page = await signedIn(browser, 'admin', 1280)
  await openFamily(page, 'MDRD')
  await area(page, 'Rules').click()
  await page.getByRole('button', { name: 'Forms', exact: true }).click()
  await row(page, 'R3 Body 73 to 120').click()
  const rule = page.locator('.editor-item-row.is-open')
  await rule.getByRole('button', { name: '+ and …' }).first().click()
  const added = rule.getByLabel('What the condition looks at').last()
  await added.selectOption({ label: 'Length' })
  await rule.getByLabel('How it is compared').last().selectOption({ label: 'is at most' })
  await rule.getByLabel('limit', { exact: true }).last().fill('60')
  await expect(rule.getByText('Its condition can never hold.')).toBeVisible()
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByRole('button', { name: 'Fill in the rest' }).click()
  const trial = page.getByRole('region', { name: 'Try it' })
  const notice = trial.getByRole('status').filter({ hasText: 'cannot add a line' })
  await expect(notice.getByRole('listitem')).toHaveText([
    'Length is between 73 and 120',
    'Length is at most 60',
  ])
})

test('the table of rules fits beside the trial, and a search that finds none leads back to all', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1280)
  await openFamily(page, 'MDRD')
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByRole('button', { name: 'Fill in the rest' }).click()
  await area(page, 'Rules').click()
  const table = page.getByRole('region', { name: 'Table of rules' })
  await expect(table.getByRole('columnheader', { name: 'Lines' })).toBeVisible()
  await expect(table.getByText('Quantity: 1; for each: sink').first()).toBeVisible()
  expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  await expectAccessible(page, '.editor')

  const search = page.getByRole('searchbox', { name: 'Search' })
  await search.fill('no rule is called like this')
  await page.getByRole('button', { name: 'Show all rules' }).press('Enter')
  await expect(search).toBeFocused()
  await expect(search).toHaveValue('')
})

test('a rule that was just added, or that a problem leads to, is shown whatever is searched for', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1280)
  await openFamily(page, 'MDRD')
  await area(page, 'Rules').click()
  const search = page.getByRole('searchbox', { name: 'Search' })
  await search.fill('pegboard')
  await expect(page.getByText(/^[1-9] of \d+ rules$/)).toBeVisible()
  await page.getByRole('button', { name: '+ Add a rule' }).click()
  const form = page.locator('.editor-item-row.is-open')
  await expect(form.getByLabel('Name of the rule')).toBeFocused()

  // what is empty is said at its field, and its line in the list leads there
  await form.getByRole('combobox', { name: 'Part number' }).fill('T-OA-PFW1818')
  await form.getByRole('combobox', { name: 'Part number' }).press('Escape')
  await expect(form.getByLabel('Name of the rule')).toHaveAccessibleDescription(
    'Its name is empty.',
  )
  await page.getByRole('button', { name: /^\d+ problems?$/ }).click()
  await page.getByRole('button', { name: /^Rules › R\d+ › Reason on the line$/ }).click()
  await expect(form.getByLabel('Reason on the line')).toBeFocused()

  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await search.fill('no rule is called like this')
  await expect(page.getByRole('button', { name: 'Show all rules' })).toBeVisible()
  await page
    .getByRole('button', { name: /^Rules › R\d+/ })
    .first()
    .click()
  await expect(page.getByRole('region', { name: 'Table of rules' }).getByRole('row')).toHaveCount(2)
})

test('the editor opens where it was left, or where the address leads', async ({ browser }) => {
  const page = await signedIn(browser, 'admin', 1280)
  await openFamily(page, 'MDRD')
  await area(page, 'Checklists').click()
  await page.getByRole('link', { name: 'Publish and releases' }).click()
  await page.getByRole('link', { name: 'Edit', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Checklists', level: 2 })).toBeVisible()

  await page.goto('/admin')
  await page.goto(
    `/admin/collections/product-families/${await findOne(page, '/api/product-families?where[code][equals]=MDRD')}#draft.rule%20R6`,
  )
  await expect(page.getByRole('button', { name: /^R6 / }).first()).toBeFocused()
})

test('a row is moved by the keyboard: the focus goes along, and its new place is said', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1600)
  await openFamily(page, 'MDRD')
  const move = (way: string) =>
    page.getByRole('button', { name: `Move Pegboard ${way}`, exact: true })
  const titles = () => page.locator('.editor-item-row__title strong').allTextContents()
  const all = await titles()
  const at = all.indexOf('Pegboard') + 1
  await move('up').focus()
  for (let place = at - 1; place >= 1; place -= 1) {
    await page.keyboard.press('Enter')
    await expect(
      page.getByText(`Pegboard is now ${place} of ${all.length}`, { exact: true }),
    ).toHaveRole('status')
    // at the top nothing leads further up
    await expect(move(place === 1 ? 'down' : 'up')).toBeFocused()
  }
  expect(await titles()).toEqual(['Pegboard', ...all.filter((title) => title !== 'Pegboard')])
})

test('a condition is built by the keyboard, and the focus is on what was added or is left', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1600)
  await openFamily(page, 'MDRD')
  await area(page, 'Rules').click()
  await page.getByRole('button', { name: '+ Add a rule' }).click()
  const rule = page.locator('.editor-item-row.is-open')
  const when = rule.getByRole('group', { name: 'When', exact: true })
  const subjects = when.getByLabel('What the condition looks at')
  await when.getByRole('button', { name: 'Add a condition' }).press('Enter')
  await expect(subjects).toBeFocused()
  await subjects.selectOption({ label: 'Length' })
  await when.getByRole('button', { name: '+ and …' }).press('Enter')
  await expect(subjects.nth(1)).toBeFocused()
  await when.getByRole('button', { name: '+ and …' }).press('Enter')
  await expect(subjects.nth(2)).toBeFocused()

  const remove = when.getByRole('button', { name: 'Remove this condition' })
  await remove.nth(2).press('Enter')
  await expect(subjects).toHaveCount(2)
  await expect(subjects.nth(1)).toBeFocused()
  await remove.nth(1).press('Enter')
  await expect(subjects).toHaveCount(1)
  await expect(subjects).toBeFocused()
  await remove.press('Enter')
  await expect(when.getByRole('button', { name: 'Add a condition' })).toBeFocused()

  const role = rule.getByLabel('Role of the line')
  await role.selectOption('New role…')
  await rule.getByLabel('Name of the new role').fill('Rinse arm')
  await rule.getByLabel('Name of the new role').press('Enter')
  await expect(role).toBeFocused()
  await expect(role).toHaveValue('RINSE_ARM')
})

test('a family is begun by the keyboard: the focus goes to its parts', async ({ browser }) => {
  const page = await signedIn(browser, 'admin', 1600)
  await page.goto('/admin/collections/product-families/create')
  await formReady(page)
  await page.locator('#field-code').fill('BEGUN')
  await page.locator('#field-name').fill('Begun by the keyboard')
  await page.getByRole('button', { name: 'Begin a family' }).press('Enter')
  await expect(area(page, 'Options')).toBeFocused()
})

test('what names an option that is gone is marked wherever it stands', async ({ browser }) => {
  const page = await signedIn(browser, 'admin', 1600)
  await openFamily(page, 'MDRD')
  await expect(page.getByText('No problems found')).toBeVisible()
  await page.getByRole('button', { name: 'Remove Pegboard', exact: true }).click()
  await expect(row(page, 'Pegboard type').getByText(/^\d+ problems?$/)).toBeVisible()
  for (const part of ['Derived values', 'Rules', 'Checklists', 'Tasks'])
    await expect(area(page, part).getByText(/^\d+ problems?$/)).toBeVisible()
  const later = page.getByText('More is checked once these are mended.')
  await expect(later).toBeVisible()

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('No problems found')).toBeVisible()
  await expect(later).toHaveCount(0)
})

test('what is no number stays where it was typed, and the number that stands is named', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1600)
  await openFamily(page, 'MDRD')
  await area(page, 'Rules').click()
  await page.getByRole('button', { name: 'Forms', exact: true }).click()
  await row(page, 'R7 Overhead').click()
  const rule = page.locator('.editor-item-row.is-open')
  const howMany = rule.getByRole('textbox', { name: 'How many' })
  await howMany.fill('abc')
  await expect(rule.getByRole('alert')).toHaveText('“abc” is no number: 1 stands.')
  await howMany.fill('')
  await howMany.blur()
  await expect(rule.getByRole('alert')).toHaveText('Enter a number: 1 stands.')
  await howMany.fill('2')
  await howMany.blur()
  await expect(rule.getByRole('alert')).toHaveCount(0)
  await expect(howMany).toHaveValue('2')

  // an emptied box of a condition is told at once
  await row(page, 'R2 Body').click()
  const band = rule.filter({ hasText: 'R2 Body' })
  const from = band.getByRole('textbox', { name: 'from', exact: true })
  await from.fill('')
  await expect(band.getByRole('alert')).toHaveText('Enter a number: 61 stands.')
  await from.blur()
  await expect(band.getByRole('alert')).toHaveText('Enter a number: 61 stands.')
  await expect(from).toHaveAttribute('aria-invalid', 'true')
})

test('what is typed is saved on the way to publishing, and stays where it cannot be', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1280)
  const id = await newFamily(page, `TO_PUBLISHING_${Date.now()}`)
  await openById(page, id)
  await expect(page.getByRole('link', { name: 'To publishing' })).toBeVisible()
  await page.getByRole('button', { name: '+ Add an option' }).click()
  await page.getByLabel('Label', { exact: true }).fill('On the way')
  await expect(page.getByRole('link', { name: 'To publishing' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Save and go to publishing' }).click()
  await page.waitForURL(/\/releases$/)
  await openById(page, id)
  await expect(row(page, 'On the way')).toBeVisible()

  const other = await signedIn(browser, 'admin', 1280)
  await openById(other, id)
  await other.getByRole('button', { name: '+ Add an option' }).click()
  await other.getByLabel('Label', { exact: true }).fill('First')
  await other.locator('#action-save').click()
  await expect(other.getByText(/updated successfully/i).first()).toBeVisible()
  await page.getByRole('button', { name: '+ Add an option' }).click()
  await page.getByLabel('Label', { exact: true }).fill('Too late')
  await page.getByRole('button', { name: 'Save and go to publishing' }).click()
  await expect(page.locator('.stale')).toContainText('after you opened it')
  await expect(page).not.toHaveURL(/\/releases$/)
  await expect(row(page, 'Too late')).toBeVisible()
})

test('a save that comes too late tells who was first, and nothing typed is lost', async ({
  browser,
}) => {
  const first = await signedIn(browser, 'admin', 1280)
  const id = await newFamily(first, `TWO_EDITORS_${Date.now()}`)
  await openById(first, id)
  const second = await signedIn(browser, 'admin', 1280)
  await openById(second, id)

  await first.getByRole('button', { name: '+ Add an option' }).click()
  await first.getByLabel('Label', { exact: true }).fill('Only mine')
  await area(second, 'Constraints').click()
  await second.getByRole('button', { name: '+ Add a constraint' }).click()
  await second.locator('#action-save').click()
  await expect(second.getByText(/updated successfully/i).first()).toBeVisible()

  await first.locator('#action-save').click()
  const notice = first.locator('.stale')
  await expect(notice).toContainText('after you opened it')
  const options = notice.getByRole('group', { name: /^Options/ })
  await expect(options).toContainText('Only mine (only you changed it)')
  await expect(notice.getByRole('group', { name: /^Constraints/ })).toContainText('only they')
  await notice.getByRole('button', { name: 'Merge' }).click()
  await expect(first.getByText(/^Merged\./)).toBeVisible()
  await first.locator('#action-save').click()
  await expect(first.getByText(/updated successfully/i).first()).toBeVisible()
  await first.reload()
  await expect(row(first, 'Only mine')).toBeVisible()
  await area(first, 'Constraints').click()
  await expect(first.locator('.editor-item-row')).toHaveCount(1)
})

test('on a slow machine a new row does not take the focus from who already types', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1280)
  await page.addInitScript(() => {
    const soon = window.requestAnimationFrame.bind(window)
    window.requestAnimationFrame = (draw) => soon(() => setTimeout(() => soon(draw), 500))
  })
  await openById(page, await newFamily(page, `SLOW_${Date.now()}`))
  await area(page, 'Checklists').click()
  await page.getByRole('button', { name: '+ Add a checklist' }).click()
  const form = page.locator('.editor-item-row.is-open').first()
  const document = form.getByLabel('Controlled document')
  await document.focus()
  await page.waitForFunction(
    () =>
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))),
  )
  await expect(document).toBeFocused()
})

test('what was typed and not saved is offered again', async ({ browser }) => {
  const page = await signedIn(browser, 'admin', 1280)
  await openById(page, await newFamily(page, `COPY_${Date.now()}`))
  await page.getByRole('button', { name: '+ Add an option' }).click()
  await page.getByLabel('Label', { exact: true }).fill('Half a thought')
  await expect
    .poll(() => page.evaluate(() => JSON.stringify(window.localStorage)))
    .toContain('Half a thought')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.reload()
  await page.getByRole('button', { name: 'Restore my changes' }).click()
  await expect(row(page, 'Half a thought')).toBeVisible()
})

test('what one window typed stays kept when another one of the same person saves', async ({
  browser,
}) => {
  const mine = await signedIn(browser, 'admin', 1280)
  const id = await newFamily(mine, `TWICE_${Date.now()}`)
  await openById(mine, id)
  const other = await mine.context().newPage()
  await openById(other, id)
  await other.getByRole('button', { name: '+ Add an option' }).click()
  await other.getByLabel('Label', { exact: true }).fill('Thought in another window')
  const kept = () => mine.evaluate(() => JSON.stringify(window.localStorage))
  await expect.poll(kept).toContain('Thought in another window')

  await mine.getByRole('button', { name: '+ Add an option' }).click()
  await mine.getByLabel('Label', { exact: true }).fill('Saved here')
  await expect.poll(kept).toContain('Saved here')
  await mine.locator('#action-save').click()
  await expect(mine.getByText(/updated successfully/i).first()).toBeVisible()
  await expect.poll(kept).not.toContain('Saved here')
  expect(await kept()).toContain('Thought in another window')

  await other.close({ runBeforeUnload: false })
  await mine.reload()
  await mine.getByRole('button', { name: 'Restore my changes' }).click()
  await expect(row(mine, 'Thought in another window')).toBeVisible()
  await expect.poll(kept).toContain('Thought in another window')
})

test('the workflow is drawn, and its moves are edited by pickers', async ({ browser }) => {
  const page = await signedIn(browser, 'admin', 1280)
  await page.goto('/admin')
  const id = await findOne(page, '/api/workflows?where[isDefault][equals]=true')
  await page.goto(`/admin/collections/workflows/${id}`)
  await expect(page.getByRole('img', { name: /states and .* moves/ })).toBeVisible()
  await area(page, 'Moves').click()
  await page.locator('.editor-item-row__title').first().click()
  const move = page.locator('.editor-item-row.is-open')
  await move.getByRole('button', { name: 'Remove BOM approved' }).click()
  await page.getByRole('button', { name: /^\d+ problems?$/ }).click()
  await expect(page.getByText(/without bomApproved/).first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('No problems found')).toBeVisible()
  await expectAccessible(page, '.editor')

  // ids of hold, cancel and override are taken too, and a new move starts nowhere
  await page.getByRole('button', { name: '+ Add a move' }).click()
  await expect(move.getByRole('textbox', { name: 'Id', exact: true })).toHaveValue('T15')
  await move.getByRole('button', { name: 'Duplicate T15' }).click()
  await expect(move.getByRole('textbox', { name: 'Id', exact: true })).toHaveValue('T16')
  const from = move.getByRole('group', { name: 'From' })
  await expect(from.getByRole('checkbox', { checked: true })).toHaveCount(0)
  await from.getByRole('checkbox', { name: 'Pending' }).check()
  await expect(from).not.toContainText('Choose one.')
})

test('a state under another code takes along what names it, and comes back in one step', async ({
  browser,
}) => {
  const page = await signedIn(browser, 'admin', 1280)
  await page.goto('/admin')
  const id = await findOne(page, '/api/workflows?where[code][equals]=STANDARD')
  await page.goto(`/admin/collections/workflows/${id}`)
  await area(page, 'States').click()
  await row(page, 'Pre-QC').click()
  const code = page.getByLabel('Code', { exact: true })
  await code.fill('FIRST_LOOK')
  await area(page, 'Moves').click()
  await row(page, 'T2 ').click()
  const goesTo = page.locator('.is-open').getByRole('combobox', { name: 'To', exact: true })
  await expect(goesTo).toHaveValue('FIRST_LOOK')
  await expect(page.getByText('No problems found')).toBeVisible()
  await area(page, 'Picture').click()
  await expect(page.getByRole('img', { name: /states and .* moves/ })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await area(page, 'States').click()
  await expect(code).toHaveValue('PRE_QC')
  await expect(page.getByText('No problems found')).toBeVisible()

  await code.fill('')
  await code.blur()
  await code.fill('SECOND_LOOK')
  await expect(page.getByText('No problems found')).toBeVisible()
  await area(page, 'Moves').click()
  await expect(goesTo).toHaveValue('SECOND_LOOK')
})
