'use client'

import { useCallback, useEffect, useState } from 'react'
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

/** How the catalogue knows a number: not at all, or by a name, retired or not; null until it has answered. */
export type Standing =
  'UNKNOWN' | { name: string; retired: { instead: string | null } | null } | null

const standingsSchema = z.object({
  docs: z.array(
    z.object({
      partNumber: z.string(),
      name: z.string().nullish(),
      isActive: z.boolean(),
      successorPart: z.object({ partNumber: z.string() }).nullish(),
      successorAssembly: z.object({ partNumber: z.string() }).nullish(),
    }),
  ),
})

/** As a bill resolves them: an assembly, `ASSY-` and the id, or a part. */
async function standingsOf(ids: readonly string[]): Promise<Map<string, Standing>> {
  const ask = async (collection: string) => {
    const query = new URLSearchParams({
      depth: '1',
      pagination: 'false',
      limit: String(ids.length * 2),
      'where[partNumber][in]': ids.flatMap((id) => [id, `ASSY-${id}`]).join(','),
      'select[partNumber]': 'true',
      'select[name]': 'true',
      'select[isActive]': 'true',
      'select[successorPart]': 'true',
      'select[successorAssembly]': 'true',
      'populate[parts][partNumber]': 'true',
      'populate[assemblies][partNumber]': 'true',
    }).toString()
    const answer = await call(`/api/${collection}?${query}`, standingsSchema)
    return new Map(answer.ok ? answer.answer.docs.map((doc) => [doc.partNumber, doc]) : [])
  }
  const [assemblies, parts] = await Promise.all([ask('assemblies'), ask('parts')])
  return new Map(
    ids.map((id): [string, Standing] => {
      const found = assemblies.get(id) ?? assemblies.get(`ASSY-${id}`) ?? parts.get(id)
      if (!found) return [id, 'UNKNOWN']
      const successor = found.successorPart ?? found.successorAssembly
      const retired = found.isActive ? null : { instead: successor?.partNumber ?? null }
      return [id, { name: found.name ?? '', retired }]
    }),
  )
}

/**
 * How the catalogue knows these ids. An id that was asked for once is remembered.
 */
export function useStandings(ids: readonly string[]): (id: string) => Standing {
  const [answers, setAnswers] = useState<ReadonlyMap<string, Standing>>(new Map())
  const open = ids.filter((id) => !answers.has(id)).slice(0, PER_QUESTION)
  const asked = open.join(',')
  useEffect(() => {
    if (asked === '') return
    let isWanted = true
    void standingsOf(asked.split(',')).then((found) => {
      if (isWanted) setAnswers((before) => new Map([...before, ...found]))
    })
    return () => {
      isWanted = false
    }
  }, [asked])
  return useCallback((id) => answers.get(id) ?? null, [answers])
}
