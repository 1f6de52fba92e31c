import type { SaidSection } from '../../domain/configurator/inWords'
import { label, type Label } from '../../domain/label'
import type { Priority } from '../../domain/orders/entry'
import type { Block } from './blocks'
import { documentPdf, type DocumentHead } from './document'
import { orderWords } from './orderWords'
import { wordsOf } from './recordWords'
import { sinkBlocks, type PrintedAccessory } from './sinkBlocks'
import { localeOf } from './words'

export type OrderSummary = {
  head: Omit<DocumentHead, 'title'>
  poNumber: string
  projectName: string | null
  salesPerson: string
  /** YYYY-MM-DD */
  wantDate: string
  priority: Priority
  /** Label of the status, by the workflow of the order. */
  status: string
  specialInstructions: string | null
  customerName: string
  /** Contact, e-mail, phone and address, as far as the reader may see them. */
  customer: readonly string[]
  builds: readonly {
    buildNumber: string
    family: string
    model: string | null
    status: string
    bomVersion: number | null
    sections: readonly SaidSection[]
    accessories: readonly PrintedAccessory[]
  }[]
}

const WORDS = {
  title: label('Order summary', 'Sommaire de commande', 'Resumen del pedido'),
} as const satisfies Record<string, Label>

/** An order on paper (domain handbook 13): who ordered, what each sink is, and where it stands. No prices. */
export function orderSummaryPdf(summary: OrderSummary): Promise<Buffer> {
  const { head, builds } = summary
  const { language } = head
  const say = wordsOf(language)
  const words = orderWords(language)

  return documentPdf({ ...head, title: WORDS.title[localeOf(language)] }, [
    {
      kind: 'facts',
      columns: 3,
      facts: [
        { label: say('order'), value: head.number },
        { label: say('po'), value: summary.poNumber },
        { label: say('status'), value: summary.status },
        { label: words.say('project'), value: summary.projectName ?? '' },
        { label: words.say('wantDate'), value: summary.wantDate },
        { label: words.say('priority'), value: words.priority(summary.priority) },
        { label: words.say('salesPerson'), value: summary.salesPerson },
        {
          label: say('customer'),
          value: [summary.customerName, ...summary.customer].join('\n'),
        },
      ],
    },
    ...(summary.specialInstructions
      ? ([
          { kind: 'heading', level: 2, text: words.say('instructions') },
          { kind: 'paragraph', text: summary.specialInstructions },
        ] satisfies Block[])
      : []),
    ...builds.flatMap((build): Block[] => [
      { kind: 'heading', text: `${say('build')} ${build.buildNumber}` },
      {
        kind: 'facts',
        columns: 3,
        facts: [
          { label: say('family'), value: build.family },
          { label: words.say('model'), value: build.model ?? '' },
          { label: say('status'), value: build.status },
          {
            label: say('bom'),
            value: build.bomVersion === null ? '' : `${say('version')} ${build.bomVersion}`,
          },
        ],
      },
      ...sinkBlocks(build.sections, build.accessories, language),
    ]),
  ])
}
