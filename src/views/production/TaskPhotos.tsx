'use client'

import { toast } from '@payloadcms/ui'
import { useId, type ChangeEvent } from 'react'
import { useQueue, WaitingPhoto } from '../floor/offline'
import { Card } from '../panel/blocks'
import { scopeOf, type ShownTask } from './pending'

/** Photos of a task: what is stored, what waits to be sent, and the camera. */
export function TaskPhotos({ task, buildId }: { task: ShownTask; buildId: string }) {
  const id = useId()
  const url = `/api/tasks/${task.id}/photos`
  const { enqueue, entries } = useQueue(scopeOf(buildId))
  const waiting = entries.filter((entry) => entry.url === url && entry.state !== 'SENT')
  const isOpen = task.mayWork && task.status !== 'CANCELLED'
  if (!isOpen && task.photos.length === 0) return null

  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])]
    target.value = ''
    for (const file of files) {
      try {
        await enqueue({ scope: scopeOf(buildId), url, label: `Photo of “${task.title}”`, file })
      } catch (error) {
        toast.error(error instanceof Error ? error.message : String(error))
      }
    }
  }
  return (
    <Card title="Photos">
      <ul className="floor-photos">
        {task.photos.map(({ id: photo, title, url: address, thumbnail }) => (
          <li key={photo}>
            <a href={address} target="_blank" rel="noreferrer">
              {/* eslint-disable-next-line @next/next/no-img-element -- kept by the service worker under its own address */}
              <img src={thumbnail ?? address} alt={title} loading="lazy" />
            </a>
          </li>
        ))}
        {waiting.map(({ id: entry, label }) => (
          <li key={entry}>
            <WaitingPhoto entryId={entry} alt={label} />
            <span>Waiting to be sent</span>
          </li>
        ))}
      </ul>
      {isOpen && (
        <>
          <label className="panel-button floor-button floor-camera" htmlFor={id}>
            Take a photo
          </label>
          <input
            id={id}
            className="panel-hidden"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            capture="environment"
            multiple
            onChange={(event) => void take(event)}
          />
        </>
      )}
    </Card>
  )
}
