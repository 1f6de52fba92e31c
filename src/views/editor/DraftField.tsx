'use client'

import { useAuth, useDocumentInfo, useField } from '@payloadcms/ui'
import type { JSONFieldClientProps } from 'payload'
import { familyContentSchema } from '../../domain/configurator/release'
import { workflowDefinition } from '../../domain/workflow/definition'
import { FamilyContentView } from '../configuration/FamilyContentView'
import { WorkflowContentView } from '../configuration/WorkflowContentView'
import { Empty } from '../panel/blocks'
import { useIsBrowser } from '../shared/useIsBrowser'
import { blankFamily, blankWorkflow } from './blank'
import { FamilyEditor } from './FamilyEditor'
import { focusAreas } from './focus'
import { hasContent } from './Editor'
import { copyKey } from './unsaved'
import { WorkflowEditor } from './WorkflowEditor'
import '../panel/panel.scss'
import './editor.scss'

/** The draft of a family in the form of its record: edited by forms, or read by who may not change it. */
export const FamilyDraftField = (props: JSONFieldClientProps) => (
  <DraftField {...props} kind="FAMILY" />
)

export const WorkflowDraftField = (props: JSONFieldClientProps) => (
  <DraftField {...props} kind="WORKFLOW" />
)

type Kind = 'FAMILY' | 'WORKFLOW'

function DraftField({ path, readOnly, kind }: JSONFieldClientProps & { kind: Kind }) {
  const { value, setValue } = useField<unknown>({ path })
  const { value: code } = useField<string>({ path: 'code' })
  const { value: name } = useField<string>({ path: 'name' })
  const { id, collectionSlug } = useDocumentInfo()
  const { user } = useAuth()
  const isBrowser = useIsBrowser()

  if (readOnly)
    return (
      <div className="field-type panel panel--inside">
        <Shown content={value} />
      </div>
    )
  if (!isBrowser || !user) return <p className="editor-loading">Loading the editor…</p>
  if (!hasContent(value))
    return (
      <div className="field-type panel panel--inside">
        <Empty title="Nothing stands here yet.">
          Give it a code and a name above, then begin. Everything else follows by forms.
        </Empty>
        <div className="panel-actions">
          <button
            type="button"
            className="panel-button panel-button--primary"
            disabled={!code || !name}
            onClick={() => {
              setValue(
                kind === 'FAMILY'
                  ? blankFamily(code ?? '', name ?? '')
                  : blankWorkflow(code ?? '', name ?? ''),
              )
              focusAreas()
            }}
          >
            {kind === 'FAMILY' ? 'Begin a family' : 'Begin a workflow'}
          </button>
        </div>
      </div>
    )
  const key = copyKey(collectionSlug ?? kind, String(id ?? 'new'), String(user.id))
  const Editor = kind === 'FAMILY' ? FamilyEditor : WorkflowEditor
  return (
    <div className="field-type panel panel--inside panel--wide">
      <Editor key={key} path={path} copyKey={key} />
    </div>
  )
}

function Shown({ content }: { content: unknown }) {
  const family = familyContentSchema.safeParse(content)
  if (family.success) return <FamilyContentView content={family.data} />
  const workflow = workflowDefinition.safeParse(content)
  if (workflow.success) return <WorkflowContentView definition={workflow.data} />
  return <Empty title="This draft is not complete yet." />
}
