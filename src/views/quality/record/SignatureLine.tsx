import { isRole, ROLE_LABELS } from '../../../domain/roles'
import type { RecordSignature } from '../../../domain/quality/record'
import { Badge } from '../../panel/Badge'
import { instantInWords } from '../../panel/dates'
import { readable } from '../../panel/words'
import '../record.scss'

type Shown = Pick<
  RecordSignature,
  'printedName' | 'role' | 'meaning' | 'signedAt' | 'note' | 'contentHash' | 'isIntact'
>
/** @param subject what was signed, where that has to be said */
type Props = { signature: Shown; timeZone: string; subject?: string }

/** A signature as it has to be shown (handbook 15.3), and whether its content is still what was signed. */
export const SignatureLine = ({ signature, timeZone, subject }: Props) => {
  const { printedName, role, meaning, signedAt, note, contentHash, isIntact } = signature
  return (
    <div className={`record-signature${isIntact ? '' : ' record-signature--altered'}`}>
      <p>
        {subject && <strong>{subject}: </strong>}
        Signed by <strong>{printedName}</strong>, {isRole(role) ? ROLE_LABELS[role] : role},{' '}
        <time dateTime={signedAt}>{instantInWords(signedAt, timeZone)}</time>. Meaning:{' '}
        {readable(meaning)}.{' '}
        <Badge
          look={
            isIntact
              ? { label: 'Intact', tone: 'green' }
              : { label: 'DOES NOT MATCH: altered after signing', tone: 'red' }
          }
        />
      </p>
      {note && <p className="panel-prose">{note}</p>}
      <p className="panel-table__sub">
        SHA-256 <code>{contentHash}</code>
      </p>
    </div>
  )
}
