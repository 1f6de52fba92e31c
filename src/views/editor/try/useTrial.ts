'use client'

import { useEffect, useState } from 'react'
import { call, type Outcome } from '../../panel/call'
import { previewSchema, type Preview } from '../../shared/preview'
import { useDebounced } from '../../shared/useDebounced'

export type TrialAsk = {
  content: unknown
  configuration: unknown
  accessories: unknown
  language: string
}

const REST_MS = 500

/** The server's answer for the draft as it stands; the last one stays while the next is made. */
export function useTrial(id: string | null, ask: TrialAsk | null) {
  const [answer, setAnswer] = useState<{ key: string; outcome: Outcome<Preview> } | null>(null)
  const key = useDebounced(ask === null ? '' : JSON.stringify(ask), REST_MS)
  useEffect(() => {
    if (key === '' || id === null) return
    let isWanted = true
    const body: unknown = JSON.parse(key)
    void call(`/api/product-families/${id}/try`, previewSchema, { method: 'POST', body }).then(
      (outcome) => {
        if (isWanted) setAnswer({ key, outcome })
      },
    )
    return () => {
      isWanted = false
    }
  }, [id, key])
  return {
    outcome: ask === null ? null : (answer?.outcome ?? null),
    isBusy: ask !== null && answer?.key !== key,
  }
}
