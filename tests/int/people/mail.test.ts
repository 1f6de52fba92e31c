import { once } from 'node:events'
import { strFromU8, unzipSync } from 'fflate'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rest } from '../../support/api'
import { given } from '../../support/given'
import { bootPayload, ORIGIN } from '../../support/payload'
import { firstBuild, loadCatalogue, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

/** A mail server in this process; `refuse` says with what it turns a recipient away. */
const received: ParsedMail[] = []
let isAway = false
let refuse: (address: string) => number | null = () => null

const saying = (responseCode: number) => Object.assign(new Error('Not now'), { responseCode })
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onConnect: (_session, answer) => answer(isAway ? saying(421) : null),
  onRcptTo({ address }, _session, answer) {
    const code = refuse(address)
    answer(code === null ? null : saying(code))
  },
  onData(stream, _session, answer) {
    simpleParser(stream).then((mail) => {
      received.push(mail)
      answer()
    }, answer)
  },
})
server.listen(0, '127.0.0.1')
await once(server.server, 'listening')
const address = server.server.address()
if (address === null || typeof address === 'string') throw new Error('The mail server has no port.')
process.env.SMTP_URL = `smtp://127.0.0.1:${address.port}`
process.env.MAIL_FROM = 'Torvan Medical <office@torvan.example>'
const { payload, sql } = await bootPayload()
const { sendMail } = await import('../../../src/jobs/mail')
const { inTransaction } = await import('../../../src/db/transaction')
const { insertMail } = await import('../../../src/db/outbox')
const { systemRequest } = await import('../../../src/services/actor')
afterAll(async () => {
  delete process.env.SMTP_URL
  delete process.env.MAIL_FROM
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')

/** A cost that occurs nowhere else. */
const COST = 7_654_321
const SHOWN = /76[,.\s\u00A0\u202F]?543[.,]21|7654321/
let bom = ''
beforeAll(async () => {
  await loadCatalogue(payload)
  await sql(`update assemblies set cost = $1 where part_number = 'T2-DL27-KIT'`, [COST])
  bom = firstBuild(await submit(coordinator)).bom.id
})
beforeEach(async () => {
  received.length = 0
  isAway = false
  refuse = () => null
  await sql('delete from mail_outbox')
})

const share = (own: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  rest(coordinator).post<{ isSent: boolean }>(
    `/boms/${bom}/share`,
    {
      to: [procurement.email, qc.email],
      format: 'xlsx',
      message: 'Please look at the legs.',
      ...own,
    },
    headers,
  )
type Row = {
  recipient: string
  state: string
  attempts: number
  error: string | null
  kept: boolean
}
const outbox = () =>
  sql<Row>(
    `select recipient, state, attempts::int, last_error as error, content is not null as kept from mail_outbox order by created_at, recipient`,
  )
const due = () => sql(`update mail_outbox set due_at = now() where state = 'WAITING'`)
const to = (address: string): ParsedMail => {
  const found = received.filter((mail) => [mail.to].flat().some((one) => one?.text === address))
  const [only, another] = found
  if (!only || another) throw new Error(`${found.length} messages reached ${address}.`)
  return only
}
const queue = async (recipient: string) => {
  const req = await systemRequest(payload)
  const content = { text: 'Hello', attachments: [] }
  await inTransaction(req, () => insertMail(req, { to: recipient, subject: 'Test', content }))
}

describe('a bill of materials that is shared', () => {
  it('leaves with the next round of the worker: link and file for everybody, costs by role, once', async () => {
    const { status, body, text } = await share()
    expect(status, text).toBe(200)
    expect(body.isSent).toBe(true)
    expect(received).toHaveLength(0)

    expect(await sendMail(payload)).toBe(2)
    expect(await sendMail(payload)).toBe(0)
    expect(received).toHaveLength(2)
    for (const { email, seesCosts } of [
      { email: procurement.email, seesCosts: true },
      { email: qc.email, seesCosts: false },
    ]) {
      const mail = to(email)
      expect(mail.from?.text).toMatch(/Torvan Medical.*office@torvan\.example/)
      expect(mail.subject).toMatch(/^Bill of materials .* v1, order TOR-\d{4}-\d{4}$/)
      expect(mail.text).toContain(`${ORIGIN}/admin/collections/boms/${bom}`)
      expect(mail.text).toContain('Please look at the legs.')
      const [file, ...others] = mail.attachments
      expect(others).toEqual([])
      expect(file?.filename).toMatch(/\.xlsx$/)
      const inside = Object.values(unzipSync(new Uint8Array(file?.content ?? Buffer.alloc(0))))
        .map((part) => strFromU8(part))
        .join('\n')
      expect(inside).toContain('T2-DL27-KIT')
      if (seesCosts) expect(inside).toMatch(SHOWN)
      else expect(inside).not.toMatch(SHOWN)
    }
    // nothing of it is kept
    expect(await outbox()).toEqual(
      [procurement.email, qc.email].sort().map((recipient) => ({
        recipient,
        state: 'SENT',
        attempts: 1,
        error: null,
        kept: false,
      })),
    )
  })

  it('is a sharing in the trail and in the history: with whom and as what, the message for the Admin alone', async () => {
    expect((await share()).status).toBe(200)
    const [row] = await sql<{ after: { sharedWith: unknown[] } }>(
      `select after from audit_events where action = 'share' and resource_id = $1 order by seq desc limit 1`,
      [bom],
    )
    expect(row?.after).toMatchObject({ format: 'xlsx', message: 'Please look at the legs.' })
    expect(row?.after.sharedWith).toHaveLength(2)
    expect(row?.after.sharedWith).toEqual(
      expect.arrayContaining([
        { name: procurement.fullName, email: procurement.email, withFile: true, withCosts: true },
        { name: qc.fullName, email: qc.email, withFile: true, withCosts: false },
      ]),
    )
    const { body, text } = await rest(qc).get<{ docs: Record<string, unknown>[] }>(
      `/history/boms/${bom}`,
    )
    expect(body.docs[0]).toMatchObject({
      action: 'share',
      actorName: coordinator.fullName,
      after: {
        format: 'xlsx',
        sharedWith: expect.arrayContaining([procurement.fullName, qc.fullName]),
      },
    })
    expect(text).not.toContain('Please look at the legs.')
  })

  it('vanishes with what it belonged to: a refused act sends nothing, the same key sends once', async () => {
    expect(await share({ to: [qc.email, 'supplier@elsewhere.example'] })).toMatchObject(
      refusal(422, 'invalid_value', { field: 'to.1' }),
    )
    const req = await systemRequest(payload)
    await expect(
      inTransaction(req, async () => {
        await insertMail(req, { to: qc.email, subject: 'x', content: { attachments: [] } })
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    expect(await outbox()).toEqual([])

    const key = { 'idempotency-key': `share-${bom}` }
    await share({ to: [qc.email] }, key)
    await share({ to: [qc.email] }, key)
    expect(await sendMail(payload)).toBe(1)
    to(qc.email)
  })
})

describe('the outbox', () => {
  it('keeps messages through an outage of the server, and each leaves once when it is back', async () => {
    isAway = true
    expect((await share({ to: [qc.email] })).status).toBe(200)
    expect(await sendMail(payload)).toBe(0)
    expect(await outbox()).toMatchObject([
      { state: 'WAITING', attempts: 1, error: expect.stringMatching(/Not now/), kept: true },
    ])
    // not again at once
    expect(await sendMail(payload)).toBe(0)
    expect(await outbox()).toMatchObject([{ attempts: 1 }])

    isAway = false
    await due()
    expect(await sendMail(payload)).toBe(1)
    to(qc.email)
    expect(await outbox()).toMatchObject([{ state: 'SENT', attempts: 2, kept: false }])
  })

  it('tries again what is refused for now, and gives up what is refused for good', async () => {
    refuse = (address) => (address === qc.email ? 451 : address === procurement.email ? 550 : null)
    await queue(procurement.email)
    await queue(qc.email)
    await sendMail(payload)
    expect(new Map((await outbox()).map(({ recipient, state }) => [recipient, state]))).toEqual(
      new Map([
        [procurement.email, 'FAILED'],
        [qc.email, 'WAITING'],
      ]),
    )
    refuse = () => null
    await due()
    expect(await sendMail(payload)).toBe(1)
    to(qc.email)
    expect(received).toHaveLength(1)
  })

  it('gives up after a day', async () => {
    refuse = () => 451
    await queue(qc.email)
    await sql(`update mail_outbox set created_at = now() - interval '25 hours'`)
    await sendMail(payload)
    expect(await outbox()).toMatchObject([{ state: 'FAILED', kept: false }])
  })

  it('gives each message to one worker', async () => {
    for (let n = 0; n < 6; n += 1) await queue(`person-${n}@torvan.example`)
    const sent = await Promise.all([sendMail(payload), sendMail(payload), sendMail(payload)])
    expect(sent.reduce((sum, one) => sum + one, 0)).toBe(6)
    for (let n = 0; n < 6; n += 1) to(`person-${n}@torvan.example`)
  })

  it('sends again what a worker had in hand when it died, under the same Message-ID', async () => {
    const { claimMail } = await import('../../../src/db/outbox')
    await queue(qc.email)
    const claimed = await claimMail(payload.db.pool)
    expect(await sendMail(payload)).toBe(0)
    await due()
    expect(await sendMail(payload)).toBe(1)
    expect(to(qc.email).messageId).toBe(`<${claimed?.id}@torvan.example>`)
  })
})

describe('the message behind a forgotten password', () => {
  it('reaches the person alone, and its link sets a new password', async () => {
    const person = await someone.user('SERVICE_DEPARTMENT')
    await rest().post('/users/forgot-password', { email: person.email })
    await rest().post('/users/forgot-password', { email: 'nobody@test.example' })
    expect(await sendMail(payload)).toBe(1)
    const html = to(person.email).html || ''
    const [, token] = new RegExp(`${ORIGIN}/admin/reset/([a-f0-9]+)`).exec(html) ?? []
    const { status, text } = await rest().post('/users/reset-password', {
      token,
      password: 'A-new-Password-2026',
    })
    expect(status, text).toBe(200)
    const signedIn = await rest().post('/users/login', {
      email: person.email,
      password: 'A-new-Password-2026',
    })
    expect(signedIn.status).toBe(200)
    expect(await outbox()).toMatchObject([{ state: 'SENT', kept: false }])
  })
})
