import type { IncomingAuthType } from 'payload'
import { SESSION } from '../../src/domain/people/account'
import { serverUrl } from '../../src/serverAddress'

/** The message behind "forgot password" (`auth.forgotPassword` of users): one hour, one link. */
export const resetMail: NonNullable<IncomingAuthType['forgotPassword']> = {
  expiration: 3_600_000,
  generateEmailSubject: () => 'Set a new password for Torvan Workflow',
  generateEmailHTML: (args) => `
    <p>Somebody, probably you, asked for a new password for your account.</p>
    <p><a href="${resetLink(args?.token ?? '')}">Set a new password</a> (the link works for one hour).</p>
    <p>If it was not you, do nothing: your password stays as it is. Sessions end by themselves
    after ${SESSION.idleMinutes} minutes without use.</p>`,
}

/** Built from our own address, never from a header of the request. */
const resetLink = (token: string): string => `${serverUrl(process.env)}/admin/reset/${token}`
