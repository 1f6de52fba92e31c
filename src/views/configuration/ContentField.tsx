import { JSONField } from '@payloadcms/ui'
import type { JSONFieldServerProps } from 'payload'
import { familyContentSchema } from '../../domain/configurator/release'
import { workflowDefinition } from '../../domain/workflow/definition'
import { Empty } from '../panel/blocks'
import { FamilyContentView } from './FamilyContentView'
import { WorkflowContentView } from './WorkflowContentView'
import '../panel/panel.scss'

/**
 * The content of a family or a workflow in the form of its header: to be read, so that nobody changes
 * a rule with a stray key. A record that does not exist yet takes its first content as JSON.
 */
export function ContentField(props: JSONFieldServerProps) {
  const { clientField, data, field, operation, path, permissions, schemaPath } = props
  if (operation === 'create')
    return (
      <JSONField
        field={clientField}
        path={path}
        schemaPath={schemaPath}
        permissions={permissions}
      />
    )

  const content: unknown = data?.[field.name]
  return (
    <div className="field-type panel panel--inside">
      <Content content={content} />
      <details className="panel-card panel-raw">
        <summary>As JSON</summary>
        <pre tabIndex={0} aria-label="Content as JSON">
          {JSON.stringify(content, null, 2)}
        </pre>
      </details>
    </div>
  )
}

function Content({ content }: { content: unknown }) {
  const family = familyContentSchema.safeParse(content)
  if (family.success) return <FamilyContentView content={family.data} />
  const workflow = workflowDefinition.safeParse(content)
  if (workflow.success) return <WorkflowContentView definition={workflow.data} />
  return (
    <Empty title="This content is not complete.">
      It cannot be published as it is; its text is below.
    </Empty>
  )
}
