import { WARNING_CODES, type WarningCode } from '../../domain/catalog/import/report'
import { SUMMARY_KINDS, type ImportSummary } from '../../domain/catalog/import/summary'

/** Lines shown of a long list; `--json` has all of them. */
const SHOWN = 12

/** The report of an import for people. */
export function importReportText(
  summary: ImportSummary,
  { dryRun, seconds, number }: { dryRun: boolean; seconds: number; number: string | null },
): string {
  return [
    dryRun ? 'Dry run: nothing was written.' : 'Catalogue import.',
    '',
    ...countLines(summary),
    ...changedLines(summary),
    ...absentLines(summary),
    ...warningLines(summary),
    ...refusedLines(summary),
    '',
    `${summary.refused.length} refused, ${summary.warnings.length} warnings, ${seconds.toFixed(1)} s`,
    ...(number === null ? [] : [`Kept as ${number}; an Admin can take it back in the panel.`]),
  ].join('\n')
}

/** Ids as they are, with quotes when something in them would not show. */
const shown = (id: string): string => (/^\s|\s$|\p{C}|^$/u.test(id) ? JSON.stringify(id) : id)

function countLines(summary: ImportSummary): string[] {
  const header = ['', 'taken', 'new', 'changed', 'unchanged', 'not in this delivery']
  const rows = SUMMARY_KINDS.map((kind) => {
    const { taken, new: added, changed, unchanged, notInThisDelivery } = summary[kind]
    const counts = [taken, added.length, changed.length, unchanged, notInThisDelivery.length]
    return [kind, ...counts.map(String)]
  })
  return [header, ...rows].map((cells) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(14) : cell.padStart(Math.max(9, (header[column] ?? '').length)),
      )
      .join('  '),
  )
}

function changedLines(summary: ImportSummary): string[] {
  return SUMMARY_KINDS.flatMap((kind) =>
    section(
      `Changed ${kind}`,
      summary[kind].changed.map(
        ({ id, fields }) =>
          `${shown(id)}: ${Object.entries(fields)
            .map(([field, { from, to }]) => `${field} ${valueText(from)} → ${valueText(to)}`)
            .join('; ')}`,
      ),
    ),
  )
}

const valueText = (value: unknown): string =>
  Array.isArray(value) ? `(${value.length} entries)` : JSON.stringify(value)

const absentLines = (summary: ImportSummary): string[] =>
  SUMMARY_KINDS.flatMap((kind) =>
    section(`Not in this delivery, kept: ${kind}`, summary[kind].notInThisDelivery.map(shown)),
  )

function warningLines({ warnings }: ImportSummary): string[] {
  const byCode = new Map<WarningCode, string[]>()
  for (const { code, record, place, message } of warnings) {
    const lines = byCode.get(code) ?? []
    lines.push(`${shown(record)}${place ? ` ${place}` : ''}: ${message}`)
    byCode.set(code, lines)
  }
  return [...byCode].flatMap(([code, lines]) => section(WARNING_CODES[code], lines))
}

/** Refusals are never shortened: each of them is work for somebody. */
const refusedLines = ({ refused }: ImportSummary): string[] =>
  section(
    'Refused',
    refused.map(
      ({ file, record, place, reason }) =>
        `${file} ${shown(record)}${place ? ` ${place}` : ''}: ${reason}`,
    ),
    refused.length,
  )

function section(title: string, lines: readonly string[], most = SHOWN): string[] {
  if (lines.length === 0) return []
  const hidden = lines.length - most
  return [
    '',
    `${title} (${lines.length})`,
    ...lines.slice(0, most).map((line) => `  ${line}`),
    ...(hidden > 0 ? [`  … and ${hidden} more (--json lists all)`] : []),
  ]
}
