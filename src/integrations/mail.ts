import { nodemailerAdapter } from '@payloadcms/email-nodemailer'
import type { EmailAdapter, Payload } from 'payload'
import type { Mail } from '../domain/mail'

type Environment = Readonly<Record<string, string | undefined>>
type From = { defaultFromAddress: string; defaultFromName: string }

/** Name of the adapter that sends nothing, because no server is set up. */
export const NO_MAIL = 'nowhere'

const CONNECT_WITHIN_MS = 10_000

/**
 * Where the framework leaves its messages: in the outbox when `SMTP_URL` names a server, else nowhere. A
 * caller never waits for the server: its outage loses nothing, and how long a message takes, or that it
 * failed, would tell whether an account exists.
 */
export function mail(env: Environment, put: (payload: Payload, mail: Mail) => Promise<void>) {
  const sender = senderOf(env.MAIL_FROM)
  return env.SMTP_URL ? outbox(sender, put) : nowhere(sender)
}

export type Sender = (mail: Mail & { id: string }) => Promise<void>

/** What hands messages over to the mail server; null where none is set up. The server is asked only then. */
export async function mailSender(env: Environment, payload: Payload): Promise<Sender | null> {
  if (!env.SMTP_URL) return null
  const from = senderOf(env.MAIL_FROM)
  const adapter = await nodemailerAdapter({
    ...from,
    skipVerify: true,
    transportOptions: transportOf(env.SMTP_URL),
  })
  const { sendEmail } = adapter({ payload })
  const domain = from.defaultFromAddress.split('@').at(-1) ?? 'torvan.example'
  return async ({ id, to, subject, content }) => {
    const { attachments, ...texts } = content
    await sendEmail({
      to,
      subject,
      // the same for every attempt, so that a message which leaves twice is known again
      messageId: `<${id}@${domain}>`,
      ...texts,
      attachments: attachments.map(({ filename, contentType, base64 }) => ({
        filename,
        contentType,
        content: Buffer.from(base64, 'base64'),
      })),
    })
  }
}

/** The server will never take this message: another attempt is no use. */
export const isRefusedForGood = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EENVELOPE' || error.code === 'EMESSAGE') &&
  'responseCode' in error &&
  typeof error.responseCode === 'number' &&
  error.responseCode >= 500

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
export function senderOf(mailFrom: string | undefined): From {
  const [, name, address] = /^(.*)<([^<>]+)>\s*$/.exec(mailFrom ?? '') ?? []
  return {
    defaultFromAddress: (address ?? mailFrom ?? '').trim() || 'no-reply@torvan.example',
    defaultFromName: name?.trim() || 'Torvan Workflow',
  }
}

/** Keeps neither recipient nor text: a message may hold a link that opens an account. */
const nowhere =
  (sender: From): EmailAdapter =>
  ({ payload }) => ({
    ...sender,
    name: NO_MAIL,
    sendEmail: async ({ subject }) => {
      payload.logger.warn({ msg: 'A message was not sent: SMTP_URL is not set', subject })
    },
  })

const outbox =
  (sender: From, put: (payload: Payload, mail: Mail) => Promise<void>): EmailAdapter =>
  ({ payload }) => ({
    ...sender,
    name: 'outbox',
    sendEmail: async ({ to, subject, html, text }) => {
      if (typeof to !== 'string') throw new TypeError('A message has one recipient.')
      await put(payload, {
        to,
        subject: subject ?? '',
        content: {
          ...(typeof html === 'string' && { html }),
          ...(typeof text === 'string' && { text }),
          attachments: [],
        },
      })
    },
  })
