import Link from 'next/link'
import type { CollectionSlug, DocumentViewServerProps } from 'payload'
import type { JsonObject } from '../../domain/canonical'
import { buildActs, type BuildAct } from '../../services/builds/acts'
import type { HistoryAct } from '../../services/recordHistory'
import { settingsOf } from '../../services/settings'
import { Act, HistoryPages, ToldFields } from '../history/Act'
import { pageOf } from '../history/auditWords'
import { NO_TITLES } from '../history/changes'
import { pageNumber } from '../history/RecordHistoryView'
import { Move } from '../history/Timeline'
import { statusTitles, titlesOfEach } from '../history/titles'
import { Card } from '../panel/blocks'
import { BuildFrame, openBuild } from './BuildFrame'

/** The tab of a build that tells all that happened to it and to what belongs to it, each thing once. */
export async function BuildHistoryView(props: DocumentViewServerProps) {
  const open = await openBuild(props)
  const { req, build, definition } = open
  const { timeZone, currency } = await settingsOf(req)
  const page = pageNumber.parse(props.searchParams?.page)
  const { acts, hasNextPage } = await buildActs(req, build, page)
  const titles = await titlesOfEach(req, acts)
  const statuses = await statusTitles(req, 'builds', build.id)
  const ofBuild = new Map([...statuses, ...(titles.get('builds') ?? [])])
  return (
    <BuildFrame {...open} tab="History">
      <Card title="What happened">
        <p className="panel-card__note">
          To the build, its bills of materials, tasks, forms and nonconformances.
        </p>
        <ol className="panel-timeline">
          {acts.map((one) => {
            const own =
              one.resource === 'builds' ? ofBuild : (titles.get(one.resource) ?? NO_TITLES)
            return one.move ? (
              <Move key={one.act.id} event={one.move} definition={definition} timeZone={timeZone}>
                <ToldFields
                  act={besideMove(one.act)}
                  currency={currency}
                  titles={own}
                  draft={null}
                  isFolded
                />
              </Move>
            ) : (
              <Act
                key={one.act.id}
                act={one.act}
                subject={<Subject of={one} />}
                timeZone={timeZone}
                currency={currency}
                titles={own}
                draft={null}
                isFolded={one.resource !== 'builds'}
              />
            )
          })}
        </ol>
        <HistoryPages
          path={`/admin/collections/builds/${build.id}`}
          page={page}
          hasNextPage={hasNextPage}
        />
      </Card>
    </BuildFrame>
  )
}

/** What the line of a move says itself. */
const TOLD_BY_MOVE = new Set([
  'status',
  'statusNote',
  'statusSince',
  'stage',
  'bySignature',
  'isOverridden',
])

/** What a move changed of the build beside its status; a creation is told whole. */
const besideMove = ({
  action,
  before,
  after,
}: HistoryAct): Parameters<typeof ToldFields>[0]['act'] => {
  const beside = (part: JsonObject | null) =>
    part && Object.fromEntries(Object.entries(part).filter(([name]) => !TOLD_BY_MOVE.has(name)))
  return action === 'create'
    ? { action, before, after }
    : { action, before: beside(before), after: beside(after) }
}

const KINDS: Partial<Record<CollectionSlug, string>> = {
  boms: 'Bill of materials',
  tasks: 'Task',
  inspections: 'Form',
  nonconformances: 'Nonconformance',
}

/** What an act was done to, with the way there; the build itself is where the reader is. */
function Subject({ of: { resource, record } }: { of: BuildAct }) {
  const kind = KINDS[resource]
  const url = pageOf(resource, String(record.id))
  if (!kind || !url) return <span>Build</span>
  const title: unknown = Reflect.get(record, 'title') ?? Reflect.get(record, 'number')
  return (
    <span>
      {kind}{' '}
      <Link href={url} className="panel-row-link">
        {typeof title === 'string' ? title : 'of this build'}
      </Link>
    </span>
  )
}
