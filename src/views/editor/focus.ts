import { focusWhenDrawn } from '../shared/focusWhenDrawn'
import { addId, fieldId, moveId } from './context'
import type { Path } from '../../domain/drafts/tree'

const CONTROLS = 'select, input, textarea, button'

/** The button that moved the row; where the row can go no further its twin, or else the list. */
export const focusMover = (row: Path, by: -1 | 1): void =>
  focusWhenDrawn(() => {
    const buttons = [moveId(row, by), moveId(row, by < 0 ? 1 : -1)].map((id) =>
      document.getElementById(id),
    )
    const open = buttons.find((button) => button?.matches(':enabled'))
    const next = open ?? placeAt(row.slice(0, -1))
    next?.focus()
  })

/** The row that took the place of one that is gone, or the button that adds another, or the list. */
export const focusNeighbour = (list: Path, index: number): void =>
  focusWhenDrawn(() => {
    const row = index < 0 ? null : document.getElementById(fieldId([...list, index]))
    const next = row ?? document.getElementById(addId(list)) ?? placeAt(list)
    next?.focus()
  })

/** The first control at a place of the draft, among those that are meant. */
export const focusFirst = (path: Path, meant = CONTROLS): void =>
  focusWhenDrawn(() => placeAt(path)?.querySelector<HTMLElement>(meant)?.focus())

/** A field by the id of its input. */
export const focusId = (id: string): void =>
  focusWhenDrawn(() => document.getElementById(id)?.focus())

/** The first control of the element with this id, among those that are meant. */
export const focusInto = (id: string, meant = CONTROLS): void =>
  focusWhenDrawn(() => document.getElementById(id)?.querySelector<HTMLElement>(meant)?.focus())

/** The first control of a part of a condition; the last part where there are fewer. */
export const focusPart = (condition: string, index: number): void =>
  focusWhenDrawn(() => {
    const parts = document
      .getElementById(condition)
      ?.querySelectorAll(':scope > .editor-row, :scope > .editor-group')
    const part = parts?.[Math.min(index, parts.length - 1)]
    part?.querySelector<HTMLElement>(CONTROLS)?.focus()
  })

/** The parts of a draft that was just begun. */
export const focusAreas = (): void =>
  focusWhenDrawn(() => document.querySelector<HTMLElement>('.editor-nav button')?.focus())

const placeAt = (path: Path): HTMLElement | null =>
  document.querySelector<HTMLElement>(`[data-place="${path.join('.')}"]`)
