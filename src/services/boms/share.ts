import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { grantOf } from '../../../access/matrix'
import { insertMail } from '../../db/outbox'
import { rowsOf } from '../../db/rows'
import type { Refusal } from '../../domain/refusal'
import type { Role } from '../../domain/roles'
import { NO_MAIL } from '../../integrations/mail'
import { serverUrl } from '../../serverAddress'
import { recordAudit } from '../audit'
import { mediaTypeOf } from '../fileAnswer'
import { refused } from '../http'
import { bomContentOf, type BomContent } from './export/content'
import { bomFile, bomFileName, type ExportFormat } from './export'

export const SHARED_WITH_AT_MOST = 20

export type SharedBom = {
  /** False where no mail server is set up: then nobody is told anything. Else it leaves once this commits. */
  isSent: boolean
  link: string
  to: { email: string; withFile: boolean; withCosts: boolean }[]
}

type Recipient = { name: string; email: string; role: Role; isOnBuild: boolean }

/** What whoever wants to share a version should know before: whether mail leaves here at all, and its address. */
export const sharingOf = (req: PayloadRequest, id: string) => ({
  isMailSetUp: req.payload.email.name !== NO_MAIL,
  link: `${serverUrl(process.env)}/admin/collections/boms/${id}`,
})

/**
 * Sends a version to colleagues by mail: a link for everybody, and the file for those whose role may
 * export it, with costs only where both sender and recipient may see them. Only active accounts that
 * may read this version receive anything; a bill of materials never leaves the house by this way.
 * The audit trail tells of it where something was sent (handbook 13), never where no mail server is set up.
 */
export async function shareBom(
  req: PayloadRequest,
  id: string,
  input: { to: readonly string[]; message: string | null; format: ExportFormat },
): Promise<SharedBom> {
  const content = await bomContentOf(req, id)
  const recipients = await recipientsOf(req, id, input.to)
  const costless = await bomContentOf(req, id, { withCosts: false })
  const { isMailSetUp, link } = sharingOf(req, id)
  const messages = recipients.map(({ name, email, role }) => {
    const withFile = grantOf('boms.export', role) === 'all'
    const seen = grantOf('costs.read', role) === 'all' ? content : costless
    return { name, email, withFile, withCosts: withFile && seen.currency !== null, seen }
  })
  const to = messages.map(({ email, withFile, withCosts }) => ({ email, withFile, withCosts }))
  if (isMailSetUp) {
    await recordAudit(req, {
      action: 'share',
      resource: 'boms',
      resourceId: id,
      after: {
        sharedWith: messages.map(({ seen: _content, ...told }) => told),
        format: input.format,
        message: input.message,
      },
    })
    for (const { email, withFile, seen } of messages)
      await queue(req, { email, content: seen, link, ...input, withFile })
  }
  return { isSent: isMailSetUp, link, to }
}

/** Accounts by address; refuses every address that has none, or whose owner may not read this version. */
async function recipientsOf(
  req: PayloadRequest,
  id: string,
  addresses: readonly string[],
): Promise<Recipient[]> {
  const known = await rowsOf<Recipient>(
    req,
    sql`select u.first_name || ' ' || u.last_name as name, lower(u.email) as email, u.role::text as role,
               u.id = b.assigned_to_id as "isOnBuild"
        from users u, boms m join builds b on b.id = m.build_id
        where m.id = ${id} and u.is_active and u.kind = 'HUMAN'
          and lower(u.email) = any(${sql.param([...addresses])}::text[])`,
  )
  const mayRead = ({ role, isOnBuild }: Recipient): boolean =>
    grantOf('boms.read', role) === 'all' ||
    (grantOf('boms.read', role) === 'buildAssigned' && isOnBuild)
  const admitted = known.filter(mayRead)
  const faults = addresses.flatMap((address, index): Refusal[] =>
    admitted.some(({ email }) => email === address)
      ? []
      : [
          {
            code: 'invalid_value',
            field: `to.${index}`,
            message: `Nobody who may see this bill of materials has the address ${address}. It is shared with colleagues only.`,
          },
        ],
  )
  const [first, ...rest] = faults
  if (first) throw refused(first, ...rest)
  return admitted
}

type Message = {
  email: string
  content: BomContent
  link: string
  message: string | null
  format: ExportFormat
  withFile: boolean
}

async function queue(
  req: PayloadRequest,
  { email, content, link, message, format, withFile }: Message,
): Promise<void> {
  const { bom, buildNumber, orderNumber } = content
  const sender = req.user?.fullName ?? 'A colleague'
  const text = [
    `${sender} shares the bill of materials of build ${buildNumber}, version ${bom.version}, with you.`,
    ...(message === null ? [] : [message]),
    link,
  ].join('\n\n')
  const attachments = withFile
    ? [
        {
          filename: `${bomFileName(content)}.${format}`,
          contentType: mediaTypeOf(format),
          base64: Buffer.from(await bomFile(content, format)).toString('base64'),
        },
      ]
    : []
  await insertMail(req, {
    to: email,
    subject: `Bill of materials ${bom.title}, order ${orderNumber}`,
    content: { text, attachments },
  })
}
