import type { DocumentViewServerProps } from 'payload'
import { settingsOf } from '../../services/settings'
import { Timeline } from '../history/Timeline'
import { readEvents } from '../history/readEvents'
import { Card } from '../panel/blocks'
import { BuildFrame, openBuild } from './BuildFrame'

/** The tab of a build that shows every move it ever made. */
export async function BuildHistoryView(props: DocumentViewServerProps) {
  const open = await openBuild(props)
  const { timeZone } = await settingsOf(open.req)
  const events = await readEvents(open.req, { build: { equals: open.build.id } })
  return (
    <BuildFrame {...open} tab="History">
      <Card title="History">
        <Timeline events={events} definition={open.definition} timeZone={timeZone} />
      </Card>
    </BuildFrame>
  )
}
