'use client'

import { useEffect, useSyncExternalStore } from 'react'
import type { Refusal } from '../../../domain/refusal'
import type { Preview } from '../../shared/preview'
import { useDebounced } from '../../shared/useDebounced'
import { previewBuild, Refused, type PreviewAsk } from '../api'
import { words } from '../words'

export type PreviewAnswer =
  { status: 'ready'; preview: Preview } | { status: 'refused'; refusals: readonly Refusal[] }

/** `none`: the build is not complete, so that nothing is asked. */
export type PreviewState = PreviewAnswer | { status: 'none' } | { status: 'loading' }

const KEPT = 40
const LASTS_MS = 60_000

/** Answers by question, kept for a minute so that stepping to and fro asks once. */
class Answers {
  private answers: ReadonlyMap<string, PreviewAnswer & { at: number }> = new Map()
  private readonly listeners = new Set<() => void>()

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = () => this.answers

  async ask(key: string, signal: AbortSignal): Promise<void> {
    const known = this.answers.get(key)
    if (known?.status === 'ready' && Date.now() - known.at < LASTS_MS) return
    const ask: PreviewAsk = JSON.parse(key)
    try {
      this.keep(key, { status: 'ready', preview: await previewBuild(ask, signal) })
    } catch (error) {
      if (signal.aborted) return
      const refusals = error instanceof Refused ? error.refusals : [unreachable]
      this.keep(key, { status: 'refused', refusals })
    }
  }

  private keep(key: string, answer: PreviewAnswer): void {
    const kept = [...this.answers].filter(([known]) => known !== key).slice(-KEPT)
    this.answers = new Map([...kept, [key, { ...answer, at: Date.now() }]])
    for (const listener of this.listeners) listener()
  }
}

const unreachable: Refusal = { code: 'retry', message: words.unreachable }
const answers = new Answers()
const NOTHING: ReadonlyMap<string, PreviewAnswer> = new Map()
const SEPARATOR = '\n' // never part of JSON text

/**
 * The server's preview of each build, asked when the choices rest; questions that are no longer
 * of interest are aborted. Null asks nothing. Changing `attempt` asks again for what failed.
 */
export function usePreviews(
  asks: readonly (PreviewAsk | null)[],
  attempt = 0,
): readonly PreviewState[] {
  const keys = asks.map((ask) => ask && JSON.stringify(ask))
  const wanted = useDebounced(keys.filter((key) => key !== null).join(SEPARATOR), 300)
  const known = useSyncExternalStore(answers.subscribe, answers.snapshot, () => NOTHING)

  useEffect(() => {
    const controller = new AbortController()
    for (const key of wanted === '' ? [] : wanted.split(SEPARATOR))
      void answers.ask(key, controller.signal)
    return () => controller.abort()
  }, [wanted, attempt])

  return keys.map((key) => {
    if (key === null) return { status: 'none' }
    return known.get(key) ?? { status: 'loading' }
  })
}
