'use client'

import { useAuth, useDocumentInfo, useFormFields } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import type { z } from 'zod'
import { grantOf } from '../../../access/matrix'
import { ITEM_COLLECTIONS, type ItemName } from '../../domain/catalog/item'
import { meetsRetired, RETIRED_MEETS, type RetiredMeets } from '../../domain/catalog/retirement'
import { isRole } from '../../domain/roles'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { Notice } from '../panel/blocks'
import { call } from '../panel/call'
import { Dialog } from '../panel/Dialog'
import { TextArea } from '../panel/fields'
import { useCommand } from '../panel/useCommand'
import { plural } from '../panel/words'
import { standingSchema, usedSchema } from './answers'
import { ItemPicker } from './ItemPicker'
import { RetiredMark } from './SuccessorLink'
import './catalogue.scss'

type Standing = z.infer<typeof standingSchema>

/** On the page of a part or assembly: whether it is retired, what to use instead, and the way there. */
export function RetireControl() {
  const { id, collectionSlug } = useDocumentInfo()
  const { user } = useAuth()
  const [standing, setStanding] = useState<Standing | null>(null)
  const [isAsked, setAsked] = useState(false)
  const role: unknown = user && Reflect.get(user, 'role')
  const mayRetire = isRole(role) && grantOf('items.retire', role) === 'all'
  const collection = ITEM_COLLECTIONS.find((one) => one === collectionSlug)
  const path = collection && id ? `/api/${collection}/${id}` : null
  // somebody else may have retired it: what a save or a merge brings is read with it
  const rev = useFormFields(([fields]) => fields.rev?.value)

  useEffect(() => {
    if (!path) return
    let isWanted = true
    void call(`${path}/standing`, standingSchema).then((outcome) => {
      if (isWanted && outcome.ok) setStanding(outcome.answer)
    })
    return () => {
      isWanted = false
    }
  }, [path, rev])

  if (!path || !standing) return null
  const { item, successor } = standing
  return (
    <div className="retire-control">
      <RetiredMark isActive={item.isActive} successor={successor} />
      {mayRetire && (
        <button type="button" className="panel-button" onClick={() => setAsked(true)}>
          {item.isActive ? 'Retire…' : 'Reactivate…'}
        </button>
      )}
      {isAsked &&
        createPortal(
          // outside of the form of the page, which must not hear of this one
          <div onSubmit={(event) => event.stopPropagation()}>
            <RetireDialog path={path} standing={standing} close={() => setAsked(false)} />
          </div>,
          document.body,
        )}
    </div>
  )
}

function RetireDialog({
  path,
  standing: { item },
  close,
}: {
  path: string
  standing: Standing
  close: () => void
}) {
  const { run, faults, isBusy } = useCommand()
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [successor, setSuccessor] = useState<ItemName | null>(null)
  const [isTried, setTried] = useState(false)
  const isShort = reason.trim().length < REASON_LENGTH.min
  const isOpenEnded = typed.trim() !== '' && successor === null

  const send = () => {
    setTried(true)
    if (isShort || isOpenEnded) return
    const body = { reason: reason.trim(), rev: item.rev }
    void run({
      path: `${path}/${item.isActive ? 'retire' : 'reactivate'}`,
      schema: standingSchema,
      body: item.isActive ? { ...body, successor: successor?.id ?? null } : body,
      // the form behind still holds the item as it was: it is read anew
      done: () => window.location.reload(),
    })
  }
  return (
    <Dialog
      title={`${item.isActive ? 'Retire' : 'Reactivate'} ${item.partNumber}`}
      action={item.isActive ? 'Retire' : 'Reactivate'}
      isDanger={item.isActive}
      isBusy={isBusy}
      faults={faults}
      close={close}
      submit={send}
    >
      {item.isActive ? (
        <>
          <UsesNow path={path} item={item} />
          <ItemPicker
            label="Successor (optional)"
            help="What to use instead. Lists, bills and refused orders name it."
            text={typed}
            change={(text, chosen) => {
              setTyped(text)
              setSuccessor(chosen)
            }}
            isActiveOnly
            fault={isTried && isOpenEnded ? 'Take an item of the list, or leave this empty.' : null}
          />
        </>
      ) : (
        <p>It can be ordered and built in again, and no longer names a successor.</p>
      )}
      <TextArea
        label="Reason"
        help="Kept in the history of the item."
        value={reason}
        change={setReason}
        maxLength={REASON_LENGTH.max}
        required
        fault={isTried && isShort ? `Say why: at least ${REASON_LENGTH.min} characters.` : null}
      />
    </Dialog>
  )
}

type Used = z.infer<typeof usedSchema>

const NAMED_AT_MOST = 5

const inShort = (names: readonly string[]): string =>
  names.slice(0, NAMED_AT_MOST).join(', ') +
  (names.length > NAMED_AT_MOST ? ` and ${names.length - NAMED_AT_MOST} more` : '')

/** A rule that adds several assemblies with the item is one rule. */
const rulesNamed = (rules: NonNullable<Used['rules']>): string[] => [
  ...new Set(rules.map(({ family, rule }) => `${family.code} ${rule}`)),
]

const ADDED_BY: Readonly<Record<RetiredMeets, readonly [string, string]>> = {
  REFUSED: ['rule asks for it', 'rules ask for it'],
  NEXT: [
    'rule takes it as one of several alternatives',
    'rules take it as one of several alternatives',
  ],
  NOTED: ['rule adds it within an assembly', 'rules add it within an assembly'],
}
const NEW_ORDERS: Readonly<Record<RetiredMeets, string>> = {
  REFUSED: 'New orders that ask for it are refused and told the successor.',
  NEXT: 'New orders get the next alternative that is in use; without one they are refused and told the successor.',
  NOTED:
    'New orders are taken: it stays on their bills, with a note that it is retired and what its successor is.',
}

/** What uses the item now: nothing of it breaks, but whoever retires should know. */
function UsesNow({ path, item }: { path: string; item: ItemName }) {
  const [used, setUsed] = useState<Used | null>(null)
  useEffect(() => {
    let isWanted = true
    void call(`${path}/where-used`, usedSchema).then((outcome) => {
      if (isWanted && outcome.ok) setUsed(outcome.answer)
    })
    return () => {
      isWanted = false
    }
  }, [path])
  if (!used) return <p>Looking where it is used…</p>
  const { assemblies } = used
  const rules = used.rules ?? []
  const builds = used.builds ?? []
  if (assemblies + rules.length + builds.length === 0)
    return (
      <Notice tone="good">
        <p>No assembly, rule or build under way uses it.</p>
      </Notice>
    )
  const inForce = rules.filter(({ isOn, release }) => isOn && release !== null)
  const named = [...new Set(builds.map(({ buildNumber }) => buildNumber))]
  return (
    <Notice tone="warn">
      <p>
        <strong>It is in use:</strong>
      </p>
      <ul>
        {builds.length > 0 && (
          <li>
            {plural(builds.length, 'build', 'builds')} under way: {inShort(named)}.{' '}
            {builds.length === 1
              ? 'Its bill of materials stays as it is.'
              : 'Their bills of materials stay as they are.'}
          </li>
        )}
        {assemblies > 0 && (
          <li>
            {plural(assemblies, 'assembly contains it and keeps', 'assemblies contain it and keep')}{' '}
            it, marked as retired.
          </li>
        )}
        {RETIRED_MEETS.map((meets) => {
          const named = rulesNamed(inForce.filter((rule) => meetsRetired(item, rule) === meets))
          return (
            named.length > 0 && (
              <li key={meets}>
                {plural(named.length, ...ADDED_BY[meets])} ({inShort(named)}). {NEW_ORDERS[meets]}
              </li>
            )
          )
        })}
      </ul>
      <a href={`/admin/collections${path.slice('/api'.length)}/where-used`}>See where it is used</a>
    </Notice>
  )
}
