import { labelText } from '../../../domain/label'
import { isRole, ROLE_LABELS } from '../../../domain/roles'
import type {
  RecordEvent,
  RecordNonconformance,
  RecordPart,
  RecordSignature,
  RecordTask,
} from '../../../domain/quality/record'
import type { RecordSource } from './source'

/** What happened to the build, oldest first: moves, versions, signatures, tasks, parts and reports. */
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
    ...known.nonconformances.map(({ reportedAt, reportedBy, number, description }) => ({
      ...event(reportedAt, reportedBy, `Nonconformance ${number} opened`),
      note: description,
    })),
  ].toSorted((left, right) => left.at.localeCompare(right.at))

const event = (at: string, who: string | null, what: string): RecordEvent => ({
  at,
  who: who ?? 'System',
  role: null,
  what,
  note: null,
})

const roleInWords = (role: string): string => (isRole(role) ? ROLE_LABELS[role] : role)

function moves({ events, definition }: RecordSource): RecordEvent[] {
  const label = (status: string): string => {
    const state = definition.states.find(({ code }) => code === status)
    return state ? labelText(state.label) : status
  }
  return events.map(({ at, byName, byRole, from, to, note, isOverride }) => ({
    at,
    who: byName,
    role: roleInWords(byRole),
    what: `${from ? `${label(from)} → ` : ''}${label(to)}${isOverride ? ' (override)' : ''}`,
    note: note ?? null,
  }))
}
