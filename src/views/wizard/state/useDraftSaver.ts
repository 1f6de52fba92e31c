'use client'

import { useEffect, useState, useSyncExternalStore } from 'react'
import { v4 as uuid } from 'uuid'
import { loadDraft, Refused, saveDraft } from '../api'
import type { Session } from '../OrderWizard'
import { words } from '../words'
import { nameDraftInAddress } from './address'
import { DraftSaver, type SaveState, type SaveTrouble } from './draftSaver'
import { forgetCopy, localKey } from './localCopies'
import { submissionOf, titleOf } from './submission'
import type { WizardState, World } from './wizard'

const draftOf = (state: WizardState, world: World) => ({
  title: titleOf(state, words.drafts.untitled),
  step: state.step,
  content: submissionOf(state, world),
})

function reasonOf(error: unknown): SaveTrouble {
  if (!(error instanceof Refused)) return 'other'
  if (error.status === 401) return 'signedOut'
  if (error.status === 409 && error.refusals[0]?.code === 'stale_revision') return 'stale'
  return error.status === 404 ? 'gone' : 'other'
}

/** Keeps the draft saved while the wizard is open; see `DraftSaver`. */
export function useDraftSaver(
  state: WizardState,
  world: World,
  {
    userId,
    id,
    rev,
    savedAt,
    isUnsaved,
    isStale,
    takenUp,
  }: Omit<Session, 'key' | 'state' | 'notice'> & { userId: string },
): { saver: DraftSaver; saving: SaveState } {
  const [saver] = useState(() => {
    const tab = uuid()
    return new DraftSaver(
      {
        save: saveDraft,
        load: loadDraft,
        reasonOf,
        storage: {
          setItem: (key, value) => window.localStorage.setItem(key, value),
          removeItem: (key) => window.localStorage.removeItem(key),
        },
        localKey: (id) => localKey(userId, id, tab),
        now: () => Date.now(),
      },
      { id, rev, at: savedAt, isStale },
      isUnsaved ? null : draftOf(state, world),
    )
  })
  const saving = useSyncExternalStore(saver.subscribe, saver.snapshot, saver.snapshot)

  useEffect(() => saver.update(draftOf(state, world)), [saver, state, world])
  // only now: what stood in them is kept under the key of this window
  useEffect(() => takenUp.forEach(forgetCopy), [takenUp])
  useEffect(() => {
    if (saving.id !== null) nameDraftInAddress(saving.id)
  }, [saving.id])
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === 'hidden') void saver.flush(true)
    }
    const retry = () => void saver.flush()
    document.addEventListener('visibilitychange', leave)
    window.addEventListener('online', retry)
    window.addEventListener('focus', retry)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      window.removeEventListener('online', retry)
      window.removeEventListener('focus', retry)
      void saver.flush(true)
    }
  }, [saver])

  return { saver, saving }
}
