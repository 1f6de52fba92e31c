import type { SaidSection } from '../../domain/configurator/inWords'
import { label, type Label } from '../../domain/label'
import type { Priority } from '../../domain/orders/entry'
import type { TaskStatus } from '../../domain/production/codes'
import type { FormKind } from '../../domain/quality/codes'
import type { Block } from './blocks'
import { documentPdf, type DocumentHead } from './document'
import { orderWords } from './orderWords'
import { qualityWords } from './qualityWords'
import { wordsOf } from './recordWords'
import { sinkBlocks, type PrintedAccessory } from './sinkBlocks'
import { shortTime } from './time'
import { localeOf } from './words'

export type Traveller = {
  /** With the code that leads to the build. */
  head: Omit<DocumentHead, 'title'>
  orderNumber: string
  poNumber: string
  customerName: string
  projectName: string | null
  /** YYYY-MM-DD */
  wantDate: string
  priority: Priority
  specialInstructions: string | null
  family: string
  model: string | null
  /** Release of the family: `MDRD 3`. */
  release: string
  bomVersion: number | null
  assembler: string | null
  sections: readonly SaidSection[]
  accessories: readonly PrintedAccessory[]
  tasks: readonly {
    sequence: number
    title: string
    minutes: number
    status: TaskStatus
    completedBy: string | null
    completedAt: string | null
    /** Part numbers of which a serial or lot is recorded here. */
    critical: readonly string[]
  }[]
  /** The forms that are signed, in the order in which the build meets them, with their signed attempts. */
  forms: readonly {
    kind: FormKind
    attempts: readonly { attempt: number; outcome: 'PASS' | 'FAIL'; signedAt: string | null }[]
  }[]
}

const WORDS = {
  title: label('Build traveller', 'Fiche suiveuse', 'Hoja de ruta'),
  minutes: label('Minutes', 'Minutes', 'Minutos'),
  done: label('Done by, when', 'Fait par, quand', 'Hecho por, cuándo'),
  serials: label('Serial or lot', 'Série ou lot', 'Serie o lote'),
  cancelled: label('cancelled', 'annulée', 'cancelada'),
  noTasks: label(
    'The tasks are made when Pre-QC is passed.',
    'Les tâches sont créées une fois le contrôle de réception réussi.',
    'Las tareas se crean cuando se supera el control de recepción.',
  ),
} as const satisfies Record<string, Label>

/** The line that somebody writes on. */
const BLANK = '_'.repeat(18)

/**
 * The paper that goes over the floor with a sink (domain handbook 13): the code that leads to it, what it is,
 * its tasks with room to write by hand what is not recorded yet, and its forms. No costs.
 */
export function travellerPdf(traveller: Traveller): Promise<Buffer> {
  const { head, tasks, forms } = traveller
  const { language, timeZone } = head
  const locale = localeOf(language)
  const say = wordsOf(language)
  const words = orderWords(language)
  const quality = qualityWords(language)
  const own = (name: keyof typeof WORDS): string => WORDS[name][locale]
  const doneIn = ({ status, completedBy, completedAt }: Traveller['tasks'][number]): string => {
    if (status === 'CANCELLED') return own('cancelled')
    if (status !== 'COMPLETED' || completedAt === null) return BLANK
    return [completedBy ?? '', shortTime(completedAt, timeZone)].filter(Boolean).join('\n')
  }

  return documentPdf({ ...head, title: own('title') }, [
    {
      kind: 'facts',
      columns: 3,
      facts: [
        { label: say('buildNumber'), value: head.number },
        { label: say('family'), value: traveller.family },
        { label: words.say('model'), value: traveller.model ?? '' },
        { label: say('order'), value: traveller.orderNumber },
        { label: say('po'), value: traveller.poNumber },
        { label: say('customer'), value: traveller.customerName },
        { label: words.say('project'), value: traveller.projectName ?? '' },
        { label: words.say('wantDate'), value: traveller.wantDate },
        { label: words.say('priority'), value: words.priority(traveller.priority) },
        { label: say('release'), value: traveller.release },
        {
          label: say('bom'),
          value: traveller.bomVersion === null ? '' : `${say('version')} ${traveller.bomVersion}`,
        },
        { label: words.say('assembler'), value: traveller.assembler ?? BLANK },
      ],
    },
    ...(traveller.specialInstructions
      ? ([
          { kind: 'heading', level: 2, text: words.say('instructions') },
          { kind: 'paragraph', tone: 'strong', text: traveller.specialInstructions },
        ] satisfies Block[])
      : []),
    { kind: 'heading', text: say('configuration') },
    ...sinkBlocks(traveller.sections, traveller.accessories, language),
    { kind: 'heading', text: say('tasks') },
    tasks.length === 0
      ? { kind: 'paragraph', tone: 'quiet', text: own('noTasks') }
      : {
          kind: 'table',
          columns: [
            { head: say('number'), share: 0.8 },
            { head: say('task'), share: 5 },
            { head: own('minutes'), share: 1.2, align: 'right' },
            { head: own('serials'), share: 3 },
            { head: own('done'), share: 3 },
          ],
          rows: tasks.map((task) => [
            String(task.sequence),
            task.title,
            String(task.minutes),
            task.critical.join('\n'),
            doneIn(task),
          ]),
        },
    { kind: 'heading', text: say('inspections') },
    {
      kind: 'table',
      columns: [
        { head: say('inspections'), share: 4 },
        { head: say('result'), share: 6 },
      ],
      rows: forms.map(({ kind, attempts }) => [
        quality.form(kind),
        attempts
          .map(
            ({ attempt, outcome, signedAt }) =>
              `${say('attempt', { number: attempt })}: ${say(outcome === 'PASS' ? 'pass' : 'fail')}${
                signedAt === null ? '' : `, ${shortTime(signedAt, timeZone)}`
              }`,
          )
          .join('\n') || BLANK,
      ]),
    },
  ])
}
