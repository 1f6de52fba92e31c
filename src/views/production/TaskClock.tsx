'use client'

import { useSyncExternalStore } from 'react'
import { runningOf, secondsOnClock } from './pending'
import type { WorkTime } from './work'

const everySecond = (tick: () => void): (() => void) => {
  const timer = setInterval(tick, 1000)
  return () => clearInterval(timer)
}
const never = () => () => undefined
const thisSecond = () => Math.floor(Date.now() / 1000)

type Props = { times: readonly WorkTime[]; estimateMinutes: number }

/**
 * Recorded time of a task as the server keeps it. It counts on while the clock runs, here and on every
 * other screen of the same person.
 */
export function TaskClock({ times, estimateMinutes }: Props) {
  const isRunning = runningOf(times) !== null
  const now = useSyncExternalStore<number | null>(
    isRunning ? everySecond : never,
    thisSecond,
    () => null,
  )
  const seconds = secondsOnClock(times, (now ?? 0) * 1000)
  const isOver = seconds > estimateMinutes * 60
  return (
    <strong className={`floor-clock${isRunning ? ' is-running' : ''}${isOver ? ' is-over' : ''}`}>
      {now === null ? '–' : clockFace(seconds)}
      <span>{isRunning ? 'running' : 'stopped'}</span>
    </strong>
  )
}

const two = (figure: number): string => String(figure).padStart(2, '0')

const clockFace = (seconds: number): string =>
  `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
