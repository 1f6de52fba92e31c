'use client'

import { ACCESSORY_QUANTITY_AT_MOST } from '../../../domain/configurator/accessories'
import { words } from '../words'

const say = words.accessories

/** A stepper for a whole quantity; one fewer than one removes. */
export function Quantity({
  name,
  value,
  change,
}: {
  name: string
  value: number
  change: (quantity: number) => void
}) {
  return (
    <div className="wizard-counter" role="group" aria-label={say.quantity(name)}>
      <button
        type="button"
        aria-label={value === 1 ? say.remove(name) : say.fewer(name)}
        onClick={() => change(value - 1)}
      >
        {value === 1 ? '×' : '−'}
      </button>
      <input
        type="number"
        inputMode="numeric"
        aria-label={say.quantity(name)}
        min={1}
        max={ACCESSORY_QUANTITY_AT_MOST}
        value={value}
        onChange={({ target }) => {
          const typed = Number(target.value)
          if (Number.isInteger(typed) && typed >= 1 && typed <= ACCESSORY_QUANTITY_AT_MOST)
            change(typed)
        }}
      />
      <button type="button" aria-label={say.more(name)} onClick={() => change(value + 1)}>
        +
      </button>
    </div>
  )
}
