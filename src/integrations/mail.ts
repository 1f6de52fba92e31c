import { nodemailerAdapter } from '@payloadcms/email-nodemailer'
import type { EmailAdapter } from 'payload'

type Environment = Readonly<Record<string, string | undefined>>
type Sender = { defaultFromAddress: string; defaultFromName: string }

/** Name of the adapter that sends nothing, because no server is set up. */
export const NO_MAIL = 'nowhere'

const CONNECT_WITHIN_MS = 10_000

/**
 * Where messages leave the house: the server of `SMTP_URL`, else nowhere. The server is not asked at
 * start-up, so that its outage stops nothing, and a caller never waits for it: how long a message
 * takes, or that it failed, would tell whether an account exists.
 */
export async function mail(env: Environment): Promise<EmailAdapter> {
  const sender = senderOf(env.MAIL_FROM)
  if (!env.SMTP_URL) return nowhere(sender)
  return inBackground(
    await nodemailerAdapter({
      ...sender,
      skipVerify: true,
      transportOptions: transportOf(env.SMTP_URL),
    }),
  )
}

/** `smtp://user:password@host:587`, `smtps://` for a connection that is encrypted from the start. */
export function transportOf(smtpUrl: string) {
  const url = new URL(smtpUrl)
  const secure = url.protocol === 'smtps:'
  const user = decodeURIComponent(url.username)
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    ...(user && { auth: { user, pass: decodeURIComponent(url.password) } }),
  }
}

/** `Name <address>` or a bare address. */
export function senderOf(mailFrom: string | undefined): Sender {
  const [, name, address] = /^(.*)<([^<>]+)>\s*$/.exec(mailFrom ?? '') ?? []
  return {
    defaultFromAddress: (address ?? mailFrom ?? '').trim() || 'no-reply@torvan.example',
    defaultFromName: name?.trim() || 'Torvan Workflow',
  }
}

/** Keeps neither recipient nor text: a message may hold a link that opens an account. */
const nowhere =
  (sender: Sender): EmailAdapter =>
  ({ payload }) => ({
    ...sender,
    name: NO_MAIL,
    sendEmail: async ({ subject }) => {
      payload.logger.warn({ msg: 'A message was not sent: SMTP_URL is not set', subject })
    },
  })

const inBackground =
  (adapter: EmailAdapter): EmailAdapter =>
  ({ payload }) => {
    const inner = adapter({ payload })
    return {
      ...inner,
      sendEmail: async (message) => {
        const { subject } = message
        inner.sendEmail(message).catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error)
          payload.logger.error({ msg: 'A message could not be sent', subject, reason })
        })
      },
    }
  }
