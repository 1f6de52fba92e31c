import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { AccessoryOffer } from '../../domain/configurator/release'
import { releaseFor } from '../configuration/releases'

const PAGE = 24

export type OfferedAccessory = {
  id: string
  partNumber: string
  name: string
  description: string | null
  type: string
  category: { code: string; name: string }
  /** Address of the picture, behind the permission check. */
  photo: string | null
}

export type AccessoryPage = {
  docs: OfferedAccessory[]
  totalDocs: number
  page: number
  totalPages: number
  /** Subcategories with the number of items that match the search. */
  categories: { code: string; name: string; count: number }[]
}

/**
 * What step 4 offers (handbook 5.4): active, orderable assemblies referenced from the categories that
 * the release names, less its excluded subcategories and hidden ids.
 */
export async function offeredAccessories(
  req: PayloadRequest,
  input: {
    family: string
    build?: string | undefined
    search: string
    category?: string | undefined
    page: number
  },
): Promise<AccessoryPage> {
  const release = await releaseFor(req, input)
  const pattern = `%${input.search.replace(/[%_\\]/g, '\\$&')}%`
  const offered = sql`${offeredBy(release.content.accessories)}
      and (a.part_number ilike ${pattern} or a.name ilike ${pattern})`
  const groups = await rowsOf<AccessoryPage['categories'][number]>(
    req,
    sql`select s.code, s.name, count(*)::int as count ${offered} group by s.code, s.name, s.sort_order order by s.sort_order, s.code`,
  )
  const inCategory = input.category ? sql`and s.code = ${input.category}` : sql``
  const docs = await rowsOf<OfferedAccessory>(
    req,
    sql`select a.id, a.part_number as "partNumber", a.name, a.description, a.type::text as type,
               jsonb_build_object('code', s.code, 'name', s.name) as category,
               coalesce(d.sizes_thumbnail_url, d.url) as photo
        ${offered} ${inCategory}
        order by s.sort_order, s.code, r.position, a.part_number
        limit ${PAGE} offset ${(input.page - 1) * PAGE}`,
  )
  const totalDocs = groups
    .filter(({ code }) => !input.category || code === input.category)
    .reduce((sum, { count }) => sum + count, 0)
  return {
    docs,
    totalDocs,
    page: input.page,
    totalPages: Math.max(1, Math.ceil(totalDocs / PAGE)),
    categories: groups,
  }
}

/** Part numbers of everything a release offers in step 4. */
export async function accessoryNumbers(
  req: PayloadRequest,
  offer: AccessoryOffer,
): Promise<string[]> {
  const rows = await rowsOf<{ partNumber: string }>(
    req,
    sql`select distinct a.part_number as "partNumber" ${offeredBy(offer)} order by 1`,
  )
  return rows.map(({ partNumber }) => partNumber)
}

const offeredBy = ({ categories, excludedSubcategories, hidden }: AccessoryOffer) => sql`
  from category_references r
  join categories s on s.id = r.category_id
  left join categories c on c.id = s.parent_id
  join assemblies a on a.id = r.assembly_id
  left join documents d on d.id = a.photo_id
  where coalesce(c.code, s.code) = any(${sql.param(categories)}::text[])
    and s.code <> all(${sql.param(excludedSubcategories)}::text[])
    and a.part_number <> all(${sql.param(hidden)}::text[])
    and a.is_active and a.can_order`
