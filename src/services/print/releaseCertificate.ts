import { label, type Label } from '../../domain/label'
import type { FailureReason, FormKind, NcStatus, Severity } from '../../domain/quality/codes'
import type { RecordPart, RecordSignature } from '../../domain/quality/record'
import type { Block } from './blocks'
import { documentPdf, type DocumentHead } from './document'
import { qualityWords } from './qualityWords'
import { wordsOf } from './recordWords'
import { printedTime } from './time'
import { localeOf } from './words'

export type ReleaseCertificate = {
  head: Omit<DocumentHead, 'title'>
  orderNumber: string
  poNumber: string
  projectName: string | null
  customerName: string
  buildNumber: string
  /** In the language of the document, as the release calls it. */
  family: string
  model: string | null
  /** What the sink was made and inspected by: the releases of its family and workflow. */
  releases: readonly { code: string; version: number; sha256: string }[]
  bom: { version: number; contentHash: string; signature: RecordSignature | null } | null
  parts: readonly Pick<RecordPart, 'partNumber' | 'name' | 'basin' | 'serial' | 'lot'>[]
  /** Every signed attempt at every form, in the order in which they were signed. */
  inspections: readonly {
    kind: FormKind
    attempt: number
    outcome: 'PASS' | 'FAIL'
    signature: RecordSignature
  }[]
  nonconformances: readonly {
    number: string
    reason: FailureReason
    severity: Severity | null
    status: NcStatus
    /** ISO time of its resolution and of its closing. */
    resolvedAt: string | null
    closedAt: string | null
  }[]
  /** The sentence of Final QC, in the language of the document. */
  statement: string
  /** Who signed Final QC, and when (ISO). */
  releasedBy: string
  releasedAt: string
}

const WORDS = {
  title: label('Release certificate', 'Certificat de libération', 'Certificado de liberación'),
  project: label('Project', 'Projet', 'Proyecto'),
  model: label('Model', 'Modèle', 'Modelo'),
  basis: label('Made by', 'Fabriqué selon', 'Fabricado según'),
  serials: label(
    'Serial numbers of traced parts',
    'Numéros de série des pièces tracées',
    'Números de serie de las piezas trazadas',
  ),
  verdicts: label('Inspections and tests', 'Inspections et essais', 'Inspecciones y pruebas'),
  resolved: label('Resolved', 'Résolue', 'Resuelta'),
  closed: label('Closed', 'Close', 'Cerrada'),
  release: label('Release', 'Libération', 'Liberación'),
  released: label(
    'Build {build} passed its final inspection and is released: {name}, {time}.',
    'La fabrication {build} a réussi son contrôle final et est libérée : {name}, {time}.',
    'La fabricación {build} superó su control final y queda liberada: {name}, {time}.',
  ),
  bomSubject: label(
    'Bill of materials, version {version}',
    'Nomenclature, version {version}',
    'Lista de materiales, versión {version}',
  ),
} as const satisfies Record<string, Label>

/**
 * What a released sink is handed out with (domain handbook 4.2 T6, 13): what it is, what it was made by, the
 * serials inside, every verdict with its signature and hash, and the statement of release. No costs, and
 * of the forms their verdicts only.
 */
export function releaseCertificatePdf(certificate: ReleaseCertificate): Promise<Buffer> {
  const { head, bom, inspections } = certificate
  const { language, timeZone } = head
  const locale = localeOf(language)
  const say = wordsOf(language)
  const quality = qualityWords(language)
  const own = (name: keyof typeof WORDS, values: Record<string, string> = {}): string =>
    WORDS[name][locale].replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '')
  const at = (iso: string | null): string => (iso === null ? '' : printedTime(iso, timeZone))
  const bomSubject = own('bomSubject', { version: String(bom?.version ?? '') })
  const subjectOf = ({ kind, attempt }: { kind: FormKind; attempt: number }): string =>
    `${quality.form(kind)}, ${say('attempt', { number: attempt })}`
  const none: Block = { kind: 'paragraph', text: say('none'), tone: 'quiet' }

  return documentPdf({ ...head, title: own('title') }, [
    {
      kind: 'facts',
      columns: 3,
      facts: [
        { label: say('customer'), value: certificate.customerName },
        { label: say('order'), value: certificate.orderNumber },
        { label: say('po'), value: certificate.poNumber },
        { label: say('buildNumber'), value: certificate.buildNumber },
        { label: say('family'), value: certificate.family },
        { label: own('model'), value: certificate.model ?? '' },
        { label: own('project'), value: certificate.projectName ?? '' },
      ],
    },
    { kind: 'heading', text: own('release') },
    {
      kind: 'paragraph',
      tone: 'strong',
      text: own('released', {
        build: certificate.buildNumber,
        name: certificate.releasedBy,
        time: at(certificate.releasedAt),
      }),
    },
    { kind: 'paragraph', text: certificate.statement },
    { kind: 'heading', text: own('basis') },
    {
      kind: 'table',
      columns: [
        { head: say('release'), share: 2 },
        { head: say('version'), share: 1 },
        { head: say('hash'), share: 5 },
      ],
      rows: [
        ...certificate.releases.map(({ code, version, sha256 }) => [code, String(version), sha256]),
        ...(bom ? [[say('bom'), String(bom.version), bom.contentHash]] : []),
      ],
    },
    { kind: 'heading', text: own('serials') },
    certificate.parts.length === 0
      ? none
      : {
          kind: 'table',
          columns: [
            { head: say('part'), share: 5 },
            { head: say('serial'), share: 3 },
            { head: say('lot'), share: 2 },
          ],
          rows: certificate.parts.map(({ partNumber, name, basin, serial, lot }) => [
            [
              `${partNumber} ${name}`,
              ...(basin === null ? [] : [say('basin', { number: basin })]),
            ].join(' · '),
            serial ?? '',
            lot ?? '',
          ]),
        },
    { kind: 'heading', text: own('verdicts') },
    {
      kind: 'table',
      columns: [
        { head: say('inspections'), share: 4 },
        { head: say('result'), share: 1.6 },
        { head: say('who'), share: 3 },
        { head: say('time'), share: 3 },
      ],
      rows: inspections.map((one) => [
        subjectOf(one),
        one.outcome === 'FAIL' ? { text: say('fail'), tone: 'bad' } : say('pass'),
        one.signature.printedName,
        at(one.signature.signedAt),
      ]),
    },
    { kind: 'heading', text: say('nonconformances') },
    certificate.nonconformances.length === 0
      ? none
      : {
          kind: 'table',
          columns: [
            { head: say('number'), share: 2 },
            { head: say('reason'), share: 3 },
            { head: say('severity'), share: 1.5 },
            { head: say('status'), share: 1.5 },
            { head: own('resolved'), share: 2.5 },
            { head: own('closed'), share: 2.5 },
          ],
          rows: certificate.nonconformances.map((nc) => [
            nc.number,
            quality.reason(nc.reason),
            nc.severity === null ? '' : quality.severity(nc.severity),
            quality.status(nc.status),
            at(nc.resolvedAt),
            at(nc.closedAt),
          ]),
        },
    { kind: 'heading', text: say('signatures') },
    {
      kind: 'signatures',
      signatures: [
        ...(bom?.signature ? [{ ...bom.signature, subject: bomSubject, note: null }] : []),
        ...inspections.map((one) => ({
          ...one.signature,
          subject: subjectOf(one),
          note: null,
        })),
      ],
    },
  ])
}
