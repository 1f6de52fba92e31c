'use client'

import { useConfig } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { call } from '../panel/call'
import { referenceKey, type Known, type Reference, type Titles } from './inWords'

const settingsSchema = z.object({ currency: z.string() })
const docsSchema = z.object({ docs: z.array(z.looseObject({ id: z.string() })) })

/** What the values of some fields need to be said in words. */
export function useKnown(references: readonly Reference[], hasMoney: boolean): Known {
  const titles = useTitles(references)
  const [currency, setCurrency] = useState<string | null>(null)
  useEffect(() => {
    if (!hasMoney) return
    void call('/api/globals/settings?depth=0', settingsSchema).then((found) => {
      if (found.ok) setCurrency(found.answer.currency)
    })
  }, [hasMoney])
  return { titles, currency }
}

/** The titles of records as the panel shows them; one that the person may not read has none. */
function useTitles(references: readonly Reference[]): Titles {
  const { getEntityConfig } = useConfig()
  const [titles, setTitles] = useState<Titles>(new Map())
  const wanted = [...new Set(references.map(referenceKey))].toSorted().join(' ')

  useEffect(() => {
    if (wanted === '') return
    const keys = wanted.split(' ').map((key) => key.split('/'))
    let isCurrent = true
    for (const collection of new Set(keys.map(([slug = '']) => slug))) {
      const ids = keys.flatMap(([slug, id]) => (slug === collection ? [id] : [])).join(',')
      const title = getEntityConfig({ collectionSlug: collection })?.admin.useAsTitle ?? 'id'
      void call(`/api/${collection}?where[id][in]=${ids}&depth=0&limit=100`, docsSchema).then(
        (found) => {
          if (!found.ok || !isCurrent) return
          const said = found.answer.docs.map((doc): [string, string] => [
            referenceKey({ collection, id: doc.id }),
            String(doc[title] ?? doc.id),
          ])
          setTitles((known) => new Map([...known, ...said]))
        },
      )
    }
    return () => {
      isCurrent = false
    }
  }, [wanted, getEntityConfig])

  return titles
}
