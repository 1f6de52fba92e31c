'use client'

import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { wholeAnswerInWords } from '../../domain/quality/answerWords'
import { nameOf, type FormItem } from '../../domain/quality/item'
import {
  answersIn,
  CannotKeep,
  overlay,
  placeholderOf,
  seenOf,
  useQueue,
  type Answerable,
  type Entry,
  type Sync,
} from '../floor/offline'
import { answerOf, idOfItem, type Answer } from './form'
import { words } from './words'

export type ShownItem = FormItem & { sync: Sync }

export type Answering = {
  answer: (item: FormItem, patch: Partial<Answer>) => void
  addPhoto: (item: FormItem, file: File) => Promise<void>
}

type Form = { id: string; items: readonly FormItem[]; renderedAt: string }

export const scopeOfForm = (id: string): string => `inspections:${id}`

/**
 * The items of a form as they are being answered. Each answer goes whole into the queue of this browser,
 * which sends it; `edits` bridges the moment until the queue has written it down.
 */
export function useAnswers({ id, items, renderedAt }: Form): Answering & {
  items: readonly ShownItem[]
  /** Why the last answer could not be kept. */
  fault: string | null
} {
  const { entries, enqueue } = useQueue(scopeOfForm(id))
  const [edits, setEdits] = useState<ReadonlyMap<string, Answer>>(new Map())
  const [fault, setFault] = useState<string | null>(null)

  const shown = useMemo(
    () =>
      overlay<Answerable, FormItem>(items, entries, renderedAt, answersIn).map((item) => {
        const edit = edits.get(idOfItem(item))
        return edit ? { ...item, ...edit, sync: 'PENDING' as const } : item
      }),
    [items, entries, renderedAt, edits],
  )
  // two changes in one moment: the second builds on the first
  const latest = useRef(shown)
  useLayoutEffect(() => {
    latest.current = shown
  }, [shown])
  const known = useRef({ items, entries, renderedAt })
  useLayoutEffect(() => {
    known.current = { items, entries, renderedAt }
  }, [items, entries, renderedAt])
  // entered, and not yet written down by the queue
  const inFlight = useRef(new Map<string, readonly Answer[]>())

  const answer = useCallback(
    (item: FormItem, patch: Partial<Answer>) => {
      const key = idOfItem(item)
      const before = latest.current.find((other) => idOfItem(other) === key)
      if (!before) return
      const next = answerOf({ ...before, ...patch })
      const unwritten = inFlight.current.get(key) ?? []
      inFlight.current.set(key, [...unwritten, next])
      latest.current = latest.current.map((other) =>
        other === before ? { ...other, ...next } : other,
      )
      setEdits((waiting) => new Map(waiting).set(key, next))
      enqueue({
        scope: scopeOfForm(id),
        slot: `answer:${key}`,
        method: 'PATCH',
        url: `/api/inspections/${id}?depth=0`,
        label: `${nameOf(item)}: ${wholeAnswerInWords({ ...before, ...next })}`,
        body: {
          items: [
            {
              key: item.key,
              basin: item.basin,
              ...next,
              seen: [...seenBy(known.current, before), ...unwritten],
            },
          ],
        },
      })
        .then(
          () => setFault(null),
          (error: unknown) => setFault(faultOf(error)),
        )
        .finally(() => {
          const left = (inFlight.current.get(key) ?? []).filter((one) => one !== next)
          inFlight.current.set(key, left)
          setEdits((waiting) => {
            if (waiting.get(key) !== next) return waiting
            const rest = new Map(waiting)
            rest.delete(key)
            return rest
          })
        })
    },
    [enqueue, id],
  )

  const addPhoto = useCallback(
    async (item: FormItem, file: File) => {
      try {
        const entry = await enqueue({
          scope: scopeOfForm(id),
          method: 'POST',
          url: `/api/inspections/${id}/photos`,
          label: words.photos.of(nameOf(item)),
          file,
        })
        const now = latest.current.find((other) => idOfItem(other) === idOfItem(item))
        answer(item, { photos: [...(now ?? item).photos, placeholderOf(entry.id)] })
      } catch (error) {
        setFault(faultOf(error))
      }
    },
    [answer, enqueue, id],
  )

  return { items: shown, answer, addPhoto, fault }
}

/** What the item held when this person last saw it, as it is sent. */
function seenBy(
  { items, entries, renderedAt }: Omit<Form, 'id'> & { entries: readonly Entry[] },
  item: FormItem,
): Answer[] {
  const rendered = items.find((other) => idOfItem(other) === idOfItem(item))
  return rendered ? seenOf(rendered, entries, renderedAt) : []
}

const faultOf = (error: unknown): string =>
  error instanceof CannotKeep ? error.message : words.save.failed
