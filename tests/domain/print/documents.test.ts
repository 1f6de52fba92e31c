import jsQR from 'jsqr'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { plainToLexical, lexicalToBlocks } from '../../../src/domain/production/richText'
import type { Block } from '../../../src/services/print/blocks'
import { documentPdf, type DocumentHead } from '../../../src/services/print/document'
import { LABEL_SHEETS, labelsPdf } from '../../../src/services/print/labels'
import { packingSlipPdf, type PackingSlip } from '../../../src/services/print/packingSlip'
import { qrModules } from '../../../src/services/print/qr'
import { deviceHistoryRecordPdf } from '../../../src/services/print/record'
import { printedTime } from '../../../src/services/print/time'
import { pagesOf, placesOf } from './reading'
import { recordOf, signature } from './sample'

const head: DocumentHead = {
  companyName: 'Torvan Médical',
  letterhead: '1 Harbour Street, Halifax · office@torvan.example',
  title: 'Order summary',
  number: 'ORD-2026-00001',
  version: '2',
  language: 'EN',
  printedAt: '2026-11-23T14:00:00.000Z',
  timeZone: 'America/Toronto',
}

const slip: PackingSlip = {
  head: { ...head, language: 'FR', version: null },
  orderNumber: 'ORD-2026-00001',
  poNumber: 'PO-77',
  projectName: null,
  customerName: 'Hôpital Sainte-Thérèse',
  shipTo: ['12, rue de l’Église', 'Québec'],
  carrier: 'Road Freight',
  trackingNumber: 'TRK 1',
  date: '2026-11-23',
  builds: [
    {
      buildNumber: 'T2-1001-A',
      description: 'T2-B2, 96 in',
      items: [{ partNumber: '706.58', name: 'Drain basket', required: 2, packed: 1 }],
    },
  ],
  later: ['T2-1001-B'],
  note: null,
}

describe('a document', () => {
  it('carries its heading, pages and time on every page', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => [`Row ${index + 1}`, 'é ñ ü Œ ß ł Ω Ж'])
    const columns = [
      { head: 'Left column', share: 1 },
      { head: 'Right column', share: 2 },
    ]
    const pages = await pagesOf(await documentPdf(head, [{ kind: 'table', columns, rows }]))

    expect(pages.length).toBeGreaterThan(2)
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('Torvan Médical')
      expect(page).toContain('Order summary')
      expect(page).toContain('ORD-2026-00001 · Version 2')
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`)
      expect(page).toContain('Printed 2026-11-23 09:00:00 UTC-05:00 (America/Toronto)')
      expect(page).toContain('Left column')
    }
    const text = pages.join(' ')
    for (const [first] of rows) expect(text).toContain(first)
    expect(text).toContain('é ñ ü Œ ß ł Ω Ж')
  })

  it.each([
    [
      'whole',
      'RC-HARBOUR-CLINIC-2026-0001-A-FINAL-1',
      'RC-HARBOUR-CLINIC-2026-0001-A-FINAL-1 · Version 2',
    ],
    [
      'cut where it is too long',
      `RC-${'HARBOUR-'.repeat(12)}1`,
      expect.stringMatching(/^RC-HARBOUR-.*…$/),
    ],
  ])('has its number beside a long title, %s', async (_, number, said) => {
    const title = 'Titre '.repeat(30)
    const places = await placesOf(await documentPdf({ ...head, title, number }, []))
    const ofTitle = places.filter(({ text }) => text.startsWith('Titre'))
    const ofNumber = places.filter(({ text }) => text.startsWith('RC-HARBOUR'))

    expect([ofTitle.length, ofNumber.length]).toEqual([1, 1])
    expect(ofTitle[0]?.right).toBeLessThan(ofNumber[0]?.left ?? 0)
    expect(ofNumber[0]?.text).toEqual(said)
  })

  it('leaves no heading and no head of a table alone at the foot of a page', async () => {
    const first = `First row ${'of many words '.repeat(30)}`
    const blocks = (above: number): Block[] => [
      ...Array.from({ length: above }, (): Block => ({ kind: 'paragraph', text: 'Above' })),
      { kind: 'heading', text: 'Comments' },
      { kind: 'table', columns: [{ head: 'Who said it', share: 1 }], rows: [[first]] },
    ]
    for (const above of [30, 34, 36, 38, 40, 42, 44, 46, 48]) {
      const pages = await pagesOf(await documentPdf(head, blocks(above)))
      const told = pages.filter((page) => /Comments|Who said it|First row/.test(page))
      expect(told.length, `below ${above} lines`).toBe(1)
    }
  })

  it('prints rich text, facts and signatures, and warns of an altered one', async () => {
    const state = plainToLexical(['Lay the sink down.', 'Fit the legs.'])
    const pdf = await documentPdf({ ...head, language: 'ES' }, [
      { kind: 'richText', blocks: lexicalToBlocks(state), pictures: new Map() },
      { kind: 'facts', facts: [{ label: 'Cliente', value: 'Clínica del Ángel' }] },
      { kind: 'signatures', signatures: [signature, { ...signature, isIntact: false }] },
    ])
    const [page = ''] = await pagesOf(pdf)

    expect(page).toContain('Lay the sink down.')
    expect(page).toContain('Clínica del Ángel')
    expect(page).toContain('Firmado electrónicamente por')
    expect(page).toContain('Zoë Müller-Ñandú')
    expect(page).toContain('Control de calidad')
    expect(page).toContain('Aprobación')
    expect(page).toContain('2026-11-23 08:05:12 UTC-05:00 (America/Toronto)')
    expect(page).toContain(signature.contentHash)
    expect(page).toContain('El contenido firmado no ha cambiado.')
    expect(page).toContain('El contenido fue alterado después de la firma')
  })

  it('is the same file for the same content', async () => {
    const print = () => documentPdf(head, [{ kind: 'paragraph', text: 'Words' }])

    expect((await print()).equals(await print())).toBe(true)
  })
})

describe('a time', () => {
  it.each([
    ['2026-07-01T04:00:00Z', 'America/Toronto', '2026-07-01 00:00:00 UTC-04:00 (America/Toronto)'],
    ['2026-01-01T04:00:00Z', 'America/Toronto', '2025-12-31 23:00:00 UTC-05:00 (America/Toronto)'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01 00:00:00 UTC+00:00 (UTC)'],
  ])('%s in %s', (iso, timeZone, printed) => expect(printedTime(iso, timeZone)).toBe(printed))
})

describe('a QR code', () => {
  it('reads back as the address', () => {
    const url = 'https://torvan.example/admin/collections/builds/0199-é?tab=record'
    const modules = qrModules(url)
    const scale = 4
    const side = (modules.length + 8) * scale
    const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1)
        if (modules[Math.floor(y / scale) - 4]?.[Math.floor(x / scale) - 4])
          pixels.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3)

    expect(jsQR(pixels, side, side)?.data).toBe(new URL(url).href)
  })

  it('is for addresses only', () => expect(() => qrModules('706.58')).toThrow(TypeError))
})

describe('labels', () => {
  const labels = Array.from({ length: 30 }, (_, index) => ({
    qr: `https://torvan.example/p/${index}`,
    title: `706.${index}`,
    lines: ['Drain basket, stainless', 'T2-1001-A', 'a line '.repeat(60)],
  }))
  const rest = { labels, companyName: 'Torvan Médical', printedAt: head.printedAt }

  it('fill sheets, leaving used places free', async () => {
    const sheet = LABEL_SHEETS.A4_3X8

    expect(await pagesOf(await labelsPdf({ ...rest, sheet }))).toHaveLength(2)
    const skipped = await pagesOf(await labelsPdf({ ...rest, sheet, skip: 20 }))
    expect(skipped).toHaveLength(3)
    expect(skipped[0]).toContain('706.3')
    expect(skipped[0]).not.toContain('706.4 ')
    expect(skipped[1]).toContain('Drain basket, stainless')
  })

  it('come one on a page for label printers', async () => {
    const pages = await pagesOf(await labelsPdf({ ...rest, sheet: LABEL_SHEETS.SINGLE_100X60 }))

    expect(pages).toHaveLength(30)
    expect(pages[29]).toContain('706.29')
  })
})

describe('a packing slip', () => {
  it('says in the language of the order what is in the crates and what follows', async () => {
    const [page = ''] = await pagesOf(await packingSlipPdf(slip))

    for (const said of ['Bordereau d’expédition', '12, rue de l’Église', 'Évier T2-1001-A'])
      expect(page).toContain(said)
    expect(page).toContain('706.58 Drain basket 2 1')
    expect(page).toContain('Suivra plus tard T2-1001-B')
  })
})

describe('a device history record', () => {
  let photo: Buffer
  beforeAll(async () => {
    const black = { width: 900, height: 600, channels: 3 as const, background: '#225588' }
    photo = await sharp({ create: black }).webp().toBuffer()
  })
  const photos = (): Map<string, Uint8Array> =>
    new Map([
      ['f1', photo],
      ['video', Buffer.from('no picture')],
    ])

  it('holds everything, in order', async () => {
    const pages = await pagesOf(await deviceHistoryRecordPdf(recordOf(), photos()))
    const text = pages.join(' ')

    expect(pages[0]).toContain('https://torvan.example/admin/collections/builds/b1/record')
    expect(pages[0]).toContain('Incomplete: 1 of 2 points are missing.')
    expect(pages[0]).toContain('Moved on without drawings')
    const order = [
      'Hôpital Sainte-Thérèse',
      'Final QC has no passed attempt.',
      'E-Drain, señal número ¾',
      'MDRD 3',
      'Bill of materials, version 2',
      'Event 1 ',
      'Event 60',
      'Mixing valve · Basin 2',
      'SN-0001-ÀÉÎ',
      'Pre-QC, attempt 1: FAIL',
      'Gap at the rim 4.5 mm 4 to 6 mm pass',
      'End of the note.',
      'P2 · Basin 1: Drain, left',
      'P2 · Basin 1: video (no preview)',
      'Polish and check again',
      'NC-2026-00001: Surface',
      'SHP-2026-00001',
      'photos/drain-left.jpg',
    ].map((words) => text.indexOf(words))
    expect(order).not.toContain(-1)
    expect(order).toEqual(order.toSorted((left, right) => left - right))
  })

  it.each([
    ['FR', 'Dossier historique du dispositif', 'Incomplet : 1 points sur 2 manquent.'],
    ['ES', 'Registro histórico del dispositivo', 'Incompleto: faltan 1 de 2 puntos.'],
  ] as const)('speaks %s', async (language, title, verdict) => {
    const [page = ''] = await pagesOf(
      await deviceHistoryRecordPdf(recordOf({ language }), photos()),
    )

    expect(page).toContain(title)
    expect(page).toContain(verdict)
  })

  it('says on the first page that a signed content was altered', async () => {
    const altered = recordOf({ signatures: [{ ...signature, isIntact: false }] })
    const [page] = await pagesOf(await deviceHistoryRecordPdf(altered, photos()))

    expect(page).toContain('1 signed contents were altered after signing.')
  })

  it('is the same file for the same record', async () => {
    const print = () => deviceHistoryRecordPdf(recordOf(), photos())

    expect((await print()).equals(await print())).toBe(true)
  })
})
