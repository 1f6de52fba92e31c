'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { z } from 'zod'
import { SelectInput, TextInput } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { plural } from '../panel/words'
import { ReasonDialog } from './ReasonDialog'

type Props = {
  chosen: readonly string[]
  assemblers: readonly { value: string; label: string }[]
  chooseAll: () => void
  clear: () => void
  isTooMany: boolean
}

const changed = z.object({ tasks: z.array(z.string()) })
const NOBODY = '-'

/** Assigns, dates or cancels the chosen tasks: all of them, or none when one is refused. */
export function BatchBar({ chosen, assemblers, chooseAll, clear, isTooMany }: Props) {
  const [assembler, setAssembler] = useState('')
  const [due, setDue] = useState('')
  const [isCancelling, setCancelling] = useState(false)
  const { run, isBusy, faults, forget } = useCommand()
  const hasChange = assembler !== '' || due !== ''
  const isIdle = chosen.length === 0 || isTooMany || isBusy

  const change = (body: object, done: string) =>
    run({
      path: '/api/tasks/batch',
      schema: changed,
      body: { tasks: chosen, ...body },
      done: ({ tasks }) => {
        toast.success(`${plural(tasks.length, 'task', 'tasks')} ${done}.`)
        setAssembler('')
        setDue('')
        clear()
      },
    })
  return (
    <div className="floor-batch">
      <div className="panel-actions">
        <button type="button" className="panel-button" onClick={chooseAll}>
          Choose all open tasks
        </button>
        <button
          type="button"
          className="panel-button"
          disabled={chosen.length === 0}
          onClick={() => {
            forget()
            clear()
          }}
        >
          Choose none
        </button>
        <span role="status">{plural(chosen.length, 'task', 'tasks')} chosen</span>
      </div>
      <div className="panel-filters">
        <SelectInput
          label="Assembler"
          value={assembler}
          change={setAssembler}
          options={[
            { value: '', label: 'Leave as it is' },
            { value: NOBODY, label: 'Nobody' },
            ...assemblers,
          ]}
        />
        <TextInput label="Due" type="date" value={due} change={setDue} />
        <button
          type="button"
          className="panel-button panel-button--primary"
          disabled={isIdle || !hasChange}
          onClick={() =>
            void change(
              {
                ...(assembler !== '' && { assignedTo: assembler === NOBODY ? null : assembler }),
                ...(due !== '' && { dueDate: due }),
              },
              'changed',
            )
          }
        >
          Change the chosen tasks
        </button>
        <button
          type="button"
          className="panel-button panel-button--danger"
          disabled={isIdle}
          onClick={() => setCancelling(true)}
        >
          Cancel the chosen tasks…
        </button>
      </div>
      <div role="alert">
        {isTooMany && <p className="panel-field__fault">Choose at most 50 tasks at once.</p>}
        {faults.map((fault) => (
          <p key={fault} className="panel-field__fault">
            {fault}
          </p>
        ))}
      </div>
      {isCancelling && (
        <ReasonDialog
          title={`Cancel ${plural(chosen.length, 'task', 'tasks')}`}
          lead="What these tasks would have ticked on the production form does not apply, with this reason."
          action="Cancel them"
          close={() => setCancelling(false)}
          submit={async (reason) => {
            await change({ cancel: reason }, 'cancelled')
            setCancelling(false)
          }}
        />
      )}
    </div>
  )
}
