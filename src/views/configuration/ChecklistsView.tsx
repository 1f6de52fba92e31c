import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps, PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { labelText } from '../../domain/label'
import type { FormItem } from '../../domain/quality/item'
import {
  familiesWithForms,
  formsOfBuild,
  type FamilyOfForms,
  type FormPreview,
} from '../../services/configuration/checklists'
import { familyRelease } from '../../services/configuration/releases'
import { NO_SURROUNDINGS, vocabularyOf } from '../../domain/drafts/vocabulary'
import { codeInWords } from '../../domain/drafts/fieldWords'
import { say } from '../editor/words'
import { Card, Empty, Facts, Notice, Panel, ScrollTable } from '../panel/blocks'
import { PanelPage } from '../panel/PanelPage'
import { plural } from '../panel/words'
import { choicesOf, expectationInWords } from '../quality/answerWords'
import { idOfItem, sectionsOf } from '../quality/form'
import { ChecklistContent } from './ChecklistContent'
import './releases.scss'

type Params = AdminViewServerProps['searchParams']
const textOf = (params: Params, name: string): string => {
  const value = params?.[name]
  return typeof value === 'string' ? value.trim() : ''
}

/**
 * `/admin/checklists?family=…&form=…&build=…`: the forms of the newest release, to be read, and what one of
 * them asks about a build on the release that it pinned (handbook 1.3). Only forms leave the server, in words.
 */
export async function ChecklistsView({
  initPageResult,
  params,
  searchParams,
}: AdminViewServerProps) {
  const { req } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'checklists.read')) notFound()
  const families = await familiesWithForms(req)
  const asked = textOf(searchParams, 'family')
  const family = families.find(({ code }) => code === asked) ?? families[0]
  return (
    <PanelPage {...{ initPageResult, params, searchParams }}>
      <Panel>
        <SetStepNav nav={[{ label: 'Checklists' }]} />
        {family ? (
          <Forms
            req={req}
            families={families}
            family={family}
            form={textOf(searchParams, 'form')}
            build={textOf(searchParams, 'build')}
          />
        ) : (
          <Card title="Checklists">
            <Empty title="No family is published yet.">
              Its forms can be read here once an Admin has published one.
            </Empty>
          </Card>
        )}
      </Panel>
    </PanelPage>
  )
}

type Props = {
  req: PayloadRequest
  families: readonly FamilyOfForms[]
  family: FamilyOfForms
  form: string
  build: string
}

async function Forms({ req, families, family, form, build }: Props) {
  const { content, version } = await familyRelease(req, family.release)
  const checklist = content.checklists.find(({ key }) => key === form) ?? content.checklists[0]
  const found = build === '' ? null : await formsOfBuild(req, build)
  const preview =
    found?.family === family.code
      ? found.forms.find(({ key }) => key === checklist?.key)
      : undefined
  const addressOf = (key: string) =>
    `/admin/checklists?${new URLSearchParams({ family: family.code, form: key, ...(build && { build }) })}`
  return (
    <>
      <Card title="Checklists">
        <p>
          {family.isRetired
            ? `The forms of release ${version}, the last one: the family is retired, and builds of it are still on their way.`
            : `The forms of release ${version}, which is in force for new orders.`}{' '}
          A build keeps the forms of the release that it was entered with.
        </p>
        <nav className="panel-actions checklist-forms" aria-label="Forms">
          {content.checklists.map(({ key, label }) => (
            <Link
              key={key}
              className="panel-button"
              href={addressOf(key)}
              aria-current={key === checklist?.key ? 'page' : undefined}
            >
              {labelText(label)}
            </Link>
          ))}
        </nav>
        <form method="get" action="/admin/checklists" className="panel-filters panel-no-print">
          <div className="panel-field">
            <label htmlFor="checklists-family">Family</label>
            <select id="checklists-family" name="family" defaultValue={family.code}>
              {families.map(({ code, name, isRetired }) => (
                <option key={code} value={code}>
                  {isRetired ? `${name} (retired)` : name}
                </option>
              ))}
            </select>
          </div>
          <div className="panel-field">
            <label htmlFor="checklists-build">As asked for build</label>
            <input id="checklists-build" name="build" type="text" defaultValue={build} />
          </div>
          {checklist && <input type="hidden" name="form" value={checklist.key} />}
          <button type="submit" className="panel-button">
            Show
          </button>
        </form>
        {build !== '' && !preview && (
          <Notice tone="bad">
            <p>
              {!found
                ? `There is no build “${build}”. Check the number.`
                : found.family === family.code
                  ? `Build ${found.buildNumber} was entered with release ${found.version}, which has no such form.`
                  : `Build ${found.buildNumber} is of another family. Choose that family.`}
            </p>
          </Notice>
        )}
      </Card>
      {preview && found && (
        <Card
          title={`${labelText(preview.label)} for build ${found.buildNumber}, release ${found.version}`}
        >
          <Preview preview={preview} />
        </Card>
      )}
      {checklist ? (
        <Card title={labelText(checklist.label)}>
          <ChecklistContent checklist={checklist} words={vocabularyOf(content, NO_SURROUNDINGS)} />
        </Card>
      ) : (
        <Empty title="This family has no checklist." />
      )}
    </>
  )
}

/** The form as it would be opened now, unanswered. */
function Preview({ preview: { header, items, statement } }: { preview: FormPreview }) {
  return (
    <>
      <p>{plural(items.length, 'question', 'questions')} from the configuration of this build.</p>
      <Facts
        facts={header
          .filter(({ value }) => value !== null)
          .map(({ labels, text }) => ({ label: labelText(labels), value: labelText(text) }))}
      />
      {sectionsOf(items).map(({ id, heading, items: asked }) => (
        <section key={id} className="checklist-section" aria-label={`${heading}, as asked`}>
          <h3>{heading}</h3>
          <ScrollTable label={`Questions of ${heading}`}>
            <thead>
              <tr>
                <th scope="col">Item</th>
                <th scope="col">Question</th>
                <th scope="col">Answer</th>
              </tr>
            </thead>
            <tbody>
              {asked.map((item) => (
                <tr key={idOfItem(item)}>
                  <th scope="row">
                    {item.key}
                    {item.basin !== null && (
                      <span className="panel-table__sub">{say.basin(item.basin)}</span>
                    )}
                  </th>
                  <td>{labelText(item.labels)}</td>
                  <td>{answerOf(item)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </section>
      ))}
      <p>{labelText(statement)}</p>
    </>
  )
}

const answerOf = (item: FormItem): string =>
  [
    codeInWords(item.type),
    item.type === 'CHOICE'
      ? choicesOf(item)
          .map(({ label }) => label)
          .join(' / ')
      : '',
    expectationInWords(item),
    item.required ? '' : say.optional,
    item.naAllowed ? say.naAllowed : '',
    item.photoRequired ? say.photo : '',
    item.partNumber ? say.partOf(item.partNumber) : '',
  ]
    .filter((mark) => mark !== '')
    .join(' · ')
