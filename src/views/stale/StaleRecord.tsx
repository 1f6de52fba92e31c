'use client'

import { useConfig, useDocumentInfo, useForm, useFormFields, useWatchForm } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import { getAt, setAt } from '../editor/tree'
import '../panel/panel.scss'
import { draftInWords, draftParts, hasDraft } from './draftParts'
import { fieldParts, type FieldPart } from './fields'
import { isMoney, referencesIn, valueInWords, type Known } from './inWords'
import { differences, differsIn, merged, type Part, type Versions } from './merge'
import './stale.scss'
import { StaleNotice } from './StaleNotice'
import { useNewer, type Noticed } from './useNewer'
import { useKnown } from './useKnown'
import { mergedInWords, reloadedInWords } from './words'

/** What stands in the form since a merge, until the next revision. */
type Done = { said: string; rev: number }

/**
 * In the form of every record that carries a revision: says when somebody else has saved it meanwhile,
 * field by field, and merges or reloads. Nothing that is typed goes without being asked.
 */
export function StaleRecord() {
  const { isWatched, newer } = useNewer()
  const [done, setDone] = useState<Done | null>(null)
  const rev = useFormFields(([fields]) => Number(fields.rev?.value ?? 0))
  return (
    <div className={isWatched ? 'stale-watch' : undefined}>
      {newer && <Merging key={newer.record.rev} newer={newer} finish={setDone} />}
      <Outcome said={!newer && done?.rev === rev ? done.said : null} />
    </div>
  )
}

function Outcome({ said }: { said: string | null }) {
  const place = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (said !== null) place.current?.focus()
  }, [said])
  return (
    <p
      ref={place}
      role="status"
      tabIndex={-1}
      className={said === null ? 'panel-hidden' : 'stale-done panel-notice panel-notice--good'}
    >
      {said}
    </p>
  )
}

type Choice = Part & {
  isOpen: boolean
  isShown: boolean
  /** What a version of the record says in it. */
  said: (version: unknown) => string[]
}

function Merging({ newer, finish }: { newer: Noticed; finish: (done: Done) => void }) {
  const { collectionSlug = '', data, docPermissions, setData } = useDocumentInfo()
  const { getEntityConfig } = useConfig()
  const { reset, setIsValid, setModified, setProcessing, setSubmitted } = useForm()
  const { getData } = useWatchForm()
  const [isBusy, setBusy] = useState(false)

  const fields = fieldParts(
    getEntityConfig({ collectionSlug })?.fields ?? [],
    docPermissions?.fields,
  )
  const versions = { base: data, mine: typed(fields, getData()), theirs: newer.record }
  const known = useKnown(
    referencesTo(fields, versions),
    fields.some(({ field }) => isMoney(field)),
  )
  const choices = fields.flatMap((field) => choicesOf(field, collectionSlug, versions, known))
  const found = differences(
    choices.filter(({ isOpen }) => isOpen),
    versions,
  )

  const put = async (mine: readonly Part[], said: string) => {
    setBusy(true)
    // nothing is saved until the form holds what was chosen
    setProcessing(true)
    try {
      await reset(merged(mine, versions))
      setData(newer.record)
      setSubmitted(false)
      setIsValid(true)
      setModified(mine.length > 0)
      finish({ said, rev: newer.record.rev })
    } finally {
      setProcessing(false)
    }
  }
  return (
    <StaleNotice
      newer={newer}
      differences={found.map(({ part: { key, label, said }, side }) => ({
        ...{ key, label, side },
        base: said(versions.base),
        mine: said(versions.mine),
        theirs: said(versions.theirs),
      }))}
      also={choices
        .filter(
          (choice) =>
            choice.isShown && !choice.isOpen && differsIn(choice, versions.base, versions.theirs),
        )
        .map(({ label }) => label)}
      isBusy={isBusy}
      merge={(sides) => {
        const mine = found.flatMap(({ part }) => (sides.get(part.key) === 'MINE' ? [part] : []))
        void put(mine, mine.length > 0 ? mergedInWords : reloadedInWords)
      }}
      reload={() => void put([], reloadedInWords)}
    />
  )
}

/** What stands in the form, as the record would hold it: the form counts the rows of an empty list. */
const typed = (fields: readonly FieldPart[], held: unknown): unknown =>
  fields.reduce((record, { field, paths: [path = []] }) => {
    const value = getAt(record, path)
    const isList = field.type === 'array' || field.type === 'blocks'
    if (isList && typeof value === 'number') return setAt(record, path, [])
    return value === undefined ? setAt(record, path, null) : record
  }, held)

function choicesOf(
  { field, ...part }: FieldPart,
  collection: string,
  versions: Versions,
  known: Known,
): Choice[] {
  const [path = []] = part.paths
  if (!hasDraft(collection, part.key))
    return [{ ...part, said: (version) => valueInWords(field, getAt(version, path), known) }]
  const { isOpen, isShown } = part
  return draftParts(collection, versions).map((area) => ({
    ...area,
    ...{ isOpen, isShown },
    said: (version) => draftInWords(area, versions.base, version),
  }))
}

const referencesTo = (fields: readonly FieldPart[], versions: Versions) =>
  fields
    .filter(({ isOpen, ...part }) => isOpen && differsIn(part, versions.mine, versions.theirs))
    .flatMap(({ field, paths: [path = []] }) =>
      Object.values(versions).flatMap((version) => referencesIn(field, getAt(version, path))),
    )
