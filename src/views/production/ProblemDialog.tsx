'use client'

import { useState } from 'react'
import { BLOCK_CLASS_LABELS, type BlockClass } from '../../domain/production/codes'
import { FAILURE_LABELS, SEVERITY_LABELS } from '../../domain/quality/codes'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { Dialog } from '../panel/Dialog'
import { Check, SelectInput, TextArea, TextInput } from '../panel/fields'
import type { ShownTask } from './pending'
import type { Act } from './useWork'
import type { Work } from './work'

type Props = { work: Work; task: ShownTask; act: Act; close: () => void }

const isBlockClass = (code: string): code is BlockClass => Object.hasOwn(BLOCK_CLASS_LABELS, code)
const classes = Object.entries(BLOCK_CLASS_LABELS).map(([value, label]) => ({ value, label }))
const failures = Object.entries(FAILURE_LABELS).map(([value, label]) => ({ value, label }))
const severities = Object.entries(SEVERITY_LABELS).map(([value, label]) => ({ value, label }))
const WHOLE = /^\d{1,6}$/

/**
 * Says what keeps the task from going on: it is blocked. A shortage names part, quantities and severity and may hold
 * the whole build; a defect opens a nonconformance.
 */
export function ProblemDialog({ work, task, act, close }: Props) {
  const [about, setAbout] = useState<BlockClass>('PARTS_SHORTAGE')
  const [part, setPart] = useState(task.parts[0]?.partNumber ?? '')
  const [needed, setNeeded] = useState(String(task.parts[0]?.quantity ?? ''))
  const [available, setAvailable] = useState('0')
  const [severity, setSeverity] = useState('MAJOR')
  const [failure, setFailure] = useState('')
  const [reason, setReason] = useState('')
  const [isHold, setHold] = useState(false)
  const [faults, setFaults] = useState<readonly string[]>([])
  const [isBusy, setBusy] = useState(false)
  const isShortage = about === 'PARTS_SHORTAGE'
  const isDefect = about === 'DEFECT' && work.me.mayReport

  const choosePart = (partNumber: string) => {
    setPart(partNumber)
    setNeeded(String(task.parts.find((one) => one.partNumber === partNumber)?.quantity ?? ''))
  }
  const submit = async () => {
    const lacks = [
      ...(reason.trim().length >= REASON_LENGTH.min
        ? []
        : [`Describe the problem: at least ${REASON_LENGTH.min} characters.`]),
      ...(isShortage && !WHOLE.test(needed) ? ['Enter how many are needed.'] : []),
      ...(isShortage && !WHOLE.test(available) ? ['Enter how many there are.'] : []),
      ...(isDefect && failure === '' ? ['Choose what is wrong.'] : []),
    ]
    setFaults(lacks)
    if (lacks.length > 0) return
    setBusy(true)
    const isKept = await act(task.id, 'block', `Problem with “${task.title}”`, {
      reason: reason.trim(),
      blockClass: about,
      ...(isShortage && {
        partNumber: part || null,
        needed: Number(needed),
        available: Number(available),
        severity,
        hold: isHold,
      }),
      ...(isDefect && { nonconformance: { reason: failure } }),
    })
    setBusy(false)
    if (isKept) close()
  }
  return (
    <Dialog
      title="Report a problem"
      action="Report"
      isDanger
      close={close}
      submit={() => void submit()}
      isBusy={isBusy}
      faults={faults}
    >
      <SelectInput
        label="What is it about"
        value={about}
        change={(code) => isBlockClass(code) && setAbout(code)}
        options={classes}
      />
      {isShortage && (
        <>
          {task.parts.length > 0 && (
            <SelectInput
              label="Part"
              value={part}
              change={choosePart}
              options={[
                ...task.parts.map(({ partNumber, name }) => ({
                  value: partNumber,
                  label: `${name} (${partNumber})`,
                })),
                { value: '', label: 'Another part, described below' },
              ]}
            />
          )}
          <div className="floor-pair">
            <TextInput label="Needed" inputMode="numeric" value={needed} change={setNeeded} />
            <TextInput
              label="Available"
              inputMode="numeric"
              value={available}
              change={setAvailable}
            />
          </div>
          <SelectInput
            label="Severity"
            value={severity}
            change={setSeverity}
            options={severities}
          />
        </>
      )}
      {isDefect && (
        <SelectInput
          label="What is wrong"
          value={failure}
          change={setFailure}
          options={[{ value: '', label: 'Choose…' }, ...failures]}
          help="Opens a nonconformance that quality control decides on."
          required
        />
      )}
      <TextArea
        label="Description"
        value={reason}
        change={setReason}
        maxLength={REASON_LENGTH.max}
        required
      />
      {isShortage && (
        <Check
          label="Hold the whole build: nothing else can be done on it either"
          checked={isHold}
          change={setHold}
        />
      )}
    </Dialog>
  )
}
