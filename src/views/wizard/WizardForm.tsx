'use client'

import { useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { v4 as uuid } from 'uuid'
import { isAnswered, submitOrder, type SubmittedOrder } from './api'
import { Done } from './Done'
import type { OrderWizardProps, Session } from './OrderWizard'
import { FaultContext, focusField, scrollBehavior, type FieldFaults } from './parts/faultContext'
import { FaultSummary } from './parts/FaultSummary'
import { News } from './parts/News'
import { SaveStatus } from './parts/SaveStatus'
import { StaleDraft } from './parts/StaleDraft'
import { Stepper } from './parts/Stepper'
import { AccessoriesStep } from './steps/AccessoriesStep'
import { DesignStep } from './steps/DesignStep'
import { DetailsStep } from './steps/DetailsStep'
import { ReviewStep } from './steps/ReviewStep'
import { SinksStep } from './steps/SinksStep'
import { Attempts, type AttemptDoors } from './state/attempts'
import { buildNumberOf } from './state/designs'
import { buildOfField, canOpen, faultsOf, faultsOfStep, stepOfField } from './state/faults'
import { wizardReducer } from './state/reducer'
import { useDraftSaver } from './state/useDraftSaver'
import { useTaken } from './state/useTaken'
import { focusWhenDrawn } from '../shared/focusWhenDrawn'
import { useAfterPress } from '../shared/useAfterPress'
import { shownFaults } from './state/shownFaults'
import { decideNext, type Place } from './state/path'
import { useRenewal } from './state/useRenewal'
import type { Step, World } from './state/wizard'
import { words } from './words'
import { Footer } from './parts/Footer'

type Props = OrderWizardProps & {
  session: Session
  restart: () => void
  /** A release was published meanwhile. */
  setWorld: (world: World) => void
  /** Opens the draft as the server has it, in place of this session; answers why it could not, or null. */
  reopen: (draft: string) => Promise<string | null>
}

const ATTEMPT_DOORS: AttemptDoors = {
  submit: submitOrder,
  newKey: () => uuid(),
  refusedFields: (error) => (isAnswered(error) ? error.refusals.map(({ field }) => field) : null),
}

/** The five steps around one state. What may be done next is decided in `state/`. */
export function WizardForm({ session, restart, setWorld, reopen, ...props }: Props) {
  const { world, userId } = props
  const reducer = useMemo(() => wizardReducer(world), [world])
  const [state, dispatch] = useReducer(reducer, session.state)
  const renew = useRenewal(world, setWorld, state.family, dispatch)
  const numbers = useTaken(state)
  const { saver, saving } = useDraftSaver(state, world, { ...session, userId })
  const [attempts] = useState(() => new Attempts(ATTEMPT_DOORS))
  const faults = useMemo(() => faultsOf(state, world, numbers.taken), [state, world, numbers.taken])
  /** What is spoken; null for what still needs attention on this step. */
  const [announced, announce] = useState<string | null>(session.notice ?? '')
  const [placed, setPlaced] = useState<SubmittedOrder | null>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const wanted = useRef<string | null>(null)
  const afterPress = useAfterPress()

  const fields = useMemo((): FieldFaults => {
    const shown = shownFaults(state, faults)
    return {
      faultAt: (field) => shown.get(field) ?? null,
      touch: (field) => afterPress(() => dispatch({ type: 'touch', field })),
    }
  }, [state, faults, afterPress])

  // what had the focus goes with what was chosen or read: the heading of the step is next
  const focusHeading = () => focusWhenDrawn(() => heading.current?.focus({ preventScroll: true }))

  // an order that takes the place of the list or of another one begins at its heading
  useEffect(() => {
    if (session.key > 0 && document.activeElement === document.body)
      heading.current?.focus({ preventScroll: true })
  }, [session.key])

  // after a change of place the focus follows: to the wanted input, else to the heading
  const shownPlace = useRef({ step: state.step, build: state.build })
  useEffect(() => {
    const { step, build } = shownPlace.current
    if (step === state.step && build === state.build) return
    shownPlace.current = { step: state.step, build: state.build }
    if (step !== state.step) saver.renewalSeen()
    const field = wanted.current
    wanted.current = null
    if (field !== null) focusField(field)
    else {
      heading.current?.focus({ preventScroll: true })
      window.scrollTo({ top: 0, behavior: scrollBehavior() })
    }
  }, [saver, state.step, state.build])

  const go = useCallback((place: Place, field: string | null = null) => {
    wanted.current = field
    dispatch({ type: 'go', ...place })
  }, [])

  const jumpTo = (field: string) => {
    const step = stepOfField(field)
    const build = buildOfField(field) ?? state.build
    if (step === state.step && build === state.build) focusField(field)
    else go({ step, build }, field)
  }

  const next = () => {
    const decision = decideNext(state, faults)
    dispatch({ type: 'attempt', form: decision.form })
    if (decision.ok) return go(decision.to)
    announce(null)
    const first = decision.faults[0]
    if (first) focusWhenDrawn(() => focusField(first.field))
  }

  const takeOther = async () => {
    if (saving.id === null) return null
    const trouble = await reopen(saving.id)
    if (trouble === null) saver.stop()
    return trouble
  }

  if (placed) return <Done placed={placed} restart={restart} />

  const name = words.steps.names[state.step]
  const open = faultsOfStep(state.step, faults).filter(
    ({ field }) => state.step === 5 || fields.faultAt(field) !== null,
  )
  const shared = { ...props, state, dispatch, faults, announce, jumpTo, saver, attempts, renew }
  return (
    <FaultContext value={fields}>
      <form
        className="wizard__form"
        noValidate
        autoComplete="off"
        onSubmit={(event) => event.preventDefault()}
      >
        <header className="wizard__head">
          <h1 ref={heading} tabIndex={-1}>
            <span className="wizard__count">{words.steps.count(state.step)}</span>
            <span className="sr-only">: </span>
            {name}
          </h1>
          <SaveStatus saving={saving} />
        </header>
        <Stepper
          current={state.step}
          standing={(step) => standingOf(step)}
          go={(step) => go({ step, build: state.build })}
        />
        <div className="sr-only" role="status" aria-live="polite">
          {announced ?? (open.length > 0 && words.steps.attention(open.length))}
        </div>
        {saving.status === 'stale' && (
          <StaleDraft
            take={takeOther}
            keep={() => {
              void saver.keep()
              focusHeading()
            }}
          />
        )}
        {saving.isRenewed && (
          <div className="wizard-message">
            <p>{words.drafts.renewed}</p>
            <button
              type="button"
              className="wizard-link"
              onClick={() => {
                saver.renewalSeen()
                focusHeading()
              }}
            >
              {words.design.understood}
            </button>
          </div>
        )}
        {session.notice && state.step === session.state.step && (
          <p className="wizard-message">{session.notice}</p>
        )}
        <News
          news={state.news}
          hasFaults={faultsOfStep(3, faults).length > 0}
          seen={() => {
            dispatch({ type: 'newsSeen' })
            focusHeading()
          }}
        />
        <FaultSummary faults={open} jumpTo={jumpTo} />
        {state.step === 1 && <DetailsStep {...shared} numbers={numbers} />}
        {state.step === 2 && <SinksStep {...shared} numbers={numbers} />}
        {state.step === 3 && <DesignStep {...shared} go={go} />}
        {state.step === 4 && <AccessoriesStep {...shared} go={go} />}
        {state.step === 5 && <ReviewStep {...shared} onPlaced={setPlaced} />}
        {state.step !== 5 && (
          <Footer
            state={state}
            back={(place) => go(place)}
            next={next}
            nameOf={(build) => words.design.build(buildNumberOf(state, build), build)}
          />
        )}
      </form>
    </FaultContext>
  )

  function standingOf(step: Step) {
    const isOpen = step < state.step || (step <= state.reached && canOpen(step, faults))
    const isFaulty = step < state.reached && faultsOfStep(step, faults).length > 0
    return { isOpen, isFaulty, isDone: isOpen && !isFaulty && step < state.reached }
  }
}
