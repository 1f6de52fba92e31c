import { getAt, pathOf, type Path } from '../../domain/drafts/tree'
import { placeOfWords } from './problems'

/** The page that edits the draft, at the place a refusal names as its field: `draft.rule R6`. */
export const editorHref = (collection: string, id: string, field: string): string =>
  `/admin/collections/${collection}/${id}#${encodeURIComponent(field)}`

const NAMED = /^#draft\.(.+)$/

/** The place of the draft that the address leads to, named as refusals name it. */
export function placeInAddress(content: unknown): Path | null {
  const where = NAMED.exec(read(window.location.hash))?.[1]
  if (where === undefined) return null
  const path = pathOf(where)
  const named = getAt(content, path.slice(0, 1)) === undefined ? placeOfWords(content, where) : path
  return named.length === 0 ? null : named
}

function read(hash: string): string {
  try {
    return decodeURIComponent(hash)
  } catch {
    return ''
  }
}
