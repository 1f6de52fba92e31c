'use client'

import type { z } from 'zod'
import { isJsonObject } from '../../domain/configurator/raw'
import { sameLabel } from '../../domain/label'
import { focusWhenDrawn } from '../shared/focusWhenDrawn'
import { begun, opensWith } from './beginnings'
import { fieldId, useEditing } from './context'
import { focusMover, focusNeighbour } from './focus'
import { named } from './named'
import { newValue } from './newValue'
import { placeOf } from './schema'
import {
  inserted,
  listAt,
  moved,
  pathKey,
  setAt,
  without,
  type Path,
} from '../../domain/drafts/tree'
import { titleOf } from '../../domain/drafts/titles'
import { wordsAt } from '../../domain/drafts/fieldWords'
import { say } from './words'

/** What may be done to the rows of a list: added, doubled, moved, taken away. */
export function useRows(path: Path, schema: z.ZodType) {
  const { content, open, setOpen, edit, replace, announce } = useEditing()
  const { kind } = placeOf(schema)
  const list = listAt(content, path)
  const { one = 'entry', stem } = wordsAt(path)
  const keyAt = (index: number) => pathKey([...path, index])
  const titleAt = (index: number) => titleOf(list[index]) || `${one} ${index + 1}`

  const put = (next: readonly unknown[], said: string, opened: number | null) => {
    setOpen(
      list.map((_, index) => keyAt(index)),
      opened === null ? [] : [keyAt(opened)],
    )
    replace(setAt(content, path, next), said)
  }
  /** A new row below this one, or at the end. */
  const add = (below = list.length - 1) => {
    if (kind.kind !== 'list') return
    const index = below + 1
    const at = [...path, index]
    const fresh = newValue(kind.element, at)
    setOpen(
      list.map((_, other) => keyAt(other)),
      opensWith(withRow(content), at).map(pathKey),
    )
    edit(withRow, `Added ${one}`)
    focusSoon(at)

    function withRow(now: unknown): unknown {
      const rows = listAt(now, path)
      return setAt(
        now,
        path,
        inserted(rows, index, begun(now, path, named(fresh, rows, stem, now))),
      )
    }
  }
  const duplicate = (index: number) => {
    put(
      inserted(list, index + 1, named(unspoken(list[index]), list, stem, content)),
      `Duplicated ${one}`,
      index + 1,
    )
    focusSoon([...path, index + 1])
  }
  const move = (from: number, to: number) => {
    if (to < 0 || to >= list.length) return
    const wasOpen = open.has(keyAt(from))
    put(moved(list, from, to), `Moved ${one}`, wasOpen ? to : null)
    announce(say.movedTo(titleAt(from), to + 1, list.length))
  }
  /** One place up (-1) or down (1) by its button, which goes along with the row. */
  const step = (index: number, by: -1 | 1) => {
    move(index, index + by)
    focusMover([...path, index + by], by)
  }
  const remove = (index: number) => {
    const said = say.removed(titleAt(index))
    put(without(list, index), said, null)
    announce(said)
    focusNeighbour(path, Math.min(index, list.length - 2))
  }

  return { list, one, titleAt, keyAt, add, duplicate, move, step, remove }
}

/** A copy whose reason only repeated its name takes that of the new name. */
const unspoken = (element: unknown): unknown =>
  isJsonObject(element) && JSON.stringify(element.because) === JSON.stringify(element.label)
    ? { ...element, because: sameLabel('') }
    : element

/** The first input of a row that was just made; its text is marked, to be typed over. */
function focusSoon(path: Path): void {
  focusWhenDrawn(() => {
    const row = document.getElementById(fieldId(path))?.closest('li')
    const input = row?.querySelector<HTMLInputElement>('.editor-item-row__body input')
    input?.focus()
    input?.select()
  })
}
