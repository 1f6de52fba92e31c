import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { may } from '../../../../access/can'
import { rowsOf } from '../../../db/rows'
import { rollUpCost } from '../../../domain/boms/cost'
import { flatten, type FlatItem } from '../../../domain/boms/flatten'
import type { BomLine } from '../../../domain/boms/line'
import { configurationInWords, type SaidSection } from '../../../domain/configurator/inWords'
import { normalizeConfiguration } from '../../../domain/configurator/normalize'
import { LANGUAGES, type Language } from '../../../domain/label'
import type { Bom, Signature } from '../../../payload-types'
import { letterheadOf } from '../../../domain/settings'
import { familyRelease } from '../../configuration/releases'
import { refused } from '../../http'
import type { PrintedSignature } from '../../print/blocks'
import { localeOf } from '../../print/words'
import { idOf } from '../../relation'
import { parametersOf, settingsOf } from '../../settings'
import { readBom, readLines } from '../read'
import { isIntact } from '../snapshot'
import { asBomLines } from '../views'

export type ExportedLine = BomLine & {
  isOutside: boolean
  /** With everything below it; null where nothing of it has a cost. */
  lineCost: number | null
}

/** Everything that an export of one version says, whatever its format. */
export type BomContent = {
  companyName: string
  letterhead: string
  timeZone: string
  printedAt: string
  language: Language
  /** ISO 4217; null for readers who may not see costs: then no cost is anywhere in the content. */
  currency: string | null
  bom: Pick<Bom, 'title' | 'version' | 'state' | 'contentHash' | 'createdAt' | 'unresolvedCount'>
  totalCost: number | null
  /** Number of different items without a known cost, which the total leaves out; 0 where costs are not shown. */
  unpriced: number
  /** `MDRD 3` */
  release: string
  buildNumber: string
  orderNumber: string
  poNumber: string
  customerName: string
  projectName: string | null
  configuration: SaidSection[]
  accessories: { partNumber: string; quantity: number }[]
  lines: ExportedLine[]
  items: FlatItem[]
  decision: PrintedSignature | null
}

type About = Pick<
  BomContent,
  'buildNumber' | 'orderNumber' | 'poNumber' | 'customerName' | 'projectName'
> & { accessories: BomContent['accessories'] }

/**
 * One version as this person may see it; refuses with `not_found` what is not theirs to see. `withCosts`
 * false leaves costs out for somebody else who may not see them; it never brings them in.
 */
export async function bomContentOf(
  req: PayloadRequest,
  id: string,
  { withCosts = true }: { withCosts?: boolean } = {},
): Promise<BomContent> {
  const bom = await readBom(req, id)
  const settings = await settingsOf(req)
  const release = await familyRelease(req, idOf(bom.release))
  const about = await aboutBom(req, id)
  const showsCost = withCosts && may(req, 'costs.read')
  const read = await readLines(req, id)
  const stored = showsCost ? read : read.map(({ unitCost: _hidden, ...line }) => line)
  const lines = asBomLines(stored)
  const costs = showsCost ? rollUpCost(lines) : null
  const language = LANGUAGES.find((code) => code === bom.language) ?? 'EN'
  const { configuration } = normalizeConfiguration(release.content, bom.configuration)
  return {
    ...about,
    companyName: settings.companyName,
    letterhead: letterheadOf(settings),
    timeZone: settings.timeZone,
    printedAt: new Date().toISOString(),
    language,
    currency: showsCost ? settings.currency : null,
    bom,
    totalCost: costs?.total ?? null,
    unpriced: costs?.unpriced.length ?? 0,
    release: `${release.code} ${release.version}`,
    configuration: configurationInWords(release.content, configuration, {
      language,
      parameters: parametersOf(settings),
      locale: localeOf(language),
    }),
    lines: lines.map((line, index) => ({
      ...line,
      isOutside: stored[index]?.isOutside ?? false,
      lineCost: costs?.byLine[index] ?? null,
    })),
    items: flatten(stored),
    decision: await decisionOf(req, bom),
  }
}

async function aboutBom(req: PayloadRequest, id: string): Promise<About> {
  const [about] = await rowsOf<About>(
    req,
    sql`select b.build_number as "buildNumber", o.order_number as "orderNumber", o.po_number as "poNumber",
               o.customer_name as "customerName", o.project_name as "projectName", m.accessories
        from boms m join builds b on b.id = m.build_id join orders o on o.id = b.order_id
        where m.id = ${id}`,
  )
  if (!about) throw refused({ code: 'not_found', message: 'There is no such bill of materials.' })
  return about
}

/** The signature under the decision, whether it approved or rejected, and whether it still holds. */
async function decisionOf(req: PayloadRequest, bom: Bom): Promise<PrintedSignature | null> {
  const id = idOf(bom.signature)
  if (id === '') return null
  const signature: Signature | null = await req.payload.findByID({
    collection: 'signatures',
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!signature) return null
  const { printedName, role, meaning, signedAt, timeZone, contentHash, note } = signature
  return {
    subject: bom.title,
    printedName,
    role,
    meaning,
    signedAt,
    timeZone,
    contentHash,
    note: note ?? null,
    isIntact: await isIntact(req, bom.id),
  }
}
