import type { PayloadRequest } from 'payload'
import { csvOf } from '../../domain/csv'
import { recordAudit } from '../audit'
import type { ExportFormat } from '../boms/export'
import { amountFormat, amountOf, printedAmount } from '../boms/export/money'
import { wordsIn, type Say } from '../boms/export/words'
import { fileAnswer } from '../fileAnswer'
import { documentPdf } from '../print/document'
import { printedTime } from '../print/time'
import { safeName } from '../print/zip'
import type { Column } from '../spreadsheet/sheet'
import { workbookOf } from '../spreadsheet/workbook'
import { materialOf, type OrderMaterial } from './material'

/** What an order needs as a file, one column per build; costs only for cost roles. Audited. */
export async function exportMaterial(
  req: PayloadRequest,
  orderId: string,
  format: ExportFormat,
): Promise<Response> {
  const material = await materialOf(req, orderId)
  const say = wordsIn(material.language)
  const bytes = await WRITERS[format](material, say)
  await recordAudit(req, {
    action: 'export',
    resource: 'orders',
    resourceId: orderId,
    after: {
      document: 'material',
      format,
      items: material.items.length,
      withCosts: material.currency !== null,
    },
    stream: 'ACTIVITY',
  })
  return fileAnswer(bytes, safeName(`material-${material.orderNumber}`), format)
}

type Writer = (material: OrderMaterial, say: Say) => Promise<Buffer>

const WRITERS = {
  csv: async (material) => Buffer.from(csv(material)),
  xlsx: async (material, say) => xlsx(material, say),
  pdf: (material, say) => pdf(material, say),
} as const satisfies Record<ExportFormat, Writer>

/** The heads are for programs, so in English always. */
const csv = ({ builds, items, currency }: OrderMaterial): string =>
  csvOf([
    [
      'Part number',
      'Name',
      'Kind',
      'Quantity',
      ...builds.map(({ buildNumber }) => buildNumber),
      'In place of',
      ...(currency === null ? [] : ['Unit cost (minor units)', 'Counted cost (minor units)']),
    ],
    ...items.map((item) => [
      item.partNumber,
      item.name,
      item.kind,
      item.quantity,
      ...item.perBuild,
      item.substitutedFor.join(', '),
      ...(currency === null ? [] : [item.unitCost, item.countedCost]),
    ]),
  ])

function xlsx(material: OrderMaterial, say: Say): Buffer {
  const { currency, builds, items, companyName, orderNumber, printedAt } = material
  const costs = (): Column[] =>
    currency === null
      ? []
      : [say('unitCost'), say('countedCost')].map((head) => ({
          head: `${head} (${currency})`,
          width: 16,
          format: amountFormat(currency),
        }))
  return workbookOf(
    [
      {
        name: say('flat'),
        columns: [
          { head: say('partNumber'), width: 30 },
          { head: say('name'), width: 46, wrap: true },
          { head: say('kind'), width: 15 },
          { head: say('total'), width: 10 },
          ...builds.map(({ buildNumber }) => ({ head: buildNumber, width: 14 })),
          { head: say('substitutedFor'), width: 24 },
          ...costs(),
        ],
        rows: items.map((item) => ({
          tone: item.kind === 'UNRESOLVED' ? 'bad' : 'normal',
          cells: [
            item.partNumber,
            item.name,
            say(item.kind),
            item.quantity,
            ...item.perBuild,
            item.substitutedFor.join(', '),
            ...(currency === null
              ? []
              : [amountOf(item.unitCost, currency), amountOf(item.countedCost, currency)]),
          ],
        })),
      },
      {
        name: say('about'),
        columns: [
          { head: say('fact'), width: 34 },
          { head: say('value'), width: 70, wrap: true },
        ],
        rows: [
          ...factsOf(material, say),
          { label: say('printed'), value: printedTime(printedAt, material.timeZone) },
        ].map(({ label, value }) => ({ cells: [label, value] })),
      },
    ],
    { title: `${say('rollup')} ${orderNumber}`, author: companyName, madeAt: printedAt },
  )
}

/** Paper is too narrow for a column per build: what each takes stands below the name. */
function pdf(material: OrderMaterial, say: Say): Promise<Buffer> {
  const { currency, language, builds, items } = material
  return documentPdf(
    {
      companyName: material.companyName,
      letterhead: material.letterhead,
      title: say('rollup'),
      number: material.orderNumber,
      version: null,
      language: material.language,
      printedAt: material.printedAt,
      timeZone: material.timeZone,
    },
    [
      ...(material.unresolved > 0
        ? [
            {
              kind: 'paragraph' as const,
              tone: 'bad' as const,
              text: say('blocked', material.unresolved),
            },
          ]
        : []),
      { kind: 'facts', columns: 3, facts: factsOf(material, say) },
      {
        kind: 'table',
        columns: [
          { head: say('partNumber'), share: 4 },
          { head: say('name'), share: 7 },
          { head: say('total'), share: 1.5, align: 'right' },
          ...(currency === null
            ? []
            : [
                {
                  head: `${say('countedCost')} (${currency})`,
                  share: 2.4,
                  align: 'right' as const,
                },
              ]),
        ],
        rows: items.map((item) => [
          { text: item.partNumber, tone: item.kind === 'UNRESOLVED' ? 'bad' : 'normal' },
          [
            item.kind === 'UNRESOLVED' ? say('UNRESOLVED') : item.name,
            builds.length > 1 ? perBuildInWords(item.perBuild, builds) : '',
          ]
            .filter(Boolean)
            .join('\n'),
          String(item.quantity),
          ...(currency === null
            ? []
            : [printedAmount(item.countedCost || null, currency, language)]),
        ]),
      },
    ],
  )
}

const perBuildInWords = (perBuild: readonly number[], builds: OrderMaterial['builds']): string =>
  builds
    .flatMap(({ buildNumber }, place) =>
      (perBuild[place] ?? 0) > 0 ? `${buildNumber}: ${perBuild[place]}` : [],
    )
    .join(' · ')

const factsOf = (material: OrderMaterial, say: Say): { label: string; value: string }[] => [
  { label: say('order'), value: material.orderNumber },
  { label: say('po'), value: material.poNumber },
  { label: say('customer'), value: material.customerName },
  ...material.builds.map(({ buildNumber, bom }) => ({
    label: buildNumber,
    value: `${say('version')} ${bom.version}, ${say(bom.state)}`,
  })),
  { label: say('unresolved'), value: String(material.unresolved) },
  ...(material.currency === null
    ? []
    : [
        {
          label: say('totalCost'),
          value: `${printedAmount(material.totalCost, material.currency, material.language)}\u00A0${material.currency}`,
        },
        { label: say('unpriced'), value: String(material.unpriced) },
      ]),
]
