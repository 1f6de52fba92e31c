'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { call } from '../panel/call'
import { NO_SURROUNDINGS, type Named, type Surroundings } from '../../domain/drafts/vocabulary'

const listSchema = z.object({
  docs: z.array(
    z.object({ code: z.string(), name: z.string().nullish(), title: z.string().nullish() }),
  ),
})

async function codesOf(collection: string): Promise<Named[]> {
  const outcome = await call(`/api/${collection}?depth=0&limit=200&sort=code`, listSchema)
  if (!outcome.ok) return []
  const labels = new Map(
    outcome.answer.docs.map(({ code, name, title }) => [code, `${code} ${name ?? title ?? ''}`]),
  )
  return [...labels].map(([value, label]) => ({ value, label }))
}

/** Tools and work instructions that tasks may name, and categories of accessories; read once. */
export function useSurroundings(): Surroundings {
  const [known, setKnown] = useState(NO_SURROUNDINGS)
  useEffect(() => {
    let isWanted = true
    const codes = ['tools', 'work-instructions', 'categories'].map(codesOf)
    void Promise.all(codes).then(([tools = [], instructions = [], categories = []]) => {
      if (isWanted) setKnown({ tools, instructions, categories })
    })
    return () => {
      isWanted = false
    }
  }, [])
  return known
}
