import { label, type Label } from '../label'
import type { FormKind } from './codes'
import type { FormItem } from './item'
import { judgeItem } from './judge'

/** How many items are answered, of those that have to be or are. */
export type Progress = { done: number; total: number }

export function progressOf(items: readonly FormItem[]): Progress {
  const done = items.filter((item) => judgeItem(item) !== null).length
  const open = items.filter((item) => judgeItem(item) === null && item.required).length
  return { done, total: done + open }
}

/** What a form is as it is stored. */
export type StoredForm = { kind: FormKind; state: 'DRAFT' | 'SIGNED' | 'VOID' }

/**
 * How a form without a verdict stands. Nobody signs the production check: completing tasks answers it, and
 * the release of its build closes it (handbook 8.1). `ANSWERED` is such a form of a build on its way.
 */
export type FormState = {
  code: StoredForm['state'] | 'ANSWERED' | 'RELEASED'
  /** Null for a form whose answers say no more than its state. */
  progress: Progress | null
}

export function formStateOf(
  { kind, state }: StoredForm,
  items: readonly FormItem[],
  isReleased: boolean,
): FormState {
  if (kind !== 'PRODUCTION' || state !== 'DRAFT') return { code: state, progress: null }
  return { code: isReleased ? 'RELEASED' : 'ANSWERED', progress: progressOf(items) }
}

const WORDS: Readonly<Record<FormState['code'], Label>> = {
  DRAFT: label('In progress', 'En cours', 'En curso'),
  SIGNED: label('Signed and locked', 'Signé et verrouillé', 'Firmado y bloqueado'),
  VOID: label('Closed without a verdict', 'Clos sans verdict', 'Cerrado sin veredicto'),
  ANSWERED: label('Filled in by the tasks', 'Rempli par les tâches', 'Rellenado por las tareas'),
  RELEASED: label('Closed with the release', 'Clos à la libération', 'Cerrado con la liberación'),
}

/** The state in words, with how much is answered: `Closed with the release, 30 of 32 answered`. */
export function formStateInWords({ code, progress }: FormState): Label {
  const words = WORDS[code]
  if (!progress) return words
  const { done, total } = progress
  return label(
    `${words.en}, ${done} of ${total} answered`,
    `${words.fr}, ${done} réponses sur ${total}`,
    `${words.es}, ${done} de ${total} respuestas`,
  )
}
