import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { pagesOf } from '../../domain/print/reading'
import { rest, send, tokenOf } from '../../support/api'
import { given, type TestUser } from '../../support/given'
import { bootPayload, ORIGIN } from '../../support/payload'
import {
  approve,
  build,
  firstBuild,
  loadCatalogue,
  plainSink,
  submit,
  threeBasinSink,
  type Submitted,
} from '../../support/plant'
import { refusal } from '../../support/refusal'

const { payload, sql } = await bootPayload()
const someone = given(payload)
const coordinator = await someone.user('PRODUCTION_COORDINATOR')
const procurement = await someone.user('PROCUREMENT', { firstName: 'Paula', lastName: 'Ferrer' })
const qc = await someone.user('QC_PERSON')
const assembler = await someone.user('ASSEMBLER')
const FORMATS = ['csv', 'xlsx', 'pdf'] as const
/** Minor units that occur nowhere else; below, how they and twice as much are shown. */
const COST = 98765432
const SHOWN = /98765432|987,?654\.32|197530864|1,?975,?308\.64/

let order: Submitted
let bom: string

beforeAll(async () => {
  await loadCatalogue(payload)
  await sql(`update assemblies set cost = $1 where part_number = 'T2-DL27-KIT'`, [COST])
  order = await submit(coordinator, {
    builds: [build({ configuration: threeBasinSink() }), build({ configuration: plainSink() })],
  })
  bom = firstBuild(order).bom.id
})

type File = { status: number; headers: Headers; bytes: Uint8Array }

const tokens = new Map<string, string>()

async function fetchFile(user: TestUser, path: string): Promise<File> {
  const token = tokens.get(user.id) ?? (await tokenOf(user))
  tokens.set(user.id, token)
  const authorization = `JWT ${token}`
  const response = await send(new Request(`${ORIGIN}/api${path}`, { headers: { authorization } }))
  const { status, headers } = response
  return { status, headers, bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** Everything that can be read in a file, whatever its format, the insides of a ZIP too. */
async function textOf(format: (typeof FORMATS)[number], bytes: Uint8Array): Promise<string> {
  if (format === 'csv') return strFromU8(bytes)
  if (format === 'pdf') return (await pagesOf(bytes)).join('\n')
  return Object.entries(unzipSync(bytes))
    .map(([name, inside]) => `${name}\n${strFromU8(inside)}`)
    .join('\n')
}

const sheetOf = (bytes: Uint8Array, number: number): string =>
  strFromU8(unzipSync(bytes)[`xl/worksheets/sheet${number}.xml`] ?? new Uint8Array())

const exportsOf = () => [`/boms/${bom}/export`, `/orders/${order.order.id}/bom-export`]

describe.each(FORMATS)('as %s', (format) => {
  it('shows costs to cost roles', async () => {
    for (const path of exportsOf()) {
      const { status, headers, bytes } = await fetchFile(procurement, `${path}?format=${format}`)
      expect(status, path).toBe(200)
      expect(headers.get('content-disposition')).toMatch(
        new RegExp(`^(attachment|inline); filename="[A-Za-z0-9._-]+\\.${format}"$`),
      )
      expect(await textOf(format, bytes)).toMatch(SHOWN)
    }
  })

  it('holds no cost at all for QC, and nothing for the floor', async () => {
    for (const path of exportsOf()) {
      const { status, bytes } = await fetchFile(qc, `${path}?format=${format}`)
      expect(status).toBe(200)
      const text = await textOf(format, bytes)
      expect(text).toContain('T2-DL27-KIT')
      expect(text).not.toMatch(SHOWN)
      expect(text).not.toMatch(/cost/i)
      expect((await fetchFile(assembler, `${path}?format=${format}`)).status).toBe(403)
    }
  })

  it('is audited with its format', async () => {
    const rows = await sql(
      `select resource, count(*)::int as times from audit_events
       where action = 'export' and after->>'format' = $1 and role in ('PROCUREMENT', 'QC_PERSON')
       group by resource order by resource`,
      [format],
    )
    expect(rows).toEqual([
      { resource: 'boms', times: 2 },
      { resource: 'orders', times: 2 },
    ])
  })
})

describe('the workbook', () => {
  it('has typed cells, foldable levels, a frozen head and says what it is', async () => {
    const { bytes } = await fetchFile(procurement, `/boms/${bom}/export?format=xlsx`)
    const tree = sheetOf(bytes, 1)
    expect(tree).toContain('state="frozen"')
    expect(tree).toContain('outlineLevel="1"')
    expect(tree).toMatch(/<c r="B2" s="\d+"><v>1<\/v><\/c>/)
    expect(tree).toMatch(/<c r="C2" s="\d+" t="inlineStr">/)
    const [{ lines, hash } = { lines: 0, hash: '' }] = await sql<{ lines: number; hash: string }>(
      'select line_count::int as lines, content_hash as hash from boms where id = $1',
      [bom],
    )
    expect(tree.match(/<row /g)).toHaveLength(lines + 1)
    const about = sheetOf(bytes, 4)
    for (const fact of [order.order.orderNumber, 'MDRD', hash, 'Waiting for approval'])
      expect(about).toContain(fact)
    expect(sheetOf(bytes, 3)).toContain('E-Sink')
  })

  it('says how many items the cost leaves out', async () => {
    const own = await submit(coordinator)
    const { id } = firstBuild(own).bom
    const paths = [`/boms/${id}/export`, `/orders/${own.order.id}/bom-export`]
    const leftOut = async () => {
      const counts = []
      for (const path of paths) {
        const { bytes } = await fetchFile(procurement, `${path}?format=xlsx`)
        const said = /Items without a known cost<\/t>.*?<t[^>]*>(\d+)<\/t>/.exec(
          await textOf('xlsx', bytes),
        )
        counts.push(Number(said?.[1]))
      }
      return counts
    }
    const [before = 0] = await leftOut()
    expect(before).toBeGreaterThanOrEqual(0)
    for (const [position, cost] of [null, 100, null].entries())
      await sql(
        `insert into bom_lines (id, bom_id, level, position, part_number, name, kind, quantity_per, quantity, unit_cost, rule, because, is_outside)
         values (gen_random_uuid(), $1, 1, 2000 + $2, 'NEW-' || $2, 'Part', 'PART', 1, 1, $3, 'R1', 'For the test', false)`,
        [id, position, cost],
      )
    expect(await leftOut()).toEqual([before + 2, before + 2])
  })

  it('keeps what looks like a formula as text', async () => {
    const wicked = '=HYPERLINK("http://x","y")&A1'
    const [{ name } = { name: '' }] = await sql<{ name: string }>(
      `select name from assemblies where part_number = 'T2-DL27-KIT'`,
    )
    await sql(`update assemblies set name = $1 where part_number = 'T2-DL27-KIT'`, [wicked])
    const own = firstBuild(await submit(coordinator)).bom.id
    await sql(`update assemblies set name = $1 where part_number = 'T2-DL27-KIT'`, [name])

    const { bytes } = await fetchFile(qc, `/boms/${own}/export?format=xlsx`)
    const all = await textOf('xlsx', bytes)
    expect(all).not.toMatch(/<f[ >/]/)
    expect(all).toContain('>=HYPERLINK(&quot;http://x&quot;,&quot;y&quot;)&amp;A1</t>')
    expect(all).toContain('quotePrefix="1"')
    const csv = await textOf('csv', (await fetchFile(qc, `/boms/${own}/export`)).bytes)
    expect(csv).toContain(`"'=HYPERLINK`)
  })

  it('holds all of 500 lines in every format', async () => {
    const own = firstBuild(await submit(coordinator)).bom.id
    await sql(
      `insert into bom_lines (id, bom_id, level, position, part_number, name, kind, quantity_per, quantity, unit_cost, rule, because, is_outside)
       select gen_random_uuid(), $1, 1, 1000 + n, 'P-' || n, 'Part ' || n, 'PART', 1, n, n, 'R1', 'For the test', false
       from generate_series(1, 500 - (select line_count::int from boms where id = $1)) n`,
      [own],
    )
    for (const format of FORMATS) {
      const { status, bytes } = await fetchFile(procurement, `/boms/${own}/export?format=${format}`)
      expect(status).toBe(200)
      expect(await textOf(format, bytes)).toContain('P-200')
    }
  })
})

describe('the paper', () => {
  it('counts its pages, shows all levels and who decided', async () => {
    const own = firstBuild(await submit(coordinator)).bom.id
    const before = await pagesOf((await fetchFile(qc, `/boms/${own}/export?format=pdf`)).bytes)
    expect(before.join(' ')).toContain('Not decided yet')
    await approve(procurement, own)
    const pages = await pagesOf((await fetchFile(qc, `/boms/${own}/export?format=pdf`)).bytes)
    for (const [index, page] of pages.entries())
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
    const text = pages.join(' ')
    for (const said of [
      'Paula Ferrer',
      'Procurement',
      'Approval',
      'The signed content is unchanged',
    ])
      expect(text).toContain(said)
    const [{ deepest } = { deepest: '' }] = await sql<{ deepest: string }>(
      'select part_number as deepest from bom_lines where bom_id = $1 order by level desc limit 1',
      [own],
    )
    expect(text.replaceAll(' ', '')).toContain(deepest)
  })
})

describe('amounts on paper', () => {
  it.each([
    ['EN', '987,654.32'],
    ['FR', '987 654,32'],
    ['ES', '987.654,32'],
  ])('are written as in %s documents, in the spreadsheet as numbers', async (language, unit) => {
    const own = await submit(coordinator, {
      language,
      builds: [build({ configuration: plainSink() })],
    })
    const [{ total } = { total: 0 }] = await sql<{ total: number }>(
      'select total_cost::float8 as total from boms where id = $1',
      [firstBuild(own).bom.id],
    )
    const sum = new Intl.NumberFormat({ EN: 'en-CA', FR: 'fr-CA' }[language] ?? 'es', {
      minimumFractionDigits: 2,
    })
      .format(total / 100)
      .replaceAll(/\s/g, ' ')
    const paths = [`/boms/${firstBuild(own).bom.id}/export`, `/orders/${own.order.id}/bom-export`]
    for (const path of paths) {
      const { bytes } = await fetchFile(procurement, `${path}?format=pdf`)
      const text = (await pagesOf(bytes)).join(' ')
      expect(text, path).toContain(`${sum} CAD`)
      expect(text, path).toContain(unit)
    }
    const { bytes } = await fetchFile(procurement, `${paths[0]}?format=xlsx`)
    expect(await textOf('xlsx', bytes)).toContain('<v>987654.32</v>')
  })
})

describe('the material of an order', () => {
  it('sums the live builds, each in its own column', async () => {
    const { bytes } = await fetchFile(procurement, exportsOf()[1] ?? '')
    const [head = '', ...rows] = strFromU8(bytes).split('\r\n')
    expect(head).toContain(order.builds.map(({ buildNumber }) => buildNumber).join(','))
    const legs = rows.find((row) => row.startsWith('T2-DL27-KIT,'))
    expect(legs).toMatch(/,2,1,1,,98765432,197530864$/)

    const [{ total } = { total: 0 }] = await sql<{ total: number }>(
      'select total_cost::float8 as total from orders where id = $1',
      [order.order.id],
    )
    const counted = rows.filter(Boolean).map((row) => Number(row.split(',').at(-1)))
    expect(counted.reduce((sum, cost) => sum + cost, 0)).toBe(total)
  })

  it('refuses an order that is not there, and a format that is not known', async () => {
    const nowhere = '01900000-0000-7000-8000-000000000000'
    expect(await rest(qc).get(`/orders/${nowhere}/bom-export`)).toMatchObject(
      refusal(404, 'not_found'),
    )
    expect((await rest(qc).get(`/boms/${bom}/export?format=docx`)).status).toBe(422)
  })
})

describe('sharing', () => {
  const share = (user: TestUser, to: readonly string[]) =>
    rest(user).post<{ isSent: boolean; link: string; to: unknown }>(`/boms/${bom}/share`, {
      to,
      format: 'xlsx',
    })

  it('goes to colleagues who may see it, the file and its costs by their role', async () => {
    const { status, body, text } = await share(coordinator, [procurement.email, qc.email])
    expect(status, text).toBe(200)
    expect(body).toMatchObject({
      isSent: false,
      to: expect.arrayContaining([
        { email: procurement.email, withFile: true, withCosts: true },
        { email: qc.email, withFile: true, withCosts: false },
      ]),
    })
    const byQc = await share(qc, [procurement.email])
    expect(byQc.body.to).toEqual([{ email: procurement.email, withFile: true, withCosts: false }])
  })

  it('is not said to have happened where no mail server is set up: nothing leaves, nothing is recorded', async () => {
    const { body } = await share(coordinator, [procurement.email])
    expect(body).toMatchObject({ isSent: false, link: `${ORIGIN}/admin/collections/boms/${bom}` })
    expect(await sql('select id from mail_outbox')).toEqual([])
    expect(
      await sql(
        `select id from audit_events where action = 'share' or after->'sharedWith' is not null`,
      ),
    ).toEqual([])
  })

  it('never leaves the house, nor reaches who may not read it', async () => {
    for (const stranger of ['supplier@elsewhere.example', assembler.email])
      expect(await share(procurement, [qc.email, stranger])).toMatchObject(
        refusal(422, 'invalid_value', { field: 'to.1' }),
      )
    expect((await share(assembler, [qc.email])).status).toBe(403)
  })
})
