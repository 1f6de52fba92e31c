import Link from 'next/link'
import type { CollectionSlug, DocumentViewServerProps } from 'payload'
import { labelText } from '../../domain/label'
import { STAGES } from '../../domain/orders/stage'
import { buildActs } from '../../services/builds/acts'
import type { ActOn } from '../../services/recordHistory'
import { settingsOf } from '../../services/settings'
import { Act, HistoryPages } from '../history/Act'
import { pageOf } from '../history/auditWords'
import { NO_TITLES } from '../history/changes'
import { pageNumber } from '../history/RecordHistoryView'
import { readEvents } from '../history/readEvents'
import { Timeline } from '../history/Timeline'
import { titlesOfEach } from '../history/titles'
import { Card } from '../panel/blocks'
import { stageLabel } from '../panel/words'
import { BuildFrame, openBuild } from './BuildFrame'

/** The tab of a build that shows every move it ever made, and all that happened to what belongs to it. */
export async function BuildHistoryView(props: DocumentViewServerProps) {
  const open = await openBuild(props)
  const { req, build, definition } = open
  const { timeZone } = await settingsOf(req)
  const page = pageNumber.parse(props.searchParams?.page)
  const events = await readEvents(req, { build: { equals: build.id } })
  const { acts, hasNextPage } = await buildActs(req, build, page)
  const states = definition.states.map(({ code, label }) => [code, labelText(label)] as const)
  const stages = STAGES.map((code) => [code, stageLabel(code)] as const)
  const titles = await titlesOfEach(req, acts)
  const ofBuild = new Map([...stages, ...states, ...(titles.get('builds') ?? [])])
  return (
    <BuildFrame {...open} tab="History">
      <Card title="Moves">
        <Timeline events={events} definition={definition} timeZone={timeZone} />
      </Card>
      <Card title="Everything that happened">
        <p className="panel-card__note">
          To the build, its bills of materials, tasks, forms and nonconformances.
        </p>
        <ol className="panel-timeline">
          {acts.map((one) => (
            <Act
              key={one.act.id}
              act={one.act}
              subject={<Subject of={one} />}
              timeZone={timeZone}
              titles={one.resource === 'builds' ? ofBuild : (titles.get(one.resource) ?? NO_TITLES)}
              draft={null}
              isFolded={one.resource !== 'builds'}
            />
          ))}
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

const KINDS: Partial<Record<CollectionSlug, string>> = {
  boms: 'Bill of materials',
  tasks: 'Task',
  inspections: 'Form',
  nonconformances: 'Nonconformance',
}

/** What an act was done to, with the way there; the build itself is where the reader is. */
function Subject({ of: { resource, record } }: { of: ActOn }) {
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
