import { label, type Label } from '../../domain/label'
import { answerInWords, demandInWords } from '../../domain/quality/answerWords'
import type { FormKind } from '../../domain/quality/codes'
import type { Failure } from '../../domain/quality/failure'
import { formStateInWords, type FormState } from '../../domain/quality/formState'
import type { FormItem } from '../../domain/quality/item'
import { judgeItem } from '../../domain/quality/judge'
import type { RecordSignature } from '../../domain/quality/record'
import type { Block, Cell } from './blocks'
import { documentPdf, type DocumentHead } from './document'
import { qualityWords } from './qualityWords'
import { wordsOf } from './recordWords'
import { shortTime } from './time'
import { localeOf } from './words'

export type InspectionReport = {
  head: Omit<DocumentHead, 'title'>
  kind: FormKind
  attempt: number
  /** The customer's own document: `CLP.T2.001 V01 section 1`. */
  document: string | null
  state: FormState
  outcome: 'PASS' | 'FAIL' | null
  orderNumber: string
  poNumber: string
  customerName: string
  buildNumber: string
  family: string
  model: string | null
  /** Release of the family that the form was made from: `MDRD 3`. */
  release: string
  /** Prefilled facts of the form, in the language of the document. */
  header: readonly { label: string; value: string }[]
  items: readonly FormItem[]
  photos: readonly {
    id: string
    title: string
    sha256: string
    takenAt: string | null
    uploadedAt: string
  }[]
  statement: string
  note: string | null
  failure: Failure | null
  signature: RecordSignature | null
}

const WORDS = {
  inspection: label('Inspection report', 'Rapport d’inspection', 'Informe de inspección'),
  test: label('Test report', 'Rapport d’essai', 'Informe de ensayo'),
  packing: label('Packing list', 'Liste de colisage', 'Lista de embalaje'),
  model: label('Model', 'Modèle', 'Modelo'),
  form: label('Form', 'Formulaire', 'Formulario'),
  document: label('Document', 'Document', 'Documento'),
  photos: label('Photos', 'Photos', 'Fotos'),
  photo: label('Photo', 'Photo', 'Foto'),
  taken: label('Taken by the camera', 'Prise par l’appareil', 'Tomada por la cámara'),
  failure: label('What was decided', 'Décision', 'Lo que se decidió'),
  rework: label('Rework', 'Reprise', 'Retrabajo'),
  retest: label('Retest', 'Nouvel essai', 'Nueva prueba'),
  corrective: label('Corrective action', 'Action corrective', 'Acción correctiva'),
  verdict: label('Verdict', 'Verdict', 'Veredicto'),
} as const satisfies Record<string, Label>

const TITLE_OF = {
  PRE_QC: 'inspection',
  PRODUCTION: 'inspection',
  END_OF_LINE: 'test',
  PACKAGING: 'packing',
  FINAL_QC: 'inspection',
} as const satisfies Record<FormKind, keyof typeof WORDS>

/**
 * One attempt at one form on paper (domain handbook 13): every question with its answer, what was demanded
 * and the result, the photos by name and hash, the verdict, and the signature with its meaning or the
 * word that there is none yet.
 */
export function inspectionReportPdf(report: InspectionReport): Promise<Buffer> {
  const { head, kind, items, photos, signature, failure } = report
  const { language, timeZone } = head
  const locale = localeOf(language)
  const say = wordsOf(language)
  const quality = qualityWords(language)
  const own = (name: keyof typeof WORDS): string => WORDS[name][locale]
  const titles = new Map(photos.map(({ id, title }) => [id, title]))
  const resultOf = (result: FormItem['result']): Cell => {
    if (result === null) return ''
    if (result === 'FAIL') return { text: say('fail'), tone: 'bad' }
    return say(result === 'PASS' ? 'pass' : 'na')
  }
  const rowOf = (item: FormItem): Cell[] => [
    `${item.key} ${item.labels[locale]}${item.basin === null ? '' : ` · ${say('basin', { number: item.basin })}`}`,
    answerInWords(item, locale),
    demandInWords(item, locale) ?? '',
    resultOf(judgeItem(item)),
    [item.note ?? '', ...item.photos.map((id) => `${own('photo')}: ${titles.get(id) ?? id}`)]
      .filter(Boolean)
      .join('\n'),
  ]
  const title = own(TITLE_OF[kind])
  const form = quality.form(kind)

  return documentPdf({ ...head, title: title === form ? title : `${title}: ${form}` }, [
    {
      kind: 'facts',
      columns: 3,
      facts: [
        { label: own('form'), value: `${form}, ${say('attempt', { number: report.attempt })}` },
        { label: own('document'), value: report.document ?? '' },
        { label: say('release'), value: report.release },
        { label: say('buildNumber'), value: report.buildNumber },
        { label: say('family'), value: report.family },
        { label: own('model'), value: report.model ?? '' },
        { label: say('order'), value: report.orderNumber },
        { label: say('po'), value: report.poNumber },
        { label: say('customer'), value: report.customerName },
        ...report.header,
      ],
    },
    {
      kind: 'paragraph',
      tone: report.outcome === 'FAIL' ? 'bad' : 'strong',
      text: `${own('verdict')}: ${verdictOf(report, say)}`,
    },
    ...sectionsOf(items).flatMap(({ key, first, rows }): Block[] => [
      { kind: 'heading', level: 2, text: first.sectionLabels[locale] || key },
      {
        kind: 'table',
        columns: [
          { head: say('item'), share: 5 },
          { head: say('answer'), share: 2.2 },
          { head: say('demand'), share: 2 },
          { head: say('result'), share: 1.6 },
          { head: say('note'), share: 3 },
        ],
        rows: rows.map(rowOf),
      },
    ]),
    ...(photos.length === 0
      ? []
      : ([
          { kind: 'heading', level: 2, text: own('photos') },
          {
            kind: 'table',
            columns: [
              { head: own('photo'), share: 3 },
              { head: own('taken'), share: 2 },
              { head: say('recorded'), share: 2 },
              { head: say('hash'), share: 12 },
            ],
            rows: photos.map(({ title: name, takenAt, uploadedAt, sha256 }) => [
              name,
              takenAt === null ? '' : shortTime(takenAt, timeZone),
              shortTime(uploadedAt, timeZone),
              sha256,
            ]),
          },
        ] satisfies Block[])),
    ...(failure === null
      ? []
      : ([
          { kind: 'heading', level: 2, text: own('failure') },
          {
            kind: 'facts',
            columns: 2,
            facts: [
              { label: say('reason'), value: quality.reason(failure.reason) },
              { label: say('severity'), value: quality.severity(failure.severity) },
              { label: own('rework'), value: say(failure.rework ? 'yes' : 'no') },
              { label: own('retest'), value: say(failure.retest ? 'yes' : 'no') },
              { label: say('note'), value: failure.notes },
              { label: own('corrective'), value: failure.correctiveAction },
            ],
          },
        ] satisfies Block[])),
    { kind: 'heading', level: 2, text: say('signatures') },
    ...[report.statement, report.note].flatMap((text): Block[] =>
      text ? [{ kind: 'paragraph', text }] : [],
    ),
    signature
      ? {
          kind: 'signatures',
          signatures: [
            { ...signature, subject: `${form}, ${say('attempt', { number: report.attempt })}` },
          ],
        }
      : { kind: 'paragraph', tone: 'quiet', text: say('open') },
  ])
}

function verdictOf(
  { head, outcome, state }: InspectionReport,
  say: ReturnType<typeof wordsOf>,
): string {
  if (outcome !== null) return say(outcome === 'PASS' ? 'pass' : 'fail')
  return formStateInWords(state)[localeOf(head.language)]
}

/** Items under their headings: a section that repeats has a heading for each basin. */
function sectionsOf(
  items: readonly FormItem[],
): { key: string; first: FormItem; rows: FormItem[] }[] {
  const sections: { key: string; first: FormItem; rows: FormItem[] }[] = []
  for (const item of items) {
    const key = `${item.section} ${item.sectionLabels.en}`
    const last = sections.at(-1)
    if (last?.key === key) last.rows.push(item)
    else sections.push({ key, first: item, rows: [item] })
  }
  return sections
}
