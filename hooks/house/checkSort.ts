import type { CollectionBeforeOperationHook, FlattenedField, Payload } from 'payload'
import { refused } from '../../src/services/http'

type Fields = readonly FlattenedField[]

/**
 * Refuses sorting by hidden fields, over any path: the framework checks the rights of fields that it
 * shows, but lets the order of the answer tell hidden ones, such as the password hash of an author.
 */
export const checkSort: CollectionBeforeOperationHook = ({
  args,
  collection,
  operation,
  overrideAccess,
  req,
}) => {
  if (operation !== 'read' || overrideAccess === true) return args
  if ('sort' in args) check(req.payload, collection.flattenedFields, args.sort)
  if ('joins' in args && isRecord(args.joins)) {
    for (const [name, join] of Object.entries(args.joins)) {
      const target = targetOf(collection.flattenedFields.find((field) => field.name === name))
      if (isRecord(join) && target) check(req.payload, fieldsOf(req.payload, target), join.sort)
    }
  }
  return args
}

function check(payload: Payload, fields: Fields, sort: unknown): void {
  const paths = (Array.isArray(sort) ? sort : [sort]).flatMap((one) => String(one ?? '').split(','))
  for (const path of paths) {
    const segments = path.trim().replace(/^-/, '').replaceAll('__', '.').split('.')
    if (endsHidden(payload, fields, segments)) {
      throw refused({
        code: 'malformed',
        message: `Nothing can be sorted by ${segments.join('.')}.`,
        field: 'sort',
      })
    }
  }
}

function endsHidden(payload: Payload, fields: Fields, [name, ...rest]: readonly string[]): boolean {
  const field = fields.find((one) => one.name === name)
  if (!field) return false
  if ('hidden' in field && field.hidden) return true
  if (rest.length === 0) return false
  const target = targetOf(field)
  if (target) return endsHidden(payload, fieldsOf(payload, target), rest)
  return 'flattenedFields' in field && endsHidden(payload, field.flattenedFields, rest)
}

function targetOf(field: FlattenedField | undefined): string | undefined {
  if (field?.type === 'relationship' || field?.type === 'upload') {
    return typeof field.relationTo === 'string' ? field.relationTo : undefined
  }
  return field?.type === 'join' && typeof field.collection === 'string'
    ? field.collection
    : undefined
}

const fieldsOf = (payload: Payload, slug: string): Fields =>
  payload.config.collections.find((one) => one.slug === slug)?.flattenedFields ?? []

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
