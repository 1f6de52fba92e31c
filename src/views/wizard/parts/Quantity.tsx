'use client'

import { useId, useState } from 'react'
import { ACCESSORY_QUANTITY_AT_MOST } from '../../../domain/configurator/accessories'
import { useAfterPress } from '../../shared/useAfterPress'
import { words } from '../words'

const say = words.accessories

/** A stepper for a whole quantity; one fewer than one removes. What cannot be is told and not taken. */
export function Quantity({
  name,
  value,
  change,
}: {
  name: string
  value: number
  change: (quantity: number) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(false)
  const id = useId()
  const afterPress = useAfterPress()
  const settle = () => {
    setTyped(null)
    setRefused(false)
  }
  const take = (quantity: number) => {
    settle()
    change(quantity)
  }
  return (
    <div className="wizard-pieces">
      <div className="wizard-counter" role="group" aria-label={say.quantity(name)}>
        <button
          type="button"
          aria-label={value === 1 ? say.remove(name) : say.fewer(name)}
          onClick={() => take(value - 1)}
        >
          {value === 1 ? '×' : '−'}
        </button>
        <input
          type="number"
          inputMode="numeric"
          aria-label={say.quantity(name)}
          aria-invalid={isRefused || undefined}
          aria-describedby={isRefused ? id : undefined}
          min={1}
          max={ACCESSORY_QUANTITY_AT_MOST}
          value={typed ?? value}
          onChange={({ target }) => {
            const quantity = Number(target.value)
            if (isQuantity(quantity)) return take(quantity)
            setTyped(target.value)
            setRefused(target.value !== '')
          }}
          onBlur={() => afterPress(settle)}
        />
        <button
          type="button"
          aria-label={say.more(name)}
          disabled={value >= ACCESSORY_QUANTITY_AT_MOST}
          onClick={() => take(value + 1)}
        >
          +
        </button>
      </div>
      <div role="alert">
        {isRefused && (
          <p id={id} className="wizard-field__fault">
            {say.impossible(ACCESSORY_QUANTITY_AT_MOST, value)}
          </p>
        )}
      </div>
    </div>
  )
}

const isQuantity = (typed: number): boolean =>
  Number.isInteger(typed) && typed >= 1 && typed <= ACCESSORY_QUANTITY_AT_MOST
