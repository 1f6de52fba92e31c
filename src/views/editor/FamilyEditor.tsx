'use client'

import { useField } from '@payloadcms/ui'
import { useMemo, useState } from 'react'
import { reportFamily, type FamilyReport } from '../../domain/configurator/lint/checkFamily'
import {
  referenceProblems,
  referencesOf,
  retirementProblems,
} from '../../domain/configurator/lint/references'
import type { FamilyProblem } from '../../domain/configurator/lint/problem'
import { familyContentSchema, type FamilyContent } from '../../domain/configurator/release'
import { useDebounced } from '../shared/useDebounced'
import { FAMILY_AREAS } from './areas'
import { idsInRules, useStandings, type Standing } from './catalogue'
import { Editor } from './Editor'
import { CopyNotice } from './Notices'
import { faultsOfForm, placeOfProblem, type PlacedProblem } from './problems'
import { RulesArea } from './RulesArea'
import { useSurroundings } from './surroundings'
import { blankDesign, trialAsk, type Design } from './try/design'
import { TryPanel } from './try/TryPanel'
import { useTrial } from './try/useTrial'
import { ToPublishing } from './ToPublishing'
import { useRecord } from './useRecord'
import { vocabularyOf, type Named } from '../../domain/drafts/vocabulary'

type Props = { path: string; copyKey: string }

const REST_MS = 300

/** Of a draft that cannot be read, only its faults of form are known. */
const UNREAD: FamilyReport = { problems: [], isWhole: false }

/** The draft of a product family, edited by forms. */
export function FamilyEditor({ path, copyKey }: Props) {
  const record = useRecord(path, copyKey)
  const { content, draft, copy } = record
  const { value: state } = useField<string>({ path: 'state' })
  const isLookedUp = state === 'UNPUBLISHED' ? WITHOUT_RELEASE : BESIDE_A_RELEASE
  const around = useSurroundings()
  const rested = useDebounced(content, REST_MS)
  const vocabulary = useMemo(() => vocabularyOf(content, around), [content, around])
  // the family is the same one until the draft changes, whatever the catalogue answers meanwhile
  const read = useMemo(() => familyContentSchema.safeParse(rested), [rested])
  const family = read.data ?? null
  const ids = useMemo(
    () => [...new Set([...idsInRules(rested), ...(family ? idsLookedUp(family, isLookedUp) : [])])],
    [rested, family, isLookedUp],
  )
  const standingOf = useStandings(ids)
  const report = useMemo(() => (family ? reportFamily(family) : UNREAD), [family])
  const problems = useMemo(() => {
    if (read.error) return faultsOfForm(read.error, rested)
    const gaps = gapsOf(read.data, standingOf, around.categories, isLookedUp)
    return [...report.problems, ...gaps].map(({ where, member, message }): PlacedProblem => ({
      path: placeOfProblem(rested, where, member),
      message,
      kind: 'SENSE',
    }))
  }, [read, rested, report, standingOf, around, isLookedUp])
  const [marked, mark] = useState<string | null>(null)
  const [isTrying, setTrying] = useState(false)
  const [chosen, setDesign] = useState<Design | null>(null)
  const design = useMemo(() => chosen ?? (family ? blankDesign(family) : null), [chosen, family])
  const ask = useMemo(
    () => (isTrying && family && design ? trialAsk(family, design) : null),
    [isTrying, family, design],
  )
  const trial = useTrial(record.id, ask)
  const tried = useMemo(() => {
    const lines = isTrying && trial.outcome?.ok ? trial.outcome.answer.lines : null
    if (!lines) return null
    const counts = new Map<string, number>()
    for (const { rule } of lines) if (rule) counts.set(rule, (counts.get(rule) ?? 0) + 1)
    return counts
  }, [isTrying, trial.outcome])

  return (
    <Editor
      memory={record.id === null ? null : copyKey}
      content={content}
      schema={familyContentSchema}
      areas={FAMILY_AREAS}
      vocabulary={vocabulary}
      draft={draft}
      problems={problems}
      isWhole={report.isWhole}
      tried={tried}
      marked={marked}
      mark={mark}
      special={({ special }) => special === 'RULES' && <RulesArea schema={familyContentSchema} />}
      aside={
        isTrying && design
          ? (area) => (
              <TryPanel
                id={record.id}
                area={area}
                family={family}
                design={design}
                setDesign={setDesign}
                trial={trial}
              />
            )
          : null
      }
      tools={
        <>
          {record.id !== null && (
            <ToPublishing
              collection="product-families"
              id={record.id}
              isChanged={record.isChanged}
            />
          )}
          <button
            type="button"
            className="panel-button panel-button--primary"
            aria-expanded={isTrying}
            onClick={() => setTrying(!isTrying)}
          >
            {isTrying ? 'Close the trial' : 'Try it'}
          </button>
        </>
      }
      notices={
        copy.found && (
          <CopyNotice
            copy={copy.found}
            rev={record.rev}
            restore={copy.restore}
            discard={copy.discard}
          />
        )
      }
    />
  )
}

/** Which parts of a draft are looked up in the catalogue here. */
type LookedUp = (where: string) => boolean

/** Gaps of forms and tasks are told beside the release in force, which may have them as well. */
const BESIDE_A_RELEASE: LookedUp = (where) =>
  where.startsWith('rule ') || where.startsWith('message ') || where === 'accessories'

const WITHOUT_RELEASE: LookedUp = () => true

const idsLookedUp = (family: FamilyContent, isLookedUp: LookedUp): string[] =>
  referencesOf(family).flatMap(({ kind, where, ids }) =>
    kind === 'ITEM' && isLookedUp(where) ? ids : [],
  )

/** What a draft names and the catalogue does not know, or has retired. */
function gapsOf(
  family: FamilyContent,
  standingOf: (id: string) => Standing,
  categories: readonly Named[],
  isLookedUp: LookedUp,
): FamilyProblem[] {
  const isKnown = (id: string) => standingOf(id) !== 'UNKNOWN'
  const isCategory = (code: string) =>
    categories.length === 0 || categories.some(({ value }) => value === code)
  const references = [
    ...referenceProblems(family, (kind, id) => {
      if (kind === 'ITEM') return isKnown(id)
      return kind !== 'CATEGORY' || isCategory(id)
    }),
    ...retirementProblems(family, isKnown, (id) => {
      const standing = standingOf(id)
      return standing === null || standing === 'UNKNOWN' ? null : standing.retired
    }),
  ]
  return references.filter(({ where }) => isLookedUp(where))
}
