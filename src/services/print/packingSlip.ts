import { label, type Label } from '../../domain/label'
import type { Block } from './blocks'
import { documentPdf, type DocumentHead } from './document'
import { localeOf } from './words'

export type PackingSlip = {
  head: Omit<DocumentHead, 'title'>
  orderNumber: string
  poNumber: string
  projectName: string | null
  customerName: string
  /** Lines of the address, from the company to the country. */
  shipTo: readonly string[]
  carrier: string
  trackingNumber: string | null
  /** YYYY-MM-DD */
  date: string
  builds: readonly {
    buildNumber: string
    description: string
    items: readonly { partNumber: string | null; name: string; required: number; packed: number }[]
  }[]
  /** Build numbers of the order that follow later. */
  later: readonly string[]
  note: string | null
}

const WORDS = {
  title: label('Packing slip', 'Bordereau d’expédition', 'Albarán de entrega'),
  order: label('Order', 'Commande', 'Pedido'),
  po: label('Your order', 'Votre commande', 'Su pedido'),
  project: label('Project', 'Projet', 'Proyecto'),
  customer: label('Customer', 'Client', 'Cliente'),
  shipTo: label('Ship to', 'Livrer à', 'Enviar a'),
  carrier: label('Carrier', 'Transporteur', 'Transportista'),
  tracking: label('Tracking number', 'Numéro de suivi', 'Número de seguimiento'),
  date: label('Shipped on', 'Expédié le', 'Enviado el'),
  contents: label('Contents', 'Contenu', 'Contenido'),
  build: label('Sink {number}', 'Évier {number}', 'Fregadero {number}'),
  partNumber: label('Part number', 'Numéro de pièce', 'Número de pieza'),
  name: label('Description', 'Description', 'Descripción'),
  required: label('Ordered', 'Commandé', 'Pedido'),
  packed: label('Packed', 'Emballé', 'Embalado'),
  later: label('To follow later', 'Suivra plus tard', 'Se enviará más adelante'),
  note: label('Note', 'Remarque', 'Nota'),
  received: label('Received by, date', 'Reçu par, date', 'Recibido por, fecha'),
} as const satisfies Record<string, Label>

/** The slip that travels with a shipment: what was ordered, what is in the crates, what follows. No prices. */
export function packingSlipPdf(slip: PackingSlip): Promise<Buffer> {
  const locale = localeOf(slip.head.language)
  const say = (name: keyof typeof WORDS): string => WORDS[name][locale]
  const contents = slip.builds.flatMap(({ buildNumber, description, items }): Block[] => [
    { kind: 'heading', level: 2, text: say('build').replace('{number}', buildNumber) },
    { kind: 'paragraph', text: description },
    {
      kind: 'table',
      columns: [
        { head: say('partNumber'), share: 3 },
        { head: say('name'), share: 5 },
        { head: say('required'), share: 1.2, align: 'right' },
        { head: say('packed'), share: 1.2, align: 'right' },
      ],
      rows: items.map(({ partNumber, name, required, packed }) => [
        partNumber ?? '–',
        name,
        String(required),
        { text: String(packed), tone: packed < required ? 'bad' : 'normal' },
      ]),
    },
  ])
  const rest: Block[] = [
    ...(slip.later.length > 0 ? section(say('later'), slip.later.join(', ')) : []),
    ...(slip.note ? section(say('note'), slip.note) : []),
    { kind: 'paragraph', text: `\n\n${say('received')}: ${'_'.repeat(48)}` },
  ]
  return documentPdf({ ...slip.head, title: say('title') }, [
    {
      kind: 'facts',
      columns: 3,
      facts: [
        { label: say('customer'), value: slip.customerName },
        { label: say('order'), value: slip.orderNumber },
        { label: say('po'), value: slip.poNumber },
        { label: say('carrier'), value: slip.carrier },
        { label: say('tracking'), value: slip.trackingNumber ?? '' },
        { label: say('date'), value: slip.date },
        { label: say('shipTo'), value: slip.shipTo.join('\n') },
        { label: say('project'), value: slip.projectName ?? '' },
      ],
    },
    { kind: 'heading', text: say('contents') },
    ...contents,
    ...rest,
  ])
}

const section = (heading: string, text: string): Block[] => [
  { kind: 'heading', level: 2, text: heading },
  { kind: 'paragraph', text },
]
