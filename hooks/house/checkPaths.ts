import type {
  CollectionBeforeOperationHook,
  FlattenedField,
  PayloadRequest,
  SanitizedCollectionConfig,
  Where,
} from 'payload'
import { refused } from '../../src/services/http'

type Fields = readonly FlattenedField[]

/**
 * Refuses filters and sorting by what the caller may not read, over any path and in joined lists. The
 * framework checks this too, but it lets hidden fields such as a password hash decide the order of an
 * answer, and its refusal of a path over several records is an unhandled rejection of the process.
 *
 * Nor may a path lead into records whose rows the caller sees by way of a list, such as items through the
 * builds they are used on: the framework adds that scope to the filter, and the query builder knows the
 * join of a list by its bare name alone, so that the scope of the rows asked for would land on the wrong
 * record. The relationship itself and its id can be asked. Where a caller sees some rows of a list, a path begins
 * with that list and ends in it: before and beyond it the framework loses its way.
 */
export const checkPaths: CollectionBeforeOperationHook = async ({
  args,
  collection,
  overrideAccess,
  req,
}) => {
  if (overrideAccess === true) return args
  const asked = new Set<string>()
  if ('where' in args) collectWhere(args.where, '', asked)
  if ('sort' in args) collectSort(args.sort, '', asked)
  if ('joins' in args && isRecord(args.joins)) {
    for (const [name, join] of Object.entries(args.joins)) {
      if (!isRecord(join)) continue
      collectWhere(join.where, `${name}.`, asked)
      collectSort(join.sort, `${name}.`, asked)
    }
  }
  for (const path of asked) {
    if (!(await isReadable(req, collection.flattenedFields, path.split('.'), false))) {
      throw refused({
        code: 'malformed',
        message: `Nothing can be filtered or sorted by ${path}.`,
        field: path,
      })
    }
  }
  return args
}

/** The paths of a filter; its depth and size were bounded before (`checkOperands`). */
function collectWhere(where: unknown, prefix: string, asked: Set<string>): void {
  if (!isRecord(where)) return
  for (const [key, condition] of Object.entries(where)) {
    if (/^(and|or)$/i.test(key)) {
      for (const part of Object.values(condition ?? {})) collectWhere(part, prefix, asked)
      continue
    }
    const path = `${prefix}${key.replaceAll('__', '.')}`
    asked.add(path)
    if (isRecord(condition)) collectWhere(condition.contains, `${path}.`, asked)
  }
}

function collectSort(sort: unknown, prefix: string, asked: Set<string>): void {
  const paths = (Array.isArray(sort) ? sort : [sort]).flatMap((one) => String(one ?? '').split(','))
  for (const path of paths) {
    const name = path.trim().replace(/^-/, '').replaceAll('__', '.')
    if (name !== '') asked.add(`${prefix}${name}`)
  }
}

/** An unknown name is Payload's to refuse, unless other records stand between. */
async function isReadable(
  req: PayloadRequest,
  fields: Fields,
  [name, ...rest]: readonly string[],
  isBehindAnother: boolean,
): Promise<boolean> {
  if (name === 'id' || name === '_id') return true
  const field = fields.find((one) => one.name === name)
  if (!field) return !isBehindAnother
  if ('hidden' in field && field.hidden) return false
  if ('access' in field && field.access?.read && !(await field.access.read({ req }))) return false
  if (rest.length === 0) return true
  const target = targetOf(req, field)
  if (target) {
    const scope = await target.access.read({ req })
    if (scope === false) return false
    const isTheRecordItself = rest.length === 1 && rest[0] === 'id'
    if (typeof scope === 'object' && !isTheRecordItself) {
      if (isThroughList(req, target, scope)) return false
      const leadsPast = isBehindAnother || leadsOn(req, target.flattenedFields, rest)
      if (isList(field) && leadsPast) return false
    }
    return isReadable(req, target.flattenedFields, rest, true)
  }
  if ('flattenedFields' in field) {
    return isReadable(req, field.flattenedFields, rest, isBehindAnother)
  }
  return true
}

const isList = (field: FlattenedField): boolean =>
  field.type === 'join' || ('hasMany' in field && field.hasMany === true)

/** Does a path lead into yet another record? */
function leadsOn(req: PayloadRequest, fields: Fields, [name, ...rest]: readonly string[]): boolean {
  const field = fields.find((one) => one.name === name)
  if (!field || rest.length === 0) return false
  if (targetOf(req, field)) return rest.length > 1 || rest[0] !== 'id'
  return 'flattenedFields' in field && leadsOn(req, field.flattenedFields, rest)
}

/** Does a scope tell the rows of a collection by what is in one of their lists? */
function isThroughList(
  req: PayloadRequest,
  { flattenedFields }: SanitizedCollectionConfig,
  scope: Where,
): boolean {
  const paths = new Set<string>()
  collectWhere(scope, '', paths)
  return [...paths].some((path) => crossesList(req, flattenedFields, path.split('.')))
}

function crossesList(
  req: PayloadRequest,
  fields: Fields,
  [name, ...rest]: readonly string[],
): boolean {
  const field = fields.find((one) => one.name === name)
  if (!field || field.type === 'join') return field !== undefined
  const target = targetOf(req, field)
  return target !== undefined && crossesList(req, target.flattenedFields, rest)
}

function targetOf(
  { payload }: PayloadRequest,
  field: FlattenedField,
): SanitizedCollectionConfig | undefined {
  const slug =
    field.type === 'relationship' || field.type === 'upload'
      ? field.relationTo
      : field.type === 'join' && field.collection
  return payload.config.collections.find((one) => one.slug === slug)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
