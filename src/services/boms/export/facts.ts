import { printedTime } from '../../print/time'
import type { BomContent } from './content'
import { printedAmount } from './money'
import type { Say } from './words'

/** What every export says of its version, named. */
export function factsOf(content: BomContent, say: Say): { label: string; value: string }[] {
  const { bom, timeZone, currency, totalCost, unpriced, language } = content
  return [
    { label: say('order'), value: content.orderNumber },
    { label: say('po'), value: content.poNumber },
    { label: say('customer'), value: content.customerName },
    { label: say('project'), value: content.projectName ?? '' },
    { label: say('build'), value: content.buildNumber },
    { label: say('version'), value: String(bom.version) },
    { label: say('state'), value: say(bom.state) },
    { label: say('release'), value: content.release },
    { label: say('generated'), value: printedTime(bom.createdAt, timeZone) },
    { label: say('lines'), value: String(content.lines.length) },
    { label: say('unresolved'), value: String(bom.unresolvedCount) },
    ...(currency === null
      ? []
      : [
          {
            label: say('totalCost'),
            value: `${printedAmount(totalCost, currency, language)}\u00A0${currency}`,
          },
          { label: say('unpriced'), value: String(unpriced) },
        ]),
    { label: say('hash'), value: bom.contentHash },
  ]
}

/** The configuration as rows: where, what, and how it was chosen; accessories at the end. */
export function configurationRows(
  { configuration, accessories, items }: BomContent,
  say: Say,
): [section: string, option: string, value: string][] {
  const chosen = configuration.flatMap(({ heading, blocks }) =>
    blocks.flatMap((block) =>
      block.fields.map((field): [string, string, string] => [
        block.heading ? `${heading} · ${block.heading}` : heading,
        field.label,
        field.value,
      ]),
    ),
  )
  const nameOf = (partNumber: string) =>
    items.find((item) => item.partNumber === partNumber)?.name ?? ''
  return [
    ...chosen,
    ...accessories.map(({ partNumber, quantity }): [string, string, string] => [
      say('accessories'),
      `${partNumber} ${nameOf(partNumber)}`.trim(),
      String(quantity),
    ]),
  ]
}
