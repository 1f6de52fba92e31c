import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { graphql, rest } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload } from '../../support/payload'
import { build, firstBuild, loadCatalogue, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const admin = await someone.user('ADMIN')
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const service = await someone.user('SERVICE_DEPARTMENT')

const uploads = path.join(process.env.DATA_DIR ?? '', 'uploads')
const files = (): string[] => {
  try {
    return readdirSync(uploads).sort()
  } catch {
    return [] // nothing was ever stored
  }
}
const rows = async () =>
  (await sql<{ n: number }>('select count(*)::int as n from documents'))[0]?.n

const picture = (format: 'jpeg' | 'png' | 'webp', width = 64, height = 48) =>
  sharp({ create: { width, height, channels: 3, background: '#369' } })
    .toFormat(format)
    .toBuffer()
/** Pixels that no encoder writes the same way twice, and the same in every run. */
const noise = (width: number, height: number): Buffer =>
  Buffer.from(Array.from({ length: width * height * 3 }, (_, at) => (at * at * 31 + at * 7) % 251))
const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const HTML = Buffer.from('<!doctype html><script>alert(1)</script>')
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
const EXE = Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1'), Buffer.alloc(512)])
const ZIP = Buffer.from('504b0506' + '00'.repeat(18), 'hex')

type Uploaded = {
  doc: { id: string; filename: string; url: string; mimeType: string; sha256: string }
}
const upload = (
  user: TestUser | undefined,
  name: string,
  data: Buffer,
  own: Record<string, unknown> = {},
  claimed = 'application/octet-stream',
) => {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(data)], name, { type: claimed }))
  form.set('_payload', JSON.stringify({ title: name.slice(0, 100), type: 'OTHER', ...own }))
  return rest(user).post<Uploaded>('/documents', form)
}

beforeAll(() => loadCatalogue(payload))

describe('an accepted file (handbook 13)', () => {
  it.each([
    ['order.pdf', async () => PDF, 'PO_DOCUMENT', 'application/pdf', '.pdf'],
    [
      'order.txt',
      async () => Buffer.from('Two sinks, please\n'),
      'PO_DOCUMENT',
      'text/plain',
      '.txt',
    ],
    ['top view.jpeg', () => picture('jpeg'), 'TECHNICAL_DRAWING', 'image/jpeg', '.jpg'],
    ['top view.png', () => picture('png'), 'TECHNICAL_DRAWING', 'image/png', '.png'],
    [
      'plan.dxf',
      async () => Buffer.from('0\r\nSECTION\r\n0\r\nEOF\r\n'),
      'TECHNICAL_DRAWING',
      'image/vnd.dxf',
      '.dxf',
    ],
    [
      'plan.dwg',
      async () => Buffer.concat([Buffer.from('AC1027'), Buffer.alloc(64)]),
      'TECHNICAL_DRAWING',
      'image/vnd.dwg',
      '.dwg',
    ],
    ['sink.webp', () => picture('webp'), 'PHOTO', 'image/webp', '.webp'],
    ['named wrongly.exe', () => picture('png'), 'PHOTO', 'image/png', '.png'],
  ] as const)('%s', async (name, make, type, mime, extension) => {
    const data = await make()
    const { status, body, text } = await upload(coordinator, name, data, {
      type,
      sha256: 'forged',
      originalName: 'forged',
      filename: 'forged.html',
      mimeType: 'text/html',
      createdBy: qc.id,
    })

    expect(status, text.slice(0, 300)).toBe(201)
    const [row] = await sql('select * from documents where id = $1', [body.doc.id])
    expect(row).toMatchObject({
      sha256: createHash('sha256').update(data).digest('hex'),
      mime_type: mime,
      original_name: name,
      created_by_id: coordinator.id,
    })
    const stored = String(row?.filename)
    expect(stored).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}\.\w+$/)
    expect(stored.endsWith(extension)).toBe(true)
    expect(readFileSync(path.join(uploads, stored)).equals(data)).toBe(true)
  })

  it.each([
    ['still', 1],
    ['moving', 3],
  ])('a %s WebP keeps its bytes and what the camera noted', async (_case, pages) => {
    const [width, height] = [96, 72]
    const data = await sharp(noise(width, height * pages), {
      raw: { width, height: height * pages, channels: 3, pageHeight: height },
    })
      .withExif({ IFD2: { DateTimeOriginal: '2026:07:01 10:00:00', OffsetTimeOriginal: '+02:00' } })
      .webp({ quality: 90 })
      .toBuffer()
    const { doc } = (await upload(coordinator, 'sink.webp', data, { type: 'PHOTO' })).body
    const [row] = await sql('select * from documents where id = $1', [doc.id])
    expect(bytes(doc.filename).equals(data)).toBe(true)
    expect(row).toMatchObject({
      sha256: createHash('sha256').update(data).digest('hex'),
      mime_type: 'image/webp',
      taken_at: new Date('2026-07-01T08:00:00.000Z'),
    })
    expect([row?.filesize, row?.width, row?.height].map(Number)).toEqual([
      data.length,
      width,
      height,
    ])
    expect(files()).toContain(row?.sizes_thumbnail_filename)
  })

  it('a name with a path, quotes or script stays a harmless fact', async () => {
    const name = '../../etc/<img src=x onerror=alert(1)>".pdf'
    const { status, body } = await upload(coordinator, name, PDF)
    expect(status).toBe(201)
    expect(body.doc.filename).toMatch(/^[0-9a-f-]{36}\.pdf$/)
    const [row] = await sql('select original_name from documents where id = $1', [body.doc.id])
    expect(row?.original_name).not.toMatch(/[<>"/\\]/)
  })
})

describe('a refused file leaves neither file nor row', () => {
  const torn = async () => (await picture('jpeg', 800, 600)).subarray(0, 900)
  /** A PNG that says it is huge: 300 megapixels in a few hundred bytes. */
  const bomb = () =>
    sharp({
      create: { width: 20_000, height: 15_000, channels: 3, background: '#000' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9, palette: true })
      .toBuffer()

  it.each([
    ['HTML named .jpg', 'photo.jpg', async () => HTML, 'PHOTO'],
    ['HTML named .txt', 'notes.txt', async () => HTML, 'PO_DOCUMENT'],
    ['HTML named .pdf', 'order.pdf', async () => HTML, 'PO_DOCUMENT'],
    ['an SVG', 'logo.svg', async () => SVG, 'PHOTO'],
    ['an SVG named .png', 'logo.png', async () => SVG, 'TECHNICAL_DRAWING'],
    ['a program', 'setup.exe', async () => EXE, 'OTHER'],
    ['a program named .pdf', 'order.pdf', async () => EXE, 'PO_DOCUMENT'],
    ['an archive named .docx', 'order.docx', async () => ZIP, 'PO_DOCUMENT'],
    ['a torn JPEG', 'photo.jpg', torn, 'PHOTO'],
    ['a picture of 300 megapixels', 'photo.png', bomb, 'PHOTO'],
    ['a picture as PO document', 'order.png', () => picture('png'), 'PO_DOCUMENT'],
    ['a text as photo', 'photo.txt', async () => Buffer.from('a sink'), 'PHOTO'],
    ['an empty file', 'empty.pdf', async () => Buffer.alloc(0), 'OTHER'],
    ['a DXF that is none', 'plan.dxf', async () => Buffer.from('hello'), 'TECHNICAL_DRAWING'],
  ] as const)('%s', async (_case, name, make, type) => {
    const before = [await rows(), files()]
    const { status, body } = await upload(coordinator, name, await make(), { type }, 'image/jpeg')
    expect([400, 422]).toContain(status)
    expect(body).toMatchObject({
      errors: [{ code: expect.any(String), message: expect.stringMatching(/\S \S/) }],
    })
    expect([await rows(), files()]).toEqual(before)
  })

  it.each([
    ['just above 10 MB', 10 * 1024 * 1024 + 1],
    ['of 40 MB', 40 * 1024 * 1024],
  ])('a file %s', async (_case, size) => {
    const before = [await rows(), files()]
    const data = Buffer.alloc(size, 'x')
    PDF.copy(data)
    expect(await upload(coordinator, 'big.pdf', data)).toMatchObject(refusal(413, 'too_large'))
    expect([await rows(), files()]).toEqual(before)
  })

  it('and exactly 10 MB is taken', async () => {
    const data = Buffer.alloc(10 * 1024 * 1024, ' ')
    PDF.copy(data)
    expect((await upload(coordinator, 'big.pdf', data)).status).toBe(201)
  })

  it.each([
    ['no title', { title: '' }],
    ['a type that does not exist', { type: 'SECRET' }],
    ['an order that does not exist', { order: '01a207d9-0047-7372-9ca0-530792b2e0ce' }],
    ['a part that does not exist', { part: '01a207d9-0047-7372-9ca0-530792b2e0ce' }],
    ['a title beyond its length', { title: 'x'.repeat(201) }],
  ])('a good file with %s', async (_case, own) => {
    const before = [await rows(), files()]
    const { status } = await upload(coordinator, 'order.pdf', PDF, own)
    expect([400, 422]).toContain(status)
    expect([await rows(), files()]).toEqual(before)
  })

  it('a good file whose row cannot be written', async () => {
    const before = [await rows(), files()]
    await sql(`create function fail_documents() returns trigger language plpgsql as $$ begin
                 if new.resource = 'documents' then raise exception 'disk full'; end if; return new; end $$`)
    await sql(
      'create trigger fail_documents before insert on audit_events for each row execute function fail_documents()',
    )
    const { status } = await upload(coordinator, 'order.pdf', PDF)
    await sql('drop trigger fail_documents on audit_events')
    expect(status).toBe(500)
    expect([await rows(), files()]).toEqual(before)
  })

  it('no file at all', async () => {
    expect((await rest(coordinator).post('/documents', { title: 'x', type: 'OTHER' })).status).toBe(
      422,
    )
    const form = new FormData()
    form.set('_payload', '{"title": "x", "type": "OTHER"}')
    expect((await rest(coordinator).post('/documents', form)).status).toBe(422)
    const broken = new FormData()
    broken.set('_payload', '{"title": ')
    expect((await rest(coordinator).post('/documents', broken)).status).toBe(400)
  })

  it.each([
    ['coordinator', coordinator],
    ['a stranger', undefined],
  ] as const)('a text where the file belongs, sent by %s', async (_, user) => {
    const before = [await rows(), files()]
    for (const text of ['{}', '{"filename": "a.pdf", "size": 1}', 'null', 'a.pdf']) {
      const form = new FormData()
      form.set('file', text)
      form.set('_payload', '{"title": "x", "type": "OTHER"}')
      expect(await rest(user).post('/documents', form), text).toMatchObject(
        refusal(400, 'malformed'),
      )
    }
    expect([await rows(), files()]).toEqual(before)
  })

  it.each([
    ['the assembler', assembler, 403],
    ['Service', service, 403],
    ['a stranger', undefined, 401],
  ] as const)('whoever may not upload: %s', async (_, user, status) => {
    const before = [await rows(), files()]
    expect((await upload(user, 'order.pdf', PDF)).status).toBe(status)
    expect([await rows(), files()]).toEqual(before)
  })
})

describe('a stored file is served through the permission check only', () => {
  it('each role sees what the handbook gives it', async () => {
    const submitted = await submit(coordinator)
    const { id } = firstBuild(submitted)
    const order = submitted.order.id
    const put = async (type: string, own: Record<string, unknown> = {}) =>
      (await upload(coordinator, 'file.pdf', PDF, { type, order, ...own })).body.doc
    const po = await put('PO_DOCUMENT')
    const drawing = await put('TECHNICAL_DRAWING')
    const priced = await put('TECHNICAL_DRAWING', { showsCost: true })
    const get = async (user: TestUser | undefined, { filename }: { filename: string }) =>
      (await rest(user).get(`/documents/file/${filename}`)).status
    const hidden = [401, 403, 404]

    for (const doc of [po, drawing, priced]) {
      expect(hidden, 'anonymous').toContain(await get(undefined, doc))
      expect(hidden, 'service').toContain(await get(service, doc))
      expect(hidden, 'assembler without the build').toContain(await get(assembler, doc))
      expect(await get(coordinator, doc)).toBe(200)
      expect(await get(admin, doc)).toBe(200)
    }
    expect(await get(qc, drawing)).toBe(200)
    expect(hidden, 'what shows costs').toContain(await get(qc, priced))

    await rest(coordinator).patch(`/builds/${id}`, { assignedTo: assembler.id })
    expect(await get(assembler, drawing)).toBe(200)
    expect(hidden, 'a PO is not for the floor').toContain(await get(assembler, po))
    expect(hidden).toContain(await get(assembler, priced))
  })

  it('the assembler of one build of an order sees nothing of a sister build', async () => {
    const submitted = await submit(coordinator, { builds: [build(), build()] })
    const [own, sister] = submitted.builds
    await rest(coordinator).patch(`/builds/${own?.id}`, { assignedTo: assembler.id })
    const order = submitted.order.id
    const put = async (of: Record<string, unknown>) =>
      (await upload(coordinator, 'file.pdf', PDF, { type: 'TECHNICAL_DRAWING', ...of })).body.doc
    const docs = [
      await put({ order }),
      await put({ order, build: own?.id }),
      await put({ order, build: sister?.id }),
    ]
    const statuses: number[] = []
    for (const { id } of docs) statuses.push((await rest(assembler).get(`/documents/${id}`)).status)
    expect(statuses).toEqual([200, 200, 404])
  })

  it('never runs in a browser, is not cached by others, and keeps its bytes', async () => {
    const { body } = await upload(coordinator, 'order.pdf', PDF)
    const { headers, status } = await rest(coordinator).get(`/documents/file/${body.doc.filename}`)
    expect(status).toBe(200)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain('sandbox')
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('content-type')).toContain('application/pdf')
    for (const name of ['../../package.json', '..%2f..%2fpackage.json']) {
      const { status } = await rest(admin).get(`/documents/file/${name}`)
      expect(status, name).toBeGreaterThanOrEqual(400)
      expect(status, name).toBeLessThan(500)
    }
  })

  it('leaves a row for each time that somebody fetches it (handbook 13)', async () => {
    const { doc } = (await upload(coordinator, 'sink.png', await picture('png'), { type: 'PHOTO' }))
      .body
    const [row] = await sql<{ thumbnail: string }>(
      'select sizes_thumbnail_filename as thumbnail from documents where id = $1',
      [doc.id],
    )
    const file = `/documents/file/${doc.filename}`
    const fetched = () =>
      sql(
        `select actor, stream, after->>'document' as document, after->>'sha256' as sha256
         from audit_events where action = 'export' and resource = 'documents' and resource_id = $1
         order by seq`,
        [doc.id],
      )
    const by = ({ id }: TestUser) => ({
      actor: id,
      stream: 'ACTIVITY',
      document: 'sink.png',
      sha256: doc.sha256,
    })

    // what shows it small, tells of it, or is refused, is no download
    expect((await rest(qc).get(`/documents/file/${row?.thumbnail}`)).status).toBe(200)
    expect((await rest(qc).get(`/documents/${doc.id}`)).status).toBe(200)
    expect([403, 404]).toContain((await rest(service).get(file)).status)
    expect((await rest().get(file)).status).toBe(401)
    expect(await fetched()).toEqual([])

    expect((await rest(qc).get(file)).status).toBe(200)
    expect(await fetched()).toEqual([by(qc)])
    for (const range of ['bytes=0-9', 'bytes=10-19', 'bytes=20-']) {
      expect((await rest(coordinator).get(file, { range })).status, range).toBe(206)
    }
    expect(await fetched()).toEqual([by(qc), by(coordinator)])
    expect((await rest(admin).get(file, { range: 'bytes=-10' })).status).toBe(206)
    expect(await fetched()).toEqual([by(qc), by(coordinator), by(admin)])
  })

  it('is not found where no document names it, whoever asks and whatever for', async () => {
    for (const name of ['nothing.pdf', 'x%00']) {
      const { status, text } = await rest(admin).get(`/documents/file/${name}`)
      expect([400, 404], `${name} ${text}`).toContain(status)
    }
    expect(await rest(admin).get('/documents/file/nothing.pdf')).toMatchObject(
      refusal(404, 'not_found'),
    )
  })

  it('is never replaced and never deleted', async () => {
    const { body } = await upload(coordinator, 'order.pdf', PDF)
    const { id, filename, sha256 } = body.doc
    for (const user of [coordinator, admin]) {
      const form = new FormData()
      form.set('file', new File([new Uint8Array(await picture('png'))], 'other.png'))
      form.set('_payload', JSON.stringify({ title: 'Other' }))
      expect(await rest(user).patch(`/documents/${id}`, form)).toMatchObject(
        refusal(409, 'wrong_state'),
      )
      await rest(user).patch(`/documents/${id}`, {
        sha256: 'x',
        filename: 'other.pdf',
        mimeType: 'text/html',
        url: 'http://x.example/',
        createdBy: qc.id,
      })
      expect((await rest(user).delete(`/documents/${id}`)).status).toBe(403)
    }
    expect(
      await sql(
        'select sha256, mime_type, filename, created_by_id, title from documents where id = $1',
        [id],
      ),
    ).toEqual([
      {
        sha256,
        mime_type: 'application/pdf',
        filename,
        created_by_id: coordinator.id,
        title: 'order.pdf',
      },
    ])
    expect(readFileSync(path.join(uploads, filename)).equals(PDF)).toBe(true)
  })

  it.each([
    ['crop', 'uploadEdits[crop][x]=0&uploadEdits[crop][y]=0'],
    ['width', 'uploadEdits[widthInPixels]=1&uploadEdits[heightInPixels]=1'],
    ['focal point', 'uploadEdits[focalPoint][x]=1&uploadEdits[focalPoint][y]=1'],
    ['text', 'uploadEdits=1'],
  ])('is neither cut nor scaled by the query: %s', async (_case, query) => {
    const data = await picture('png')
    const { doc } = (await upload(coordinator, 'sink.png', data, { type: 'PHOTO' })).body
    const before = [await stored(doc.id), bytes(doc.filename)]
    const edits = `${query}&uploadEdits[widthInPixels]=1&uploadEdits[heightInPixels]=1`
    for (const user of [coordinator, admin]) {
      for (const sent of [query, edits]) {
        expect(await rest(user).patch(`/documents/${doc.id}?${sent}`, {})).toMatchObject(
          refusal(400, 'malformed'),
        )
        const { body, text } = await graphql(
          user,
          'mutation ($id: String!) { updateDocument(id: $id, data: { title: "Cut" }) { id } }',
          { id: doc.id },
          `?${sent}`,
        )
        expect(body.errors?.[0]?.extensions, text).toMatchObject({ code: 'malformed' })
      }
    }
    const count = [await rows(), files()]
    const form = new FormData()
    form.set('file', new File([new Uint8Array(data)], 'sink.png'))
    form.set('_payload', JSON.stringify({ title: 'Cut', type: 'PHOTO' }))
    expect(await rest(coordinator).post(`/documents?${edits}`, form)).toMatchObject(
      refusal(400, 'malformed'),
    )
    expect([await rows(), files()]).toEqual(count)
    expect([await stored(doc.id), bytes(doc.filename)]).toEqual(before)
  })

  it('is filed under another type only where its content belongs', async () => {
    const { doc } = (await upload(coordinator, 'order.txt', Buffer.from('Two sinks\n'))).body
    for (const type of ['PHOTO', 'TECHNICAL_DRAWING']) {
      expect(await rest(admin).patch(`/documents/${doc.id}`, { type })).toMatchObject(
        refusal(422, 'invalid_value'),
      )
    }
    expect((await rest(admin).patch(`/documents/${doc.id}`, { type: 'SECRET' })).status).toBe(422)
    expect(await sql('select type from documents where id = $1', [doc.id])).toEqual([
      { type: 'OTHER' },
    ])
    expect((await rest(admin).patch(`/documents/${doc.id}`, { type: 'PO_DOCUMENT' })).status).toBe(
      200,
    )
  })

  it('keeps the facts of its smaller pictures', async () => {
    const data = await picture('png', 1000, 800)
    const { doc } = (await upload(coordinator, 'sink.png', data, { type: 'PHOTO' })).body
    const before = await stored(doc.id)
    const { status } = await rest(coordinator).patch(`/documents/${doc.id}`, {
      sizes: { thumbnail: { filename: 'other.png', url: 'http://x.example/', width: 1 } },
      width: 1,
    })
    expect(status).toBe(200)
    expect(await stored(doc.id)).toEqual(before)
  })
})

/** What the row says about its file, and the bytes on the disk. */
const stored = async (id: string) =>
  (
    await sql(
      `select filename, url, mime_type, filesize, width, height, sha256, title, sizes_thumbnail_filename,
              sizes_thumbnail_url, sizes_thumbnail_width from documents where id = $1`,
      [id],
    )
  )[0]
const bytes = (filename: string): Buffer => readFileSync(path.join(uploads, filename))
