'use client'

import { useMemo } from 'react'
import { reportDefinition } from '../../domain/workflow/check'
import { workflowDefinition } from '../../domain/workflow/definition'
import { useDebounced } from '../shared/useDebounced'
import { WORKFLOW_AREAS } from './areas'
import { Editor } from './Editor'
import { CopyNotice } from './Notices'
import { faultsOfForm, type PlacedProblem } from './problems'
import { ToPublishing } from './ToPublishing'
import { useRecord } from './useRecord'
import { pathOf } from '../../domain/drafts/tree'
import { NO_SURROUNDINGS, vocabularyOf } from '../../domain/drafts/vocabulary'
import { WorkflowPicture } from './WorkflowPicture'

const REST_MS = 300
const nothing = () => undefined

/** The draft of a workflow, edited by forms, beside a picture of it. */
export function WorkflowEditor({ path, copyKey }: { path: string; copyKey: string }) {
  const record = useRecord(path, copyKey)
  const { content, draft, copy } = record
  const rested = useDebounced(content, REST_MS)
  const vocabulary = useMemo(() => vocabularyOf(content, NO_SURROUNDINGS), [content])
  const { definition, problems, isWhole } = useMemo(() => judged(rested), [rested])
  return (
    <Editor
      memory={record.id === null ? null : copyKey}
      content={content}
      schema={workflowDefinition}
      areas={WORKFLOW_AREAS}
      vocabulary={vocabulary}
      draft={draft}
      problems={problems}
      isWhole={isWhole}
      tried={null}
      marked={null}
      mark={nothing}
      special={({ special }) =>
        special === 'GRAPH' &&
        (definition ? (
          <WorkflowPicture definition={definition} />
        ) : (
          <p>The picture appears once the draft is complete.</p>
        ))
      }
      aside={null}
      tools={
        record.id !== null && (
          <ToPublishing collection="workflows" id={record.id} isChanged={record.isChanged} />
        )
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

function judged(content: unknown) {
  const read = workflowDefinition.safeParse(content)
  if (!read.success)
    return { definition: null, problems: faultsOfForm(read.error, content), isWhole: false }
  const { faults, isWhole } = reportDefinition(read.data)
  const problems = faults.map(({ where, message }): PlacedProblem => ({
    path: pathOf(where),
    message,
    kind: 'SENSE',
  }))
  return { definition: read.data, problems, isWhole }
}
