'use client'

import { useRouter } from 'next/navigation'
import { z } from 'zod'
import { useCommand } from '../panel/useCommand'

const revised = z.object({ id: z.string() })

/** Copies the published revision to a draft and opens it. */
export function ReviseButton({ id }: { id: string }) {
  const router = useRouter()
  const { run, isBusy, faults } = useCommand()
  return (
    <div className="panel-actions">
      <button
        type="button"
        className="panel-button panel-button--primary"
        disabled={isBusy}
        onClick={() =>
          void run({
            path: `/api/work-instructions/${id}/revise`,
            schema: revised,
            done: (draft) => router.push(`/admin/collections/work-instructions/${draft.id}`),
          })
        }
      >
        {isBusy ? 'One moment…' : 'Make a new revision'}
      </button>
      <span role="alert" className="panel-field__fault">
        {faults.join(' ')}
      </span>
    </div>
  )
}
