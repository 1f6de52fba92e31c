import { createLocalReq } from 'payload'
import sharp from 'sharp'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { FamilyContent, Rule } from '../../../src/domain/configurator/release'
import { is } from '../../../src/domain/configurator/write'
import { sameLabel } from '../../../src/domain/label'
import { MDRD } from '../../../src/shipped/mdrd'
import { pagesOf } from '../../domain/print/reading'
import { graphql, rest, send, tokenOf } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload, ORIGIN } from '../../support/payload'
import { build, firstBuild, loadCatalogue, plainSink, submit } from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const { customClasses } = await import('../../../src/services/settings')
const someone = given(payload)
const admin = await someone.user('ADMIN')
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const qc = await someone.user('QC_PERSON')

type Json = Record<string, unknown>
const set = (own: Json, user: TestUser = admin) => rest(user).post<Json>('/globals/settings', own)
const change = async (own: Json): Promise<void> => {
  const { status, text } = await set(own)
  if (status !== 200) throw new Error(text)
}
const SHIPPED = {
  companyName: 'Torvan Medical',
  companyAddress: null,
  companyPhone: null,
  companyEmail: null,
  orderPrefix: 'TOR',
  nonconformancePrefix: 'NC',
  numberDigits: 4,
  customNumbers: null,
  basinWidthMargin: 0,
  photoMegabytes: 10,
  photoShortestSide: 0,
  auditYears: 7,
  activityYears: 2,
}

/** Publishing proves the family over its whole space: seconds of work on a quiet machine. */
const PROOF = { timeout: 300_000 }

beforeAll(async () => {
  await loadCatalogue(payload)
  await someone.part({ cost: 1250 })
})
afterEach(() => change(SHIPPED))

describe('every setting is judged, and a refused one changes nothing', () => {
  it.each<[string, unknown, RegExp]>([
    ['companyName', ' ', /Enter the company name/],
    ['companyAddress', 'a\nb\nc\nd\ne', /at most 4 lines/],
    ['companyAddress', 'x'.repeat(61), /at most 4 lines of 60 characters/],
    ['companyPhone', 'call me', /phone number/],
    ['companyEmail', 'office', /not an e-mail address/],
    ['timeZone', 'Mars/Olympus', /not a time zone/],
    ['currency', 'cad', /three capitals/],
    ['currency', 'USD', /already entered/],
    ['orderPrefix', 'tor', /capitals and digits/],
    ['orderPrefix', 'A-B', /capitals and digits/],
    ['orderPrefix', 'NC', /prefix of nonconformances/],
    ['orderPrefix', 'SVC', /prefix of service orders/],
    ['nonconformancePrefix', 'TOR', /prefix of orders/],
    ['nonconformancePrefix', '', /./],
    ['numberDigits', 3, /whole number from 4 to 8/],
    ['numberDigits', 4.5, /whole number from 4 to 8/],
    ['numberDigits', 9, /whole number from 4 to 8/],
    ['basinWidthMargin', -1, /./],
    ['photoMegabytes', 11, /./],
    ['photoMegabytes', 0, /./],
    ['photoShortestSide', 5000, /./],
    ['auditYears', 6, /whole number from 7/],
    ['auditYears', 7.5, /whole number from 7/],
    ['activityYears', 1, /./],
    ['customNumbers', { '999.1': 'X-{W}x{L}' }, /No published family/],
    ['customNumbers', { '720.215.001': 'X-{W}x{L}' }, /\{D\} exactly once/],
    ['customNumbers', { '720.215.001': 'X-{W}{L}x{D}' }, /Two sizes could get one number/],
    ['customNumbers', { '720.215.001': 'X-{W}x{L}x{H}' }, /\{H\} is no dimension/],
    ['customNumbers', { '720.215.001': 12 }, /text/],
    ['customNumbers', { '720.215.001': 'T2-ADW-BASIN{W}X{L}X{D}' }, /T2-ADW-BASIN.* already/],
  ])('%s: %j', async (field, value, message) => {
    const before = await sql('select * from settings')
    const { status, text } = await set({ [field]: value })
    expect(status, text).toBeGreaterThanOrEqual(400)
    expect(status, text).toBeLessThan(500)
    expect(text).toContain(field)
    expect(text).toMatch(message)
    expect(await sql('select * from settings')).toEqual(before)
  })

  it('an address of four full lines is taken, whatever ends a line', async () => {
    for (const end of ['\n', '\r\n']) {
      const companyAddress = Array.from({ length: 4 }, () => 'x'.repeat(60)).join(end)
      await change({ companyAddress })
      expect(await sql('select company_address from settings')).toEqual([
        { company_address: companyAddress },
      ])
    }
  })

  it('also past the product: the database refuses a prefix, a figure or a retention that cannot be', async () => {
    for (const wrong of [
      `order_prefix = 'x'`,
      `order_prefix = nonconformance_prefix`,
      'number_digits = 3',
      'photo_megabytes = 20',
      'audit_years = 6',
      'activity_years = 1',
    ])
      await expect(sql(`update settings set ${wrong}`), wrong).rejects.toThrow(/settings_/)
  })

  it('is an Admin’s to change, and the audit trail tells before and after', async () => {
    for (const user of [coordinator, qc])
      expect((await set({ companyName: 'Mine' }, user)).status).toBe(403)
    await change({ orderPrefix: 'SINK', photoMegabytes: 5 })
    const [row] = await sql(
      `select action, before, after, actor from audit_events where resource = 'settings' order by seq desc limit 1`,
    )
    expect(row).toEqual({
      action: 'update',
      before: { orderPrefix: 'TOR', photoMegabytes: 10, rev: expect.any(Number) },
      after: { orderPrefix: 'SINK', photoMegabytes: 5, rev: expect.any(Number) },
      actor: admin.id,
    })
  })

  it('a save that changes nothing leaves no row in the trail', async () => {
    const rows = () => sql(`select id from audit_events where resource = 'settings'`)
    const before = await rows()
    const { body } = await rest(admin).get<{ companyName: string }>('/globals/settings?depth=0')
    await change({ companyName: body.companyName })
    expect(await rows()).toEqual(before)
  })
})

describe('two windows on the settings', () => {
  type Opened = { rev: number; companyPhone: string | null; companyEmail: string | null }
  const open = async () => (await rest(admin).get<Opened>('/globals/settings?depth=0')).body

  /** Whether a change that names the revision it was made from is taken. */
  type Write = (data: Json, rev: number) => Promise<boolean>
  const taken = (isTaken: boolean, text: string): boolean => {
    if (!isTaken) expect(text).toContain('stale_revision')
    return isTaken
  }
  const WAYS: readonly (readonly [string, Write])[] = [
    [
      'REST',
      async (data, rev) => {
        const { status, text } = await set({ ...data, rev })
        return taken(status === 200, text)
      },
    ],
    [
      'REST with If-Match',
      async (data, rev) => {
        const { status, text } = await rest(admin).post('/globals/settings', data, {
          'if-match': `"${rev}"`,
        })
        return taken(status === 200, text)
      },
    ],
    [
      'GraphQL',
      async (data, rev) => {
        const { body, text } = await graphql(
          admin,
          'mutation ($data: mutationSettingInput!) { updateSetting(data: $data) { rev } }',
          { data: { ...data, rev } },
        )
        return taken(!body.errors, text)
      },
    ],
  ]

  it.each(WAYS)('%s: one is told, reads again, and both changes stand', async (_, write) => {
    const { rev } = await open()
    const changes = [{ companyPhone: '+1 416 555 0101' }, { companyEmail: 'office@torvan.example' }]
    const first = await Promise.all(changes.map((data) => write(data, rev)))
    expect(first.toSorted()).toEqual([false, true])
    const now = await open()
    expect(now.rev).toBe(rev + 1)
    expect(await write(changes[first.indexOf(false)] ?? {}, now.rev)).toBe(true)
    expect(await open()).toMatchObject({ ...changes[0], ...changes[1], rev: rev + 2 })
  })

  it('a form that carries everything it read takes nothing back', async () => {
    const opened = await open()
    await change({ companyPhone: '+1 416 555 0102' })
    const { status, body, text } = await set({ ...opened, companyEmail: 'late@torvan.example' })
    expect(status, text).toBe(409)
    expect(body).toMatchObject({
      errors: [{ code: 'stale_revision', details: { rev: opened.rev + 1 } }],
    })
    expect(await open()).toMatchObject({ companyPhone: '+1 416 555 0102', companyEmail: null })
  })

  it('tell their revision as ETag, and the history who made it', async () => {
    const other = await someone.user('ADMIN')
    await rest(other).post('/globals/settings', { companyPhone: '+1 416 555 0103' })
    const read = await rest(admin).get<Opened>('/globals/settings?depth=0')
    expect(read.headers.get('etag')).toBe(`"${read.body.rev}"`)
    const { body, text } = await rest(qc).get<{ docs: Json[] }>('/history/globals/settings')
    expect(body.docs?.[0], text).toMatchObject({
      actor: other.id,
      rev: read.body.rev,
      after: { companyPhone: '+1 416 555 0103' },
    })
    expect((await rest(admin).get('/history/globals/nothing')).status).toBe(404)
  })
})

describe('numbering', () => {
  const numberOf = async () => (await submit(coordinator)).order.orderNumber

  it('of orders: a prefix and digits act on new ones, and the count goes on', async () => {
    const older = await numberOf()
    const [, year, n] = /^TOR-(\d{4})-(\d{4})$/.exec(older) ?? []
    await change({ orderPrefix: 'SINK', numberDigits: 6 })
    expect(await numberOf()).toBe(`SINK-${year}-${String(Number(n) + 1).padStart(6, '0')}`)
    expect(await sql('select 1 from orders where order_number = $1', [older])).toHaveLength(1)
    // what orders were called is not free for anything else
    await change({ orderPrefix: 'TOR', numberDigits: 4 })
    expect((await set({ nonconformancePrefix: 'SINK' })).text).toMatch(/prefix of orders/)
    expect(await numberOf()).toBe(`TOR-${year}-${String(Number(n) + 2).padStart(4, '0')}`)
  })

  it('of nonconformances', async () => {
    const { id } = firstBuild(await submit(coordinator))
    await change({ nonconformancePrefix: 'DEV', numberDigits: 5 })
    const { body, status, text } = await rest(qc).post<{ doc: { number: string } }>(
      '/nonconformances?depth=0',
      { build: id, reason: 'SURFACE', description: 'A scratch beside the drain.' },
    )
    expect(status, text).toBe(201)
    expect(body.doc.number).toMatch(/^DEV-\d{4}-\d{5}$/)
  })
})

describe('parts made to measure (handbook 6.5)', () => {
  const sink = (width: number) =>
    plainSink({
      basins: [
        { type: 'E_SINK', size: 'CUSTOM', width, length: 22, depth: 9, pTrap: false, light: false },
      ],
    })
  const customLine = async (bom: string) =>
    sql<{ number: string; class: string }>(
      `select part_number as number, attributes->>'classCode' as class from bom_lines where bom_id = $1 and kind = 'CUSTOM'`,
      [bom],
    )
  const order = async (width: number) => {
    const made = firstBuild(
      await submit(coordinator, { builds: [build({ configuration: sink(width) })] }),
    )
    return { ...made, lines: await customLine(made.bom.id) }
  }

  it('are offered by the classes of published families, with the pattern in force', async () => {
    const req = await createLocalReq({ context: { asSystem: true } }, payload)
    expect(await customClasses(req)).toEqual([
      {
        classCode: '720.215.001',
        name: 'Custom basin',
        family: expect.stringMatching(/MDRD/),
        dimensions: ['width', 'length', 'depth'],
        number: 'T2-ADW-BASIN-{W}x{L}x{D}',
      },
      {
        classCode: '720.215.002',
        name: 'Custom pegboard',
        family: expect.stringMatching(/MDRD/),
        dimensions: ['width', 'length'],
        number: 'T2-ADW-PB-{W}x{L}',
      },
    ])
  })

  it('a pattern numbers new sizes, and a size that has a record keeps its number', async () => {
    const first = await order(31)
    expect(first.lines).toEqual([{ number: 'T2-ADW-BASIN-31x22x9', class: '720.215.001' }])
    await change({ customNumbers: { '720.215.001': 'CB-{D}-{W}/{L}' } })

    const { body } = await rest(coordinator).post<{
      lines: { partNumber: string; kind: string }[]
    }>('/configurator/preview', { family: 'MDRD', configuration: sink(32) })
    expect(body.lines.filter(({ kind }) => kind === 'CUSTOM')).toMatchObject([
      { partNumber: 'CB-9-32/22' },
    ])
    expect((await order(32)).lines).toEqual([{ number: 'CB-9-32/22', class: '720.215.001' }])
    expect((await order(31)).lines).toEqual(first.lines)
    expect(
      await sql(
        `select part_number, custom_dimensions from parts where custom_class = '720.215.001' order by 2`,
      ),
    ).toEqual([
      { part_number: 'T2-ADW-BASIN-31x22x9', custom_dimensions: '31x22x9' },
      { part_number: 'CB-9-32/22', custom_dimensions: '32x22x9' },
    ])

    // and back again: the size made meanwhile keeps its number too
    await change({ customNumbers: null })
    expect((await order(32)).lines).toEqual([{ number: 'CB-9-32/22', class: '720.215.001' }])
    const uses = await sql(
      `select count(*)::int as n from item_uses u join parts p on p.id = u.part_id where p.part_number = 'CB-9-32/22'`,
    )
    expect(uses).toEqual([{ n: 2 }])
  })

  it('a pattern under which a number would stand for another size is refused', async () => {
    await order(33)
    const { status, text } = await set({
      customNumbers: { '720.215.001': 'T2-ADW-BASIN-{L}x{W}x{D}' },
    })
    expect(status).toBe(422)
    expect(text).toMatch(/already the number of something else/)
    await change({ customNumbers: { '720.215.001': 'T2-ADW-BASIN-{W}x{L}x{D}' } })
  })

  describe('of a class that has other dimensions than width, length and depth', () => {
    const CLASS = '731.200.001'
    const plate = (dimensions: Record<string, string>): Rule => ({
      id: 'R90',
      label: sameLabel('Plate'),
      when: is('pegboardSize', 'CUSTOM'),
      item: {
        kind: 'CUSTOM',
        classCode: CLASS,
        number: 'DC-PLATE-{pegboardWidth}x{pegboardLength}',
        name: sameLabel('Plate {pegboardWidth} × {pegboardLength}'),
        dimensions,
      },
      quantity: 1,
      merge: false,
      role: 'PEGBOARD_PLATE',
      because: sameLabel('A plate for the pegboard'),
      enabled: true,
    })
    const publish = async (dimensions: Record<string, string>) => {
      const [family] = await sql<{ id: string }>(
        `select id from product_families where code = 'MDRD'`,
      )
      const draft: FamilyContent = {
        ...MDRD,
        rules: [...MDRD.rules, plate(dimensions)],
        displayOrder: [
          ...MDRD.displayOrder,
          { role: 'PEGBOARD_PLATE', label: sameLabel('Plate of the pegboard') },
        ],
      }
      await rest(admin).patch(`/product-families/${family?.id}`, { draft })
      const { status, text } = await rest(admin).post(`/product-families/${family?.id}/publish`, {
        password: admin.password,
        reason: 'A plate for the pegboard',
      })
      if (status !== 201) throw new Error(text)
    }
    const plateOf = async (pegboardWidth: number, pegboardLength: number) => {
      const configuration = plainSink({
        pegboard: true,
        pegboardColor: null,
        pegboardType: 'PERFORATED',
        pegboardSize: 'CUSTOM',
        pegboardWidth,
        pegboardLength,
      })
      const { bom } = firstBuild(await submit(coordinator, { builds: [build({ configuration })] }))
      return (await customLine(bom.id)).filter((line) => line.class === CLASS)
    }
    const classOfPlate = async () => {
      const req = await createLocalReq({ context: { asSystem: true } }, payload)
      return (await customClasses(req)).find(({ classCode }) => classCode === CLASS)
    }

    it('settings are saved again after a size was made under its pattern', PROOF, async () => {
      await publish({ width: 'pegboardWidth', height: 'pegboardLength' })
      expect(await classOfPlate()).toMatchObject({
        dimensions: ['height', 'width'],
        number: 'DC-PLATE-{W}x{height}',
      })
      const customNumbers = { [CLASS]: 'DZ-{W}x{height}' }
      await change({ customNumbers })
      expect(await plateOf(55, 66)).toEqual([{ number: 'DZ-55x66', class: CLASS }])
      await change({ companyPhone: '+1 902 555 0100' })
      expect(
        await sql('select custom_numbers as now, company_phone as phone from settings'),
      ).toEqual([{ now: customNumbers, phone: '+1 902 555 0100' }])

      // the other way round the number would stand for another size
      const { status, text } = await set({ customNumbers: { [CLASS]: 'DZ-{height}x{W}' } })
      expect(status).toBe(422)
      expect(text).toMatch(/DZ-55x66 is already the number of something else/)
    })

    it(
      'a pattern of dimensions that a later release has no more gives no number',
      PROOF,
      async () => {
        await change({ customNumbers: { [CLASS]: 'DZ-{W}x{height}' } })
        await publish({ width: 'pegboardWidth', length: 'pegboardLength' })
        expect(await plateOf(44, 33)).toEqual([{ number: 'DC-PLATE-44x33', class: CLASS }])
      },
    )
  })
})

it('the margin beside the basins gives warning W1', async () => {
  const codes = async () => {
    const { body } = await rest(coordinator).post<{ warnings: { code: string }[] }>(
      '/configurator/preview',
      { family: 'MDRD', configuration: plainSink({ length: 48 }) },
    )
    return body.warnings.map(({ code }) => code)
  }
  expect(await codes()).not.toContain('W1')
  await change({ basinWidthMargin: 30 })
  expect(await codes()).toContain('W1')
})

describe('photos', () => {
  const upload = async (type: string, width: number, height: number, bytes = 0) => {
    const picture = await sharp({ create: { width, height, channels: 3, background: '#369' } })
      .png()
      .toBuffer()
    const form = new FormData()
    const data = Buffer.concat([picture, Buffer.alloc(bytes)])
    form.set('file', new File([new Uint8Array(data)], 'drain.png', { type: 'image/png' }))
    form.set('_payload', JSON.stringify({ title: 'Drain', type }))
    return rest(admin).post('/documents', form)
  }

  it('need the pixels that the settings ask for; drawings do not', async () => {
    await change({ photoShortestSide: 300 })
    const refused = await upload('PHOTO', 800, 299)
    expect(refused).toMatchObject(refusal(422, 'invalid_value'))
    expect(refused.text).toMatch(/800 × 299 pixels; its shorter side needs at least 300/)
    expect((await upload('PHOTO', 300, 400)).status).toBe(201)
    expect((await upload('TECHNICAL_DRAWING', 40, 40)).status).toBe(201)
  })

  it('may be as large as the settings say', async () => {
    await change({ photoMegabytes: 1 })
    const refused = await upload('PHOTO', 40, 40, 1024 * 1024)
    expect(refused.status).toBe(413)
    expect(refused.text).toMatch(/A photo may have at most 1 MB/)
    expect((await upload('TECHNICAL_DRAWING', 40, 40, 1024 * 1024)).status).toBe(201)
  })
})

it('address, phone and e-mail stand in the heading of printed documents', async () => {
  const { bom } = firstBuild(await submit(coordinator))
  const headers = { authorization: `JWT ${await tokenOf(coordinator)}` }
  const printed = async () => {
    const request = new Request(`${ORIGIN}/api/boms/${bom.id}/export?format=pdf`, { headers })
    return pagesOf(new Uint8Array(await (await send(request)).arrayBuffer()))
  }
  expect((await printed())[0]).not.toMatch(/Harbour Street/)
  await change({
    companyName: 'Torvan Medical Inc.',
    companyAddress: '1 Harbour Street\nHalifax NS  B3H 1A1',
    companyPhone: '+1 902 555 0100',
    companyEmail: 'office@torvan.example',
  })
  for (const page of await printed()) {
    expect(page).toContain('Torvan Medical Inc.')
    expect(page).toContain(
      '1 Harbour Street, Halifax NS B3H 1A1 · +1 902 555 0100 · office@torvan.example',
    )
  }
})
