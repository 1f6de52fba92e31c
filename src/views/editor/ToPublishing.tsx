'use client'

import { useForm, useFormModified } from '@payloadcms/ui'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { say } from './words'

type Props = {
  collection: 'product-families' | 'workflows'
  id: string
  /** The draft differs from what is stored: only what is stored can be published. */
  isChanged: boolean
}

/** The way from the draft to its release; what is not saved yet is saved first, or the person stays here. */
export function ToPublishing({ collection, id, isChanged }: Props) {
  const { submit } = useForm()
  const isModified = useFormModified()
  const router = useRouter()
  const [isSaving, setSaving] = useState(false)
  const href = `/admin/collections/${collection}/${id}/releases`
  if (!isChanged && !isModified && !isSaving)
    return (
      <a className="panel-button" href={href}>
        {say.toPublishing}
      </a>
    )
  const saveFirst = async () => {
    setSaving(true)
    const outcome = await submit()
    setSaving(false)
    if (outcome?.res.ok) router.push(href)
  }
  return (
    <button
      type="button"
      className="panel-button"
      disabled={isSaving}
      onClick={() => void saveFirst()}
    >
      {say.saveToPublish}
    </button>
  )
}
