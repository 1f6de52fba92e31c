import Link from 'next/link'
import type { FormStanding } from '../../services/quality/forms'
import { OpenForm } from './OpenForm'
import { words } from './words'

type Props = {
  build: { id: string; buildNumber: string; rev?: number | null }
  standing: FormStanding
}

/** The one thing to do about a form now: go on with its draft, or open its next attempt. */
export function FormAct({ build, standing: { kind, attempts, act } }: Props) {
  if (act === null) return null
  const [newest] = attempts
  if (act.type === 'CONTINUE')
    return (
      <Link
        className="panel-button form-button panel-button--primary"
        href={`/admin/collections/inspections/${act.inspection}`}
      >
        {words.forms.goOn(newest?.attempt ?? 1)}
        <span className="panel-hidden"> ({build.buildNumber})</span>
      </Link>
    )
  return <OpenForm build={build} kind={kind} attempt={(newest?.attempt ?? 0) + 1} move={act.move} />
}
