'use client'

import { SetStepNav } from '@payloadcms/ui'
import { useCallback, useMemo, useState } from 'react'
import { useIsBrowser } from '../shared/useIsBrowser'
import {
  filesNamedIn,
  loadCustomer,
  loadDraft,
  filesOfDraft,
  Refused,
  type DraftRecord,
} from './api'
import { DraftList } from './DraftList'
import { nameDraftInAddress } from './state/address'
import { localCopies, openingOf, type LocalCopy } from './state/localCopies'
import { customerIdIn, resumed, unreadableSinks } from './state/resume'
import { blankWizard, type FileEntry, type WizardState, type World } from './state/wizard'
import { WizardForm } from './WizardForm'
import { words } from './words'
import './wizard.scss'

export type FamilyCard = {
  code: string
  name: string
  description: string
  isOpen: boolean
  /** No longer offered; shown to a draft that was entered with it. */
  isRetired: boolean
}
export type DraftEntry = Pick<DraftRecord, 'id' | 'title' | 'step' | 'updatedAt'>

export type OrderWizardProps = {
  world: World
  families: readonly FamilyCard[]
  /** This user's drafts, newest first. */
  drafts: readonly DraftEntry[]
  /** The draft named in the address. */
  draftId: string | null
  userId: string
  /** ISO 4217 of all costs. */
  currency: string
  salesPeople: readonly string[]
}

/** An order being typed in; `key` changes with each one so that nothing of another is left. */
export type Session = {
  key: number
  state: WizardState
  notice: string | null
  /** The draft on the server; null when it has none. */
  id: string | null
  /** The revision of the draft that was read; null when the server has none. */
  rev: number | null
  /** When the server last had it, in milliseconds. */
  savedAt: number | null
  /** It holds entries that the server has not. */
  isUnsaved: boolean
  /** Another window has changed the server's draft since they were typed. */
  isStale: boolean
  /** Copies in this browser whose entries stand in this session or on the server. */
  takenUp: readonly LocalCopy[]
}

/** Opens on the drafts of this user, on the one named in the address, or on a blank order. */
export function OrderWizard(props: OrderWizardProps) {
  const { drafts, draftId, userId } = props
  const [world, setWorld] = useState(props.world)
  const isBrowser = useIsBrowser()
  const copies = useMemo(() => (isBrowser ? localCopies(userId) : []), [isBrowser, userId])
  const families = useMemo(
    () => props.families.map((card) => cardIn(world, card)),
    [props.families, world],
  )
  const first = useMemo(() => newSession(world, 0), [world])
  const [chosen, setSession] = useState<Session | null>(null)
  const isEmpty = drafts.length === 0 && copies.length === 0 && draftId === null
  const session = chosen ?? (isBrowser && isEmpty ? first : null)

  const start = useCallback(() => {
    nameDraftInAddress(null)
    setSession((before) => newSession(world, (before?.key ?? 0) + 1))
  }, [world])

  const resume = useCallback(
    async (id: string | null, copies: readonly LocalCopy[]): Promise<string | null> => {
      try {
        const next = await reopen(world, id, copies)
        nameDraftInAddress(next.id)
        setSession((before) => ({ ...next, key: (before?.key ?? 0) + 1 }))
        return null
      } catch (error) {
        return isGone(error) ? words.drafts.gone : words.failed
      }
    },
    [world],
  )

  return (
    <div className="wizard gutter--left gutter--right">
      <SetStepNav
        nav={[{ label: 'Orders', url: '/admin/collections/orders' }, { label: words.title }]}
      />
      {session === null && !isBrowser ? (
        <p className="wizard__loading">{words.loading}</p>
      ) : session ? (
        <WizardForm
          key={session.key}
          {...props}
          world={world}
          families={families}
          setWorld={setWorld}
          session={session}
          restart={start}
          reopen={(id) => resume(id, [])}
        />
      ) : (
        <DraftList drafts={drafts} copies={copies} wanted={draftId} resume={resume} start={start} />
      )}
    </div>
  )
}

/** A family as it stands now: one that was open when the page was read may have been retired since. */
const cardIn = (world: World, card: FamilyCard): FamilyCard =>
  card.isOpen && !(card.code in world.families) ? { ...card, isOpen: false, isRetired: true } : card

const newSession = (world: World, key: number): Session => ({
  key,
  state: blankWizard(world),
  notice: null,
  id: null,
  rev: null,
  savedAt: null,
  isUnsaved: false,
  isStale: false,
  takenUp: [],
})

/** The files that a draft has, and those that it names: after it was made anew some may have no draft yet. */
async function filesOf(id: string | null, content: unknown): Promise<readonly FileEntry[]> {
  const [own, named] = await Promise.all([
    id === null ? [] : filesOfDraft(id),
    filesNamedIn(content),
  ])
  const known = new Set(own.map((file) => file.id))
  return [...own, ...named.filter((file) => !known.has(file.id))]
}

const isGone = (error: unknown): boolean => error instanceof Refused && error.status === 404

/**
 * Brings a draft back, with entries that this browser kept and the server has not. Those of a draft that is
 * gone become a new one.
 */
async function reopen(
  world: World,
  wanted: string | null,
  copies: readonly LocalCopy[],
): Promise<Omit<Session, 'key'>> {
  const record =
    wanted === null
      ? null
      : await loadDraft(wanted).catch((error: unknown) => {
          if (copies.length > 0 && isGone(error)) return null
          throw error
        })
  const id = record?.id ?? null
  const { copy, isStale, settled } = openingOf(record, copies)
  const { step, content } = copy ?? record ?? { step: 1, content: null }

  const customerId = customerIdIn(content)
  const [customer, files] = await Promise.all([
    customerId === null ? null : loadCustomer(customerId),
    filesOf(id, content),
  ])
  const title = (record ?? copy)?.title ?? words.drafts.untitled
  const unreadable = unreadableSinks(content)
  const said = copy ? words.drafts.recovered : words.drafts.resumed(title)
  return {
    state: resumed({ step, content }, world, { customer, files }),
    id,
    rev: (copy ?? record)?.rev ?? null,
    notice: unreadable.length > 0 ? `${said} ${words.drafts.unreadable(unreadable)}` : said,
    savedAt: record ? Date.parse(record.updatedAt) : null,
    isUnsaved: copy !== null,
    isStale,
    takenUp: copy ? [copy, ...settled] : settled,
  }
}
