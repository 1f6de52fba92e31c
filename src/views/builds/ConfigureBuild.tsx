'use client'

import { LeaveWithoutSaving, toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useMemo, useReducer, useState } from 'react'
import type { Language } from '../../domain/label'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import type { Build } from '../../payload-types'
import { Notice } from '../panel/blocks'
import { TextArea } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { FaultContext, focusField, type FieldFaults } from '../wizard/parts/faultContext'
import { FaultSummary } from '../wizard/parts/FaultSummary'
import { keyOfWarning, warningsIn, WarningTicks } from '../wizard/parts/WarningTicks'
import { AccessoriesStep } from '../wizard/steps/AccessoriesStep'
import { DesignStep } from '../wizard/steps/DesignStep'
import { contextOf, contentOf, designOf } from '../wizard/state/designs'
import { faultsOf, NOTHING_TAKEN } from '../wizard/state/faults'
import { wizardReducer } from '../wizard/state/reducer'
import { resumed } from '../wizard/state/resume'
import { shownFaults } from '../wizard/state/shownFaults'
import { usePreviews } from '../wizard/state/usePreviews'
import type { Design, World } from '../wizard/state/wizard'
import '../wizard/wizard.scss'
import { differences, merged } from '../stale/merge'
import '../stale/stale.scss'
import { StaleNotice } from '../stale/StaleNotice'
import { mergedInWords, reloadedInWords } from '../stale/words'
import { focusWhenDrawn } from '../shared/focusWhenDrawn'
import { useIsBrowser } from '../shared/useIsBrowser'
import { words } from '../wizard/words'
import { writtenBuild } from './BuildMoves'
import { designInWords, designParts } from './designParts'
import { movedBuild } from './MoveToRelease'

type Props = {
  build: Pick<Build, 'id' | 'rev' | 'buildNumber' | 'family' | 'configuration' | 'accessories'>
  language: Language
  world: World
  currency: string
  /** The build has left its first status: the change has to be explained. */
  needsReason: boolean
  /** The bill can be made anew from what the sink is already: rejected, incomplete, or other than it would be now. */
  renewsBom: boolean
  /** The version of the release in force, when saving moves the build there. */
  movesTo: number | null
}

const PARTS = [
  { step: 3, label: 'Configuration' },
  { step: 4, label: 'Accessories' },
] as const

/** Steps 3 and 4 of the wizard for one build that exists; saving makes the next BOM version. */
export const ConfigureBuild = (props: Props) =>
  useIsBrowser() ? <Configuring {...props} /> : <p className="wizard__loading">{words.loading}</p>

function Configuring(props: Props) {
  const { build, language, world, currency, needsReason, renewsBom, movesTo } = props
  const router = useRouter()
  const [state, dispatch] = useReducer(wizardReducer(world), null, () =>
    opened(build, language, world),
  )
  const [base, setBase] = useState(() => ({ rev: build.rev, design: designOf(state, world, 0) }))
  const [announced, announce] = useState('')
  const [reason, setReason] = useState('')
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faults: refusals, newer, forget } = useCommand()

  const faults = useMemo(() => faultsOf(state, world, NOTHING_TAKEN), [state, world])
  const fields = useMemo((): FieldFaults => {
    const shown = shownFaults(state, faults)
    return {
      faultAt: (field) => shown.get(field) ?? null,
      touch: (field) => dispatch({ type: 'touch', field }),
    }
  }, [state, faults])
  const design = designOf(state, world, 0)
  const isChanged = JSON.stringify(design) !== JSON.stringify(base.design)
  const makesVersion = isChanged || renewsBom || movesTo !== null

  const url = `/admin/collections/builds/${build.id}`
  const open = faults.designs.flat()
  const asksWarnings = isChanged && movesTo === null && open.length === 0
  const [preview] = usePreviews([
    asksWarnings && design
      ? {
          family: build.family,
          ...design,
          language,
          build: world.build,
          askedUnder: world.releases[build.family],
        }
      : null,
  ])
  const warnings = warningsIn(preview)
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
      focusWhenDrawn(() => focusField(first.field))
      return
    }
    if (!design || reasonFault) return
    if (movesTo !== null)
      return void run({
        path: `/api/builds/${build.id}/release`,
        schema: movedBuild,
        body: { reason: reason.trim(), configuration: design.configuration, rev: base.rev },
        done: ({ version }) => {
          toast.success(`On release ${version} now. A new BOM version was made.`)
          router.push(`${url}/bom`)
        },
      })
    void run({
      path: `/api/builds/${build.id}?depth=0`,
      method: 'PATCH',
      schema: writtenBuild,
      body: {
        ...design,
        acknowledged: warnings.flatMap((warning) =>
          state.acknowledged.has(keyOfWarning(0, warning)) ? warning.id : [],
        ),
        rev: base.rev,
        ...(needsReason ? { statusNote: reason.trim() } : {}),
      },
      done: () => {
        toast.success('Saved. A new BOM version was made.')
        router.push(`${url}/bom`)
      },
    })
  }

  const content = contentOf(state, world)
  const theirs = newer && designOf(opened(newer.record, language, world), world, 0)
  const versions = base.design && design && theirs && { base: base.design, mine: design, theirs }
  const said = (version: Design) =>
    content ? designInWords(content, version, contextOf(state, world)) : new Map<string, string[]>()
  const found = content && versions ? differences(designParts(content), versions) : []
  const take = (mine: readonly string[]) => {
    if (!newer || !versions) return
    const parts = found.flatMap(({ part }) => (mine.includes(part.key) ? [part] : []))
    const { accessories, configuration } = versions.theirs
    const both: unknown = merged(parts, { ...versions, theirs: { accessories, configuration } })
    const next = designOf(opened({ ...newer.record, ...Object(both) }, language, world), world, 0)
    if (next) dispatch({ type: 'load', build: 0, design: next })
    setBase({ rev: newer.record.rev, design: versions.theirs })
    forget()
    toast.info(parts.length > 0 ? mergedInWords : reloadedInWords)
  }

  const jumpTo = (field: string) => {
    dispatch({ type: 'go', step: field.includes('.accessories') ? 4 : 3 })
    requestAnimationFrame(() => focusField(field))
  }
  const shared = {
    world,
    currency,
    state,
    dispatch,
    faults,
    announce,
    jumpTo,
    go: () => undefined,
    // a build stays on the release that it has
    renew: () => Promise.resolve(false),
  }
  return (
    <FaultContext value={fields}>
      {/* outside of a form it knows nothing of changes and takes what is there for unfinished: it asks until it is disabled */}
      <LeaveWithoutSaving disablePreventLeave={(!isChanged && reason.trim() === '') || isBusy} />
      <div className="wizard build-configure">
        {movesTo === null ? (
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
        ) : (
          <Notice>
            <p>
              The questions of release {movesTo}, with the answers of this build. Saving moves the
              build to that release.
            </p>
          </Notice>
        )}
        <div className="panel-hidden" role="status" aria-live="polite">
          {announced}
        </div>
        <FaultSummary
          faults={open.filter(({ field }) => fields.faultAt(field) !== null)}
          jumpTo={jumpTo}
        />
        {newer && versions && (
          <StaleNotice
            key={newer.record.rev}
            newer={{ ...newer, isRefused: true }}
            differences={found.map(({ part: { key, label }, side }) => ({
              ...{ key, label, side },
              base: said(versions.base).get(key) ?? [],
              mine: said(versions.mine).get(key) ?? [],
              theirs: said(versions.theirs).get(key) ?? [],
            }))}
            also={[]}
            isBusy={isBusy}
            merge={(sides) =>
              take([...sides].flatMap(([key, side]) => (side === 'MINE' ? [key] : [])))
            }
            reload={() => take([])}
          />
        )}
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
            {!versions && refusals.length > 0 && (
              <div className="panel-notice panel-notice--bad">
                {refusals.map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
              </div>
            )}
          </div>
          <WarningTicks {...{ state, dispatch, build: 0, warnings, jumpTo }} />
          <p>
            {!makesVersion
              ? 'Nothing is changed yet.'
              : isChanged || movesTo !== null
                ? 'Saving makes the next version of the bill of materials, which has to be sent and approved.'
                : 'Nothing is changed yet. Saving with a reason makes the bill of materials anew from the catalogue as it stands now; the new version has to be sent and approved.'}
          </p>
          <div className="panel-actions">
            <button type="button" className="panel-button" onClick={() => router.push(url)}>
              Back without saving
            </button>
            <button
              type="button"
              className="panel-button panel-button--primary"
              disabled={!makesVersion || isBusy}
              onClick={save}
            >
              {isBusy
                ? 'One moment…'
                : movesTo === null
                  ? 'Save configuration'
                  : `Move to release ${movesTo}`}
            </button>
          </div>
        </footer>
      </div>
    </FaultContext>
  )
}

/** The wizard's state with one build in it, as it is stored. */
const opened = (build: object, language: Language, world: World) => ({
  ...resumed({ step: 3, content: { language, builds: [build] } }, world, {
    customer: null,
    files: [],
  }),
  step: 3 as const,
})
