'use client'

import { useConfig, useDocumentInfo, useForm, useFormFields, useWatchForm } from '@payloadcms/ui'
import { useEffect, useMemo, useRef, useState } from 'react'
import { mergeContents, type Taken } from '../../domain/mergeContents'
import { getAt, setAt } from '../../domain/drafts/tree'
import '../panel/panel.scss'
import { DRAFT, draftInWords, hasDraft } from './draftInWords'
import { fieldParts, type FieldPart } from './fields'
import { isMoney, referencesIn, valueInWords } from './inWords'
import { differences, differsIn, merged, type Versions } from './merge'
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

function Merging({ newer, finish }: { newer: Noticed; finish: (done: Done) => void }) {
  const { collectionSlug = '', data, docPermissions, globalSlug, setData } = useDocumentInfo()
  const { getEntityConfig } = useConfig()
  const { reset, setIsValid, setModified, setProcessing, setSubmitted } = useForm()
  const { getData } = useWatchForm()
  const [isBusy, setBusy] = useState(false)

  const entity = globalSlug ? { globalSlug } : { collectionSlug }
  const fields = fieldParts(getEntityConfig(entity)?.fields ?? [], docPermissions?.fields)
  const versions = { base: data, mine: typed(fields, getData()), theirs: newer.record }
  const known = useKnown(
    referencesTo(fields, versions),
    fields.some(({ field }) => isMoney(field)),
  )
  const said = ({ field, paths: [path = []] }: FieldPart, version: unknown) =>
    valueInWords(field, getAt(version, path), known)
  const isMerged = ({ key, isOpen }: FieldPart) => isOpen && hasDraft(collectionSlug, key)
  const draft = useDraftMerge(fields.some(isMerged) ? versions : NO_VERSIONS)
  const found = differences(
    fields.filter((field) => field.isOpen && !isMerged(field)),
    versions,
  )

  const put = async (next: unknown, hasMine: boolean) => {
    setBusy(true)
    // nothing is saved until the form holds what was chosen
    setProcessing(true)
    try {
      await reset(next)
      setData(newer.record)
      setSubmitted(false)
      setIsValid(true)
      setModified(hasMine)
      finish({ said: hasMine ? mergedInWords : reloadedInWords, rev: newer.record.rev })
    } finally {
      setProcessing(false)
    }
  }
  const merge = (sides: ReadonlyMap<string, Taken>) => {
    const isMine = ({ key }: { key: string }) => (sides.get(key) ?? 'THEIRS') !== 'THEIRS'
    const mine = found.flatMap(({ part }) => (isMine(part) ? [part] : []))
    const next = merged(mine, versions)
    const hasDraftOfMine = draft.differences.some(isMine)
    void put(
      hasDraftOfMine ? setAt(next, [DRAFT], draft.with(sides)) : next,
      hasDraftOfMine || mine.length > 0,
    )
  }
  return (
    <StaleNotice
      newer={newer}
      differences={[
        ...found.map(({ part, side }) => ({
          ...{ key: part.key, label: part.label, side },
          base: said(part, versions.base),
          mine: said(part, versions.mine),
          theirs: said(part, versions.theirs),
        })),
        ...draft.differences,
      ]}
      also={fields
        .filter(
          (field) =>
            field.isShown && !field.isOpen && differsIn(field, versions.base, versions.theirs),
        )
        .map(({ label }) => label)}
      isBusy={isBusy}
      merge={merge}
      reload={() => void put(newer.record, false)}
    />
  )
}

const NO_VERSIONS: Versions = { base: null, mine: null, theirs: null }

/** The draft of a record entry by entry: what differs in words, and what becomes of it. */
function useDraftMerge(versions: Versions) {
  const [base, mine, theirs] = [versions.base, versions.mine, versions.theirs].map((version) =>
    getAt(version, [DRAFT]),
  )
  return useMemo(() => {
    const drafts = { base, mine, theirs }
    const { differences: found } = mergeContents(drafts)
    const said = new Map(draftInWords(drafts, found).map((one) => [one.key, one]))
    return {
      differences: found.flatMap(({ key, side }) => {
        const one = said.get(key)
        return one ? [{ ...one, side }] : []
      }),
      with: (sides: ReadonlyMap<string, Taken>) => mergeContents(drafts, sides).content,
    }
  }, [base, mine, theirs])
}

/** What stands in the form, as the record would hold it: the form counts the rows of an empty list. */
const typed = (fields: readonly FieldPart[], held: unknown): unknown =>
  fields.reduce((record, { field, paths: [path = []] }) => {
    const value = getAt(record, path)
    const isList = field.type === 'array' || field.type === 'blocks'
    if (isList && typeof value === 'number') return setAt(record, path, [])
    return value === undefined ? setAt(record, path, null) : record
  }, held)

const referencesTo = (fields: readonly FieldPart[], versions: Versions) =>
  fields
    .filter(({ isOpen, ...part }) => isOpen && differsIn(part, versions.mine, versions.theirs))
    .flatMap(({ field, paths: [path = []] }) =>
      Object.values(versions).flatMap((version) => referencesIn(field, getAt(version, path))),
    )
