import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { modelName } from '../../domain/configurator/modelName'
import type { RecordSignature } from '../../domain/quality/record'
import { letterheadOf } from '../../domain/settings'
import type { Build } from '../../payload-types'
import { serverUrl } from '../../serverAddress'
import { familyRelease } from '../configuration/releases'
import { versionOf } from '../documents/version'
import { releaseCertificatePdf, type ReleaseCertificate } from '../print/releaseCertificate'
import { localeOf } from '../print/words'
import { safeName } from '../print/zip'
import { idOf } from '../relation'
import { signaturesOf } from './record/signatures'
import { recordSource, type RecordSource } from './record/source'
import { partsOf } from './record/work'

const TITLE = 'Release certificate'

/**
 * Makes the release certificate of a build whose Final QC is passed and signed (handbook 4.2 T6, 13), and
 * keeps it among its documents, in the caller's transaction: the file lies on the disk before its row
 * commits, and one without a row is swept. A repeated release is certified anew, as the next version.
 * Without a passed Final QC, or when that attempt is certified already, there is nothing to do.
 */
export async function certifyRelease(req: PayloadRequest, build: Build): Promise<void> {
  const [final] = await rowsOf<{ id: string; attempt: number; isPassed: boolean }>(
    req,
    sql`select id, attempt::int as attempt, (state = 'SIGNED' and outcome = 'PASS') as "isPassed" from inspections
        where build_id = ${build.id} and kind = 'FINAL_QC' and state <> 'VOID' order by attempt desc limit 1`,
  )
  if (!final?.isPassed) return
  const number = await freeNumber(req, build, final.attempt)
  if (!number) return

  const source = await recordSource(req, build.id)
  const filed = {
    title: TITLE,
    type: 'QC_FORM',
    showsCost: false,
    number,
    order: source.order.id,
    build: build.id,
  } as const
  const { version } = await versionOf(req, filed)
  const data = await releaseCertificatePdf(await contentOf(source, final.id, number, version))
  await req.payload.create({
    collection: 'documents',
    data: filed,
    depth: 0,
    file: {
      data,
      mimetype: 'application/pdf',
      name: `${safeName(`release-certificate-${number}`)}.pdf`,
      size: data.length,
    },
    req,
  })
}

/**
 * The number that the certificate of an attempt bears, null when the build has one for it. A build number may
 * have been another build's before, whose certificates keep it: theirs count on, RC-100-1.2 after RC-100-1.
 */
async function freeNumber(
  req: PayloadRequest,
  { id, buildNumber }: Build,
  attempt: number,
): Promise<string | null> {
  const plain = `RC-${buildNumber}-${attempt}`
  for (let count = 1; ; count += 1) {
    const number = count === 1 ? plain : `${plain}.${count}`
    const [holder] = await rowsOf<{ build: string | null }>(
      req,
      sql`select build_id as build from documents where number = ${number}`,
    )
    if (!holder) return number
    if (holder.build === id) return null
  }
}

async function contentOf(
  source: RecordSource,
  final: string,
  number: string,
  version: number,
): Promise<ReleaseCertificate> {
  const { req, build, order, family, settings } = source
  const locale = localeOf(order.language)
  const signatures = await signaturesOf(source)
  const signatureOf = (resource: string, id: string): RecordSignature | null =>
    signatures.find((one) => one.resource === resource && one.resourceId === id) ?? null
  const released = signatureOf('inspections', final)
  const form = source.inspections.find(({ id }) => id === final)
  if (!released || !form)
    throw new Error(`Final QC of build ${build.buildNumber} has no signature.`)
  // the build may have moved to a newer release while the form was open
  const { content: inspectedBy } = await familyRelease(req, idOf(form.release))
  const checklist = inspectedBy.checklists.find(({ key }) => key === form.template)
  const bom = source.boms.find(({ isActive }) => isActive)
  const url = `${serverUrl(process.env)}/scan/builds/${build.id}`

  return {
    head: {
      companyName: settings.companyName,
      letterhead: letterheadOf(settings),
      number,
      version: String(version),
      language: order.language,
      printedAt: new Date().toISOString(),
      timeZone: settings.timeZone,
      qr: { url, caption: build.buildNumber },
    },
    orderNumber: order.orderNumber,
    poNumber: order.poNumber,
    projectName: build.projectName ?? null,
    customerName: build.customerName ?? '',
    buildNumber: build.buildNumber,
    family: family.label[locale],
    model: modelName(family, build.configuration, locale),
    releases: await releasesOf(req, [build.release, form.release, build.workflow]),
    bom: bom
      ? {
          version: bom.version,
          contentHash: bom.contentHash,
          signature: signatureOf('boms', bom.id),
        }
      : null,
    parts: partsOf(source).filter(({ replacedAt }) => replacedAt === null),
    inspections: source.inspections
      .flatMap(({ id, kind, attempt, outcome }) => {
        const signature = signatureOf('inspections', id)
        return outcome && signature ? [{ kind, attempt, outcome, signature }] : []
      })
      .toSorted((one, other) => one.signature.signedAt.localeCompare(other.signature.signedAt)),
    nonconformances: source.nonconformances.map((nc) => ({
      number: nc.number ?? '',
      reason: nc.reason,
      severity: nc.severity ?? null,
      status: nc.status,
      resolvedAt: nc.resolvedAt ?? null,
      closedAt: nc.verifiedAt ?? null,
    })),
    statement: checklist?.statement[locale] ?? form.statement ?? '',
    releasedBy: released.printedName,
    releasedAt: released.signedAt,
  }
}

const releasesOf = (
  req: PayloadRequest,
  releases: readonly Parameters<typeof idOf>[0][],
): Promise<{ code: string; version: number; sha256: string }[]> =>
  rowsOf(
    req,
    sql`select code, version::int as version, sha256 from configuration_releases
        where id = any(${sql.param(releases.map(idOf))}::uuid[]) order by kind::text, version`,
  )
