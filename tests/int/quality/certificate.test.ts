import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { uploadsFolder } from '../../../src/integrations/files'
import { pagesOf } from '../../domain/print/reading'
import { rest } from '../../support/api'
import {
  answerForm,
  claimed,
  moveBuild,
  openForm,
  passForm,
  readyForFinalQc,
} from '../../support/floor'
import type { TestUser } from '../../support/given'
import { buildNumberOf, COST, download, loadPricedCatalogue, readersOf } from '../../support/papers'
import { bootPayload } from '../../support/payload'
import { build as plannedBuild } from '../../support/plant'
import { refusal } from '../../support/refusal'

const house = await bootPayload()
const { sql } = house
const { coordinator, procurement, qc, assembler, service, admin } = await readersOf(house)
const crew = { coordinator, procurement, qc, assembler }

beforeAll(() => loadPricedCatalogue(house))

type Certificate = {
  id: string
  number: string
  version: number
  replaces: string | null
  sha256: string
  filename: string
  by: string
}

const certificatesOf = (build: string): Promise<Certificate[]> =>
  sql<Certificate>(
    `select id, number, version::int as version, replaces_id as replaces, sha256, filename, created_by_id as by
     from documents where build_id = $1 and number is not null order by version`,
    [build],
  )

async function released(own: Record<string, unknown> = {}): Promise<string> {
  const build = await readyForFinalQc(crew, own)
  await passForm(qc, build, 'FINAL_QC')
  return build
}

const bytesOf = ({ filename }: Certificate): Buffer =>
  readFileSync(path.join(uploadsFolder(), filename))
const textOf = async (certificate: Certificate): Promise<string> =>
  (await pagesOf(bytesOf(certificate))).join(' ')

async function only(build: string): Promise<Certificate> {
  const [certificate, ...more] = await certificatesOf(build)
  if (!certificate || more.length > 0) throw new Error('There is not exactly one certificate.')
  return certificate
}

const fileOf = async (user: TestUser, { filename }: Certificate): Promise<number> =>
  (await rest(user).get(`/documents/file/${filename}`)).status

describe('a passed Final QC (T6)', () => {
  let build: string
  let certificate: Certificate
  beforeAll(async () => {
    build = await released()
    certificate = await only(build)
  })

  it('leaves a release certificate among the documents of the build, numbered and hashed', async () => {
    expect(certificate).toMatchObject({
      number: `RC-${await buildNumberOf(house, build)}-1`,
      version: 1,
      replaces: null,
      by: qc.id,
    })
    expect(createHash('sha256').update(bytesOf(certificate)).digest('hex')).toBe(certificate.sha256)
    expect(
      await sql(
        `select actor from audit_events where action = 'create' and resource = 'documents' and resource_id = $1`,
        [certificate.id],
      ),
    ).toEqual([{ actor: qc.id }])
  })

  it('says what the sink is, what it was made by, its serials, verdicts and who released it', async () => {
    const pages = await pagesOf(bytesOf(certificate))
    const text = pages.join(' ')
    const [facts] = await sql<{ order: string; po: string; hash: string; serial: string }>(
      `select o.order_number as order, o.po_number as po, m.content_hash as hash,
              (select min(t.serial) from traced_parts t where t.build_id = b.id) as serial
       from builds b join orders o on o.id = b.order_id join boms m on m.build_id = b.id and m.is_active
       where b.id = $1`,
      [build],
    )
    for (const said of [
      'Torvan Medical',
      'Release certificate',
      `${certificate.number} · Version 1`,
      'Harbour Clinic',
      facts?.order,
      facts?.po,
      facts?.serial,
      facts?.hash,
      'T2-B1',
      'MDRD 1',
      'STANDARD 1',
      'is released: Quinn Control',
      'I have inspected this build and release it.',
      'Pre-QC, attempt 1 pass',
      'End-of-line test, attempt 1 pass',
      'Packing list, attempt 1 pass',
      'Final QC, attempt 1 pass',
      'Electronically signed by Quinn Control',
      'Quality control',
      'Approval',
      'Nothing is recorded.',
      `/scan/builds/${build}`,
    ])
      expect(text).toContain(said)
    expect(text).toMatch(/UTC[+-]\d\d:\d\d \(America\/Toronto\)/)
    const hashes = await sql<{ hash: string }>(
      'select content_hash as hash from signatures where build_id = $1',
      [build],
    )
    expect(hashes).toHaveLength(5)
    for (const { hash } of hashes) expect(text).toContain(hash)
    for (const [index, page] of pages.entries())
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
    expect(text).not.toContain(COST)
    expect(text).not.toContain('altered')
  })

  it('is read by whoever reads the papers of the build, and changed by nobody', async () => {
    for (const user of [admin, coordinator, procurement, qc])
      expect(await fileOf(user, certificate)).toBe(200)
    for (const user of [assembler, service])
      expect([403, 404]).toContain(await fileOf(user, certificate))
    expect(
      await rest(admin).patch(`/documents/${certificate.id}`, { title: 'Other' }),
    ).toMatchObject(refusal(409, 'wrong_state'))
    await expect(
      sql(`update documents set sha256 = 'x' where id = $1`, [certificate.id]),
    ).rejects.toThrow(/locked/)
  })

  it('is part of the device history record and its package, every signature still holding', async () => {
    const { body } = await rest(qc).get<{
      files: { id: string; sha256: string; name: string }[]
      signatures: { isIntact: boolean }[]
    }>(`/builds/${build}/record`)
    const file = body.files.find(({ id }) => id === certificate.id)
    expect(file?.sha256).toBe(certificate.sha256)
    expect(body.signatures.every(({ isIntact }) => isIntact)).toBe(true)
    const zip = await download(qc, `/builds/${build}/record.zip`)
    const packed = unzipSync(new Uint8Array(await zip.arrayBuffer()))[file?.name ?? '']
    expect(packed && Buffer.from(packed).equals(bytesOf(certificate))).toBe(true)
  })
})

describe('the certificate', () => {
  it.each([
    ['FR', 'Certificat de libération', 'est libérée : Quinn Control', 'Contrôle final, essai 1'],
    [
      'ES',
      'Certificado de liberación',
      'queda liberada: Quinn Control',
      'Control final, intento 1',
    ],
  ])('speaks the language of the order: %s', async (language, ...words) => {
    const text = await textOf(await only(await released({ language })))
    for (const said of words) expect(text).toContain(said)
  })

  it('names the attempts that failed and what was mended', async () => {
    const build = await readyForFinalQc(crew)
    const form = await openForm(qc, build, 'FINAL_QC')
    await answerForm(qc, form, { 'B-3': { result: 'FAIL', note: 'The logo is on the right.' } })
    const failed = await rest(qc).post<{ nonconformance: { id: string; number: string } }>(
      `/inspections/${form.id}/sign`,
      {
        password: qc.password,
        outcome: 'FAIL',
        failure: {
          reason: 'MISALIGNED',
          rework: false,
          correctiveAction: 'Move the logo.',
          notes: 'The logo is on the wrong side.',
        },
      },
    )
    expect(failed.status).toBe(200)
    expect(await certificatesOf(build)).toEqual([])
    const { id, number } = failed.body.nonconformance
    await rest(qc).patch(`/nonconformances/${id}`, { status: 'IN_PROGRESS' })
    await rest(coordinator).patch(`/nonconformances/${id}`, {
      status: 'RESOLVED',
      resolution: 'Moved.',
    })
    await moveBuild(assembler, build, 'PRODUCTION_COMPLETE')
    await moveBuild(assembler, build, 'FINAL_QC')
    await passForm(qc, build, 'FINAL_QC')

    const certificate = await only(build)
    expect(certificate.number).toBe(`RC-${await buildNumberOf(house, build)}-2`)
    const text = await textOf(certificate)
    expect(text).toContain('Final QC, attempt 1 FAIL')
    expect(text).toContain('Final QC, attempt 2 pass')
    expect(text).toContain(`${number} Misaligned`)
    expect(text).toContain('Closed')
    // what was answered and noted stays in the forms
    expect(text).not.toContain('The logo is on the wrong side.')
  })

  it('of a repeated release is the next version, and the first one stays', async () => {
    const build = await released()
    const first = await only(build)
    await moveBuild(admin, build, 'FINAL_QC', { override: true, statusNote: 'Inspect once more' })
    await passForm(qc, build, 'FINAL_QC')
    const [kept, second] = await certificatesOf(build)
    expect(kept).toEqual(first)
    expect(second).toMatchObject({
      number: `RC-${await buildNumberOf(house, build)}-2`,
      version: 2,
      replaces: first.id,
    })
    if (second) expect(await textOf(second)).toContain(`${second.number} · Version 2`)
  })

  it('is not made by an override: nobody has released the build', async () => {
    const build = await claimed(crew)
    await moveBuild(admin, build, 'QC_COMPLETE', { override: true, statusNote: 'Exhibit' })
    expect(await certificatesOf(build)).toEqual([])
  })

  it('is made under a further number where an earlier build had this one', async () => {
    const renamed = await released()
    const first = await only(renamed)
    const number = await buildNumberOf(house, renamed)
    await sql('update builds set build_number = $1 where id = $2', [`${number}-A`, renamed])

    const next = await released({ builds: [plannedBuild({ buildNumber: number })] })
    expect(await only(next)).toMatchObject({ number: `RC-${number}-1.2`, version: 1 })
    expect(await certificatesOf(renamed)).toEqual([first])
  })

  it('says what was signed, also when the build moved to a newer release meanwhile', async () => {
    const build = await readyForFinalQc(crew)
    const form = await openForm(qc, build, 'FINAL_QC')
    await answerForm(qc, form)
    await sql(
      `with newer as (
         insert into configuration_releases
         select (jsonb_populate_record(r, jsonb_build_object(
           'id', gen_random_uuid(), 'version', r.version + 1, 'sha256', md5(r.id::text),
           'content', replace(r.content::text, 'I have inspected this build', 'I merely saw it')::jsonb))).*
         from configuration_releases r join builds b on b.release_id = r.id where b.id = $1
         returning id)
       update builds set release_id = (select id from newer) where id = $1`,
      [build],
    )
    const { status } = await rest(qc).post(`/inspections/${form.id}/sign`, {
      password: qc.password,
      outcome: 'PASS',
    })
    expect(status).toBe(200)
    const text = await textOf(await only(build))
    expect(text).toContain('I have inspected this build and release it.')
    expect(text).not.toContain('I merely saw it')
    for (const release of ['MDRD 1', 'MDRD 2']) expect(text).toContain(release)
  })

  it('vanishes with its file when the release itself fails', async () => {
    const build = await readyForFinalQc(crew)
    const form = await openForm(qc, build, 'FINAL_QC')
    await answerForm(qc, form)
    const sign = () =>
      rest(qc).post(`/inspections/${form.id}/sign`, { password: qc.password, outcome: 'PASS' })
    const before = readdirSync(uploadsFolder()).sort()
    await sql(`
      create function break_off() returns trigger language plpgsql as $$
      begin
        if exists (select from documents where number is not null and build_id = '${build}') then
          raise exception 'the disk is full';
        end if;
        return new;
      end $$;
      create trigger break_off before update on orders for each row execute function break_off();`)
    try {
      expect((await sign()).status).toBeGreaterThanOrEqual(500)
    } finally {
      await sql('drop trigger break_off on orders; drop function break_off()')
    }
    expect(await certificatesOf(build)).toEqual([])
    expect(readdirSync(uploadsFolder()).sort()).toEqual(before)
    expect(await sql('select state::text from inspections where id = $1', [form.id])).toEqual([
      { state: 'DRAFT' },
    ])
    expect((await sign()).status).toBe(200)
    expect(await certificatesOf(build)).toHaveLength(1)
  })
})
