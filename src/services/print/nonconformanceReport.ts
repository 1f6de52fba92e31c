import { label, type Label } from '../../domain/label'
import type {
  Disposition,
  FailureReason,
  FormKind,
  NcSource,
  NcStatus,
  Severity,
} from '../../domain/quality/codes'
import type { RecordComment } from '../../domain/quality/record'
import type { Block } from './blocks'
import { documentPdf, type DocumentHead } from './document'
import { qualityWords } from './qualityWords'
import { wordsOf } from './recordWords'
import { printedTime, shortTime } from './time'
import { localeOf } from './words'

/** Somebody's step, by name and ISO time; null where it was not made yet. */
type Step = { by: string; at: string } | null

export type NonconformanceReport = {
  head: Omit<DocumentHead, 'title'>
  status: NcStatus
  reason: FailureReason
  severity: Severity | null
  source: NcSource
  rework: boolean
  retest: boolean
  orderNumber: string | null
  customerName: string | null
  buildNumber: string | null
  form: { kind: FormKind; attempt: number } | null
  /** Part or assembly that it is about. */
  item: string | null
  supplierName: string | null
  description: string
  failedItems: readonly { key: string; label: string; basin: number | null; note: string | null }[]
  containment: string | null
  disposition: Disposition | null
  rootCause: string | null
  correctiveAction: string | null
  preventiveAction: string | null
  owner: string | null
  /** YYYY-MM-DD */
  dueDate: string | null
  resolution: string | null
  effectiveness: string | null
  reported: Step
  resolved: Step
  verified: Step
  comments: readonly RecordComment[]
  photos: readonly { title: string; sha256: string; uploadedAt: string }[]
}

const WORDS = {
  title: label('Nonconformance report', 'Rapport de non-conformité', 'Informe de no conformidad'),
  wrong: label('What is wrong', 'Ce qui ne va pas', 'Qué está mal'),
  source: label('Found by', 'Constatée par', 'Detectada por'),
  form: label('Form', 'Formulaire', 'Formulario'),
  item: label('Item', 'Article', 'Artículo'),
  supplier: label('Supplier', 'Fournisseur', 'Proveedor'),
  rework: label('Rework', 'Reprise', 'Retrabajo'),
  retest: label('Retest demanded', 'Nouvel essai exigé', 'Se exige nueva prueba'),
  failed: label('Failed items', 'Points non conformes', 'Puntos no conformes'),
  done: label('What is done about it', 'Ce qui est fait', 'Qué se hace al respecto'),
  containment: label('Containment', 'Confinement', 'Contención'),
  disposition: label('Disposition', 'Disposition', 'Disposición'),
  rootCause: label('Root cause', 'Cause première', 'Causa raíz'),
  corrective: label('Corrective action', 'Action corrective', 'Acción correctiva'),
  preventive: label('Preventive action', 'Action préventive', 'Acción preventiva'),
  owner: label('Owner', 'Responsable', 'Responsable'),
  due: label('Action due', 'Échéance', 'Fecha límite'),
  resolution: label('How it was resolved', 'Comment elle a été résolue', 'Cómo se resolvió'),
  effectiveness: label(
    'How the remedy was proved effective',
    'Preuve d’efficacité',
    'Prueba de eficacia',
  ),
  course: label('Course', 'Déroulement', 'Desarrollo'),
  step: label('Step', 'Étape', 'Paso'),
  resolved: label('Resolved', 'Résolue', 'Resuelta'),
  verified: label('Verified and closed', 'Vérifiée et close', 'Verificada y cerrada'),
  comments: label('Comments', 'Commentaires', 'Comentarios'),
  photos: label('Photos', 'Photos', 'Fotos'),
  open: label('not yet', 'pas encore', 'aún no'),
} as const satisfies Record<string, Label>

/**
 * A nonconformance on paper (domain handbook 8.8, 13): what was found, what was decided and done, who did each
 * step and when, what was said about it, and its photos by name and hash.
 */
export function nonconformanceReportPdf(report: NonconformanceReport): Promise<Buffer> {
  const { head, failedItems, comments, photos } = report
  const { language, timeZone } = head
  const locale = localeOf(language)
  const say = wordsOf(language)
  const quality = qualityWords(language)
  const own = (name: keyof typeof WORDS): string => WORDS[name][locale]
  const yesNo = (value: boolean): string => say(value ? 'yes' : 'no')
  const stepOf = (name: string, step: Step): string[] =>
    step === null ? [name, '', own('open')] : [name, step.by, printedTime(step.at, timeZone)]
  const told = (
    facts: readonly (readonly [label: string, value: string | null])[],
  ): { label: string; value: string }[] =>
    facts.flatMap(([name, value]) => (value ? [{ label: name, value }] : []))
  const done = told([
    [own('containment'), report.containment],
    [own('disposition'), report.disposition && quality.disposition(report.disposition)],
    [own('rootCause'), report.rootCause],
    [own('corrective'), report.correctiveAction],
    [own('preventive'), report.preventiveAction],
    [own('owner'), report.owner],
    [own('due'), report.dueDate],
    [own('resolution'), report.resolution],
    [own('effectiveness'), report.effectiveness],
  ])

  return documentPdf({ ...head, title: own('title') }, [
    {
      kind: 'facts',
      columns: 3,
      facts: [
        { label: say('status'), value: quality.status(report.status) },
        { label: say('reason'), value: quality.reason(report.reason) },
        { label: say('severity'), value: report.severity ? quality.severity(report.severity) : '' },
        { label: own('source'), value: quality.source(report.source) },
        { label: own('rework'), value: yesNo(report.rework) },
        { label: own('retest'), value: yesNo(report.retest) },
        ...told([
          [say('buildNumber'), report.buildNumber],
          [say('order'), report.orderNumber],
          [say('customer'), report.customerName],
          [
            own('form'),
            report.form &&
              `${quality.form(report.form.kind)}, ${say('attempt', { number: report.form.attempt })}`,
          ],
          [own('item'), report.item],
          [own('supplier'), report.supplierName],
        ]),
      ],
    },
    { kind: 'heading', text: own('wrong') },
    { kind: 'paragraph', text: report.description },
    ...part(
      own('failed'),
      failedItems.length > 0 && {
        kind: 'table',
        columns: [
          { head: say('item'), share: 5 },
          { head: say('note'), share: 4 },
        ],
        rows: failedItems.map(({ key, label: name, basin, note }) => [
          `${key} ${name}${basin === null ? '' : ` · ${say('basin', { number: basin })}`}`,
          note ?? '',
        ]),
      },
    ),
    ...part(own('done'), done.length > 0 && { kind: 'facts', columns: 1, facts: done }),
    {
      kind: 'heading',
      text: own('course'),
    },
    {
      kind: 'table',
      columns: [
        { head: own('step'), share: 3 },
        { head: say('who'), share: 3 },
        { head: say('time'), share: 4 },
      ],
      rows: [
        stepOf(say('reported'), report.reported),
        stepOf(own('resolved'), report.resolved),
        stepOf(own('verified'), report.verified),
      ],
    },
    ...part(
      own('comments'),
      comments.length > 0 && {
        kind: 'table',
        columns: [
          { head: say('time'), share: 2 },
          { head: say('who'), share: 3 },
          { head: say('comment'), share: 6 },
        ],
        rows: comments.map(({ at, who, role, text }) => [
          shortTime(at, timeZone),
          [who, role].filter(Boolean).join(', '),
          text,
        ]),
      },
    ),
    ...part(
      own('photos'),
      photos.length > 0 && {
        kind: 'table',
        columns: [
          { head: say('file'), share: 3 },
          { head: say('recorded'), share: 2 },
          { head: say('hash'), share: 9 },
        ],
        rows: photos.map(({ title, sha256, uploadedAt }) => [
          title,
          shortTime(uploadedAt, timeZone),
          sha256,
        ]),
      },
    ),
  ])
}

/** A heading with what stands below it; left out where there is nothing. */
const part = (heading: string, block: Block | false): Block[] =>
  block ? [{ kind: 'heading', text: heading }, block] : []
