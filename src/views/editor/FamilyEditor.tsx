'use client'

import { useMemo, useState } from 'react'
import { checkFamily } from '../../domain/configurator/lint/checkFamily'
import { familyContentSchema } from '../../domain/configurator/release'
import { useDebounced } from '../shared/useDebounced'
import { FAMILY_AREAS } from './areas'
import { idsInRules, useKnownItems } from './catalogue'
import { Editor } from './Editor'
import { CopyNotice } from './Notices'
import { formProblems, placeOfWords, type PlacedProblem } from './problems'
import { RulesArea } from './RulesArea'
import { useSurroundings } from './surroundings'
import { useRecord } from './useRecord'
import { vocabularyOf } from './vocabulary'

type Props = { path: string; copyKey: string }

const REST_MS = 300

/** The draft of a product family, edited by forms. */
export function FamilyEditor({ path, copyKey }: Props) {
  const record = useRecord(path, copyKey)
  const { content, draft, copy } = record
  const around = useSurroundings()
  const rested = useDebounced(content, REST_MS)
  const vocabulary = useMemo(() => vocabularyOf(content, around), [content, around])
  const ids = useMemo(() => idsInRules(rested), [rested])
  const isKnown = useKnownItems(ids)
  const unknown = ids.filter((id) => !isKnown(id)).join('\n')
  const { problems } = useMemo(() => judged(rested, unknown.split('\n')), [rested, unknown])
  const [marked, mark] = useState<string | null>(null)

  return (
    <Editor
      content={content}
      schema={familyContentSchema}
      areas={FAMILY_AREAS}
      vocabulary={vocabulary}
      draft={draft}
      problems={problems}
      tried={null}
      marked={marked}
      mark={mark}
      special={({ special }) => special === 'RULES' && <RulesArea schema={familyContentSchema} />}
      aside={null}
      tools={null}
      notices={
        copy.found && (
          <CopyNotice
            copy={copy.found}
            rev={record.rev}
            restore={() => {
              draft.replace(copy.found?.content, 'Restored unsaved changes')
              copy.decide()
            }}
            discard={copy.decide}
          />
        )
      }
    />
  )
}

/** Faults of form first; sense is judged only of what can be read. */
function judged(content: unknown, unknownItems: readonly string[]) {
  const read = familyContentSchema.safeParse(content)
  if (!read.success) return { family: null, problems: formProblems(read.error) }
  const problems = checkFamily(read.data, (id) => !unknownItems.includes(id)).map(
    ({ where, message }): PlacedProblem => ({
      path: placeOfWords(content, where),
      message,
      kind: 'SENSE',
    }),
  )
  return { family: read.data, problems }
}
