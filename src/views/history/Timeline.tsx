import type { ReactNode } from 'react'
import type { WorkflowDefinition } from '../../domain/workflow/definition'
import { isRole, ROLE_LABELS } from '../../domain/roles'
import type { StatusEvent } from '../../payload-types'
import { idOf } from '../../services/relation'
import { Badge } from '../panel/Badge'
import { Empty } from '../panel/blocks'
import { durationInWords, instantInWords } from '../panel/dates'
import { lookOf } from '../panel/states'

type Props = {
  events: readonly StatusEvent[]
  definition: WorkflowDefinition
  timeZone: string
  /** Numbers of builds by id, where a list speaks of several. */
  buildNumbers?: ReadonlyMap<string, string>
}

/** What happened, newest first, with who, when and why as it was recorded. */
export function Timeline({ events, definition, timeZone, buildNumbers }: Props) {
  if (events.length === 0)
    return <Empty title="Nothing has happened yet.">Each move of the status is kept here.</Empty>
  return (
    <ol className="panel-timeline">
      {events.map((event) => (
        <Move
          key={event.id}
          event={event}
          definition={definition}
          timeZone={timeZone}
          buildNumber={buildNumbers?.get(idOf(event.build))}
        />
      ))}
    </ol>
  )
}

type MoveProps = {
  event: StatusEvent
  definition: WorkflowDefinition
  timeZone: string
  buildNumber?: string | undefined
  /** What else the same write changed. */
  children?: ReactNode
}

/** One move of a build, in the words of its workflow. */
export function Move({ event, definition, timeZone, buildNumber, children }: MoveProps) {
  return (
    <li>
      <div className="panel-timeline__move">
        {buildNumber && <strong>{buildNumber}</strong>}
        {event.from && (
          <>
            <Badge look={lookOf(definition, event.from)} />
            <span aria-label="to">→</span>
          </>
        )}
        <Badge look={lookOf(definition, event.to)} />
        {event.isOverride && <Badge plain look={{ label: 'Override', tone: 'red' }} />}
      </div>
      {event.note && <blockquote>{event.note}</blockquote>}
      <span className="panel-timeline__who">
        {event.byName}, {isRole(event.byRole) ? ROLE_LABELS[event.byRole] : 'System'} ·{' '}
        <time dateTime={event.at}>{instantInWords(event.at, timeZone)}</time>
        {event.from != null &&
          event.secondsInFrom != null &&
          ` · after ${durationInWords(event.secondsInFrom)}`}
      </span>
      {children}
    </li>
  )
}
