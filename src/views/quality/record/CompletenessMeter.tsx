import Link from 'next/link'
import {
  missingForRelease,
  type CompletenessGuard,
  type MeterPoint,
} from '../../../domain/quality/completeness'
import { Badge } from '../../panel/Badge'
import { Card } from '../../panel/blocks'

/** Where something that is missing is done. */
const PLACE_OF: Partial<Record<CompletenessGuard, { path: string; label: string }>> = {
  bomApproved: { path: '/bom', label: 'Open the bill of materials' },
  preQcPassed: { path: '', label: 'Open the forms' },
  tasksDone: { path: '/tasks', label: 'Open the tasks' },
  serialsRecorded: { path: '/tasks', label: 'Open the tasks' },
  eolPassed: { path: '', label: 'Open the forms' },
  packingComplete: { path: '', label: 'Open the forms' },
  finalQcPassed: { path: '', label: 'Open the forms' },
}

function placeOf(guard: CompletenessGuard, build: string): { href: string; label: string } {
  const place = PLACE_OF[guard]
  if (!place) {
    return {
      href: `/admin/collections/nonconformances?where[build][equals]=${build}`,
      label: 'Open the nonconformances',
    }
  }
  return { href: `/admin/collections/builds/${build}${place.path}`, label: place.label }
}

const verdictOf = (points: readonly MeterPoint[], met: number): string => {
  if (met === points.length) return 'Complete: everything that release demands is here.'
  if (missingForRelease(points).length === 0)
    return 'Complete but for the signature of Final QC, which releases the build.'
  return `${met} of ${points.length} points are met.`
}

/** How far a record is, what is missing, who owes it and where it is done. */
export function CompletenessMeter({
  build,
  points,
}: {
  build: string
  points: readonly MeterPoint[]
}) {
  const met = points.filter((point) => point.met).length
  const verdict = verdictOf(points, met)
  return (
    <Card title="Completeness">
      <div className="record-meter">
        <meter
          className="record-meter__bar"
          min={0}
          max={points.length}
          value={met}
          aria-label="Points met"
        >
          {met} of {points.length}
        </meter>
        <strong>{verdict}</strong>
      </div>
      <ul className="record-points">
        {points.map(({ guard, point, met: isMet, message, owedBy }) => {
          const place = placeOf(guard, build)
          return (
            <li key={guard} className={isMet ? 'is-met' : undefined}>
              <Badge
                look={isMet ? { label: 'Met', tone: 'green' } : { label: 'Missing', tone: 'amber' }}
              />
              <div>
                <strong>{point}</strong>
                <p>{message}</p>
                {owedBy && <p className="panel-table__sub">Owed by: {owedBy}</p>}
              </div>
              {!isMet && (
                <Link className="panel-button panel-no-print" href={place.href}>
                  {place.label}
                  <span className="panel-hidden">: {point}</span>
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
