import Link from 'next/link'
import type { CollectionSlug, DocumentViewServerProps, PayloadRequest } from 'payload'
import { labelText } from '../../domain/label'
import { STAGES } from '../../domain/orders/stage'
import { buildActs } from '../../services/builds/acts'
import type { ActOn } from '../../services/recordHistory'
import { settingsOf } from '../../services/settings'
import { Act, HistoryPages } from '../history/Act'
import { pageOf } from '../history/auditWords'
import type { Titles } from '../history/changes'
import { pageNumber } from '../history/RecordHistoryView'
import { readEvents } from '../history/readEvents'
import { Timeline } from '../history/Timeline'
import { titlesIn } from '../history/titles'
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
  const titles = new Map([...stages, ...states, ...(await titlesOf(req, acts))])
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
              titles={titles}
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

/** What the records are called that the acts point at, by the fields of each collection. */
async function titlesOf(req: PayloadRequest, acts: readonly ActOn[]): Promise<Titles> {
  const titles = new Map<string, string>()
  for (const slug of new Set(acts.map(({ resource }) => resource))) {
    const own = acts.filter(({ resource }) => resource === slug).map(({ act }) => act)
    for (const [id, title] of await titlesIn(req, req.payload.collections[slug].config, own))
      titles.set(id, title)
  }
  return titles
}
