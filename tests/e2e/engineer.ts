import { expect, type Locator, type Page } from '@playwright/test'
import { PASSWORD } from './support'

/**
 * A process engineer at the editor of a family, who knows only what is on the screen. Every click and
 * every text typed is counted, so that the guide can tell how long a change takes.
 */
export class Engineer {
  clicks = 0
  texts = 0
  readonly editor: Locator

  constructor(readonly page: Page) {
    this.editor = page.locator('.editor')
  }

  async press(name: string | RegExp, inside = this.editor): Promise<void> {
    await this.click(inside.getByRole('button', { name }).first())
  }

  async click(place: Locator): Promise<void> {
    await place.click()
    this.clicks += 1
  }

  async type(label: string, text: string, inside = this.editor): Promise<void> {
    await inside.getByLabel(label, { exact: true }).last().fill(text)
    this.texts += 1
  }

  /** Opens a list of choices and takes one by what it reads. */
  async pick(label: string, choice: string, inside = this.editor): Promise<void> {
    await inside.getByLabel(label, { exact: true }).last().selectOption({ label: choice })
    this.clicks += 2
  }

  async tick(label: string, inside = this.editor): Promise<void> {
    await inside.getByLabel(label, { exact: true }).last().check()
    this.clicks += 1
  }

  async untick(label: string, inside = this.editor): Promise<void> {
    await inside.getByLabel(label, { exact: true }).last().uncheck()
    this.clicks += 1
  }

  /** Goes to a part of the draft. */
  async area(name: string): Promise<void> {
    const parts = this.page.getByRole('navigation', { name: 'Parts of the draft' })
    await this.click(parts.getByRole('button', { name: new RegExp(`^${name}`) }))
    await expect(this.editor.getByRole('heading', { level: 2, name }).first()).toBeVisible()
  }

  /** The innermost row that stands open within a list of this name. */
  row(list: string, inside = this.editor): Locator {
    return inside.getByRole('group', { name: list, exact: true }).locator('> ol > li.is-open')
  }

  /** Adds rows that need no more than a name, by Enter. */
  async names(list: string, add: string, texts: readonly string[], inside: Locator): Promise<void> {
    await this.press(add, inside)
    for (const [index, text] of texts.entries()) {
      const label = this.row(list, inside).getByLabel('Label', { exact: true })
      await label.fill(text)
      this.texts += 1
      if (index < texts.length - 1) await label.press('Enter')
    }
  }

  /** Takes an item of the catalogue that the search proposes. */
  async item(partNumber: string, inside: Locator): Promise<void> {
    await inside.getByRole('combobox', { name: 'Part number' }).fill(partNumber)
    this.texts += 1
    const offered = inside.getByRole('listbox').getByRole('option')
    await this.click(offered.filter({ hasText: partNumber }).first())
  }

  /** Begins the condition of a field with its subject; what follows is picked beside it. */
  async when(field: string, subject: string, inside: Locator): Promise<void> {
    await this.press(new RegExp(`^\\+ Add a condition to ${field}`), inside)
    const condition = inside.getByRole('group', { name: field, exact: true })
    await this.pick('What the condition looks at', subject, condition)
  }

  async save(): Promise<void> {
    await this.click(this.page.locator('#action-save'))
    await expect(this.page.getByText(/updated successfully/i).first()).toBeVisible()
  }

  /** From the saved draft to the release, under a signature. */
  async publish(reason: string): Promise<void> {
    const { page } = this
    await this.click(page.getByRole('link', { name: 'Publish and releases' }))
    await this.click(page.getByRole('button', { name: 'Publish…' }))
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/What changes, and why/).fill(reason)
    await dialog.locator('input[type=password]').fill(PASSWORD)
    this.texts += 2
    await this.click(dialog.getByRole('button', { name: 'Sign and publish' }))
    // every combination is proved first
    await expect(page.getByText(/Release \d+ is in force for new orders/).first()).toBeVisible({
      timeout: 240_000,
    })
    // the list of releases is read again after the dialog has closed
    await expect(page.getByRole('cell', { name: reason, exact: true })).toBeVisible()
  }
}
