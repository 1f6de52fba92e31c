import type { Payload } from 'payload'
import { claimMail, settleMail } from '../db/outbox'
import { isRefusedForGood, mailSender } from '../integrations/mail'

/**
 * Hands every message that is due to the mail server, one after the other; answers how many left. A
 * message that the server does not take stays and is tried again; one that it refuses for good, or that is
 * a day old, is given up. What was handed over just before a crash may leave twice: it carries the same
 * Message-ID, by which mailboxes know it again.
 */
export async function sendMail(payload: Payload): Promise<number> {
  const send = await mailSender(process.env, payload)
  if (!send) return 0
  let sent = 0
  for (;;) {
    const mail = await claimMail(payload.db.pool)
    if (!mail) return sent
    try {
      await send(mail)
      await settleMail(payload.db.pool, mail.id, { state: 'SENT', error: null })
      sent += 1
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).slice(0, 500)
      const isOver = mail.isLate || isRefusedForGood(error)
      await settleMail(payload.db.pool, mail.id, {
        state: isOver ? 'FAILED' : 'WAITING',
        error: reason,
      })
      payload.logger[isOver ? 'error' : 'warn']({
        msg: isOver ? 'A message was given up' : 'A message could not be sent yet',
        mail: mail.id,
        attempts: mail.attempts,
        reason,
      })
      // a server that is away is not asked for every message that waits
      if (!isOver) return sent
    }
  }
}
