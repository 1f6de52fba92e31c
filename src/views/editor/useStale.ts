'use client'

import { useForm, useFormProcessing, useFormSubmitted } from '@payloadcms/ui'
import { useCallback, useEffect, useState } from 'react'
import { z } from 'zod'
import { call } from '../panel/call'

const recordSchema = z.object({
  rev: z.number(),
  updatedAt: z.string(),
  code: z.string(),
  name: z.string(),
  draft: z.unknown(),
})
const eventsSchema = z.object({ docs: z.array(z.object({ actorName: z.string().nullish() })) })

/** The record as somebody else has saved it meanwhile. */
export type Newer = z.infer<typeof recordSchema> & { by: string | null }

/**
 * Looks whether the record has moved on: after a save that did not go through, and whenever the window
 * is looked at again. What is typed stays as it is.
 */
export function useStale(collection: string, id: string | null, rev: number, isModified: boolean) {
  const { setModified } = useForm()
  const isProcessing = useFormProcessing()
  const isSubmitted = useFormSubmitted()
  const [newer, setNewer] = useState<Newer | null>(null)

  const look = useCallback(async () => {
    if (id === null) return
    const outcome = await call(`/api/${collection}/${id}?depth=0`, recordSchema)
    if (!outcome.ok || outcome.answer.rev <= rev) return
    const where = `where[resourceId][equals]=${id}&sort=-createdAt&limit=1&depth=0`
    const events = await call(`/api/audit-events?${where}`, eventsSchema)
    const by = events.ok ? (events.answer.docs[0]?.actorName ?? null) : null
    setNewer({ ...outcome.answer, by })
  }, [collection, id, rev])

  const hasFailed = isSubmitted && !isProcessing && isModified
  useEffect(() => {
    if (!hasFailed) return
    setModified(true)
    const timer = setTimeout(() => void look(), 300)
    return () => clearTimeout(timer)
  }, [hasFailed, look, setModified])
  useEffect(() => {
    const again = () => void look()
    window.addEventListener('focus', again)
    return () => window.removeEventListener('focus', again)
  }, [look])

  return { newer: newer && newer.rev > rev ? newer : null }
}
