'use client'

import { toast } from '@payloadcms/ui'
import { useState } from 'react'
import { Dialog } from '../panel/Dialog'
import { SelectInput, TextInput } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { writtenBuild } from './BuildMoves'

type BuildRef = { id: string; buildNumber: string; rev?: number | null }

type AssignProps = {
  build: BuildRef
  assigned: string
  assemblers: readonly { id: string; name: string }[]
}

/** Who has the build; for those who assign it. */
export function AssignButton({ build, assigned, assemblers }: AssignProps) {
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState(assigned)
  const { run, isBusy, faults, forget } = useCommand()
  const close = () => {
    forget()
    setOpen(false)
  }
  const submit = () =>
    void run({
      path: `/api/builds/${build.id}?depth=0`,
      method: 'PATCH',
      schema: writtenBuild,
      body: { assignedTo: chosen === '' ? null : chosen, rev: build.rev },
      done: () => {
        toast.success(chosen === '' ? 'Nobody has this build now.' : 'Assigned.')
        close()
      },
    })
  return (
    <>
      <button
        type="button"
        className="panel-button panel-no-print"
        onClick={() => {
          setChosen(assigned)
          setOpen(true)
        }}
      >
        {assigned === '' ? 'Assign…' : 'Change…'}
      </button>
      {isOpen && (
        <Dialog
          title={`Assign build ${build.buildNumber}`}
          close={close}
          submit={submit}
          action="Save"
          isBusy={isBusy}
          faults={faults}
        >
          <SelectInput
            label="Assembler"
            help="The assembler sees the build, its BOM and its drawings at once."
            value={chosen}
            change={setChosen}
            options={[
              { value: '', label: 'Nobody' },
              ...assemblers.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </Dialog>
      )}
    </>
  )
}

/** Corrects the number of a build that has not left its first status. */
export function RenameButton({ build }: { build: BuildRef }) {
  const [isOpen, setOpen] = useState(false)
  const [number, setNumber] = useState(build.buildNumber)
  const { run, isBusy, refusals, forget } = useCommand()
  const fault = refusals.find(({ field }) => field === 'buildNumber')?.message ?? null
  const close = () => {
    forget()
    setOpen(false)
  }
  const submit = () =>
    void run({
      path: `/api/builds/${build.id}?depth=0`,
      method: 'PATCH',
      schema: writtenBuild,
      body: { buildNumber: number, rev: build.rev },
      done: () => {
        toast.success('Build number changed.')
        close()
      },
    })
  return (
    <>
      <button
        type="button"
        className="panel-button panel-no-print"
        onClick={() => {
          setNumber(build.buildNumber)
          setOpen(true)
        }}
      >
        Change number…
      </button>
      {isOpen && (
        <Dialog
          title={`Change build number ${build.buildNumber}`}
          close={close}
          submit={submit}
          action="Save"
          isBusy={isBusy}
          faults={refusals
            .filter(({ field }) => field !== 'buildNumber')
            .map(({ message }) => message)}
        >
          <TextInput
            label="Build number"
            help="Unique over all orders."
            value={number}
            change={setNumber}
            maxLength={60}
            fault={fault}
            required
          />
        </Dialog>
      )}
    </>
  )
}
