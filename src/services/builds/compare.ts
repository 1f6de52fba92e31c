import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest, Where } from 'payload'
import { rowsOf } from '../../db/rows'
import { isUuid } from '../../domain/ids'
import { LANGUAGE_LABELS, LANGUAGES } from '../../domain/label'
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

/** An option as each side has it, in words; null where a side was not asked for it at all. */
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

/** A side with what its version says; accessories each with the name that their line bears. */
export type Found = {
  side: ComparedSide
  sections: SaidSection[]
  language: string
  accessories: Accessory[]
}

type Accessory = { partNumber: string; quantity: number; name: string | null }

/** What a side has none of although it could have. */
const NONE = 'none'

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
  const language = LANGUAGES.find((code) => code === bom.language) ?? 'EN'
  const parameters = parametersOf(await settingsOf(req))
  return {
    side: {
      ...about,
      release: `${code} ${version}`,
      bom: { id: bom.id, version: bom.version, state: bom.state },
    },
    sections: configurationInWords(
      content,
      configuration,
      { language, parameters },
      { tellsNothing: true },
    ),
    language: LANGUAGE_LABELS[language],
    accessories: await accessoriesOf(req, bom.id),
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
  options: [
    ...compareOptions(a.sections, b.sections),
    ...compareAccessories(a.accessories, b.accessories),
    optionOf({ section: 'Documents', option: 'Document language' }, a.language, b.language),
  ],
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

/** The accessories of a version in the order of their numbers. */
const accessoriesOf = (req: PayloadRequest, bom: string): Promise<Accessory[]> =>
  rowsOf<Accessory>(
    req,
    sql`select chosen->>'partNumber' as "partNumber", (chosen->>'quantity')::float8 as quantity,
               (select l.name from bom_lines l where l.bom_id = m.id and l.level = 1
                and l.part_number = chosen->>'partNumber' order by l.position limit 1) as name
        from boms m cross join jsonb_array_elements(m.accessories) as chosen
        where m.id = ${bom} order by 1`,
  )

function compareAccessories(a: readonly Accessory[], b: readonly Accessory[]): ComparedOption[] {
  const numbers = new Set([...a, ...b].map(({ partNumber }) => partNumber))
  return [...numbers].map((number) => {
    const name = [...a, ...b].find((one) => one.partNumber === number && one.name !== null)?.name
    return optionOf(
      { section: 'Accessories', option: name ? `${number} ${name}` : number },
      quantityIn(a, number),
      quantityIn(b, number),
    )
  })
}

function quantityIn(side: readonly Accessory[], number: string): string {
  const chosen = side.filter(({ partNumber }) => partNumber === number)
  const quantity = chosen.reduce((sum, one) => sum + one.quantity, 0)
  return quantity === 0 ? NONE : String(quantity)
}

const optionOf = (
  said: { section: string; option: string },
  a: string | null,
  b: string | null,
): ComparedOption => ({ ...said, a, b, differs: a !== b })

type Said = { section: string; option: string; value: string }

/** Options by their path, in the order of the first side; what only the second has comes last. */
function compareOptions(a: readonly SaidSection[], b: readonly SaidSection[]): ComparedOption[] {
  const left = saidByPath(a)
  const right = saidByPath(b)
  const valueIn = (
    all: ReadonlyMap<string, Said>,
    sections: readonly SaidSection[],
    path: string,
  ): string | null => all.get(path)?.value ?? (lacksElement(sections, path) ? NONE : null)
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((path) => {
    const said = left.get(path) ?? right.get(path)
    if (!said) return []
    const { section, option } = said
    return optionOf({ section, option }, valueIn(left, a, path), valueIn(right, b, path))
  })
}

/** `faucets.1.type` where faucets are asked for, but there is no second one. */
function lacksElement(sections: readonly SaidSection[], path: string): boolean {
  const [group, index, field] = path.split('.')
  if (group === undefined || field === undefined) return false
  const places = sections.flatMap(({ blocks }) => blocks.map((block) => block.path))
  const isAsked = places.some((place) => place === group || place.startsWith(`${group}.`))
  return isAsked && !places.includes(`${group}.${index}`)
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
