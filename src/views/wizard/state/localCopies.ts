import { z } from 'zod'

/** Copies of drafts that the server has not confirmed, kept in this browser per user. */

const prefixOf = (userId: string) => `torvan.order-draft.${userId}.`

/** Unsaved new drafts of several tabs must not overwrite each other. */
const NEW = 'new.'

export const localKey = (userId: string, draftId: string | null, tab: string): string =>
  prefixOf(userId) + (draftId ?? NEW + tab)

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
        const name = key.slice(prefix.length)
        if (!read.success) return []
        return [{ ...read.data, key, draftId: name.startsWith(NEW) ? null : name }]
      })
      .sort((a, b) => b.at - a.at)
  } catch {
    return []
  }
}

export function forgetCopy(key: string): void {
  try {
    window.localStorage.removeItem(key)
  } catch {
    // nothing was kept
  }
}
