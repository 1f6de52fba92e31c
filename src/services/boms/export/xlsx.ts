import { askedIdOf } from '../../../domain/boms/substitution'
import { printedTime } from '../../print/time'
import type { Cell, Column, Sheet } from '../../spreadsheet/sheet'
import { workbookOf } from '../../spreadsheet/workbook'
import { configurationRows, factsOf } from './facts'
import type { BomContent } from './content'
import { amountFormat, amountOf } from './money'
import { wordsIn, type Say } from './words'

/** A version as a workbook: the tree with foldable levels, totals by item, configuration and what it is. */
export function bomXlsx(content: BomContent): Buffer {
  const say = wordsIn(content.language)
  return workbookOf(
    [
      treeSheet(content, say),
      flatSheet(content, say),
      optionSheet(content, say),
      about(content, say),
    ],
    {
      title: `${say('bom')} ${content.bom.title}`,
      author: content.companyName,
      madeAt: content.printedAt,
    },
  )
}

/** Columns of amounts; none for readers who may not see costs. */
function costColumns(content: BomContent, heads: readonly string[]): Column[] {
  const { currency } = content
  if (currency === null) return []
  const format = amountFormat(currency)
  return heads.map((head) => ({ head: `${head} (${currency})`, width: 16, format }))
}

const costCells = ({ currency }: BomContent, costs: readonly (number | null | undefined)[]) =>
  currency === null ? [] : costs.map((cost): Cell => amountOf(cost, currency))

const treeSheet = (content: BomContent, say: Say): Sheet => ({
  name: say('tree'),
  indented: 2,
  columns: [
    { head: say('position'), width: 11 },
    { head: say('level'), width: 7 },
    { head: say('partNumber'), width: 34 },
    { head: say('name'), width: 46, wrap: true },
    { head: say('kind'), width: 15 },
    { head: say('quantityPer'), width: 10 },
    { head: say('quantity'), width: 10 },
    { head: say('basin'), width: 8 },
    { head: say('rule'), width: 8 },
    { head: say('reason'), width: 50, wrap: true },
    { head: say('substitutedFor'), width: 22 },
    { head: say('outside'), width: 11 },
    { head: say('note'), width: 36, wrap: true },
    ...costColumns(content, [say('unitCost'), say('lineCost')]),
  ],
  rows: content.lines.map((line) => ({
    level: line.level - 1,
    tone: line.kind === 'UNRESOLVED' ? 'bad' : 'normal',
    cells: [
      line.path,
      line.level,
      line.partNumber,
      line.name,
      say(line.kind),
      line.quantityPer,
      line.quantity,
      line.basin,
      line.rule,
      line.because,
      askedIdOf(line) === line.partNumber ? null : askedIdOf(line),
      line.isOutside ? say('yes') : null,
      line.note,
      ...costCells(content, [line.unitCost, line.lineCost]),
    ],
  })),
})

const flatSheet = (content: BomContent, say: Say): Sheet => ({
  name: say('flat'),
  columns: [
    { head: say('partNumber'), width: 30 },
    { head: say('name'), width: 50, wrap: true },
    { head: say('kind'), width: 15 },
    { head: say('total'), width: 10 },
    { head: say('onLines'), width: 10 },
    { head: say('rules'), width: 20, wrap: true },
    ...costColumns(content, [say('unitCost')]),
  ],
  rows: content.items.map((item) => ({
    tone: item.kind === 'UNRESOLVED' ? 'bad' : 'normal',
    cells: [
      item.partNumber,
      item.name,
      say(item.kind),
      item.quantity,
      item.occurrences,
      item.rules.join(', '),
      ...costCells(content, [item.unitCost]),
    ],
  })),
})

const optionSheet = (content: BomContent, say: Say): Sheet => ({
  name: say('configuration'),
  columns: [
    { head: say('section'), width: 34 },
    { head: say('option'), width: 40, wrap: true },
    { head: say('value'), width: 40, wrap: true },
  ],
  rows: configurationRows(content, say).map((cells) => ({ cells })),
})

function about(content: BomContent, say: Say): Sheet {
  const { decision, timeZone } = content
  return {
    name: say('about'),
    columns: [
      { head: say('fact'), width: 34 },
      { head: say('value'), width: 70, wrap: true },
    ],
    rows: [
      ...factsOf(content, say),
      {
        label: say('decision'),
        value: decision
          ? `${decision.printedName}, ${printedTime(decision.signedAt, decision.timeZone)}, SHA-256 ${decision.contentHash}`
          : say('undecided'),
      },
      { label: say('printed'), value: printedTime(content.printedAt, timeZone) },
    ].map(({ label, value }) => ({ cells: [label, value] })),
  }
}
