import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { FORM_LABELS } from '../../domain/quality/codes'
import type { FormItem } from '../../domain/quality/item'
import { isReleased } from '../../domain/workflow/definition'
import type { Build } from '../../payload-types'
import { itemsOf } from '../../services/quality/answers'
import { formsOf } from '../../services/quality/forms'
import { idOf } from '../../services/relation'
import { Card } from '../panel/blocks'
import { definitionOf } from '../panel/states'
import { FormBadge } from './Beside'
import { FormAct } from './FormAct'
import './quality.scss'
import { words } from './words'

/** The forms of a build on its page: how each stands, and a button for the one that is due. */
export async function BuildForms({ req, build }: { req: PayloadRequest; build: Build }) {
  if (!may(req, 'inspections.read')) return null
  const forms = (await formsOf(req, [build])).get(build.id) ?? []
  const definition = await definitionOf(req, idOf(build.workflow))
  const isOut = isReleased(definition, build.status, build.heldFrom ?? null)
  const ticked = await tickedItems(req, build)
  const ref = { id: build.id, buildNumber: build.buildNumber, rev: build.rev ?? null }
  return (
    <Card
      title={words.forms.title}
      actions={
        <Link className="panel-row-link" href={`/admin/collections/builds/${build.id}/forms`}>
          {words.forms.preview}
        </Link>
      }
    >
      <ul className="form-standings">
        {forms.map((standing) => {
          const { kind, attempts, waits } = standing
          return (
            <li key={kind}>
              <strong>{FORM_LABELS[kind]}</strong>
              {attempts.length === 0 && (
                <span className="panel-table__sub">{waits ?? words.forms.notYet}</span>
              )}
              {attempts.map((form) => (
                <span key={form.id} className="form-standings__attempt">
                  <Link
                    className="panel-row-link"
                    href={`/admin/collections/inspections/${form.id}`}
                  >
                    {words.attempt(form.attempt)}
                    <span className="panel-hidden">: {FORM_LABELS[kind]}</span>
                  </Link>
                  <FormBadge
                    form={form}
                    items={kind === 'PRODUCTION' ? ticked : []}
                    isReleased={isOut}
                  />
                </span>
              ))}
              {attempts.length > 0 && attempts[0]?.outcome !== 'PASS' && waits && (
                <span className="panel-table__sub">{waits}</span>
              )}
              <FormAct build={ref} standing={standing} />
            </li>
          )
        })}
      </ul>
    </Card>
  )
}

/** What the tasks have answered of the production check that is open. */
async function tickedItems(req: PayloadRequest, build: Build): Promise<readonly FormItem[]> {
  const { docs } = await req.payload.find({
    collection: 'inspections',
    where: {
      build: { equals: build.id },
      kind: { equals: 'PRODUCTION' },
      state: { equals: 'DRAFT' },
    },
    select: { kind: true, items: true },
    limit: 1,
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  const [form] = docs
  return form?.items ? itemsOf(form) : []
}
