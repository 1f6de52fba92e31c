import { z } from 'zod'
import { asJson, canonicalJson } from '../../../domain/canonical'

/** Copies of drafts that the server has not confirmed, kept in this browser per user, draft and window. */

const prefixOf = (userId: string) => `torvan.order-draft.${userId}.`

const NEW = 'new'

/** Two windows on one draft, or on none, must not overwrite each other's copy, nor forget it. */
export const localKey = (userId: string, draftId: string | null, tab: string): string =>
  `${prefixOf(userId)}${draftId ?? NEW}.${tab}`

const copySchema = z.object({
  title: z.string(),
  step: z.number(),
  content: z.unknown(),
  /** The revision of the server's draft that was typed over; null when there was none. */
  rev: z.number().nullish().default(null),
  at: z.number(),
})

export type LocalCopy = z.infer<typeof copySchema> & {
  key: string
  /** Null for a draft that the server never saw. */
  draftId: string | null
}

/** All readable copies of this user, newest first. Empty when the browser keeps none. */
export function localCopies(userId: string): LocalCopy[] {
  const prefix = prefixOf(userId)
  try {
    return Object.keys(window.localStorage)
      .filter((key) => key.startsWith(prefix))
      .flatMap((key): LocalCopy[] => {
        const read = copySchema.safeParse(JSON.parse(window.localStorage.getItem(key) ?? 'null'))
        const [draft = NEW] = key.slice(prefix.length).split('.')
        if (!read.success) return []
        return [{ ...read.data, key, draftId: draft === NEW ? null : draft }]
      })
      .sort((a, b) => b.at - a.at)
  } catch {
    return []
  }
}

/** Forgets a copy, unless its window has typed on since it was read. */
export function forgetCopy({ key, at }: LocalCopy): void {
  try {
    const read = copySchema.safeParse(JSON.parse(window.localStorage.getItem(key) ?? 'null'))
    if (read.data?.at === at) window.localStorage.removeItem(key)
  } catch {
    // nothing was kept
  }
}

export type Opening = {
  /** The copy that is opened; null when it is the server's draft. */
  copy: LocalCopy | null
  /** The server's draft was changed since that copy was typed: which of the two is kept is to be chosen. */
  isStale: boolean
  /** Copies that say what the server has anyway. */
  settled: readonly LocalCopy[]
}

/**
 * What a draft is opened with: entries typed over its newest revision, else a copy that says something else
 * than the server, else what the server has. `stored` is null when the draft is gone; `copies` are those of
 * this draft, the newest first. Revisions decide, not clocks: the other window may have saved later than
 * this one typed.
 */
export function openingOf(
  stored: { rev: number; content: unknown } | null,
  copies: readonly LocalCopy[],
): Opening {
  if (stored === null) return { copy: copies[0] ?? null, isStale: false, settled: [] }
  const has = said(stored)
  const typedOn = copies.find(({ rev }) => rev === stored.rev)
  const copy = typedOn ?? copies.find((one) => said(one) !== has) ?? null
  return {
    copy,
    isStale: copy !== null && copy !== typedOn,
    settled: copies.filter((one) => one !== copy && said(one) === has),
  }
}

const said = ({ content }: { content: unknown }): string => canonicalJson(asJson(content))
