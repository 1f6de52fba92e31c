'use client'

import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useReducer, useState } from 'react'
import type { Language } from '../../domain/label'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import type { Build } from '../../payload-types'
import { TextArea } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { FaultContext, focusField, type FieldFaults } from '../wizard/parts/faultContext'
import { FaultSummary } from '../wizard/parts/FaultSummary'
import { AccessoriesStep } from '../wizard/steps/AccessoriesStep'
import { DesignStep } from '../wizard/steps/DesignStep'
import { designOf } from '../wizard/state/designs'
import { faultsOf, NOTHING_TAKEN } from '../wizard/state/faults'
import { wizardReducer } from '../wizard/state/reducer'
import { resumed } from '../wizard/state/resume'
import { shownFaults } from '../wizard/state/shownFaults'
import type { World } from '../wizard/state/wizard'
import '../wizard/wizard.scss'
import { writtenBuild } from './BuildMoves'

type Props = {
  build: Pick<Build, 'id' | 'rev' | 'buildNumber' | 'family' | 'configuration' | 'accessories'>
  language: Language
  world: World
  currency: string
  /** The build has left its first status: the change has to be explained. */
  needsReason: boolean
}

const PARTS = [
  { step: 3, label: 'Configuration' },
  { step: 4, label: 'Accessories' },
] as const

/** Steps 3 and 4 of the wizard for one build that exists; saving makes the next BOM version. */
export function ConfigureBuild({ build, language, world, currency, needsReason }: Props) {
  const router = useRouter()
  const [state, dispatch] = useReducer(wizardReducer(world), null, () => ({
    ...resumed({ id: null, step: 3, content: { language, builds: [build] } }, world, {
      customer: null,
      files: [],
    }),
    step: 3 as const,
  }))
  const [start] = useState(() => designOf(state, world, 0))
  const [announced, announce] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faults: refusals } = useCommand()

  const faults = useMemo(() => faultsOf(state, world, NOTHING_TAKEN), [state, world])
  const fields = useMemo((): FieldFaults => {
    const shown = shownFaults(state, faults)
    return {
      faultAt: (field) => shown.get(field) ?? null,
      touch: (field) => dispatch({ type: 'touch', field }),
    }
  }, [state, faults])
  const design = designOf(state, world, 0)
  const isChanged = JSON.stringify(design) !== JSON.stringify(start)
  useWarningBeforeLeaving(isChanged && !isBusy)

  const url = `/admin/collections/builds/${build.id}`
  const open = faults.designs.flat()
  const reasonFault =
    needsReason && reason.trim().length < REASON_LENGTH.min
      ? 'Say why this build is changed: at least 3 characters.'
      : null

  const save = () => {
    setTried(true)
    dispatch({ type: 'attempt', form: 'build.0' })
    const [first] = open
    if (first) {
      dispatch({ type: 'go', step: 3 })
      requestAnimationFrame(() => focusField(first.field))
      return
    }
    if (!design || reasonFault) return
    void run({
      path: `/api/builds/${build.id}?depth=0`,
      method: 'PATCH',
      schema: writtenBuild,
      body: {
        ...design,
        rev: build.rev,
        ...(needsReason ? { statusNote: reason.trim() } : {}),
      },
      done: () => {
        toast.success('Saved. A new BOM version was made.')
        router.push(`${url}/bom`)
      },
    })
  }

  const shared = {
    world,
    currency,
    state,
    dispatch,
    faults,
    announce,
    jumpTo: focusField,
    go: () => undefined,
  }
  return (
    <FaultContext value={fields}>
      <div className="wizard build-configure">
        <div className="panel-actions" role="group" aria-label="Part of the sink">
          {PARTS.map(({ step, label }) => (
            <button
              key={step}
              type="button"
              className="panel-button"
              aria-pressed={state.step === step}
              onClick={() => dispatch({ type: 'go', step })}
            >
              {label}
            </button>
          ))}
        </div>
        <div className="panel-hidden" role="status" aria-live="polite">
          {announced}
        </div>
        <FaultSummary
          faults={open.filter(({ field }) => fields.faultAt(field) !== null)}
          jumpTo={focusField}
        />
        {state.step === 4 ? <AccessoriesStep {...shared} /> : <DesignStep {...shared} />}
        <footer className="build-configure__foot">
          {needsReason && (
            <TextArea
              label="Reason of the change"
              help="Kept in the history. The new BOM version has to be approved before the build can be completed."
              value={reason}
              change={setReason}
              maxLength={REASON_LENGTH.max}
              required
              fault={isTried ? reasonFault : null}
            />
          )}
          <div role="alert">
            {refusals.length > 0 && (
              <div className="panel-notice panel-notice--bad">
                {refusals.map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
              </div>
            )}
          </div>
          <p>
            {isChanged
              ? 'Saving makes the next version of the bill of materials, which has to be sent and approved.'
              : 'Nothing is changed yet.'}
          </p>
          <div className="panel-actions">
            <button type="button" className="panel-button" onClick={() => router.push(url)}>
              Back without saving
            </button>
            <button
              type="button"
              className="panel-button panel-button--primary"
              disabled={!isChanged || isBusy}
              onClick={save}
            >
              {isBusy ? 'One moment…' : 'Save configuration'}
            </button>
          </div>
        </footer>
      </div>
    </FaultContext>
  )
}

/** Closing the window with unsaved work asks first. */
function useWarningBeforeLeaving(isActive: boolean) {
  useEffect(() => {
    if (!isActive) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isActive])
}
