import { stateLabel } from '../../../domain/workflow/definition'
import { TASK_STATUS_LABELS } from '../../../domain/production/codes'
import { NC_STATUS_LABELS } from '../../../domain/quality/codes'
import { isRole, ROLE_LABELS } from '../../../domain/roles'
import type {
  RecordEvent,
  RecordNonconformance,
  RecordPart,
  RecordSignature,
  RecordTask,
} from '../../../domain/quality/record'
import { assigneeIn, statusIn, type RecordAct } from './acts'
import { mayReadAnswers, type RecordSource } from './source'

/**
 * What happened to the build, oldest first: who had it, moves, versions, signatures, overrides, tasks, parts,
 * and nonconformances step by step.
 */
export const timelineOf = (
  source: RecordSource,
  known: {
    tasks: readonly RecordTask[]
    parts: readonly RecordPart[]
    signatures: readonly RecordSignature[]
    nonconformances: readonly RecordNonconformance[]
  },
): RecordEvent[] =>
  [
    ...moves(source),
    ...source.boms.map(({ createdAt, createdBy, version, lineCount }) =>
      event(
        createdAt,
        source.nameOf(createdBy),
        `Bill of materials, version ${version}: ${lineCount} lines`,
      ),
    ),
    ...known.signatures.map(({ signedAt, printedName, role, subject, meaning, note }) => ({
      at: signedAt,
      who: printedName,
      role: roleInWords(role),
      what: `${subject}: signed, ${meaning.toLowerCase()}`,
      note,
    })),
    ...source.inspections.map(({ createdAt, createdBy, title }) =>
      event(createdAt, source.nameOf(createdBy), `${title}: opened`),
    ),
    ...known.tasks.flatMap(({ completedAt, completedBy, number, title }) =>
      completedAt === null
        ? []
        : event(completedAt, completedBy, `Task ${number} ${title}: completed`),
    ),
    ...known.parts.map(({ recordedAt, recordedBy, partNumber, serial, lot }) =>
      event(recordedAt, recordedBy, `Part ${partNumber} recorded: ${serial ?? `lot ${lot ?? ''}`}`),
    ),
    ...source.acts.flatMap((act) => actInWords(act, source)),
    ...known.nonconformances.map(({ reportedAt, reportedBy, number, description }) => ({
      ...event(reportedAt, reportedBy, `Nonconformance ${number} opened`),
      note: description,
    })),
  ].toSorted((left, right) => left.at.localeCompare(right.at))

/** What an audit row tells that no other row of the record does. */
function actInWords(act: RecordAct, source: RecordSource): RecordEvent[] {
  const { at, who, role, reason } = act
  const what = wordsOf(act, source)
  if (what === null) return []
  const note = isOpen(act, source) ? reason : null
  return [{ at, who, role: roleInWords(role), what, note }]
}

/** Why somebody signed a form of quality is no more its result than what was answered (handbook 1.3). */
const isOpen = ({ resourceId }: RecordAct, { req, inspections }: RecordSource): boolean => {
  const form = inspections.find(({ id }) => id === resourceId)
  return form === undefined || mayReadAnswers(req, form)
}

function wordsOf(
  { resource, resourceId, before, after }: RecordAct,
  { nameOf, tasks, inspections, nonconformances }: RecordSource,
): string | null {
  const [from, to] = [statusIn(before), statusIn(after)]
  switch (resource) {
    case 'builds': {
      const name = nameOf(assigneeIn(after))
      const former = nameOf(assigneeIn(before))
      if (name === null) return former === null ? null : `Taken from ${former}`
      return `Given to ${name}${former === null ? '' : `, before with ${former}`}`
    }
    case 'tasks': {
      const task = tasks.find(({ id }) => id === resourceId)
      // its own row says when it was completed
      if (!task || to === null || to === 'COMPLETED') return null
      return `Task ${task.sequence} ${task.title}: ${stepOf(TASK_STATUS_LABELS, from, to)}`
    }
    case 'nonconformances': {
      const nc = nonconformances.find(({ id }) => id === resourceId)
      return nc && to !== null && from !== to
        ? `Nonconformance ${nc.number ?? ''}: ${stepOf(NC_STATUS_LABELS, from, to)}`
        : null
    }
    case 'inspections': {
      const form = inspections.find(({ id }) => id === resourceId)
      return form ? `${form.title}: signed by somebody who worked on the sink (override)` : null
    }
    default:
      return null
  }
}

function stepOf(labels: Readonly<Record<string, string>>, from: string | null, to: string): string {
  const label = (code: string): string => labels[code] ?? code
  return from === null ? label(to) : `${label(from)} → ${label(to)}`
}

const event = (at: string, who: string | null, what: string): RecordEvent => ({
  at,
  who: who ?? 'System',
  role: null,
  what,
  note: null,
})

const roleInWords = (role: string): string => (isRole(role) ? ROLE_LABELS[role] : role)

function moves({ events, definition }: RecordSource): RecordEvent[] {
  const label = (status: string): string => stateLabel(definition, status)
  return events.map(({ at, byName, byRole, from, to, note, isOverride }) => ({
    at,
    who: byName,
    role: roleInWords(byRole),
    what: `${from ? `${label(from)} → ` : ''}${label(to)}${isOverride ? ' (override)' : ''}`,
    note: note ?? null,
  }))
}
