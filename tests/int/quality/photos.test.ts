import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { deflateSync } from 'node:zlib'
import sharp, { type Sharp } from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import {
  allTasksDone,
  claimed,
  openForm,
  passForm,
  picture,
  readyForFinalQc,
  readyForPreQc,
  tasksOf,
} from '../../support/floor'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { loadCatalogue } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const other = await someone.user('ASSEMBLER')
const admin = await someone.user('ADMIN')
const crew = { coordinator, procurement, qc, assembler }

let inspection: string

beforeAll(async () => {
  await loadCatalogue(payload)
  inspection = (await openForm(qc, await readyForPreQc(crew), 'PRE_QC')).id
})

const uploads = path.join(process.env.DATA_DIR ?? '', 'uploads')
const files = (): string[] => {
  try {
    return readdirSync(uploads).sort()
  } catch {
    return [] // nothing was ever stored
  }
}
const traces = async () => [
  files(),
  await sql('select count(*)::int as documents from documents'),
  await sql('select count(*)::int as keys from idempotency_keys'),
]

type Photo = {
  id: string
  title: string
  url: string
  thumbnailURL: string
  sha256: string
  takenAt: string | null
}

const send = (
  user: TestUser | undefined,
  data: Buffer,
  {
    name = 'photo.jpg',
    to = `/inspections/${inspection}`,
    key,
  }: { name?: string; to?: string; key?: string } = {},
) => {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(data)], name, { type: 'image/jpeg' }))
  return rest(user).post<Photo>(`${to}/photos`, form, key ? { 'idempotency-key': key } : {})
}

const canvas = (width = 1200, height = 900): Sharp =>
  sharp({ create: { width, height, channels: 3, background: '#369' } })
const exifOf = (tags: Record<string, string>) => canvas().withExif({ IFD2: tags }).jpeg().toBuffer()

describe('a photo from the camera', () => {
  it('keeps its bytes, gets a thumbnail of its own, and is served to those who see the build', async () => {
    const data = await exifOf({ DateTimeOriginal: '2026:03:04 05:06:07' })
    const { status, body } = await send(qc, data, { name: 'sink at dawn.jpg' })
    expect(status).toBe(201)
    expect(body.title).toBe('sink at dawn.jpg')
    expect(body.sha256).toBe(createHash('sha256').update(data).digest('hex'))
    const [row] = await sql('select * from documents where id = $1', [body.id])
    expect(row).toMatchObject({
      type: 'PHOTO',
      inspection_id: inspection,
      created_by_id: qc.id,
      sha256: body.sha256,
    })
    expect(row?.build_id).toEqual(expect.any(String))
    expect(readFileSync(path.join(uploads, String(row?.filename))).equals(data)).toBe(true)
    const small = await sharp(path.join(uploads, String(row?.sizes_thumbnail_filename))).metadata()
    expect(small.width).toBe(480)
    expect((await rest(qc).get(new URL(body.url, 'http://x').pathname.slice(4))).status).toBe(200)
    // nor Procurement, who reads the result of a quality form (handbook 1.3)
    for (const stranger of [other, procurement]) {
      expect(
        (await rest(stranger).get(new URL(body.url, 'http://x').pathname.slice(4))).status,
        stranger.role,
      ).not.toBe(200)
    }
    expect(body.thumbnailURL).toContain(String(row?.sizes_thumbnail_filename))
  })

  it.each([
    [
      'with an offset of its own',
      { DateTimeOriginal: '2026:07:01 10:00:00', OffsetTimeOriginal: '+02:00' },
      '2026-07-01T08:00:00.000Z',
    ],
    [
      'by the clocks of the company, in summer',
      { DateTimeOriginal: '2026:07:01 10:00:00' },
      '2026-07-01T14:00:00.000Z',
    ],
    [
      'by the clocks of the company, in winter',
      { DateTimeOriginal: '2026:01:15 10:00:00' },
      '2026-01-15T15:00:00.000Z',
    ],
    ['with a date that is none', { DateTimeOriginal: 'yesterday' }, null],
    ['with other tags only', { LensModel: 'Wide' }, null],
  ])('says when it was taken: %s', async (_case, tags, expected) => {
    await sql(`update settings set time_zone = 'America/Toronto'`)
    const { status, body } = await send(qc, await exifOf(tags))
    expect(status).toBe(201)
    expect(body.takenAt).toBe(expected)
  })

  it('without a camera time, or with a torn one, it is a photo all the same', async () => {
    for (const data of [
      await picture(),
      await withBlock(Buffer.from('MM\0*'.padEnd(64, '\xff'), 'latin1')),
    ]) {
      expect(await send(qc, data)).toMatchObject({ status: 201, body: { takenAt: null } })
    }
  })

  it('nobody says by hand when it was taken or what it is', async () => {
    const { body } = await send(qc, await picture())
    await rest(admin).patch(`/documents/${body.id}`, {
      takenAt: '2020-01-01T00:00:00Z',
      sha256: 'x',
      inspection: null,
    })
    const [row] = await sql('select taken_at, sha256, inspection_id from documents where id = $1', [
      body.id,
    ])
    expect(row).toEqual({ taken_at: null, sha256: body.sha256, inspection_id: inspection })
  })

  it('sent twice with one key it is stored once, also at the same time', async () => {
    const data = await picture()
    const key = randomUUID()
    const before = files().length
    const [first, second] = await Promise.all([send(qc, data, { key }), send(qc, data, { key })])
    const third = await send(qc, data, { key })
    expect([first.status, second.status, third.status]).toEqual([201, 201, 201])
    expect([second.body.id, third.body.id]).toEqual([first.body.id, first.body.id])
    expect(
      await sql('select id from documents where sha256 = $1', [first.body.sha256]),
    ).toHaveLength(1)
    expect(files(), 'the photo and its thumbnail').toHaveLength(before + 2)
    expect(await send(qc, await picture(), { key })).toMatchObject(
      refusal(422, 'idempotency_key_reused'),
    )
    expect(files()).toHaveLength(before + 2)
  })

  it('of a form is taken by whoever fills it, not by others who see the build', async () => {
    const build = await allTasksDone(crew)
    const test = await openForm(assembler, build, 'END_OF_LINE')
    const to = `/inspections/${test.id}`
    expect(await send(qc, await picture(), { to })).toMatchObject(refusal(403, 'role_not_allowed'))
    expect((await send(assembler, await picture(), { to })).status).toBe(201)
    expect((await send(admin, await picture(), { to })).status).toBe(201)

    const final = await openForm(qc, await readyForFinalQc(crew), 'FINAL_QC')
    const inspected = { to: `/inspections/${final.id}` }
    expect(await send(assembler, await picture(), inspected)).toMatchObject(
      refusal(403, 'role_not_allowed'),
    )
    expect((await send(qc, await picture(), inspected)).status).toBe(201)
    expect(
      await sql('select count(*)::int as n from documents where inspection_id in ($1, $2)', [
        test.id,
        final.id,
      ]),
    ).toEqual([{ n: 3 }])
  })

  it('goes to tasks and nonconformances too, by those who work on them', async () => {
    const build = await claimed(crew)
    const [task] = await tasksOf(assembler, build)
    const to = `/tasks/${task?.id}`
    expect((await send(assembler, await picture(), { to })).status).toBe(201)
    expect((await send(other, await picture(), { to })).status).toBe(404)
    expect((await send(qc, await picture(), { to })).status).toBe(403)
    const { body: reported } = await rest(assembler).post<{ doc: { id: string } }>(
      '/nonconformances',
      {
        build,
        reason: 'SURFACE',
        description: 'A scratch beside the drain.',
      },
    )
    const nc = { to: `/nonconformances/${reported.doc.id}` }
    for (const who of [assembler, qc, coordinator, admin]) {
      expect((await send(who, await picture(), nc)).status, who.role).toBe(201)
    }
    expect((await send(other, await picture(), nc)).status).toBe(404)
    expect((await send(procurement, await picture(), nc)).status).toBe(403)
    expect(
      await sql('select count(*)::int as n from documents where nonconformance_id = $1', [
        reported.doc.id,
      ]),
    ).toEqual([{ n: 4 }])

    for (const [who, step] of [
      [assembler, { status: 'RESOLVED', resolution: 'Polished.' }],
      [qc, { status: 'CLOSED', effectiveness: 'Looked at it.' }],
    ] as const)
      expect((await rest(who).patch(`/nonconformances/${reported.doc.id}`, step)).status).toBe(200)
    expect(await send(qc, await picture(), nc)).toMatchObject(refusal(409, 'wrong_state'))
  })
})

describe('a photo of a case that has no build', () => {
  it('is for those who read the case, which the floor does not', async () => {
    const { body } = await rest(qc).post<{ doc: { id: string } }>('/nonconformances', {
      source: 'SUPPLIER',
      reason: 'SURFACE',
      description: 'The whole delivery is scratched.',
    })
    const to = `/nonconformances/${body.doc.id}`
    const { body: photo } = await send(qc, await picture(), { to })
    expect(await sql('select build_id from documents where id = $1', [photo.id])).toEqual([
      { build_id: null },
    ])
    const doors = [photo.url, photo.thumbnailURL, `/api/documents/${photo.id}`]
    for (const door of doors.map((url) => url.replace(/^.*\/api\//, '/'))) {
      for (const who of [qc, coordinator, admin])
        expect((await rest(who).get(door)).status, `${who.role} ${door}`).toBe(200)
      for (const who of [assembler, other])
        expect([403, 404], door).toContain((await rest(who).get(door)).status)
    }
    expect((await rest(assembler).get(to)).status).toBe(404)
    expect((await rest(assembler).get('/documents?limit=100')).text).not.toContain(photo.id)
  })
})

describe('a bad photo leaves neither file nor row', () => {
  const SCRIPT = '<script>alert(1)</script>'
  const cases: [string, string, () => Promise<Buffer>, number, RegExp][] = [
    [
      'of 40 MB',
      'p.jpg',
      async () => Buffer.concat([await picture(), Buffer.alloc(40 * 1024 * 1024)]),
      413,
      / MB/,
    ],
    ['HTML named .jpg', 'p.jpg', async () => Buffer.from(`<!doctype html>${SCRIPT}`), 422, /JPG/],
    [
      'SVG with script',
      'p.svg',
      async () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`),
      422,
      /JPG/,
    ],
    [
      'SVG with script named .png',
      'p.png',
      async () =>
        Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`),
      422,
      /JPG/,
    ],
    [
      'truncated JPEG',
      'p.jpg',
      async () => (await canvas().jpeg().toBuffer()).subarray(0, 2_000),
      422,
      /damaged/,
    ],
    [
      'JPEG of nothing but its first bytes',
      'p.jpg',
      async () => Buffer.from('ffd8ffe000104a46494600', 'hex'),
      422,
      /damaged/,
    ],
    [
      'PNG of 30 000 x 30 000 pixels',
      'p.png',
      async () => hugePng(30_000),
      422,
      /60 million pixels/,
    ],
    ['PDF', 'p.pdf', async () => Buffer.from('%PDF-1.4\n%%EOF\n'), 422, /PDF/],
    ['empty', 'p.jpg', async () => Buffer.alloc(0), 422, /./],
  ]
  it.each(cases)('%s', async (_case, name, make, status, words) => {
    const before = await traces()
    const { status: answered, body } = await send(qc, await make(), { name, key: randomUUID() })
    expect(answered).toBe(status)
    expect(body).toMatchObject({
      errors: [{ code: expect.any(String), message: expect.stringMatching(words) }],
    })
    expect(await traces()).toEqual(before)
  })

  it('no file, a second door, or somebody who may not', async () => {
    const before = await traces()
    expect((await rest(qc).post(`/inspections/${inspection}/photos`, new FormData())).status).toBe(
      422,
    )
    expect((await rest(qc).post(`/inspections/${inspection}/photos`, { file: 'x' })).status).toBe(
      422,
    )
    for (const [who, status] of [
      [undefined, 401],
      [coordinator, 403],
      [procurement, 403],
      [assembler, 404],
    ] as const) {
      expect((await send(who, await picture())).status, who?.role).toBe(status)
    }
    const { body } = await graphql(
      qc,
      `
        mutation ($id: String!) {
          createDocument(data: { title: "x", type: PHOTO, inspection: $id }) {
            id
          }
        }
      `,
      { id: inspection },
    )
    expect(body.errors).toBeDefined()
    expect((await send(qc, await picture(), { to: `/inspections/${randomUUID()}` })).status).toBe(
      404,
    )
    expect(await traces()).toEqual(before)
  })

  it('a good photo whose row cannot be written, thumbnail included', async () => {
    await sql(`create function fail_documents() returns trigger language plpgsql as $$ begin
                 if new.resource = 'documents' then raise exception 'disk full'; end if; return new; end $$`)
    await sql(
      'create trigger fail_documents before insert on audit_events for each row execute function fail_documents()',
    )
    const before = await traces()
    const { status } = await send(qc, await canvas().jpeg().toBuffer(), { key: randomUUID() })
    await sql('drop trigger fail_documents on audit_events')
    expect(status).toBe(500)
    expect(await traces()).toEqual(before)
  })

  it('a photo of a form that is signed already', async () => {
    const signed = await passForm(qc, await readyForPreQc(crew), 'PRE_QC')
    const before = await traces()
    for (const who of [qc, admin]) {
      const late = await send(who, await picture(), { to: `/inspections/${signed}` })
      expect(late).toMatchObject(refusal(409, 'wrong_state'))
    }
    expect(await traces()).toEqual(before)
  })
})

/** A PNG of so many pixels in a few hundred bytes: one row of black, repeated by its header's promise. */
function hugePng(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.writeUInt8(1, 8)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  const pixels = deflateSync(Buffer.alloc(Math.ceil(side / 8) + 1))
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', pixels),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(data: Buffer): number {
  let crc = 0xffffffff
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}

/** A JPEG with this block in the place of its camera data. */
async function withBlock(block: Buffer): Promise<Buffer> {
  const jpeg = await canvas(64, 48).jpeg().toBuffer()
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}
