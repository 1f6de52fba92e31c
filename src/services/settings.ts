import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { numbersOfShape } from '../db/numbersOfShape'
import { rowsOf } from '../db/rows'
import {
  dimensionsInOrder,
  patternFault,
  patternShape,
  placeholderOf,
} from '../domain/boms/customPart'
import { madeBy } from '../domain/configurator/lint/madeToMeasure'
import { familyContentSchema, type FamilyContent } from '../domain/configurator/release'
import { dayOf } from '../domain/days'
import { labelText } from '../domain/label'
import type { Series } from '../domain/numbering'
import {
  settingsFaults,
  type CustomClass,
  type EnteredSettings,
  type SettingsFacts,
} from '../domain/settings'
import { refused } from './http'

export type CompanySettings = {
  companyName: string
  companyAddress: string | null
  companyPhone: string | null
  companyEmail: string | null
  /** IANA name; decides the year of document numbers and which day it is. */
  timeZone: string
  /** ISO 4217; amounts are integers of its minor unit. */
  currency: string
  /** Prefixes of the series that have documents. */
  orderPrefix: string
  nonconformancePrefix: string
  /** How many digits a document number has at least. */
  numberDigits: number
  /** Inches to be kept free beside the basins before W1 warns. */
  basinWidthMargin: number
  photoMegabytes: number
  /** Pixels; 0 accepts every picture. */
  photoShortestSide: number
}

/** The company settings as they stand now. `migrate` writes the row, so it is always there. */
export async function settingsOf(req: PayloadRequest): Promise<CompanySettings> {
  const [row] = await rowsOf<CompanySettings>(
    req,
    sql`select company_name as "companyName", company_address as "companyAddress",
               company_phone as "companyPhone", company_email as "companyEmail",
               time_zone as "timeZone", currency, order_prefix as "orderPrefix",
               nonconformance_prefix as "nonconformancePrefix", number_digits::int as "numberDigits",
               basin_width_margin::float8 as "basinWidthMargin",
               photo_megabytes::int as "photoMegabytes", photo_shortest_side::int as "photoShortestSide"
        from settings limit 1`,
  )
  if (!row) throw new Error('The company settings are missing: run the migration.')
  return row
}

/** Today's date, `YYYY-MM-DD`, by the company's clocks. */
export const todayIn = (timeZone: string, now = new Date()): string => dayOf(now, timeZone)

/** Settings that the configurator reads as named parameters of a release. */
export const parametersOf = ({
  basinWidthMargin,
}: Pick<CompanySettings, 'basinWidthMargin'>): Record<string, number> => ({
  basinWidthMargin,
})

/** Refuses settings with every fault (architecture 5: one currency; handbook 4.7, 6.5, 14). */
export async function judgeSettings(
  req: PayloadRequest,
  entered: EnteredSettings,
  currencyInForce: unknown,
): Promise<void> {
  const facts = await factsOf(req, entered, currencyInForce)
  const [first, ...rest] = settingsFaults(entered, facts)
  if (first) throw refused(first, ...rest)
}

async function factsOf(
  req: PayloadRequest,
  { customNumbers }: EnteredSettings,
  currency: unknown,
): Promise<SettingsFacts> {
  const patterns = Object.values(customNumbers ?? {}).filter((one) => typeof one === 'string')
  const shapes = patterns.map((pattern) => patternShape(pattern).source)
  const [row] = await rowsOf<{ costs: boolean }>(
    req,
    sql`select exists (select from parts where cost is not null)
            or exists (select from assemblies where cost is not null) as costs`,
  )
  return {
    currency,
    costsAreEntered: row?.costs ?? false,
    classes: await customClasses(req),
    numbers: await numbersOfShape(req, shapes),
    used: await rowsOf<{ series: Series; prefix: string }>(
      req,
      sql`select distinct 'TOR' as series, split_part(order_number, '-', 1) as prefix from orders
          union all select distinct 'NC', split_part(number, '-', 1) from nonconformances`,
    ),
  }
}

/** What every family that was ever published says now, in the order of their codes. */
export async function publishedContents(
  req: PayloadRequest,
): Promise<{ family: string; content: FamilyContent }[]> {
  const rows = await rowsOf<{ family: string; content: unknown }>(
    req,
    sql`select f.name as family, r.content from product_families f
        join configuration_releases r on r.id = f.release_id order by f.code`,
  )
  return rows.flatMap(({ family, content }) => {
    const read = familyContentSchema.safeParse(content)
    return read.success ? [{ family, content: read.data }] : []
  })
}

/** The classes of parts made to measure that published families have, in the order of their codes. */
export async function customClasses(req: PayloadRequest): Promise<CustomClass[]> {
  const found = new Map<string, CustomClass>()
  for (const { family, content } of await publishedContents(req)) {
    for (const { item } of madeBy(content)) {
      if (found.has(item.classCode)) continue
      const { classCode, number, name } = item
      const dimensions = dimensionsInOrder(Object.keys(item.dimensions))
      const pattern = Object.entries(item.dimensions).reduce(
        (text, [key, path]) => text.replaceAll(`{${path}}`, placeholderOf(key)),
        number,
      )
      found.set(classCode, {
        classCode,
        name: labelText(name).replaceAll(/\s*\{[^}]*\}[^{]*/g, ''),
        family,
        dimensions,
        number: patternFault(pattern, dimensions) === null ? pattern : null,
      })
    }
  }
  return [...found.values()].sort((a, b) => (a.classCode < b.classCode ? -1 : 1))
}
