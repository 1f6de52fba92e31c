'use client'

import type { ReactNode } from 'react'
import { z } from 'zod'
import { Card } from '../panel/blocks'
import { Badge } from '../panel/Badge'
import { dateInWords } from '../panel/dates'
import { useKept } from './kept'
import type { WorkPart, WorkTask } from './work'

const ticksSchema = z.array(z.string())
const NONE: string[] = []

/** Ticks that help a person keep their place; they are no record. */
export function useTicks(key: string): {
  ticked: ReadonlySet<string>
  toggle: (id: string) => void
} {
  const [list, keep] = useKept(`ticks:${key}`, ticksSchema, NONE)
  const ticked = new Set(list)
  return {
    ticked,
    toggle: (id) => keep(ticked.has(id) ? list.filter((one) => one !== id) : [...list, id]),
  }
}

type TickProps = { isTicked: boolean; toggle: () => void; children: ReactNode }

/** A line as wide as its card that is ticked with a glove on. */
export const Tick = ({ isTicked, toggle, children }: TickProps) => (
  <label className={`floor-tick${isTicked ? ' is-ticked' : ''}`}>
    <input type="checkbox" checked={isTicked} onChange={toggle} />
    <span>{children}</span>
  </label>
)

/** The parts of a task, to tick while they are laid out. */
export function PartList({ parts, checksKey }: { parts: readonly WorkPart[]; checksKey: string }) {
  const { ticked, toggle } = useTicks(checksKey)
  if (parts.length === 0) return null
  return (
    <Card title="Parts">
      <ul className="floor-list">
        {parts.map(({ partNumber, name, quantity }, index) => {
          const id = `part:${partNumber}:${index}`
          return (
            <li key={id}>
              <Tick isTicked={ticked.has(id)} toggle={() => toggle(id)}>
                <b className="floor-quantity">{quantity} ×</b>
                <span>
                  {name}
                  <code>{partNumber}</code>
                </span>
              </Tick>
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** The tools of a task; a measuring tool that is due for calibration is not to be used. */
export function ToolList({ tools, today }: { tools: WorkTask['tools']; today: string }) {
  if (tools.length === 0) return null
  return (
    <Card title="Tools">
      <ul className="floor-tools">
        {tools.map(({ code, name, calibrationDue }) => (
          <li key={code}>
            {name}
            {calibrationDue && calibrationDue < today && (
              <Badge
                look={{
                  label: `Do not use: calibration ended ${dateInWords(calibrationDue)}`,
                  tone: 'red',
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
