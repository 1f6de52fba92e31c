'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { call, type Outcome } from '../../panel/call'
import { billSchema, shownLineSchema } from '../../shared/preview'
import { useDebounced } from '../../shared/useDebounced'

export type TrialAsk = {
  content: unknown
  configuration: unknown
  accessories: unknown
  language: string
}

/** A line with its place in the bill, as planning needs it. */
const trialLineSchema = shownLineSchema.extend({
  position: z.number(),
  parent: z.number().nullable(),
  basin: z.number().nullable(),
  isOutside: z.boolean(),
  attributes: z.record(z.string(), z.unknown()).nullish(),
})
const trialSchema = billSchema.extend({
  lines: z.array(trialLineSchema),
  critical: z.array(z.string()),
  /** Checks of the family that this bill breaks. */
  broken: z.array(z.object({ id: z.string(), message: z.string(), rules: z.array(z.string()) })),
})
export type TrialLine = z.infer<typeof trialLineSchema>
export type TrialAnswer = z.infer<typeof trialSchema>

const REST_MS = 500

/** The server's answer for the draft as it stands; the last one stays while the next is made. */
export function useTrial(id: string | null, ask: TrialAsk | null) {
  const [answer, setAnswer] = useState<{ key: string; outcome: Outcome<TrialAnswer> } | null>(null)
  const key = useDebounced(ask === null ? '' : JSON.stringify(ask), REST_MS)
  useEffect(() => {
    if (key === '' || id === null) return
    let isWanted = true
    const body: unknown = JSON.parse(key)
    void call(`/api/product-families/${id}/try`, trialSchema, { method: 'POST', body }).then(
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
