import type { DocumentViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { CHECKLIST_KINDS } from '../../domain/quality/checklist'
import { FORM_LABELS } from '../../domain/quality/codes'
import { labelText } from '../../domain/label'
import { familyRelease } from '../../services/configuration/releases'
import { generatedForm } from '../../services/quality/inspections'
import { idOf } from '../../services/relation'
import { settingsOf } from '../../services/settings'
import { BuildFrame, openBuild } from '../builds/BuildFrame'
import { Card, Empty, Notice } from '../panel/blocks'
import { plural } from '../panel/words'
import { FormAnswers } from './FormAnswers'
import './quality.scss'
import { words } from './words'

/**
 * `/admin/collections/builds/:id/forms`: every form that the configuration of this build yields, to read
 * before it is due. Nothing is stored.
 */
export async function BuildFormsView(props: DocumentViewServerProps) {
  const open = await openBuild(props)
  const { req, build } = open
  const mayRead = may(req, 'inspections.read')
  const [{ timeZone }, { content }] = await Promise.all([
    settingsOf(req),
    familyRelease(req, idOf(build.release)),
  ])
  const kinds = CHECKLIST_KINDS.filter((kind) =>
    content.checklists.some((checklist) => checklist.kind === kind),
  )
  const forms = mayRead
    ? await Promise.all(kinds.map((kind) => generatedForm(req, build, kind, 1)))
    : []
  return (
    <BuildFrame {...open} tab={words.forms.tab}>
      <Notice>
        <p>{mayRead ? words.forms.lead : words.forms.notYours}</p>
      </Notice>
      {mayRead && forms.length === 0 && <Empty title={words.forms.none} />}
      {forms.map(({ checklist, items }) => (
        <Card
          key={checklist.kind}
          title={FORM_LABELS[checklist.kind]}
          actions={<span>{plural(items.length, 'item', 'items')}</span>}
        >
          <details className="form-details">
            <summary>{words.forms.show(labelText(checklist.label), checklist.document)}</summary>
            <FormAnswers items={items} photos={[]} timeZone={timeZone} isPreview />
          </details>
        </Card>
      ))}
    </BuildFrame>
  )
}
