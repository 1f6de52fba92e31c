import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps, PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { labelText } from '../../domain/label'
import type { FormItem } from '../../domain/quality/item'
import {
  familiesInForce,
  formsRelease,
  previewForms,
  type FormPreview,
} from '../../services/configuration/checklists'
import { languageOfOrder } from '../../services/orders/language'
import { idOf } from '../../services/relation'
import { vocabularyOf } from '../../domain/drafts/vocabulary'
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
 * `/admin/checklists?family=…&form=…&build=…`: the forms of the release in force, to be read, and what one
 * of them asks about a build (handbook 1.3). Only its forms leave the server, in words.
 */
export async function ChecklistsView({
  initPageResult,
  params,
  searchParams,
}: AdminViewServerProps) {
  const { req } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'checklists.read')) notFound()
  const families = await familiesInForce(req)
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
            family={family.code}
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
  families: readonly { code: string; name: string; version: number }[]
  family: string
  form: string
  build: string
}

async function Forms({ req, families, family, form, build }: Props) {
  const { content, version } = await formsRelease(req, family)
  const checklist = content.checklists.find(({ key }) => key === form) ?? content.checklists[0]
  const found = build === '' ? null : await findBuild(req, build)
  const preview =
    found?.family === family
      ? (await previewForms(req, content, found)).find(({ key }) => key === checklist?.key)
      : undefined
  const addressOf = (key: string) =>
    `/admin/checklists?${new URLSearchParams({ family, form: key, ...(build && { build }) })}`
  return (
    <>
      <Card title="Checklists">
        <p>
          The forms of release {version}, which is in force for new orders. A build keeps the forms
          of the release that it was entered with.
        </p>
        <nav className="panel-actions" aria-label="Forms">
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
            <select id="checklists-family" name="family" defaultValue={family}>
              {families.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
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
        {build !== '' && found?.family !== family && (
          <Notice tone="bad">
            <p>
              {found
                ? `Build ${found.buildNumber} is of another family. Choose that family.`
                : `There is no build “${build}”. Check the number.`}
            </p>
          </Notice>
        )}
      </Card>
      {preview && found && (
        <Card title={`${labelText(preview.label)} for build ${found.buildNumber}`}>
          <Preview preview={preview} />
        </Card>
      )}
      {checklist ? (
        <Card title={labelText(checklist.label)}>
          <ChecklistContent
            checklist={checklist}
            words={vocabularyOf(content, { tools: [], instructions: [] })}
          />
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

/** A build by its number, within the rows of whoever asks. */
async function findBuild(req: PayloadRequest, buildNumber: string) {
  const { docs } = await req.payload.find({
    collection: 'builds',
    where: { buildNumber: { equals: buildNumber } },
    select: {
      buildNumber: true,
      family: true,
      configuration: true,
      accessories: true,
      order: true,
    },
    limit: 1,
    pagination: false,
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  const [build] = docs
  return build ? { ...build, language: await languageOfOrder(req, idOf(build.order)) } : null
}
