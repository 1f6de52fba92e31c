'use client'

import {
  useAuth,
  useDocumentInfo,
  useForm,
  useFormFields,
  useFormProcessing,
  useFormSubmitted,
  useModal,
} from '@payloadcms/ui'
import { useCallback, useEffect, useRef, useState } from 'react'
import { readNewer, type Newer } from './readNewer'

export type Noticed = Newer & {
  /** A save was refused because of it; otherwise it was noticed in passing. */
  isRefused: boolean
}

/** Payload's own answer to a record that moved on: a window that can only throw away what is typed. */
const PAYLOAD_MODAL = 'document-stale-data'

/** Payload compares what a form holds a quarter of a second after it changed. */
const FORM_SETTLED_MS = 400

/**
 * Looks whether the record in the form has moved on: after a save that did not go through, whenever the
 * window is looked at again, and when Payload finds out at the first change. What is typed stays.
 */
export function useNewer() {
  const { id, collectionSlug, globalSlug, hasSavePermission } = useDocumentInfo()
  const { user } = useAuth()
  const { setModified } = useForm()
  const rev = useFormFields(([fields]) => Number(fields.rev?.value ?? 0))
  const isProcessing = useFormProcessing()
  const isSubmitted = useFormSubmitted()
  const { closeModal, isModalOpen } = useModal()
  const [newer, setNewer] = useState<Noticed | null>(null)

  // a global is found in the API like a record of a collection of that name
  const [collection, record] = globalSlug ? ['globals', globalSlug] : [collectionSlug, id]
  const isWatched = record !== undefined && collection !== undefined && hasSavePermission === true
  const look = useCallback(
    async (isRefused: boolean) => {
      if (!isWatched) return
      const opened = { collection, id: String(record), rev }
      const found = await readNewer(opened, user?.id)
      if (found) setNewer({ ...found, isRefused })
    },
    [isWatched, collection, record, rev, user?.id],
  )

  // of another revision, taken over or saved, nothing is outstanding any more
  const outstanding = useRef(0)
  useEffect(() => () => window.clearTimeout(outstanding.current), [rev])

  const wasProcessing = useRef(false)
  useEffect(() => {
    const hasEnded = wasProcessing.current && !isProcessing
    wasProcessing.current = isProcessing
    if (!hasEnded || !isSubmitted) return
    // the form forgets that it was changed as soon as it is sent, even if the save is refused; told at
    // once it would ask for its state anew, and take the refusals away from beside their fields
    outstanding.current = window.setTimeout(() => setModified(true), FORM_SETTLED_MS)
    void look(true)
  }, [isProcessing, isSubmitted, look, setModified])

  useEffect(() => {
    const again = () => {
      if (document.visibilityState === 'visible') void look(false)
    }
    window.addEventListener('focus', again)
    document.addEventListener('visibilitychange', again)
    return () => {
      window.removeEventListener('focus', again)
      document.removeEventListener('visibilitychange', again)
    }
  }, [look])

  const isPushed = isModalOpen(PAYLOAD_MODAL)
  useEffect(() => {
    if (!isPushed || !isWatched) return
    closeModal(PAYLOAD_MODAL)
    queueMicrotask(() => void look(false))
  }, [isPushed, isWatched, closeModal, look])

  return { isWatched, newer: newer && newer.record.rev > rev && !isProcessing ? newer : null }
}
