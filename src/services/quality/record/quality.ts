import { z } from 'zod'
import {
  DISPOSITION_LABELS,
  FAILURE_LABELS,
  FORM_LABELS,
  SEVERITY_LABELS,
} from '../../../domain/quality/codes'
import { labelText } from '../../../domain/label'
import { answerInWords, demandInWords } from '../../../domain/quality/answerWords'
import { signedFailureSchema } from '../../../domain/quality/failure'
import { formStateInWords, formStateOf } from '../../../domain/quality/formState'
import type { FormItem } from '../../../domain/quality/item'
import { judgeItem } from '../../../domain/quality/judge'
import type {
  RecordFact,
  RecordInspection,
  RecordItem,
  RecordNonconformance,
  RecordSignature,
} from '../../../domain/quality/record'
import { isReleased } from '../../../domain/workflow/definition'
import type { Inspection, Nonconformance } from '../../../payload-types'
import { printedTime } from '../../print/time'
import { idOf } from '../../relation'
import { itemsOf } from '../answers'
import { commentInWords } from '../comments'
import { mayReadAnswers, type RecordSource } from './source'

const headerSchema = z
  .array(
    z.object({
      label: z.string(),
      text: z.object({ en: z.string() }),
    }),
  )
  .catch([])

/** Every attempt at every form, in the order in which they were opened, with all answers. */
export const inspectionsOf = (
  source: RecordSource,
  signatures: readonly RecordSignature[],
): RecordInspection[] =>
  source.inspections.map((form) => {
    const shown = {
      id: form.id,
      kind: form.kind,
      title: FORM_LABELS[form.kind],
      attempt: form.attempt,
      state: stateInWords(form, source),
      outcome: form.outcome ?? null,
      signature:
        signatures.find(
          ({ resource, resourceId }) => resource === 'inspections' && resourceId === form.id,
        ) ?? null,
    }
    if (!mayReadAnswers(source.req, form))
      return { ...shown, header: [], items: [], statement: null, note: null, failure: [] }
    return { ...shown, ...answersOf(form, source) }
  })

const stateInWords = (
  form: Inspection,
  { req, definition, build }: RecordSource,
): RecordInspection['state'] => {
  const items = mayReadAnswers(req, form) ? itemsOf(form) : []
  const isOut = isReleased(definition, build.status, build.heldFrom ?? null)
  return labelText(formStateInWords(formStateOf(form, items, isOut)))
}

const answersOf = (
  form: Inspection,
  { documents }: RecordSource,
): Pick<RecordInspection, 'header' | 'items' | 'statement' | 'note' | 'failure'> => ({
  header: headerSchema
    .parse(form.header)
    .map(({ label, text }) => ({ label, value: text.en }))
    .filter(({ value }) => value !== ''),
  items: itemsOf(form).map((item) => itemInWords(item, new Set(documents.map(({ id }) => id)))),
  statement: form.statement ?? null,
  note: form.note ?? null,
  failure: failureFacts(form.failure),
})

const itemInWords = (item: FormItem, known: ReadonlySet<string>): RecordItem => ({
  key: item.key,
  section: item.sectionLabels.en,
  label: item.label,
  basin: item.basin,
  result: judgeItem(item),
  answer: answerInWords(item),
  demand: demandInWords(item),
  note: item.note,
  photos: item.photos.filter((id) => known.has(id)),
})

const fact = (label: string, value: string | null | undefined): RecordFact[] =>
  value ? [{ label, value }] : []

function failureFacts(stored: unknown): RecordFact[] {
  const failure = signedFailureSchema.safeParse(stored)
  if (!failure.success) return []
  const { reason, severity, rework, retest, correctiveAction, notes } = failure.data
  return [
    ...fact('Reason', FAILURE_LABELS[reason]),
    ...fact('Severity', SEVERITY_LABELS[severity]),
    ...fact('Rework', rework ? 'yes' : 'no'),
    ...fact('Retest', retest ? 'yes' : 'no'),
    ...fact('Notes', notes),
    ...fact('Corrective action', correctiveAction),
  ]
}

export const nonconformancesOf = (source: RecordSource): RecordNonconformance[] =>
  source.nonconformances.map((nc) => ({
    number: nc.number ?? '',
    status: nc.status,
    severity: nc.severity ?? null,
    reason: FAILURE_LABELS[nc.reason],
    description: nc.description,
    reportedBy: source.nameOf(nc.createdBy) ?? 'System',
    reportedAt: nc.createdAt,
    facts: factsOf(nc, source),
    comments: source.comments
      .filter(({ nonconformance }) => idOf(nonconformance) === nc.id)
      .map(commentInWords),
    photos: source.documents
      .filter(({ nonconformance }) => idOf(nonconformance) === nc.id)
      .map(({ id }) => id),
  }))

const factsOf = (nc: Nonconformance, { nameOf, settings }: RecordSource): RecordFact[] => {
  const by = (person: Nonconformance['owner'], at: string | null | undefined): string | null =>
    [nameOf(person), at && printedTime(at, settings.timeZone)].filter(Boolean).join(', ')
  return [
    ...fact('Form', nc.form && `${FORM_LABELS[nc.form]}, attempt ${nc.attempt ?? 1}`),
    ...fact('Supplier', nc.supplierName),
    ...fact('Containment', nc.containment),
    ...fact('Disposition', nc.disposition && DISPOSITION_LABELS[nc.disposition]),
    ...fact('Root cause', nc.rootCause),
    ...fact('Corrective action', nc.correctiveAction),
    ...fact('Preventive action', nc.preventiveAction),
    ...fact('Owner', nameOf(nc.owner)),
    ...fact('Action due', nc.dueDate),
    ...fact('How it was resolved', nc.resolution),
    ...fact('Resolved by', by(nc.resolvedBy, nc.resolvedAt)),
    ...fact('How the remedy was proved effective', nc.effectiveness),
    ...fact('Verified by', by(nc.verifiedBy, nc.verifiedAt)),
  ]
}
