'use client'

import { Badge } from '../panel/Badge'
import { Card, Empty } from '../panel/blocks'
import { plural } from '../panel/words'
import { RichText } from './RichText'
import { Tick, useTicks } from './TaskSupplies'
import type { Instruction, InstructionStep, Pictures } from './work'
import { minutesInWords } from './work'

type Props = {
  instruction: Instruction | undefined
  pictures: Pictures
  /** Where the ticks are kept; a preview keeps its own. */
  checksKey: string
}

/** A work instruction step by step: what to beware of, what to do, what to look at before going on. */
export function InstructionSteps({ instruction, pictures, checksKey }: Props) {
  const { ticked, toggle } = useTicks(checksKey)
  if (!instruction) {
    return (
      <Card title="Work instruction">
        <Empty title="There is no work instruction for this task.">
          Work by the drawing of the build; ask the production coordinator when something is
          unclear.
        </Empty>
      </Card>
    )
  }
  const { id, title, revision, steps } = instruction
  const done = steps.filter((step) => ticked.has(`step:${id}:${step.id}`)).length
  return (
    <Card
      title={title}
      actions={
        <span className="panel-card__note">
          Revision {revision} · {done} of {plural(steps.length, 'step', 'steps')} done
        </span>
      }
    >
      <ol className="floor-steps">
        {steps.map((step, index) => {
          const key = `step:${id}:${step.id}`
          return (
            <li key={step.id} className={ticked.has(key) ? 'is-ticked' : undefined}>
              <Step step={step} number={index + 1} pictures={pictures} />
              <Tick isTicked={ticked.has(key)} toggle={() => toggle(key)}>
                Step {index + 1} is done{step.checkpoint && ' and checked'}
              </Tick>
            </li>
          )
        })}
      </ol>
    </Card>
  )
}

const Step = ({
  step: { title, blocks, minutes, checkpoint, safety },
  number,
  pictures,
}: {
  step: InstructionStep
  number: number
  pictures: Pictures
}) => (
  <>
    <h3>
      {number}. {title}
      {minutes !== null && <span>{minutesInWords(minutes)}</span>}
    </h3>
    {safety && (
      <p className="floor-safety">
        <WarningSign />
        <span>
          <strong>Safety: </strong>
          {safety}
        </span>
      </p>
    )}
    <RichText blocks={blocks} pictures={pictures} />
    {checkpoint && (
      <p className="floor-checkpoint">
        <Badge plain look={{ label: 'Checkpoint', tone: 'indigo' }} />
        <span>{checkpoint}</span>
      </p>
    )}
  </>
)

const WarningSign = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M12 3 2 21h20zM12 10v5M12 18v.5" />
  </svg>
)
