'use client'

import { Button } from '@payloadcms/ui'
import { useMemo, useRef, useState } from 'react'
import type { Refusal } from '../../../domain/refusal'
import { configurationInWords } from '../../shared/configurationWords'
import { ConfigurationSummary } from '../../shared/ConfigurationSummary'
import { focusWhenDrawn } from '../../shared/focusWhenDrawn'
import { SinkSchematic } from '../../shared/SinkSchematic'
import { deleteDraft, Refused, type SubmittedOrder } from '../api'
import { BomPanel } from '../parts/BomPanel'
import { CustomerCard } from '../parts/CustomerPicker'
import { focusField } from '../parts/faultContext'
import { Footer } from '../parts/Footer'
import { NEWS } from '../parts/News'
import { focusStaleDraft } from '../parts/StaleDraft'
import { keyOfWarning, warningsIn, WarningTicks } from '../parts/WarningTicks'
import { nameDraftInAddress } from '../state/address'
import { buildNumberOf, contentOf, contextOf, designsOf } from '../state/designs'
import { faultsOfStep, stepOfField } from '../state/faults'
import { submissionOf } from '../state/submission'
import { usePreviews, type PreviewState } from '../state/usePreviews'
import { useOutdated } from '../state/useRenewal'
import type { WizardState } from '../state/wizard'
import { words } from '../words'
import type { StepProps } from './stepProps'

const say = words.review

/** Step 5: everything once more, the warnings, the bills of materials, and the one submit. */
export function ReviewStep(props: StepProps & { onPlaced: (placed: SubmittedOrder) => void }) {
  const { state, dispatch, world, faults, saver, attempts, announce, jumpTo, renew, onPlaced } =
    props
  const content = contentOf(state, world)
  const designs = designsOf(state, world)
  const previews = usePreviews(
    designs.map((design) =>
      content
        ? {
            family: content.code,
            ...design,
            language: state.details.language,
            askedUnder: world.releases[content.code],
          }
        : null,
    ),
  )
  useOutdated(previews, content && world.releases[content.code], renew)
  const open = previews.flatMap((preview, build) =>
    warningsIn(preview).filter((warning) => !state.acknowledged.has(keyOfWarning(build, warning))),
  )
  const isReady = previews.every(({ status }) => status === 'ready')
  const [isBusy, setBusy] = useState(false)
  const trouble = useRef<HTMLDivElement>(null)

  const submit = async () => {
    setBusy(true)
    dispatch({ type: 'refused', refusals: [] })
    const order = submissionOf(state, world)
    if (!attempts.isUnanswered(order)) await saver.settle()
    if (saver.snapshot().status === 'stale') {
      setBusy(false)
      focusWhenDrawn(focusStaleDraft)
      return
    }
    saver.hold(true)
    try {
      const { placed, draft } = await attempts.place(order, saver.snapshot().id)
      const { id } = saver.snapshot()
      saver.stop()
      // one that was made after the order was sent did not go with it; if it stays, it can be removed by hand
      if (id !== null && id !== draft) void deleteDraft(id).catch(() => null)
      nameDraftInAddress(null)
      onPlaced(placed)
    } catch (error) {
      saver.hold(attempts.isUnanswered(order))
      const isRenewed = error instanceof Refused && (await renew())
      if (isRenewed) {
        setBusy(false)
        focusWhenDrawn(() => focusField(NEWS))
        return
      }
      const refusals: readonly Refusal[] =
        error instanceof Refused ? error.refusals : [{ code: 'retry', message: say.uncertain }]
      dispatch({ type: 'refused', refusals })
      announce(say.refused)
      setBusy(false)
      requestAnimationFrame(() => trouble.current?.focus())
    }
  }

  if (!content) return null
  const hint =
    faultsOfStep(5, faults).length > 0
      ? say.faulty
      : !isReady
        ? say.previewing
        : open.length > 0
          ? say.unacknowledged(open.length)
          : null
  return (
    <>
      <p className="wizard__intro">{say.intro}</p>
      {state.refusals.length > 0 && (
        <div ref={trouble} className="wizard-message is-bad" role="alert" tabIndex={-1}>
          <strong>{say.refused}</strong>
          <p>{say.refusedText}</p>
          <ul>
            {state.refusals.map(({ field, message }) => (
              <li key={`${field ?? ''} ${message}`}>
                {message}{' '}
                {field && isInWizard(field) && (
                  <button type="button" className="wizard-link" onClick={() => jumpTo(field)}>
                    {say.goTo}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="wizard-sections">
        <OrderBlock state={state} jumpTo={jumpTo} />
        {designs.map((_, build) => (
          <BuildBlock
            key={build}
            {...props}
            build={build}
            preview={previews[build] ?? { status: 'none' }}
          />
        ))}
      </div>
      <Footer
        state={state}
        back={(place) => dispatch({ type: 'go', ...place })}
        nameOf={(build) => words.design.build(buildNumberOf(state, build), build)}
      >
        <div className="wizard-submit">
          {hint && <span id="wizard-submit-hint">{hint}</span>}
          <Button
            margin={false}
            size="large"
            className="wizard-primary"
            disabled={isBusy || hint !== null}
            extraButtonProps={{ 'aria-describedby': hint ? 'wizard-submit-hint' : undefined }}
            onClick={() => void submit()}
          >
            {isBusy ? say.submitting : say.submit}
          </Button>
        </div>
      </Footer>
    </>
  )
}

/** Whether there is an input for it; faults of the draft or of files have none. */
const isInWizard = (field: string): boolean =>
  stepOfField(field) !== 1 || !/^(draft|documents|acknowledged)/.test(field)

function OrderBlock({ state, jumpTo }: { state: WizardState; jumpTo: (field: string) => void }) {
  const { details, files } = state
  const { customer } = details
  const facts = [
    [words.details.poNumber, details.poNumber],
    [words.details.projectName, details.projectName],
    [words.details.salesPerson, details.salesPerson],
    [words.details.wantDate, details.wantDate],
    [words.details.priority, words.details.priorities[details.priority]],
    [words.details.language, words.details.languages[details.language]],
    [words.details.specialInstructions, details.specialInstructions],
    [words.details.notes, details.notes],
    [say.files, files.map(({ name }) => name).join(', ')],
  ] as const
  return (
    <section className="wizard-card" aria-labelledby="wizard-review-order">
      <div className="wizard-card__head">
        <h2 id="wizard-review-order">{say.order}</h2>
        <EditButton what={say.order} edit={() => jumpTo('poNumber')} />
      </div>
      <div className="wizard-review__order">
        {customer && <CustomerCard form={customer.form} />}
        <dl className="wizard-facts">
          {facts
            .filter(([, value]) => value.trim() !== '')
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
      </div>
    </section>
  )
}

function EditButton({ what, edit }: { what: string; edit: () => void }) {
  return (
    <Button
      margin={false}
      size="small"
      buttonStyle="secondary"
      aria-label={say.editWhat(what)}
      onClick={edit}
    >
      {say.edit}
    </Button>
  )
}

function BuildBlock({
  state,
  dispatch,
  world,
  currency,
  jumpTo,
  build,
  preview,
}: StepProps & { build: number; preview: PreviewState }) {
  const content = contentOf(state, world)
  const design = designsOf(state, world)[build]
  const number = words.design.build(buildNumberOf(state, build), build)
  const sections = useMemo(
    () =>
      content && design
        ? configurationInWords(content, design.configuration, contextOf(state, world))
        : [],
    [content, design, state, world],
  )
  if (!content || !design) return null

  const at = `builds.${build}`
  const lines = preview.status === 'ready' ? preview.preview.lines : []
  const nameOf = (partNumber: string) =>
    lines.find((line) => line.level === 1 && line.partNumber === partNumber)?.name
  return (
    <section
      className="wizard-card wizard-review__build"
      aria-labelledby={`wizard-review-${build}`}
    >
      <div className="wizard-card__head">
        <h2 id={`wizard-review-${build}`}>
          {number} <span className="wizard-badge">{content.code}</span>
        </h2>
        <EditButton what={number} edit={() => jumpTo(`${at}.buildNumber`)} />
      </div>
      <WarningTicks {...{ state, dispatch, build, warnings: warningsIn(preview), jumpTo }} />
      <div className="wizard-review__design">
        <div>
          <SinkSchematic content={content} configuration={design.configuration} name={number} />
          <h3>
            {say.accessories}
            <EditButton
              what={`${say.accessories} ${number}`}
              edit={() => jumpTo(`${at}.accessories`)}
            />
          </h3>
          {design.accessories.length === 0 ? (
            <p className="wizard-field__help">{say.noAccessories}</p>
          ) : (
            <ul className="wizard-review__accessories">
              {design.accessories.map(({ partNumber, quantity }) => (
                <li key={partNumber}>
                  {quantity} × {nameOf(partNumber)} <code>{partNumber}</code>
                </li>
              ))}
            </ul>
          )}
        </div>
        <ConfigurationSummary
          sections={sections}
          edit={(path) => jumpTo(`${at}.configuration.${path}`)}
          editLabel={(section) => say.editWhat(`${section} ${number}`)}
        />
      </div>
      <h3>{words.bom.title}</h3>
      <BomPanel
        preview={preview}
        faults={[]}
        number={number}
        currency={currency}
        prefix={at}
        jumpTo={jumpTo}
        compact={false}
      />
    </section>
  )
}
