import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { TaskTemplate } from '../../domain/production/template'
import { looseAccessories, type Work } from '../../domain/production/work'
import type { FormAccessory } from '../../domain/quality/form'

/** Accessories that travel loose are packed, each under its catalogue name; fitted ones are not (handbook 8.5). */
export async function looseNamed(
  req: PayloadRequest,
  { work, template }: { work: Work; template: TaskTemplate | null },
): Promise<FormAccessory[]> {
  const accessories = template ? looseAccessories(template, work) : work.accessories
  const numbers = accessories.map(({ partNumber }) => partNumber)
  const names = await rowsOf<{ partNumber: string; name: string }>(
    req,
    sql`select part_number as "partNumber", name from assemblies where part_number = any(${sql.param(numbers)}::text[])
        union all
        select part_number, name from parts where part_number = any(${sql.param(numbers)}::text[])`,
  )
  return accessories.map((accessory) => ({
    ...accessory,
    name: names.find(({ partNumber }) => partNumber === accessory.partNumber)?.name,
  }))
}
