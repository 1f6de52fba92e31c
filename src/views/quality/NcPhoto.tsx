'use client'

import { toast } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useId, useState, type ChangeEvent } from 'react'
import { z } from 'zod'
import { words } from './words'

const refused = z.object({ errors: z.array(z.object({ message: z.string() })).min(1) })

/** Adds photos to a case, straight from the camera; each is sent with a key of its own. */
export function NcPhoto({ id }: { id: string }) {
  const inputId = useId()
  const router = useRouter()
  const [isBusy, setBusy] = useState(false)

  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const files = [...(target.files ?? [])]
    target.value = ''
    setBusy(true)
    for (const file of files) {
      const problem = await send(id, file)
      if (problem) toast.error(`${file.name}: ${problem}`)
    }
    setBusy(false)
    router.refresh()
  }
  return (
    <>
      <label htmlFor={inputId} className="panel-button form-button form-photos__take">
        {isBusy ? words.nc.sending : words.photos.take}
      </label>
      <input
        id={inputId}
        className="panel-hidden"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        capture="environment"
        multiple
        disabled={isBusy}
        onChange={(event) => void take(event)}
      />
    </>
  )
}

/** What the server said against it, or null. */
async function send(id: string, file: File): Promise<string | null> {
  const body = new FormData()
  body.set('file', file)
  const response = await fetch(`/api/nonconformances/${id}/photos`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    body,
  }).catch(() => null)
  if (!response) return words.nc.unreachable
  if (response.ok) return null
  const { data } = refused.safeParse(await response.json().catch(() => null))
  return data?.errors.map(({ message }) => message).join(' ') ?? words.nc.refused
}
