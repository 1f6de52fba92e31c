import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import { ASSEMBLY_PREFIX } from '../../domain/catalog/lookup'
import { checkFamily } from '../../domain/configurator/lint/checkFamily'
import type { FamilyProblem } from '../../domain/configurator/lint/problem'
import { familyContentSchema, type FamilyContent } from '../../domain/configurator/release'
import { allow, refuse, type Decision, type Refusal } from '../../domain/refusal'
import { checkDefinition } from '../../domain/workflow/check'
import { workflowDefinition, type WorkflowDefinition } from '../../domain/workflow/definition'

/** Nobody reads more than this many faults at once. */
const FAULTS_AT_MOST = 200

/**
 * A family draft that may be published, or everything that keeps it from it, each fault with the place
 * (architecture 4). Ids written out in rules are looked up in the catalogue as it stands.
 */
export async function judgeFamily(
  req: PayloadRequest,
  draft: unknown,
  code: string,
): Promise<Decision<FamilyContent>> {
  const parsed = familyContentSchema.safeParse(draft)
  if (!parsed.success) {
    return refusals(
      parsed.error.issues.map(({ path, message }) => ({ where: path.join('.'), message })),
    )
  }
  const content = parsed.data
  const known = await knownAmong(req, content)
  return refusals(
    [
      ...(content.code === code
        ? []
        : [{ where: 'code', message: `The code of this family is ${code}, not ${content.code}.` }]),
      ...checkFamily(content, (partNumber) => known.has(partNumber)),
    ],
    content,
  )
}

/** A workflow draft that may be published, or what is wrong with it (handbook 4.5). */
export function judgeWorkflow(draft: unknown, code: string): Decision<WorkflowDefinition> {
  const faults = checkDefinition(draft)
  const parsed = workflowDefinition.safeParse(draft)
  if (!parsed.success) return refusals(faults)
  const wrongCode =
    parsed.data.code === code
      ? []
      : [
          {
            where: 'code',
            message: `The code of this workflow is ${code}, not ${parsed.data.code}.`,
          },
        ]
  return refusals([...wrongCode, ...faults], parsed.data)
}

function refusals<T>(faults: readonly FamilyProblem[], value?: T): Decision<T> {
  const [first, ...rest] = faults.slice(0, FAULTS_AT_MOST).map(({ where, message }): Refusal => ({
    code: 'invalid_value',
    field: `draft${where ? `.${where}` : ''}`,
    message: where ? `${where}: ${message}` : message,
  }))
  if (first) return refuse(first, ...rest)
  if (value === undefined) throw new Error('A draft that cannot be read has no fault.')
  return allow(value)
}

/** The ids in this content that the catalogue answers, also under their assembly prefix. */
async function knownAmong(req: PayloadRequest, content: FamilyContent): Promise<Set<string>> {
  const asked = content.rules.flatMap(({ item }) =>
    item.kind === 'ITEM'
      ? [item.id]
      : item.kind === 'FIRST_OF'
        ? item.alternatives.map(({ id }) => id)
        : [],
  )
  const rows = await rowsOf<{ id: string }>(
    req,
    sql`with asked as (select unnest(${sql.param(asked)}::text[]) as id)
        select id from asked
        where exists (select from parts where part_number = asked.id)
           or exists (select from assemblies where part_number in (asked.id, ${ASSEMBLY_PREFIX} || asked.id))`,
  )
  return new Set(rows.map(({ id }) => id))
}
