'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import { isJsonObject } from '../../domain/configurator/raw'
import { placeholdersOf } from '../../domain/label'
import { call } from '../panel/call'
import type { Named } from '../../domain/drafts/vocabulary'

const itemsSchema = z.object({
  docs: z.array(z.object({ partNumber: z.string(), name: z.string().nullish() })),
})

const AT_MOST = 8
const PER_QUESTION = 40

async function itemsWhere(
  where: Readonly<Record<string, string>>,
  limit: number,
): Promise<Named[]> {
  const query = new URLSearchParams({
    depth: '0',
    pagination: 'false',
    limit: String(limit),
    sort: 'partNumber',
    'select[partNumber]': 'true',
    'select[name]': 'true',
    ...where,
  }).toString()
  const answers = await Promise.all(
    ['assemblies', 'parts'].map((collection) => call(`/api/${collection}?${query}`, itemsSchema)),
  )
  return answers.flatMap((answer) =>
    answer.ok
      ? answer.answer.docs.map(({ partNumber, name }) => ({ value: partNumber, label: name ?? '' }))
      : [],
  )
}

/** Items of the catalogue whose number or name holds the text; assemblies first. */
export const searchItems = (text: string): Promise<Named[]> =>
  itemsWhere({ 'where[or][0][partNumber][like]': text, 'where[or][1][name][like]': text }, AT_MOST)

/** Every catalogue id written out in the rules of a draft. */
export function idsInRules(content: unknown): string[] {
  const ids = new Set<string>()
  const take = (value: unknown) => {
    if (typeof value === 'string' && value !== '' && placeholdersOf(value).length === 0)
      ids.add(value)
  }
  const rules = isJsonObject(content) && Array.isArray(content.rules) ? content.rules : []
  for (const rule of rules) {
    const item: unknown = isJsonObject(rule) ? rule.item : null
    if (!isJsonObject(item)) continue
    take(item.id)
    if (Array.isArray(item.alternatives))
      for (const alternative of item.alternatives)
        if (isJsonObject(alternative)) take(alternative.id)
  }
  return [...ids].sort()
}

/**
 * Which of these ids the catalogue resolves: as an assembly, as `ASSY-` and the id, or as a part.
 * An id that was asked for once is remembered; one whose answer is not here yet counts as known.
 */
export function useKnownItems(ids: readonly string[]): (id: string) => boolean {
  const [answers, setAnswers] = useState<ReadonlyMap<string, boolean>>(new Map())
  const open = ids.filter((id) => !answers.has(id)).slice(0, PER_QUESTION)
  const asked = open.join(',')
  useEffect(() => {
    if (asked === '') return
    let isWanted = true
    const wanted = asked.split(',')
    const values = wanted.flatMap((id) => [id, `ASSY-${id}`])
    void itemsWhere({ 'where[partNumber][in]': values.join(',') }, values.length).then((found) => {
      if (!isWanted) return
      const numbers = new Set(found.map(({ value }) => value))
      setAnswers(
        (before) =>
          new Map([
            ...before,
            ...wanted.map((id): [string, boolean] => [
              id,
              numbers.has(id) || numbers.has(`ASSY-${id}`),
            ]),
          ]),
      )
    })
    return () => {
      isWanted = false
    }
  }, [asked])
  return (id) => answers.get(id) ?? true
}
