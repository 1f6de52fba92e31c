import { SEVERITY_LABELS, type Severity } from '../quality/codes'

/** What is missing or wrong, as figures beside the words (domain handbook 9.1). */
export type ProblemFigures = {
  partNumber?: string | null | undefined
  needed?: number | null | undefined
  available?: number | null | undefined
  /** How badly the shortage stops the work. */
  severity?: Severity | undefined
}

/** Description and figures in one text; with `max`, the description is cut so that the figures stay. */
export function problemInWords(
  description: string,
  { partNumber, needed, available, severity }: ProblemFigures,
  max = Infinity,
): string {
  const figures = [
    partNumber,
    needed == null ? null : `needed ${needed}`,
    available == null ? null : `available ${available}`,
    severity ? `severity ${SEVERITY_LABELS[severity].toLowerCase()}` : null,
  ].filter((part): part is string => Boolean(part))
  const tail = figures.length > 0 ? ` (${figures.join(', ')})` : ''
  const room = max - tail.length
  return description.length <= room
    ? `${description}${tail}`
    : `${description.slice(0, room - 1).trimEnd()}…${tail}`
}
