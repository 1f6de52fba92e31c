import Link from 'next/link'
import type { PayloadRequest } from 'payload'
import { FAILURE_LABELS, SEVERITY_LABELS } from '../../domain/quality/codes'
import { signedFailureSchema } from '../../domain/quality/failure'
import { isRole, ROLE_LABELS } from '../../domain/roles'
import type { Inspection, Nonconformance, Signature } from '../../payload-types'
import { isFormIntact } from '../../services/quality/signedContent'
import { idOf } from '../../services/relation'
import { Badge } from '../panel/Badge'
import { Card, Facts } from '../panel/blocks'
import { instantInWords } from '../panel/dates'
import { definitionOf, lookOf } from '../panel/states'
import { MEANING_LABELS } from '../panel/words'
import { NcList } from './Beside'
import { moveAfter, readSignature } from './readForm'
import { OUTCOME_LOOKS, words } from './words'

type Props = {
  req: PayloadRequest
  inspection: Inspection
  workflow: string
  nonconformances: readonly Nonconformance[]
  timeZone: string
}

const TEXT = words.signed

/** The signature under a form, whether it still holds, and what followed from it (handbook 15.3, 15.4). */
export async function SignedForm({ req, inspection, workflow, nonconformances, timeZone }: Props) {
  const signature = await readSignature(req, inspection)
  const { outcome } = inspection
  const opened = nonconformances.filter((one) => idOf(one.inspection) === inspection.id)
  return (
    <Card
      title={TEXT.title}
      isNext
      actions={outcome ? <Badge look={OUTCOME_LOOKS[outcome]} /> : undefined}
    >
      <div className="panel-stack">
        {signature ? (
          <SignatureFacts req={req} inspection={inspection} signature={signature} />
        ) : (
          <p>
            {inspection.signedAt
              ? TEXT.signedAt(instantInWords(inspection.signedAt, timeZone))
              : TEXT.unsigned}
          </p>
        )}
        <FailureFacts failure={inspection.failure} />
        <div>
          <h3>{TEXT.next}</h3>
          {signature && (
            <Moved
              req={req}
              build={idOf(inspection.build)}
              signature={signature}
              workflow={workflow}
            />
          )}
          {opened.length > 0 && (
            <>
              <p>{TEXT.opened}</p>
              <NcList nonconformances={opened} />
            </>
          )}
        </div>
      </div>
    </Card>
  )
}

async function SignatureFacts({
  req,
  inspection,
  signature: { printedName, role, meaning, signedAt, timeZone, note, contentHash },
}: {
  req: PayloadRequest
  inspection: Inspection
  signature: Signature
}) {
  const isIntact = await isFormIntact(req, inspection.id)
  return (
    <section className="form-signature" aria-label="Signature">
      <Facts
        facts={[
          { label: 'Signed by', value: <strong>{printedName}</strong> },
          { label: 'Role', value: isRole(role) ? ROLE_LABELS[role] : role },
          { label: 'Meaning', value: MEANING_LABELS[meaning] },
          { label: 'Signed at', value: `${instantInWords(signedAt, timeZone)} (${timeZone})` },
          { label: 'Comment', value: note && <span className="panel-prose">{note}</span> },
          {
            label: 'Signed content',
            value: (
              <>
                <code title={contentHash}>SHA-256 {contentHash.slice(0, 12)}…</code>{' '}
                <Badge
                  look={
                    isIntact
                      ? { label: TEXT.intact, tone: 'green' }
                      : { label: TEXT.altered, tone: 'red' }
                  }
                />
              </>
            ),
          },
        ]}
      />
      {inspection.statement && inspection.outcome === 'PASS' && (
        <blockquote className="form-statement">{inspection.statement}</blockquote>
      )}
      {!isIntact && <p className="panel-notice panel-notice--bad">{TEXT.alteredHelp}</p>}
    </section>
  )
}

function FailureFacts({ failure }: { failure: unknown }) {
  const read = signedFailureSchema.safeParse(failure)
  if (!read.success) return null
  const { reason, severity, rework, retest, notes, correctiveAction } = read.data
  return (
    <Facts
      facts={[
        { label: words.signing.reason, value: FAILURE_LABELS[reason] },
        { label: words.signing.severity, value: SEVERITY_LABELS[severity] },
        { label: TEXT.rework, value: rework ? words.yes : words.no },
        { label: TEXT.retest, value: retest ? words.yes : words.no },
        { label: words.signing.notes, value: <span className="panel-prose">{notes}</span> },
        {
          label: words.signing.corrective,
          value: <span className="panel-prose">{correctiveAction}</span>,
        },
      ]}
    />
  )
}

async function Moved({
  req,
  build,
  signature,
  workflow,
}: {
  req: PayloadRequest
  build: string
  signature: Signature
  workflow: string
}) {
  const to = await moveAfter(req, build, signature)
  const definition = await definitionOf(req, workflow)
  return (
    <p>
      {to === null ? (
        TEXT.stayed
      ) : (
        <>
          {TEXT.moved} <Badge look={lookOf(definition, to)} />
        </>
      )}{' '}
      <Link className="panel-row-link" href={`/admin/collections/builds/${build}`}>
        {TEXT.openBuild}
      </Link>
    </p>
  )
}
