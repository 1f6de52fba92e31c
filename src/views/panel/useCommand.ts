'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { z } from 'zod'
import { call, type ShownRefusal } from './call'

type Act<Answer> = {
  path: string
  schema: z.ZodType<Answer>
  method?: 'POST' | 'PATCH'
  body?: unknown
  done: (answer: Answer) => void
}

/**
 * One command at a time: busy while it runs, its refusals until the next try. After success the page is
 * read anew, so that every figure on it is the server's.
 */
export function useCommand() {
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([])

  const run = async <Answer>({ path, schema, method = 'POST', body, done }: Act<Answer>) => {
    setBusy(true)
    setRefusals([])
    const outcome = await call(path, schema, { method, body })
    setBusy(false)
    if (!outcome.ok) return setRefusals(outcome.refusals)
    done(outcome.answer)
    router.refresh()
  }
  return {
    isBusy,
    refusals,
    faults: refusals.map(({ message }) => message),
    forget: () => setRefusals([]),
    run,
  }
}
