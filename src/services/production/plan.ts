import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { rowsOf } from '../../db/rows'
import { itemsAsked } from '../../domain/configurator/itemIds'
import { normalizeConfiguration } from '../../domain/configurator/normalize'
import { generateTasks, type PlannedTask } from '../../domain/production/generate'
import type { TaskLine } from '../../domain/production/lines'
import { activeTemplate, type TaskTemplate } from '../../domain/production/template'
import type { Work } from '../../domain/production/work'
import type { Build } from '../../payload-types'
import { familyRelease } from '../configuration/releases'
import { customNumbersOf } from '../customNumbers'
import { refused } from '../http'
import { languageOfOrder } from '../orders/language'
import { idOf } from '../relation'
import { parametersOf, settingsOf } from '../settings'

const accessoriesSchema = z.array(z.object({ partNumber: z.string(), quantity: z.number() }))

/** The work on a build as its release describes it, with the template in force, if there is one. */
export async function workOf(
  req: PayloadRequest,
  build: Pick<Build, 'release' | 'order' | 'configuration' | 'accessories'>,
): Promise<{ work: Work; template: TaskTemplate | null; version: number }> {
  const { content, version } = await familyRelease(req, idOf(build.release))
  const { configuration } = normalizeConfiguration(content, build.configuration)
  const accessories = accessoriesSchema.parse(build.accessories)
  const language = await languageOfOrder(req, idOf(build.order))
  const { customParts } = itemsAsked(content, configuration, accessories, language)
  const work: Work = {
    content,
    configuration,
    accessories,
    language,
    customNumbers: await customNumbersOf(req, customParts),
    parameters: parametersOf(await settingsOf(req)),
  }
  return { work, template: activeTemplate(content), version }
}

/**
 * The tasks that a build asks for: template of its release, its configuration and the lines of its
 * active bill of materials (handbook 9.2). Refuses with `precondition_failed` without a template.
 */
export async function planBuild(req: PayloadRequest, build: Build): Promise<PlannedTask[]> {
  const { work, template, version } = await workOf(req, build)
  if (!template) {
    throw refused({
      code: 'precondition_failed',
      message: `Release ${version} of family ${work.content.code} has no task template in force: an Admin has to publish one.`,
    })
  }
  const bomLines = await rowsOf<TaskLine>(
    req,
    sql`select l.id, l.part_number as "partNumber",
               coalesce(l.attributes->>'substitutedFor', l.part_number) as "askedId", l.name, l.kind::text as kind, l.quantity::int as quantity,
               l.rule, l.basin::int as basin, l.level::int as level, l.parent_id as parent, l.is_outside as "isOutside"
        from bom_lines l join boms m on m.id = l.bom_id
        where m.build_id = ${build.id} and m.is_active order by l.position`,
  )
  return generateTasks({
    ...work,
    template,
    bomLines,
    criticalPartNumbers: await criticalAmong(
      req,
      bomLines.map(({ partNumber }) => partNumber),
    ),
  })
}

/** Of these numbers, the items whose serial or lot is recorded. */
export async function criticalAmong(
  req: PayloadRequest,
  partNumbers: readonly string[],
): Promise<ReadonlySet<string>> {
  const numbers = sql.param([...new Set(partNumbers)])
  const rows = await rowsOf<{ partNumber: string }>(
    req,
    sql`select part_number as "partNumber" from parts where is_critical and part_number = any(${numbers}::text[])
        union select part_number from assemblies where is_critical and part_number = any(${numbers}::text[])`,
  )
  return new Set(rows.map(({ partNumber }) => partNumber))
}
