import Link from 'next/link'
import type { DocumentViewServerProps, PayloadRequest } from 'payload'
import { z } from 'zod'
import { may } from '../../../access/can'
import { normalizeConfiguration } from '../../domain/configurator/normalize'
import { labelText } from '../../domain/label'
import { holdClassesOf } from '../../domain/orders/hold'
import {
  initialState,
  isOver as isOverIn,
  isReleased,
  statesInOrder,
} from '../../domain/workflow/definition'
import { TASK_REVIEW_LABELS } from '../../domain/production/codes'
import type { Order } from '../../payload-types'
import { actorOf } from '../../services/actor'
import { movesOf } from '../../services/builds/moves'
import { namedAccessories } from '../../services/builds/sink'
import { familyRelease, publishedFamilies } from '../../services/configuration/releases'
import { idOf } from '../../services/relation'
import { parametersOf, settingsOf } from '../../services/settings'
import { Timeline } from '../history/Timeline'
import { readEvents } from '../history/readEvents'
import { BomStateBadge, PriorityBadge } from '../panel/Badge'
import { Card, Empty, Facts, Notice, ScrollTable } from '../panel/blocks'
import { dateInWords, instantInWords } from '../panel/dates'
import { DocumentList } from '../panel/DocumentList'
import { FileLink } from '../panel/FileLink'
import { namesOf } from '../panel/people'
import { PrintButton } from '../panel/PrintButton'
import { plural } from '../panel/words'
import { BuildForms } from '../quality/BuildForms'
import { ConfigurationSummary } from '../shared/ConfigurationSummary'
import { configurationInWords } from '../shared/configurationWords'
import { SinkSchematic } from '../shared/SinkSchematic'
import { AcknowledgeButton } from './AcknowledgeButton'
import { BuildFrame, openBuild } from './BuildFrame'
import { BuildMoves } from './BuildMoves'
import { CloseShortageButton } from './CloseShortageButton'
import { AssignButton, RenameButton } from './BuildPeople'
import { MoveToReleaseButton } from './MoveToRelease'
import { readActiveBom, readReviewed } from './readBuild'

const warningsSchema = z
  .array(
    z.object({ id: z.string(), message: z.string(), acknowledged: z.boolean().default(false) }),
  )
  .catch([])

/** `/admin/collections/builds/:id`: what the sink is, where it stands, and what may be done. */
export async function BuildView(props: DocumentViewServerProps) {
  const open = await openBuild(props)
  const { req, build, definition } = open
  const [settings, order, release, moves, bom, events, assemblers, reviewed] = await Promise.all([
    settingsOf(req),
    readOrder(req, idOf(build.order)),
    familyRelease(req, idOf(build.release)),
    movesOf(req, build.id),
    readActiveBom(req, build.id),
    readEvents(req, { build: { equals: build.id } }),
    may(req, 'builds.edit') ? readAssemblers(req) : [],
    readReviewed(req, build.id),
  ])
  const names = await namesOf(req, [build.assignedTo])
  const current = may(req, 'configuration.manage')
    ? (await publishedFamilies(req, [build.family])).get(build.family)
    : undefined
  const { content } = release
  const { configuration } = normalizeConfiguration(content, build.configuration)
  const sections = configurationInWords(content, configuration, {
    language: order?.language ?? 'EN',
    parameters: parametersOf(settings),
  })
  const warnings = warningsSchema.parse(build.warnings)
  const unread = warnings.flatMap(({ id, acknowledged }) => (acknowledged ? [] : [id]))
  const accessories = await namedAccessories(req, build, bom?.id)
  const isPending = build.status === initialState(definition)
  const isOver = isOverIn(definition, build.status)
  const isFixed = isReleased(definition, build.status, build.heldFrom ?? null)
  const ref = { id: build.id, buildNumber: build.buildNumber, rev: build.rev }
  const mayEdit = may(req, 'builds.edit')
  const mayClose =
    build.status === definition.hold.state &&
    build.holdClass === 'PARTS_SHORTAGE' &&
    may(req, 'shortages.close')
  const mayRenew = mayEdit && !isPending && !isFixed && may(req, 'builds.override')

  return (
    <BuildFrame
      {...open}
      aside={
        <div className="panel-actions">
          {may(req, 'traveller.print') && (
            <FileLink href={`/api/builds/${build.id}/traveller.pdf`}>Traveller (PDF)</FileLink>
          )}
          <PrintButton />
        </div>
      }
    >
      {reviewed.length > 0 && (
        <Notice tone="warn">
          <p>
            <strong>A new bill of materials was approved while these tasks were under way.</strong>{' '}
            Look at each and decide:
          </p>
          <ul>
            {reviewed.map(({ id, title, review }) => (
              <li key={id}>
                <Link className="panel-row-link" href={`/admin/collections/tasks/${id}`}>
                  {title}
                </Link>
                {review && `: ${TASK_REVIEW_LABELS[review].toLowerCase()}`}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <div className="panel-columns">
        <div className="panel-stack">
          <Card
            title="Build"
            actions={
              <div className="panel-actions">
                {mayEdit && isPending && <RenameButton build={ref} />}
                {current && current.id !== release.id && !isFixed && (
                  <MoveToReleaseButton build={ref} from={release.version} to={current.version} />
                )}
              </div>
            }
          >
            <Facts
              facts={[
                { label: 'Order', value: order?.orderNumber },
                { label: 'PO number', value: order?.poNumber },
                { label: 'Customer', value: build.customerName },
                { label: 'Project', value: build.projectName },
                {
                  label: 'Family',
                  value: `${labelText(content.label)}, release ${release.version}`,
                },
                { label: 'Want date', value: order && dateInWords(order.wantDate) },
                { label: 'Priority', value: order && <PriorityBadge priority={order.priority} /> },
                {
                  label: 'Body arrived',
                  value: build.arrivedAt && instantInWords(build.arrivedAt, settings.timeZone),
                },
                {
                  label: 'In this status since',
                  value: build.statusSince && instantInWords(build.statusSince, settings.timeZone),
                },
              ]}
            />
          </Card>
          {warnings.length > 0 && (
            <Card
              title={plural(warnings.length, 'Warning', 'Warnings')}
              actions={
                mayEdit && unread.length > 0 ? (
                  <AcknowledgeButton build={ref} warnings={unread} />
                ) : undefined
              }
            >
              <ul className="build-warnings">
                {warnings.map(({ id, message, acknowledged }) => (
                  <li key={id}>
                    {message}
                    <span className="panel-table__sub">
                      {acknowledged ? 'Acknowledged.' : 'Not acknowledged.'}
                    </span>
                  </li>
                ))}
              </ul>
            </Card>
          )}
          {content.schematic && (
            <Card title="Top view">
              <SinkSchematic
                content={content}
                configuration={configuration}
                name={build.buildNumber}
              />
            </Card>
          )}
          <Card
            title="Configuration"
            actions={
              (mayEdit && isPending) || mayRenew ? (
                <Link
                  className="panel-button panel-no-print"
                  href={`/admin/collections/builds/${build.id}/configure`}
                >
                  Change configuration…
                </Link>
              ) : undefined
            }
          >
            <ConfigurationSummary sections={sections} />
          </Card>
          <Card title="Accessories">
            {accessories.length === 0 ? (
              <Empty title="No accessories on this build." />
            ) : (
              <ScrollTable label="Accessories">
                <thead>
                  <tr>
                    <th scope="col">Part number</th>
                    <th scope="col">Name</th>
                    <th scope="col" className="is-figure">
                      Quantity
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {accessories.map(({ partNumber, name, quantity }) => (
                    <tr key={partNumber}>
                      <th scope="row">
                        <code>{partNumber}</code>
                      </th>
                      <td>{name}</td>
                      <td className="is-figure">{quantity}</td>
                    </tr>
                  ))}
                </tbody>
              </ScrollTable>
            )}
          </Card>
        </div>
        <div className="panel-stack">
          <Card title="Next moves" isNext>
            {mayClose && <CloseShortageButton build={ref} />}
            <BuildMoves
              build={{ ...ref, status: build.status }}
              moves={moves}
              isOver={isOver}
              isOffered={mayClose}
              holdState={definition.hold.state}
              cancelState={definition.cancel.state}
              holdClasses={holdClassesOf(actorOf(req))}
              overrides={
                may(req, 'builds.override')
                  ? statesInOrder(definition)
                      .filter(({ code }) => code !== build.status)
                      .map(({ code, label }) => ({ code, label: labelText(label) }))
                  : []
              }
            />
          </Card>
          <BuildForms req={req} build={build} />
          <Card
            title="Bill of materials"
            actions={bom ? <BomStateBadge state={bom.state} isBuildOver={isOver} /> : undefined}
          >
            {bom ? (
              <p>
                <Link className="panel-row-link" href={`/admin/collections/builds/${build.id}/bom`}>
                  Version {bom.version}
                </Link>
                , {plural(bom.lineCount, 'line', 'lines')}
                {bom.unresolvedCount > 0 && (
                  <strong> · {bom.unresolvedCount} unresolved, which blocks approval</strong>
                )}
                {mayRenew && (bom.unresolvedCount > 0 || bom.state === 'REJECTED') && (
                  <>
                    {' · '}
                    <Link href={`/admin/collections/builds/${build.id}/configure`}>
                      Make the next version…
                    </Link>
                  </>
                )}
              </p>
            ) : (
              <Empty title="No bill of materials yet." />
            )}
          </Card>
          <Card
            title="Assembler"
            actions={
              mayEdit && !isOver ? (
                <AssignButton
                  build={ref}
                  assigned={idOf(build.assignedTo)}
                  assemblers={assemblers}
                />
              ) : undefined
            }
          >
            <p>{names.get(idOf(build.assignedTo)) ?? 'Nobody has this build yet.'}</p>
          </Card>
          <Card title="Documents">
            <DocumentList
              req={req}
              timeZone={settings.timeZone}
              where={{
                or: [
                  { build: { equals: build.id } },
                  { order: { equals: idOf(build.order) }, build: { exists: false } },
                ],
              }}
            />
          </Card>
          <Card title="Latest history">
            <Timeline
              events={events.slice(0, 4)}
              definition={definition}
              timeZone={settings.timeZone}
            />
          </Card>
        </div>
      </div>
    </BuildFrame>
  )
}

async function readOrder(req: PayloadRequest, id: string): Promise<Order | null> {
  return req.payload.findByID({
    collection: 'orders',
    id,
    depth: 0,
    joins: false,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
}

async function readAssemblers(req: PayloadRequest): Promise<{ id: string; name: string }[]> {
  const { docs } = await req.payload.find({
    collection: 'users',
    where: { role: { equals: 'ASSEMBLER' } },
    select: { fullName: true },
    sort: 'fullName',
    limit: 100,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return docs.map(({ id, fullName }) => ({ id: String(id), name: fullName ?? '' }))
}
