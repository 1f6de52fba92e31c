'use client'

import { useState } from 'react'
import { decideTaskMove, type Serial } from '../../domain/production/taskMove'
import { Dialog } from '../panel/Dialog'
import { SelectInput, TextInput } from '../panel/fields'
import { Notice } from '../panel/blocks'
import { recordedMinutes, type ShownTask } from './pending'
import { useNote } from './TaskNote'
import type { Act } from './useWork'
import { minutesInWords, type Work } from './work'

type Props = {
  work: Work
  task: ShownTask
  serials: readonly Serial[]
  act: Act
  close: () => void
}

/**
 * Completes a task with the recorded minutes, or with typed ones. The same rules as on the server judge
 * it first, so that nothing waits in the queue only to be refused.
 */
export function CompleteDialog({ work, task, serials, act, close }: Props) {
  const [typed, setTyped] = useState('')
  const [faults, setFaults] = useState<readonly string[]>([])
  const [isBusy, setBusy] = useState(false)
  const [recorded] = useState(() =>
    task.times.length > 0 ? recordedMinutes(task.times, Date.now()) : null,
  )
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const answers = task.choices.map(({ key, basin, chosen: before, options }) => {
    const value = chosen[nameOf({ key, basin })] ?? before ?? ''
    return { key, basin, value: options.some((option) => option.value === value) ? value : '' }
  })
  const [note, keepNote] = useNote(work.me.id, task.id)

  const submit = async () => {
    const minutes = typed.trim() === '' ? recorded : Number(typed.trim().replace(',', '.'))
    const decided = decideTaskMove({
      status: task.status,
      to: 'COMPLETED',
      actor: { role: work.me.role, isAssignee: task.mayWork },
      openDependencies: [],
      minutes,
      serials: [...serials, ...task.serials],
      criticalParts: task.criticalParts,
    })
    if (!decided.ok) return setFaults(decided.refusals.map(({ message }) => message))
    const open = task.choices.filter((_, index) => answers[index]?.value === '')
    if (open.length > 0) return setFaults(open.map(({ label }) => `Choose: ${label}.`))
    setBusy(true)
    const isKept = await act(task.id, 'complete', `Complete “${task.title}”`, {
      // the server sums what it recorded, unless part of it is known only here
      ...((typed.trim() !== '' || task.isPending) && { actualMinutes: minutes }),
      ...(serials.length > 0 && { serials }),
      ...(note.trim() !== '' && { note: note.trim() }),
      ...(answers.length > 0 && { answers }),
    })
    setBusy(false)
    if (!isKept) return
    keepNote(null)
    close()
  }
  return (
    <Dialog
      title={`Complete “${task.title}”`}
      action="Complete"
      close={close}
      submit={() => void submit()}
      isBusy={isBusy}
      faults={faults}
    >
      <p>
        {recorded === null
          ? 'No clock ran on this task: enter the minutes that it took.'
          : `Recorded: ${minutesInWords(recorded)} of ${minutesInWords(task.estimateMinutes)} estimated.`}
      </p>
      <TextInput
        label={recorded === null ? 'Minutes' : 'Minutes, if the clock is wrong'}
        inputMode="numeric"
        value={typed}
        change={setTyped}
        help={recorded === null ? undefined : 'Leave it empty to take the recorded time.'}
        required={recorded === null}
      />
      {task.choices.map(({ key, basin, label, options }, index) => (
        <SelectInput
          key={nameOf({ key, basin })}
          label={label}
          value={answers[index]?.value ?? ''}
          change={(value) =>
            setChosen((before) => ({ ...before, [nameOf({ key, basin })]: value }))
          }
          options={[{ value: '', label: 'Choose…' }, ...options]}
          required
        />
      ))}
      {note.trim() !== '' && (
        <Notice>
          <p>
            <strong>Note: </strong>
            {note}
          </p>
        </Notice>
      )}
    </Dialog>
  )
}

const nameOf = ({ key, basin }: { key: string; basin: number | null }): string =>
  `${key}:${basin ?? 0}`
