import { z } from 'zod'
import { COMPONENT_QUANTITY_AT_MOST } from '../bounds'
import { ASSEMBLY_TYPES, IMPORTED_PART_KINDS } from './catalogue'
import { isObjectAt, jsonFaultOf, membersOf, rootOf, valueOf, type JsonMember } from './json'
import { DELIVERY_FILES, type DeliveryFile, type Findings } from './report'

/**
 * Reads the three files of a delivery record by record (shapes: handbook 7). Unknown extra fields
 * are ignored; what a record lacks or has wrong is said by name and touches that record only.
 */
export type Delivery = {
  categories: Map<string, DeliveredCategory>
  assemblies: Map<string, DeliveredAssembly>
  parts: Map<string, DeliveredPart>
  /** Every id that the files name, refused ones included: what is not in here is not in this delivery. */
  named: { categories: Set<string>; assemblies: Set<string>; parts: Set<string> }
}

/** Undefined means that the file does not say; null means that the file says "none". */
export type DeliveredCategory = {
  code: string
  name: string
  description: string | null | undefined
  parent: string | null
  /** Position among its siblings, from 1. */
  position: number
  references: string[] | undefined
}

export type DeliveredComponent = {
  askedId: string
  quantity: number
  note: string | null
  /** Index in the list of the file. */
  index: number
}

export type DeliveredAssembly = {
  name: string
  type: (typeof ASSEMBLY_TYPES)[number]
  categoryCode: string | null | undefined
  subcategoryCode: string | null | undefined
  canOrder: boolean | undefined
  isKit: boolean | undefined
  isActive: boolean | undefined
  components: DeliveredComponent[] | undefined
}

export type DeliveredPart = {
  name: string
  manufacturer: string | null | undefined
  manufacturerPartNumber: string | null | undefined
  kind: (typeof IMPORTED_PART_KINDS)[number]
  isActive: boolean | undefined
}

export type DeliveryTexts = Readonly<Record<DeliveryFile, string>>

/** Why a file cannot be read at all; nothing of the delivery is taken then. */
export type UnreadableFile = { file: DeliveryFile; line: number; column: number; message: string }

/** Longest id and texts that the database takes. */
const LIMITS = { id: 120, code: 40, name: 300, description: 2000, manufacturer: 200, note: 500 }

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
const LONE_SURROGATE = /\p{Surrogate}/u
const SPREADSHEET_NUMBER = /^\d(?:\.\d+)?E\+\d+$/i

/** Why a text cannot be an id, or undefined. Ids are opaque: nothing else is asked of them. */
function idFaultOf(id: string, longest: number): string | undefined {
  if (id.trim() === '') return 'an id must not be empty'
  if (id.length > longest)
    return `an id has at most ${longest} characters; this one has ${id.length}`
  if (CONTROL.test(id)) return 'an id must not hold control characters'
  if (LONE_SURROGATE.test(id)) return 'an id must not hold half of a surrogate pair'
  return undefined
}

const required = (what: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined || issue.input === null ? 'is missing' : `must be ${what}`,
})

const storable = (longest: number) =>
  z
    .string(required('text'))
    .max(longest, `has more than ${longest} characters`)
    .refine(
      (text) => !text.includes('\0') && !LONE_SURROGATE.test(text),
      'holds characters that cannot be stored',
    )

const name = storable(LIMITS.name).refine((text) => text.trim() !== '', 'must not be empty')
const id = z.string(required('text in quotes')).superRefine((text, context) => {
  const fault = idFaultOf(text, LIMITS.id)
  if (fault) context.addIssue({ code: 'custom', message: fault })
})
const oneOf = <const Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  z.enum(codes, required(`one of ${codes.join(', ')}`))
const flag = z.boolean(required('true or false')).nullish()
const status = oneOf(['ACTIVE', 'INACTIVE']).nullish()

const record = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.object(shape, required('an object'))

const categoryShape = record({ name, description: storable(LIMITS.description).nullish() })
const subcategoryShape = categoryShape.extend({
  assembly_refs: z.array(z.unknown(), required('a list')).nullish(),
})
const assemblyShape = record({
  name,
  type: oneOf(ASSEMBLY_TYPES),
  category_code: storable(LIMITS.id).nullish(),
  subcategory_code: storable(LIMITS.id).nullish(),
  can_order: flag,
  is_kit: flag,
  status,
  components: z.array(z.unknown(), required('a list')).nullish(),
})
const componentShape = record({
  part_id: id,
  quantity: z
    .int(required('a whole number'))
    .min(1, 'must be at least 1')
    .max(COMPONENT_QUANTITY_AT_MOST, `must be at most ${COMPONENT_QUANTITY_AT_MOST}`),
  notes: storable(LIMITS.note).nullish(),
})
const partShape = record({
  name,
  manufacturer_part_number: storable(LIMITS.manufacturer).nullish(),
  manufacturer_info: storable(LIMITS.manufacturer).nullish(),
  type: oneOf(IMPORTED_PART_KINDS),
  status,
})

const reasonOf = (error: z.ZodError): string =>
  error.issues
    .map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(' '))
    .join('; ')

const LONGEST_VALUE = 200

/** What stands where a record is at fault, as JSON; undefined where nothing stands there. */
function heldAt(error: z.ZodError, record: unknown): string | undefined {
  const values = error.issues.flatMap(({ path }) => {
    const held = path.reduce<unknown>(
      (outer, key) => (typeof outer === 'object' && outer ? Reflect.get(outer, key) : undefined),
      record,
    )
    return held === undefined ? [] : [JSON.stringify(held).slice(0, LONGEST_VALUE)]
  })
  return values.length === 0 ? undefined : values.join('; ')
}

const activeOf = (code: 'ACTIVE' | 'INACTIVE' | null | undefined): boolean | undefined =>
  code ? code === 'ACTIVE' : undefined

/** The key of the records in a file: `parts` in `parts.json`. */
const listOf = (file: DeliveryFile): string => file.replace('.json', '')

/** The files that are no JSON, with the place; empty when all three can be read. */
export function unreadableFilesOf(texts: DeliveryTexts): UnreadableFile[] {
  return DELIVERY_FILES.flatMap((file) => {
    const text = texts[file]
    const fault = jsonFaultOf(text)
    if (fault) return [{ file, ...fault }]
    const list = listOf(file)
    const start = rootOf(text)
    const found = isObjectAt(text, start) && lastMember(text, start, list)
    if (found && isObjectAt(text, found.start)) return []
    return [{ file, line: 1, column: 1, message: `the file has no object "${list}"` }]
  })
}

/** Reads sound files (see `unreadableFilesOf`); what is wrong with single records goes to `findings`. */
export function readDelivery(texts: DeliveryTexts, findings: Findings): Delivery {
  const named = {
    categories: new Set<string>(),
    assemblies: new Set<string>(),
    parts: new Set<string>(),
  }
  const categories = readCategories(texts['categories.json'], findings, named.categories)
  const assemblies = new Map<string, DeliveredAssembly>()
  for (const [id, member] of recordsOf('assemblies.json', texts, findings, named.assemblies)) {
    const assembly = readAssembly(id, valueOf(texts['assemblies.json'], member), findings)
    if (assembly) assemblies.set(id, assembly)
  }
  const parts = new Map<string, DeliveredPart>()
  for (const [id, member] of recordsOf('parts.json', texts, findings, named.parts)) {
    const part = readPart(id, valueOf(texts['parts.json'], member), findings)
    if (part) parts.set(id, part)
  }
  return { categories, assemblies, parts, named }
}

/** The records of `assemblies.json` or `parts.json` in file order, each id once. */
function recordsOf(
  file: 'assemblies.json' | 'parts.json',
  texts: DeliveryTexts,
  findings: Findings,
  named: Set<string>,
): Map<string, JsonMember> {
  const text = texts[file]
  const records = uniqueMembers(text, listStart(text, listOf(file)), file, findings)
  for (const id of records.keys()) {
    named.add(id)
    const fault = idFaultOf(id, LIMITS.id)
    if (fault) {
      findings.refuse(file, id, fault)
      records.delete(id)
    } else noteOddId(file, id, findings)
  }
  noteCounts(file, text, new Map([[`total_${listOf(file)}`, named.size]]), findings)
  return records
}

function readCategories(
  text: string,
  findings: Findings,
  named: Set<string>,
): Map<string, DeliveredCategory> {
  const file = 'categories.json'
  const categories = new Map<string, DeliveredCategory>()
  let position = 0
  let subcategoryCount = 0

  const codeIsUsable = (code: string): boolean => {
    const fault = idFaultOf(code, LIMITS.code)
    if (fault) findings.refuse(file, code, fault)
    return !fault
  }

  const top = uniqueMembers(text, listStart(text, 'categories'), file, findings)
  for (const [code, member] of top) {
    named.add(code)
    if (!codeIsUsable(code)) continue
    const held = valueOf(text, member)
    const read = categoryShape.safeParse(held)
    if (!read.success) {
      findings.refuse(file, code, reasonOf(read.error), undefined, heldAt(read.error, held))
      continue
    }
    position += 1
    categories.set(code, {
      code,
      name: read.data.name,
      description: read.data.description,
      parent: null,
      position,
      references: undefined,
    })
  }

  for (const [parent, member] of top) {
    if (!isObjectAt(text, member.start)) continue
    const children = lastMember(text, member.start, 'subcategories')
    if (!children) continue
    if (!isObjectAt(text, children.start)) {
      findings.refuse(file, parent, 'subcategories must be an object', 'subcategories')
      continue
    }
    let place = 0
    for (const [code, child] of uniqueMembers(text, children.start, file, findings)) {
      subcategoryCount += 1
      if (named.has(code)) {
        findings.refuse(
          file,
          code,
          `the code is used twice in this file`,
          `${parent}.subcategories`,
        )
        continue
      }
      named.add(code)
      if (!codeIsUsable(code)) continue
      const held = valueOf(text, child)
      const read = subcategoryShape.safeParse(held)
      if (!read.success)
        findings.refuse(file, code, reasonOf(read.error), undefined, heldAt(read.error, held))
      else {
        place += 1
        categories.set(code, {
          code,
          name: read.data.name,
          description: read.data.description,
          parent,
          position: place,
          references: readReferences(code, read.data.assembly_refs ?? undefined, findings),
        })
      }
    }
  }
  noteCounts(
    file,
    text,
    new Map([
      ['total_categories', top.size],
      ['total_subcategories', subcategoryCount],
    ]),
    findings,
  )
  return categories
}

function readReferences(
  code: string,
  list: readonly unknown[] | undefined,
  findings: Findings,
): string[] | undefined {
  return list?.flatMap((value, index) => {
    const read = id.safeParse(value)
    if (read.success) return [read.data]
    findings.refuse(
      'categories.json',
      code,
      reasonOf(read.error),
      `assembly_refs[${index}]`,
      heldAt(read.error, value),
    )
    return []
  })
}

function readAssembly(
  partNumber: string,
  value: unknown,
  findings: Findings,
): DeliveredAssembly | undefined {
  const file = 'assemblies.json'
  const read = assemblyShape.safeParse(value)
  if (!read.success) {
    findings.refuse(file, partNumber, reasonOf(read.error), undefined, heldAt(read.error, value))
    return undefined
  }
  const record = read.data
  return {
    name: record.name,
    type: record.type,
    categoryCode: record.category_code,
    subcategoryCode: record.subcategory_code,
    canOrder: record.can_order ?? undefined,
    isKit: record.is_kit ?? undefined,
    isActive: activeOf(record.status),
    components: record.components?.flatMap((component, index) => {
      const link = componentShape.safeParse(component)
      if (link.success)
        return [
          {
            askedId: link.data.part_id,
            quantity: link.data.quantity,
            note: link.data.notes ?? null,
            index,
          },
        ]
      findings.refuse(
        file,
        partNumber,
        reasonOf(link.error),
        `components[${index}]`,
        heldAt(link.error, component),
      )
      return []
    }),
  }
}

function readPart(
  partNumber: string,
  value: unknown,
  findings: Findings,
): DeliveredPart | undefined {
  const read = partShape.safeParse(value)
  if (!read.success) {
    findings.refuse(
      'parts.json',
      partNumber,
      reasonOf(read.error),
      undefined,
      heldAt(read.error, value),
    )
    return undefined
  }
  return {
    name: read.data.name,
    manufacturer: read.data.manufacturer_info,
    manufacturerPartNumber: read.data.manufacturer_part_number,
    kind: read.data.type,
    isActive: activeOf(read.data.status),
  }
}

/** As `JSON.parse` does, the last of several equal keys counts; unlike it we say so. */
function uniqueMembers(
  text: string,
  start: number,
  file: DeliveryFile,
  findings: Findings,
): Map<string, JsonMember> {
  const members = new Map<string, JsonMember>()
  for (const member of membersOf(text, start)) {
    if (members.has(member.key))
      findings.warn(
        'duplicate_key',
        file,
        member.key,
        'the file holds this id twice; the last one counts',
      )
    members.set(member.key, member)
  }
  return members
}

function lastMember(text: string, start: number, key: string): JsonMember | undefined {
  let found: JsonMember | undefined
  for (const member of membersOf(text, start)) if (member.key === key) found = member
  return found
}

/** Where the list of records starts; `unreadableFilesOf` has made sure that it exists. */
const listStart = (text: string, list: string): number =>
  lastMember(text, rootOf(text), list)?.start ?? rootOf(text)

function noteOddId(file: DeliveryFile, record: string, findings: Findings): void {
  if (SPREADSHEET_NUMBER.test(record))
    findings.warn(
      'spreadsheet_id',
      file,
      record,
      'a spreadsheet seems to have turned this id into a number',
    )
  if (record !== record.trim())
    findings.warn('edge_space', file, record, 'the space at the edge is part of the id')
}

/** Counts in `metadata` are hearsay: the real ones are computed and differences reported. */
function noteCounts(
  file: DeliveryFile,
  text: string,
  real: ReadonlyMap<string, number>,
  findings: Findings,
): void {
  const member = lastMember(text, rootOf(text), 'metadata')
  if (!member || !isObjectAt(text, member.start)) return
  for (const claim of membersOf(text, member.start)) {
    const count = real.get(claim.key)
    const said = valueOf(text, claim)
    if (count !== undefined && said !== count)
      findings.warn(
        'metadata_count',
        file,
        claim.key,
        `the metadata say ${JSON.stringify(said)}, the file holds ${count}`,
      )
  }
}
