'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import {
  FAILURE_LABELS,
  SEVERITY_LABELS,
  type FailureReason,
  type Severity,
} from '../../domain/quality/codes'
import { FAILURES } from '../../domain/quality/failure'
import { formItemSchema, nameOf, type FormItem } from '../../domain/quality/item'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import type { Meaning } from '../../services/signatures'
import { Dialog } from '../panel/Dialog'
import { Check, SelectInput, TextArea } from '../panel/fields'
import { SignFields, type SignedBy } from '../panel/SignFields'
import { useCommand } from '../panel/useCommand'
import type { Newer } from '../stale/readNewer'
import { answeredOtherwise } from './form'
import type { OpenForm } from './InspectionForm'
import { words } from './words'

export type Outcome = 'PASS' | 'FAIL'
export type FormMeanings = Readonly<Record<Outcome, readonly [Meaning, ...Meaning[]]>>

/** What a signer enters besides the password. */
export type Entered = {
  meaning: string
  note: string
  separationReason: string
  failure: FailureInput
}

type Props = {
  /** As it is shown: this is what is signed, and nothing that others have entered since. */
  form: OpenForm
  outcome: Outcome
  failed: readonly FormItem[]
  /** What was entered when the dialog was left to look at the form again. */
  entered: Entered | undefined
  keep: (entered: Entered) => void
  meanings: FormMeanings
  signer: SignedBy
  close: () => void
}

const TEXT = words.signing
const signedSchema = z.object({
  outcome: z.enum(['PASS', 'FAIL']),
  nonconformance: z.object({ number: z.string() }).nullable(),
})

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }))
const isReason = (code: string): code is FailureReason => Object.hasOwn(FAILURE_LABELS, code)
const isSeverity = (code: string): code is Severity => Object.hasOwn(SEVERITY_LABELS, code)

/** What failed and why, as a first text of the notes. */
const notesFrom = (failed: readonly FormItem[]): string =>
  failed.map((item) => `${nameOf(item)}: ${item.note ?? ''}`).join('\n')

const itemsIn = ({ record }: Newer): FormItem[] => {
  const read = z.array(formItemSchema).safeParse(record.items)
  return read.success ? read.data : []
}

/** Signs a form and locks it: the statement, what it means, for a failure what follows, the password. */
export function SignForm(props: Props) {
  const { form, outcome, failed, entered, keep, meanings, signer, close } = props
  const [act, setAct] = useState<Entered>(
    entered ?? {
      meaning: meanings[outcome][0],
      note: '',
      separationReason: '',
      failure: {
        reason: '',
        severity: 'MAJOR',
        rework: false,
        retest: false,
        correctiveAction: '',
        notes: notesFrom(failed),
      },
    },
  )
  const { meaning, note, separationReason, failure } = act
  const [password, setPassword] = useState('')
  const [isSeparated, setSeparated] = useState(separationReason !== '')
  const [signed, setSigned] = useState(form.items)
  const { run, isBusy, refusals, newer, forget } = useCommand()
  if (!isSeparated && refusals.some(({ field }) => field === 'separationReason')) setSeparated(true)

  const faultAt = (field: string) =>
    refusals.find((refusal) => refusal.field === field)?.message ?? null
  const shownAt = [
    'password',
    'meaning',
    'note',
    'separationReason',
    ...(outcome === 'FAIL'
      ? ['failure.reason', 'failure.severity', 'failure.correctiveAction', 'failure.notes']
      : []),
  ]
  const elsewhere = refusals.filter(({ field }) => !shownAt.includes(field ?? ''))

  const others = newer ? answeredOtherwise(signed, itemsIn(newer)) : []
  const faults = [
    ...elsewhere.map(({ message }) => message),
    ...(others.length > 0 ? [TEXT.changed(others)] : []),
  ]

  const submit = () => {
    setSigned(form.items)
    void run({
      path: `/api/inspections/${form.id}/sign`,
      schema: signedSchema,
      body: {
        password,
        meaning,
        outcome,
        rev: form.rev,
        ...(note.trim() !== '' && { note: note.trim() }),
        ...(outcome === 'FAIL' && { failure: { ...failure, reason: failure.reason || undefined } }),
        ...(isSeparated && { separationReason }),
      },
      done: ({ nonconformance }) => {
        toast.success(nonconformance ? TEXT.opened(nonconformance.number) : TEXT.done)
        close()
        // to the signature and what followed from it
        window.scrollTo({ top: 0 })
      },
    })
  }
  const enter = (part: Partial<Entered>) => {
    forget()
    const next = { ...act, ...part }
    setAct(next)
    keep(next)
  }

  return (
    <Dialog
      title={TEXT.title[outcome](form.title)}
      close={close}
      submit={submit}
      action={TEXT.action[outcome]}
      isDanger={outcome === 'FAIL'}
      isBusy={isBusy}
      faults={faults}
    >
      {form.statement && outcome === 'PASS' && (
        <blockquote className="form-statement">{form.statement}</blockquote>
      )}
      <p>
        {TEXT.as} <strong>{signer.name}</strong>, {signer.role}. {TEXT.binding}
      </p>
      {outcome === 'FAIL' && (
        <FailureFields
          failure={failure}
          change={(value) => enter({ failure: value })}
          failed={failed}
          faultAt={faultAt}
        />
      )}
      <TextArea
        label={TEXT.comment}
        value={note}
        change={(value) => enter({ note: value })}
        fault={faultAt('note')}
        maxLength={REASON_LENGTH.max}
      />
      {isSeparated && (
        <TextArea
          label={TEXT.separation}
          help={TEXT.separationHelp}
          value={separationReason}
          change={(value) => enter({ separationReason: value })}
          fault={faultAt('separationReason')}
          maxLength={REASON_LENGTH.max}
          required
        />
      )}
      <SignFields
        meanings={meanings[outcome]}
        meaning={meaning}
        setMeaning={(value) => enter({ meaning: value })}
        password={password}
        setPassword={(value) => {
          forget()
          setPassword(value)
        }}
        faultAt={faultAt}
      />
    </Dialog>
  )
}

type FailureInput = {
  reason: FailureReason | ''
  severity: Severity
  rework: boolean
  retest: boolean
  correctiveAction: string
  notes: string
}

type FailureProps = {
  failure: FailureInput
  change: (failure: FailureInput) => void
  failed: readonly FormItem[]
  faultAt: (field: string) => string | null
}

/** Why it failed; severity, rework and retest follow from the reason and can be changed (handbook 8.8). */
function FailureFields({ failure, change, failed, faultAt }: FailureProps) {
  const set = (part: Partial<FailureInput>) => change({ ...failure, ...part })
  const choose = (reason: string) => {
    if (!isReason(reason)) return set({ reason: '' })
    const { severity, rework, retest } = FAILURES[reason]
    set({ reason, severity, rework, retest })
  }
  return (
    <>
      {failed.length > 0 && (
        <ul className="form-failed">
          {failed.map((item) => (
            <li key={nameOf(item)}>
              <strong>{nameOf(item)}</strong>
              {item.note && `: ${item.note}`}
            </li>
          ))}
        </ul>
      )}
      <SelectInput
        label={TEXT.reason}
        value={failure.reason}
        change={choose}
        fault={faultAt('failure.reason')}
        options={[{ value: '', label: TEXT.choose }, ...optionsOf(FAILURE_LABELS)]}
        required
      />
      <SelectInput
        label={TEXT.severity}
        help={TEXT.proposed}
        value={failure.severity}
        change={(severity) => isSeverity(severity) && set({ severity })}
        fault={faultAt('failure.severity')}
        options={optionsOf(SEVERITY_LABELS)}
      />
      <Check label={TEXT.rework} checked={failure.rework} change={(rework) => set({ rework })} />
      <Check label={TEXT.retest} checked={failure.retest} change={(retest) => set({ retest })} />
      <TextArea
        label={TEXT.notes}
        value={failure.notes}
        change={(notes) => set({ notes })}
        fault={faultAt('failure.notes')}
        maxLength={4000}
        required
      />
      <TextArea
        label={TEXT.corrective}
        value={failure.correctiveAction}
        change={(correctiveAction) => set({ correctiveAction })}
        fault={faultAt('failure.correctiveAction')}
        maxLength={4000}
        required
      />
    </>
  )
}
