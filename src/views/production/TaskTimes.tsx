'use client'

import { useState } from 'react'
import { Badge } from '../panel/Badge'
import { Card } from '../panel/blocks'
import { useIsBrowser } from '../shared/useIsBrowser'
import { TimeDialog } from './TimeDialog'
import { minutesInWords, type WorkTime } from './work'

/** A clock that runs longer than this was left running. */
const TOO_LONG_MS = 10 * 3_600_000

/** The stretches of time on a task, each correctable with a reason. */
export function TaskTimes({
  times,
  mayCorrect,
}: {
  times: readonly WorkTime[]
  mayCorrect: boolean
}) {
  const [chosen, setChosen] = useState<WorkTime | null>(null)
  const isBrowser = useIsBrowser()
  if (times.length === 0) return null
  return (
    <Card title="Recorded time">
      <ul className="floor-times">
        {times.map((time) => (
          <li key={time.id}>
            <span>
              {isBrowser && stretchInWords(time)}
              {time.minutes !== null && <strong> {minutesInWords(time.minutes)}</strong>}
              {!time.isMine && ' by somebody else'}
            </span>
            {(time.isForgotten || (isBrowser && isTooLong(time))) && (
              <Badge look={{ label: 'Left running?', tone: 'amber' }} />
            )}
            {mayCorrect && (
              <button type="button" className="panel-button" onClick={() => setChosen(time)}>
                Correct…
              </button>
            )}
          </li>
        ))}
      </ul>
      {chosen && <TimeDialog time={chosen} close={() => setChosen(null)} />}
    </Card>
  )
}

const isTooLong = ({ startedAt, endedAt }: WorkTime): boolean =>
  endedAt === null && Date.now() - Date.parse(startedAt) > TOO_LONG_MS

const clock = new Intl.DateTimeFormat('en-CA', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

const stretchInWords = ({ startedAt, endedAt }: WorkTime): string =>
  `${clock.format(new Date(startedAt))} – ${endedAt ? clock.format(new Date(endedAt)) : 'now'}`
