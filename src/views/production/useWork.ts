'use client'

import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useCallback, useEffect, useMemo } from 'react'
import { useQueue } from '../floor/offline'
import { isNewsTo, scopeOf, withPending, type ShownTask } from './pending'
import type { Work } from './work'

/** Does something with a task, now or when the network is back; true once it is safely kept. */
export type Act = (task: string, verb: Verb, label: string, body?: object) => Promise<boolean>
export type Verb = 'start' | 'pause' | 'complete' | 'block' | 'reopen' | 'cancel'

/** The work on a build with what waits in this browser, and the way to add to it. */
export function useWork(work: Work): { tasks: ShownTask[]; act: Act } {
  const scope = scopeOf(work.build?.id ?? '')
  const { entries, enqueue } = useQueue(scope)
  const tasks = useMemo(
    () => withPending(work.tasks, entries, work.renderedAt),
    [work.tasks, work.renderedAt, entries],
  )
  useFreshPage(
    entries.findLast((entry) => isNewsTo(entry, work.renderedAt))?.id ?? '',
    entries.some(({ state }) => state === 'PENDING' || state === 'SENDING'),
  )

  const act = useCallback<Act>(
    async (task, verb, label, body = {}) => {
      try {
        await enqueue({ scope, url: `/api/tasks/${task}/${verb}`, label, body })
        return true
      } catch (error) {
        toast.error(error instanceof Error ? error.message : String(error))
        return false
      }
    },
    [enqueue, scope],
  )
  return { tasks, act }
}

/** Once everything is sent, the page is read anew: what it shows then is the server's. */
function useFreshPage(lastSent: string, isWaiting: boolean): void {
  const router = useRouter()
  useEffect(() => {
    if (lastSent !== '' && !isWaiting) router.refresh()
  }, [lastSent, isWaiting, router])
}
