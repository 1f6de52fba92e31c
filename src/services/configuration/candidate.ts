import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { ZodError } from 'zod'
import { numbersOfShape } from '../../db/numbersOfShape'
import { rowsOf } from '../../db/rows'
import { successorsOf } from '../../db/successors'
import { ASSEMBLY_PREFIX } from '../../domain/catalog/lookup'
import { reportFamily } from '../../domain/configurator/lint/checkFamily'
import type { FamilyProblem } from '../../domain/configurator/lint/problem'
import {
  referenceProblems,
  referencesOf,
  retirementProblems,
  type Knows,
  type Reference,
  type Retirement,
} from '../../domain/configurator/lint/references'
import {
  shapesOfNumbers,
  spelledProblems,
  type KnownNumber,
} from '../../domain/configurator/lint/spelled'
import { familyContentSchema, type FamilyContent } from '../../domain/configurator/release'
import { formProblems, placeInWords } from '../../domain/drafts/formProblems'
import { pathKey, pathOf } from '../../domain/drafts/tree'
import { allow, refuse, type Decision, type Refusal } from '../../domain/refusal'
import { reportDefinition } from '../../domain/workflow/check'
import { workflowDefinition, type WorkflowDefinition } from '../../domain/workflow/definition'
import { newestRelease } from './releases'

/** `isWhole`: every check was made; else more may be found once these faults are mended. */
export type Judged<T> = Decision<T> & { readonly isWhole: boolean }

/** Nobody reads more than this many faults at once. */
const FAULTS_AT_MOST = 200

/**
 * A family draft that may be published, or everything that keeps it from it, each fault with the place
 * (architecture 4). What is written out is looked up in the catalogue as it stands; a gap that the
 * release in force has in just the same way keeps nobody from publishing something else.
 */
export async function judgeFamily(
  req: PayloadRequest,
  draft: unknown,
  code: string,
): Promise<Judged<FamilyContent>> {
  const judged = judgeContent(draft, code)
  const parsed = familyContentSchema.safeParse(draft)
  if (!parsed.success) return judged
  const { open } = await gapsOf(req, parsed.data, code)
  if (open.length === 0) return judged
  const gaps = open.map(refusalOf)
  const all = judged.ok ? gaps : [...judged.refusals, ...gaps]
  const [first, ...rest] = all.slice(0, FAULTS_AT_MOST)
  return first ? { ...refuse(first, ...rest), isWhole: judged.isWhole } : judged
}

/** The same of what stands in the draft alone: what it names is looked up nowhere. */
export function judgeContent(draft: unknown, code: string): Judged<FamilyContent> {
  const parsed = familyContentSchema.safeParse(draft)
  if (!parsed.success) return { ...refusals(faultsOfForm(parsed.error, draft)), isWhole: false }
  const content = parsed.data
  const { problems, isWhole } = reportFamily(content)
  const decision = refusals(
    [
      ...(content.code === code
        ? []
        : [{ where: 'code', message: `The code of this family is ${code}, not ${content.code}.` }]),
      ...problems,
    ],
    content,
  )
  return { ...decision, isWhole }
}

/** A workflow draft that may be published, or what is wrong with it (handbook 4.5). */
export function judgeWorkflow(draft: unknown, code: string): Judged<WorkflowDefinition> {
  const parsed = workflowDefinition.safeParse(draft)
  if (!parsed.success) return { ...refusals(faultsOfForm(parsed.error, draft)), isWhole: false }
  const report = reportDefinition(parsed.data)
  const faults = report.faults.map((fault): Fault => ({
    ...fault,
    place: placeInWords(draft, pathOf(fault.where)),
  }))
  const wrongCode =
    parsed.data.code === code
      ? []
      : [
          {
            where: 'code',
            place: 'Code',
            message: `The code of this workflow is ${code}, not ${parsed.data.code}.`,
          },
        ]
  return { ...refusals([...wrongCode, ...faults], parsed.data), isWhole: report.isWhole }
}

/** `place` is what people call `where`. */
type Fault = FamilyProblem & { place?: string }

const faultsOfForm = (error: ZodError, draft: unknown): Fault[] =>
  formProblems(error, draft).map(({ path, ...said }) => ({ where: pathKey(path), ...said }))

const refusalOf = ({ where, message, place = where }: Fault): Refusal => ({
  code: 'invalid_value',
  field: `draft${where ? `.${where}` : ''}`,
  message: place ? `${place}: ${message}` : message,
})

function refusals<T>(faults: readonly Fault[], value?: T): Decision<T> {
  const [first, ...rest] = faults.slice(0, FAULTS_AT_MOST).map(refusalOf)
  if (first) return refuse(first, ...rest)
  if (value === undefined) throw new Error('A draft that cannot be read has no fault.')
  return allow(value)
}

/**
 * What a content points at and is not there, or is retired, and numbers that are not free: new gaps,
 * and those that the release in force has as well.
 */
export async function gapsOf(
  req: PayloadRequest,
  content: FamilyContent,
  code: string,
): Promise<{ open: FamilyProblem[]; known: FamilyProblem[] }> {
  const inForce = (await newestRelease(req, code))?.content
  const references = [content, ...(inForce ? [inForce] : [])].flatMap(referencesOf)
  const knows = await knownAmong(req, references)
  const retirementOf = await retiredAmong(req, references)
  const numbers = await numbersLike(req, [content, ...(inForce ? [inForce] : [])])
  const gapsIn = (family: FamilyContent) => [
    ...referenceProblems(family, knows),
    ...retirementProblems(family, (id) => knows('ITEM', id), retirementOf),
    ...spelledProblems(family, numbers),
  ]
  const before = new Set(inForce ? gapsIn(inForce).map(placed) : [])
  const gaps = gapsIn(content)
  return {
    open: gaps.filter((gap) => !before.has(placed(gap))),
    known: gaps.filter((gap) => before.has(placed(gap))),
  }
}

const placed = ({ where, message }: FamilyProblem): string => `${where}: ${message}`

/** Which of these are there: items also under their assembly prefix, instructions once they are published. */
async function knownAmong(req: PayloadRequest, references: readonly Reference[]): Promise<Knows> {
  const asked = references.flatMap(({ kind, ids }) => ids.map((id) => ({ kind, id })))
  const rows = await rowsOf<{ kind: string; id: string }>(
    req,
    sql`with asked as (
          select distinct * from unnest(${sql.param(asked.map(({ kind }) => kind))}::text[],
                                        ${sql.param(asked.map(({ id }) => id))}::text[]) as asked(kind, id)
        )
        select kind, id from asked where case kind
          when 'ITEM' then exists (select from parts where part_number = asked.id)
            or exists (select from assemblies where part_number in (asked.id, ${ASSEMBLY_PREFIX} || asked.id))
          when 'TOOL' then exists (select from tools where code = asked.id)
          when 'INSTRUCTION' then exists (select from work_instructions where code = asked.id and state = 'PUBLISHED')
          else exists (select from categories where code = asked.id)
        end`,
  )
  const known = new Set(rows.map(({ kind, id }) => `${kind} ${id}`))
  return (kind, id) => known.has(`${kind} ${id}`)
}

/** Numbers of the catalogue that look like those of parts made to measure of these families. */
async function numbersLike(
  req: PayloadRequest,
  families: readonly FamilyContent[],
): Promise<KnownNumber[]> {
  const shapes = families.flatMap(shapesOfNumbers)
  return shapes.length === 0 ? [] : numbersOfShape(req, shapes)
}

/** Which of these items are retired, resolved as a bill resolves them (handbook 6.6). */
async function retiredAmong(
  req: PayloadRequest,
  references: readonly Reference[],
): Promise<Retirement> {
  const asked = references.flatMap(({ kind, ids }) => (kind === 'ITEM' ? ids : []))
  const rows = await rowsOf<{ asked: string; item: string }>(
    req,
    sql`select distinct asked.id as asked, coalesce(a.id, s.id, p.id) as item
        from unnest(${sql.param(asked)}::text[]) as asked(id)
        left join assemblies a on a.part_number = asked.id
        left join assemblies s on s.part_number = ${ASSEMBLY_PREFIX} || asked.id
        left join parts p on p.part_number = asked.id
        where not coalesce(a.is_active, s.is_active, p.is_active)`,
  )
  const successors = await successorsOf(
    req,
    rows.map(({ item }) => item),
  )
  const retired = new Map(
    rows.map(({ asked: id, item }) => [id, { instead: successors.get(item)?.partNumber ?? null }]),
  )
  return (id) => retired.get(id) ?? null
}
