import { instantInWords } from '../panel/dates'
import { clockHere } from './inWords'
import type { Side } from '../../domain/mergeContents'
import type { Newer } from './readNewer'

/** What is said to somebody whose form was overtaken by another save. */

const joined = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

const whoIn = (by: readonly string[]): string => {
  if (by.length === 1 && by[0] === 'You') return 'You yourself, in another window,'
  return by.length > 0 ? joined(by.map((name) => (name === 'You' ? 'you' : name))) : 'Somebody else'
}

export const savedInWords = ({ by, record }: Newer): string => {
  const when = instantInWords(record.updatedAt, clockHere())
  const who = whoIn(by)
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} saved this record on ${when}, after you opened it.`
}

export const leadInWords = (isRefused: boolean, hasMine: boolean): string => {
  if (!hasMine) return 'You have changed nothing yet; take over the newest before you begin.'
  return `${isRefused ? 'So your save was not taken. ' : ''}Nothing you typed is lost: it still stands in the form. Choose whose value to keep where the two differ, merge, then save.`
}

export const agreeInWords =
  'Both say the same in every field that can be changed here. Merge, and save again.'

export const alsoInWords = (labels: readonly string[]): string =>
  `Changed meanwhile too, and taken over as it is: ${labels.join(', ')}.`

export const sideInWords = (side: Side | null): string => {
  if (side === 'MINE') return 'only you changed it'
  return side === 'THEIRS' ? 'only they changed it' : 'both changed it'
}

/** Heads what needs no choice, where there is much of it. */
export const decidedInWords = (count: number): string =>
  `Changed by only one of you, and taken over as it is: ${count}`

export const undecidedInWords = (labels: readonly string[]): string =>
  `Choose whose value to keep first: ${labels.join(', ')}.`

/** In a dialog, behind which the page has been read anew. */
export const againInWords = (newer: Newer): string =>
  `${savedInWords(newer)} What you typed is still here, and the page behind shows the newest: look at it, then confirm again or cancel.`

export const mergedInWords = 'Merged. Your values and theirs stand in the form: save to keep them.'
export const reloadedInWords = 'The form shows the record as it was saved last.'
