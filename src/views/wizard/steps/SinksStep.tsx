'use client'

import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { MAX_BUILDS } from '../../../domain/orders/entry'
import { proposeNumbers } from '../api'
import { useFaults } from '../parts/faultContext'
import { TextField } from '../parts/fields'
import { NumberState } from '../parts/NumberState'
import { buildNumberOf } from '../state/designs'
import type { Taken } from '../state/useTaken'
import { words } from '../words'
import type { StepProps } from './stepProps'

const say = words.sinks

/** Step 2: which family, how many sinks, and a number for each. */
export function SinksStep(props: StepProps & { numbers: Taken }) {
  const { state, families } = props
  const closed = families.find(({ code, isOpen }) => code === state.family && !isOpen)
  return (
    <div className="wizard-sections">
      <FamilyCards {...props} />
      {closed ? (
        <section className="wizard-card wizard-closed" role="status">
          <h2>{(closed.isRetired ? say.retiredTitle : say.closedTitle)(closed.name)}</h2>
          <p>{closed.isRetired ? say.retiredText : say.closedText}</p>
        </section>
      ) : (
        <BuildNumbers {...props} />
      )}
    </div>
  )
}

function FamilyCards({ state, dispatch, families }: StepProps) {
  const { faultAt } = useFaults()
  const fault = faultAt('family')
  const offered = families.filter(
    ({ code, isRetired }) => !isRetired || code === state.family || code in state.unread,
  )
  return (
    <fieldset
      className="wizard-card wizard-families"
      role="radiogroup"
      aria-labelledby="wizard-family-label"
      aria-describedby={fault ? 'wizard-family-fault' : undefined}
      data-field="family"
    >
      <legend id="wizard-family-label">
        <h2>{say.family}</h2>
      </legend>
      <div className="wizard-families__cards">
        {offered.map(({ code, name, description, isOpen, isRetired }) => (
          <label key={code} className="wizard-family">
            <input
              type="radio"
              name="wizard-family"
              value={code}
              checked={state.family === code}
              onChange={() => dispatch({ type: 'family', code })}
            />
            <span className="wizard-family__face">
              <span className="wizard-family__code">
                {code}
                {!isOpen && (
                  <span className="wizard-badge">
                    {isRetired ? say.retiredBadge : say.closedBadge}
                  </span>
                )}
              </span>
              <strong>{name}</strong>
              {description && <span>{description}</span>}
            </span>
          </label>
        ))}
      </div>
      {fault && (
        <p className="wizard-field__fault" id="wizard-family-fault">
          {fault}
        </p>
      )}
    </fieldset>
  )
}

function BuildNumbers({ state, dispatch, announce, numbers }: StepProps & { numbers: Taken }) {
  const [isProposing, setProposing] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const { quantity } = state
  const setQuantity = (next: number) => dispatch({ type: 'quantity', quantity: next })

  const propose = async () => {
    const typed = Array.from({ length: quantity }, (_, build) => buildNumberOf(state, build).trim())
    const empty = typed.flatMap((number, build) => (number === '' ? [build] : []))
    const open = empty.length > 0 ? empty : typed.map((_, build) => build)
    const hint = empty.length > 0 ? (typed.findLast((number) => number !== '') ?? '') : ''
    setProposing(true)
    setTrouble(null)
    try {
      const proposed = await proposeNumbers(MAX_BUILDS, hint)
      const used = new Set(typed.map((number) => number.toLowerCase()))
      const free = proposed.filter((number) => !used.has(number.toLowerCase()))
      dispatch({
        type: 'proposed',
        buildNumbers: new Map(
          open.flatMap((build, index) => {
            const number = free[index]
            return number === undefined ? [] : [[build, number]]
          }),
        ),
      })
      announce(say.proposed(open.length))
    } catch {
      setTrouble(say.proposeFailed)
    } finally {
      setProposing(false)
    }
  }

  return (
    <section className="wizard-card" aria-labelledby="wizard-numbers">
      <div className="wizard-card__head">
        <div>
          <h2 id="wizard-numbers">{say.numbers}</h2>
          <p className="wizard-field__help">{say.numbersHelp}</p>
        </div>
        <Button
          margin={false}
          buttonStyle="secondary"
          disabled={isProposing}
          onClick={() => void propose()}
        >
          {say.propose}
        </Button>
      </div>
      <div className="wizard-quantity">
        <label htmlFor="wizard-quantity">{say.quantity}</label>
        <div className="wizard-counter">
          <button
            type="button"
            aria-label={say.fewer}
            disabled={quantity <= 1}
            onClick={() => setQuantity(quantity - 1)}
          >
            −
          </button>
          <input
            id="wizard-quantity"
            data-field="quantity"
            type="number"
            inputMode="numeric"
            min={1}
            max={MAX_BUILDS}
            value={quantity}
            aria-describedby="wizard-quantity-help"
            onChange={({ target }) => {
              const typed = Number(target.value)
              if (Number.isInteger(typed) && typed >= 1) setQuantity(typed)
            }}
          />
          <button
            type="button"
            aria-label={say.more}
            disabled={quantity >= MAX_BUILDS}
            onClick={() => setQuantity(quantity + 1)}
          >
            +
          </button>
        </div>
        <p className="wizard-field__help" id="wizard-quantity-help">
          {say.quantityHelp}
        </p>
      </div>
      <div role="alert">{trouble && <p className="wizard-field__fault">{trouble}</p>}</div>
      <div className="wizard-grid">
        {Array.from({ length: quantity }, (_, build) => (
          <TextField
            key={build}
            field={`builds.${build}.buildNumber`}
            label={say.number(build)}
            required
            span={4}
            maxLength={60}
            value={buildNumberOf(state, build)}
            onChange={(value) => dispatch({ type: 'buildNumber', build, value })}
            state={
              <NumberState
                standing={numbers.buildStanding(buildNumberOf(state, build))}
                free={say.numberFree}
              />
            }
          />
        ))}
      </div>
    </section>
  )
}
