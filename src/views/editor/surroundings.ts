'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { call } from '../panel/call'
import type { Named, Surroundings } from '../../domain/drafts/vocabulary'

const listSchema = z.object({
  docs: z.array(
    z.object({ code: z.string(), name: z.string().nullish(), title: z.string().nullish() }),
  ),
})

const NOTHING: Surroundings = { tools: [], instructions: [] }

async function codesOf(collection: string): Promise<Named[]> {
  const outcome = await call(`/api/${collection}?depth=0&limit=200&sort=code`, listSchema)
  if (!outcome.ok) return []
  const labels = new Map(
    outcome.answer.docs.map(({ code, name, title }) => [code, `${code} ${name ?? title ?? ''}`]),
  )
  return [...labels].map(([value, label]) => ({ value, label }))
}

/** Tools and work instructions that tasks may name; read once. */
export function useSurroundings(): Surroundings {
  const [known, setKnown] = useState(NOTHING)
  useEffect(() => {
    let isWanted = true
    void Promise.all([codesOf('tools'), codesOf('work-instructions')]).then(
      ([tools, instructions]) => {
        if (isWanted) setKnown({ tools, instructions })
      },
    )
    return () => {
      isWanted = false
    }
  }, [])
  return known
}
