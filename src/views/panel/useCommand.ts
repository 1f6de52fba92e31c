'use client'

import { useAuth } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { z } from 'zod'
import { readNewer, type Newer } from '../stale/readNewer'
import { againInWords } from '../stale/words'
import { call, type ShownRefusal } from './call'

/** What is sent, and what is said once it was taken. */
export type Act<Answer> = {
  path: string
  schema: z.ZodType<Answer>
  method?: 'POST' | 'PATCH' | 'DELETE'
  body?: unknown
  done: (answer: Answer) => void
}

/**
 * One command at a time: busy while it runs, its refusals until the next try. After success the page is
 * read anew, so that every figure on it is the server's; and so it is when the record has moved on
 * meanwhile, which is told with who did it. What is typed stays.
 */
export function useCommand() {
  const router = useRouter()
  const { user } = useAuth()
  const [isBusy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([])
  const [newer, setNewer] = useState<Newer | null>(null)

  const run = async <Answer>({ path, schema, method = 'POST', body, done }: Act<Answer>) => {
    setBusy(true)
    setRefusals([])
    setNewer(null)
    const outcome = await call(path, schema, { method, body })
    const overtaken = outcome.ok ? null : overtakenIn(path, body, outcome.refusals)
    const later = overtaken && (await readNewer(overtaken, user?.id))
    setBusy(false)
    setNewer(later)
    if (later) router.refresh()
    if (!outcome.ok)
      return setRefusals(later ? [{ code: STALE, message: againInWords(later) }] : outcome.refusals)
    done(outcome.answer)
    router.refresh()
  }
  return {
    isBusy,
    refusals,
    faults: refusals.map(({ message }) => message),
    /** The record that a write came too late for, as it stands now. */
    newer,
    forget: () => {
      setRefusals([])
      setNewer(null)
    },
    run,
  }
}

const STALE = 'stale_revision'

/** The record and the revision of a write, or of an act on the record, that came too late. */
function overtakenIn(path: string, body: unknown, refusals: readonly ShownRefusal[]) {
  if (!refusals.some(({ code }) => code === STALE)) return null
  const [, collection, id] = /^\/api\/([\w-]+)\/([\w-]+)(?:\/[\w-]+)?(?:\?|$)/.exec(path) ?? []
  const rev: unknown = Reflect.get(Object(body), 'rev')
  return collection && id && typeof rev === 'number' ? { collection, id, rev } : null
}
