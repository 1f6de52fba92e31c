import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { claimableBuilds } from '../../services/production/claim'
import { Badge, PriorityBadge } from '../panel/Badge'
import { Card, Empty, Notice } from '../panel/blocks'
import { dateInWords } from '../panel/dates'
import { plural, stageLabel } from '../panel/words'
import { ClaimButton } from '../production/ClaimButton'
import { ForgottenClock } from '../production/ForgottenClock'
import { HandOver } from '../production/HandOver'
import { ProgressBar } from '../production/ProgressBar'
import { readMyBuilds, readMyClocks, type MyBuild } from '../production/readMyWork'
import { RunningClock } from '../production/RunningClock'
import { minutesInWords } from '../production/work'
import { OpenForm } from '../quality/OpenForm'
import '../production/production.scss'

/** What the assembler who looks has to do, most urgent first, and what there is to claim. */
export async function AssemblerBoard({ req }: { req: PayloadRequest }) {
  const [builds, clocks, claimable] = await Promise.all([
    readMyBuilds(req),
    readMyClocks(req),
    claimableBuilds(req),
  ])
  return (
    <div className="floor panel-stack">
      {clocks.running && <RunningClock clock={clocks.running} />}
      {clocks.forgotten.length > 0 && (
        <Notice tone="warn">
          <p>
            <strong>A clock seems to have been left running.</strong> Say when the work really
            ended.
          </p>
          <ul className="floor-times">
            {clocks.forgotten.map((clock) => (
              <ForgottenClock key={clock.id} clock={clock} />
            ))}
          </ul>
        </Notice>
      )}
      <Card title="My builds">
        {builds.length === 0 ? (
          <Empty title="You have no build to work on.">
            Claim one below, or ask the production coordinator to assign one to you.
          </Empty>
        ) : (
          <ul className="floor-builds">
            {builds.map((build) => (
              <Mine key={build.id} build={build} />
            ))}
          </ul>
        )}
      </Card>
      <Card title="Ready to claim">
        {claimable.length === 0 ? (
          <Empty title="No build waits for an assembler.">
            New ones appear here once they have passed Pre-QC.
          </Empty>
        ) : (
          <ul className="floor-builds">
            {claimable.map(({ id, buildNumber, family, model, priority, wantDate, ...rest }) => (
              <li key={id}>
                <div className="floor-builds__head">
                  <strong>{buildNumber}</strong>
                  <PriorityBadge priority={priority} />
                  {wantDate && <span>wanted {dateInWords(wantDate)}</span>}
                </div>
                <p>
                  {family} {model}, about {minutesInWords(rest.estimateMinutes)} of work
                </p>
                <ClaimButton build={{ id, buildNumber }} />
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  )
}

function Mine({ build }: { build: MyBuild }) {
  const { id, buildNumber, order, stage, customerName, task, due } = build
  return (
    <li>
      <div className="floor-builds__head">
        <Link className="panel-row-link" href={`/admin/collections/builds/${id}`}>
          {buildNumber}
        </Link>
        {order && <PriorityBadge priority={order.priority} />}
        {stage && <Badge plain look={{ label: stageLabel(stage), tone: 'slate' }} />}
        {build.blocked > 0 && (
          <Badge
            look={{ label: plural(build.blocked, 'task blocked', 'tasks blocked'), tone: 'red' }}
          />
        )}
        {order && <span>wanted {dateInWords(order.wantDate)}</span>}
      </div>
      <p>
        {customerName && `${customerName}. `}
        {build.tasksTotal === 0
          ? 'Its tasks are made when production begins.'
          : `${build.tasksClosed} of ${plural(build.tasksTotal, 'task', 'tasks')} closed, ${minutesInWords(build.minutesLeft)} of work left`}
      </p>
      {build.tasksTotal > 0 && (
        <ProgressBar share={build.progress} label={`Progress of ${buildNumber}`} />
      )}
      {task && (
        <Link
          className="panel-button panel-button--primary floor-button"
          href={`/admin/collections/tasks/${task.id}`}
        >
          {task.status === 'IN_PROGRESS' ? 'Go on: ' : 'Next: '}
          {task.title}
        </Link>
      )}
      {due?.kind === 'FORM' && (
        <OpenForm build={{ id, buildNumber }} kind={due.form} attempt={due.attempt} move={null} />
      )}
      {due?.kind === 'MOVE' && <HandOver build={{ id, buildNumber }} move={due.move} />}
      {!task && !due && (
        <p className="panel-card__note">Nothing to do here now: others take this build further.</p>
      )}
    </li>
  )
}
