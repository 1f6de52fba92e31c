import { askedIdOf } from '../../../domain/boms/substitution'
import type { Block, Cell, Column } from '../../print/blocks'
import { documentPdf } from '../../print/document'
import { configurationRows, factsOf } from './facts'
import type { BomContent, ExportedLine } from './content'
import { printedAmount } from './money'
import { wordsIn, type Say } from './words'

/** A version on paper: what it is, the configuration, all levels, and the signature under the decision. */
export function bomPdf(content: BomContent): Promise<Buffer> {
  const say = wordsIn(content.language)
  return documentPdf(
    {
      companyName: content.companyName,
      letterhead: content.letterhead,
      title: say('bom'),
      number: content.buildNumber,
      version: String(content.bom.version),
      language: content.language,
      printedAt: content.printedAt,
      timeZone: content.timeZone,
    },
    [
      ...blocked(content, say),
      { kind: 'facts', columns: 3, facts: factsOf(content, say) },
      { kind: 'heading', text: say('configuration') },
      {
        kind: 'table',
        columns: [
          { head: say('section'), share: 3 },
          { head: say('option'), share: 4 },
          { head: say('value'), share: 4 },
        ],
        rows: configurationRows(content, say),
      },
      { kind: 'heading', text: say('lines') },
      {
        kind: 'table',
        columns: lineColumns(content, say),
        rows: content.lines.map((line) => lineCells(line, content, say)),
      },
      { kind: 'heading', text: say('decision') },
      content.decision
        ? { kind: 'signatures', signatures: [content.decision] }
        : { kind: 'paragraph', text: say('undecided'), tone: 'quiet' },
    ],
  )
}

const blocked = ({ bom: { unresolvedCount } }: BomContent, say: Say): Block[] =>
  unresolvedCount > 0
    ? [{ kind: 'paragraph', tone: 'bad', text: say('blocked', unresolvedCount) }]
    : []

function lineColumns({ currency }: BomContent, say: Say): Column[] {
  const columns: Column[] = [
    { head: say('position'), share: 1.5 },
    { head: say('partNumber'), share: 4 },
    { head: say('name'), share: 6 },
    { head: say('basin'), share: 1.2, align: 'right' },
    { head: say('quantityPer'), share: 1.5, align: 'right' },
    { head: say('quantity'), share: 1.5, align: 'right' },
  ]
  if (currency === null) return columns
  return [
    ...columns,
    { head: `${say('unitCost')} (${currency})`, share: 2, align: 'right' },
    { head: `${say('lineCost')} (${currency})`, share: 2.2, align: 'right' },
  ]
}

function lineCells(line: ExportedLine, { currency, language }: BomContent, say: Say): Cell[] {
  const indent = '\u00A0\u00A0'.repeat(line.level - 1)
  const tone = line.kind === 'UNRESOLVED' ? 'bad' : line.level === 1 ? 'strong' : 'normal'
  // why a line is there is told at the top of each branch, and where it is not what was asked for
  const isTold = line.level === 1 || askedIdOf(line) !== line.partNumber
  const told = [isTold ? `${line.rule}: ${line.because}` : '', line.note ?? ''].filter(Boolean)
  return [
    line.path,
    { text: indent + line.partNumber, tone },
    [line.kind === 'UNRESOLVED' ? say('UNRESOLVED') : line.name, ...told].join('\n'),
    line.basin === null ? '' : String(line.basin),
    String(line.quantityPer),
    String(line.quantity),
    ...(currency === null
      ? []
      : [
          printedAmount(line.unitCost, currency, language),
          printedAmount(line.lineCost, currency, language),
        ]),
  ]
}
