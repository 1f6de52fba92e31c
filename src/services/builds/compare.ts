import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest, Where } from 'payload'
import { rowsOf } from '../../db/rows'
import { isUuid } from '../../domain/ids'
import { configurationInWords, type SaidSection } from '../../domain/configurator/inWords'
import { normalizeConfiguration } from '../../domain/configurator/normalize'
import type { Bom } from '../../payload-types'
import { compareBoms, type BomComparison } from '../boms/compare'
import { familyRelease } from '../configuration/releases'
import { idOf } from '../relation'
import { parametersOf, settingsOf } from '../settings'

/** One of two sinks that are compared, as one version of its bill of materials has it. */
export type ComparedSide = {
  build: string
  buildNumber: string
  orderNumber: string
  customerName: string
  release: string
  bom: { id: string; version: number; state: Bom['state'] }
}

/** An option as each side has it; null where a side does not have it at all. */
export type ComparedOption = {
  section: string
  option: string
  a: string | null
  b: string | null
  differs: boolean
}

export type ComparedBuilds = {
  a: ComparedSide
  b: ComparedSide
  options: ComparedOption[]
  /** From a to b. */
  lines: BomComparison
}

export type Found = { side: ComparedSide; sections: SaidSection[] }

/**
 * What is meant by an id of a build or of a BOM version, or by a build number: that version, or the one in
 * force. Null where there is none that this person may see.
 */
export async function findSide(req: PayloadRequest, asked: string): Promise<Found | null> {
  const bom = await bomAsked(req, asked.trim())
  if (!bom) return null
  const [about] = await rowsOf<Omit<ComparedSide, 'release' | 'bom'>>(
    req,
    sql`select b.id as build, b.build_number as "buildNumber", o.order_number as "orderNumber",
               o.customer_name as "customerName"
        from builds b join orders o on o.id = b.order_id where b.id = ${idOf(bom.build)}`,
  )
  if (!about) return null
  const { content, code, version } = await familyRelease(req, idOf(bom.release))
  const { configuration } = normalizeConfiguration(content, bom.configuration)
  const parameters = parametersOf(await settingsOf(req))
  return {
    side: {
      ...about,
      release: `${code} ${version}`,
      bom: { id: bom.id, version: bom.version, state: bom.state },
    },
    sections: configurationInWords(content, configuration, { language: 'EN', parameters }),
  }
}

/** Two sinks side by side: options in words, and the lines that one has and the other has not. */
export const compareSides = async (
  req: PayloadRequest,
  a: Found,
  b: Found,
): Promise<ComparedBuilds> => ({
  a: a.side,
  b: b.side,
  options: compareOptions(a.sections, b.sections),
  lines: await compareBoms(req, b.side.bom.id, a.side.bom.id),
})

async function bomAsked(req: PayloadRequest, asked: string): Promise<Bom | null> {
  if (asked === '') return null
  const where: Where = isUuid(asked)
    ? { or: [{ id: { equals: asked } }, { build: { equals: asked }, isActive: { equals: true } }] }
    : { 'build.buildNumber': { equals: asked }, isActive: { equals: true } }
  const { docs } = await req.payload.find({
    collection: 'boms',
    where,
    limit: 1,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return docs[0] ?? null
}

type Said = { section: string; option: string; value: string }

/** Options by their path, in the order of the first side; what only the second has comes last. */
function compareOptions(a: readonly SaidSection[], b: readonly SaidSection[]): ComparedOption[] {
  const left = saidByPath(a)
  const right = saidByPath(b)
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((path) => {
    const one = left.get(path)
    const other = right.get(path)
    const said = one ?? other
    if (!said) return []
    return {
      section: said.section,
      option: said.option,
      a: one?.value ?? null,
      b: other?.value ?? null,
      differs: one?.value !== other?.value,
    }
  })
}

const saidByPath = (sections: readonly SaidSection[]): Map<string, Said> =>
  new Map(
    sections.flatMap(({ heading, blocks }) =>
      blocks.flatMap((block) =>
        block.fields.map((field): [string, Said] => [
          field.path,
          {
            section: block.heading ? `${heading} · ${block.heading}` : heading,
            option: field.label,
            value: field.value,
          },
        ]),
      ),
    ),
  )
