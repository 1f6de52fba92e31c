import type { CollectionBeforeOperationHook } from 'payload'

const DEFAULT_LIMIT = 20
const MAX_LIMIT = 100
const MAX_PAGE = 1_000_000

/**
 * Bounds what a caller from outside may ask for at once (contract 3, trap 32): limit 20 unless said,
 * never above 100, none that switches it off; a page from 1; depth within the house's own. Joined
 * lists obey the same limit. Calls of our own services, and the loader that fills relationships of
 * documents already bounded, pass.
 */
export const clampQuery: CollectionBeforeOperationHook = ({
  args,
  operation,
  overrideAccess,
  req,
}) => {
  if (operation !== 'read' || overrideAccess === true || args.currentDepth !== undefined)
    return args
  const { maxDepth, defaultDepth } = req.payload.config
  const bounded = {
    ...args,
    depth: within(args.depth, 0, maxDepth, defaultDepth),
    ...(isRecord(args.joins) && { joins: clampJoins(args.joins) }),
  }
  if ('id' in args) return bounded
  return {
    ...bounded,
    limit: clampLimit(args.limit),
    page: within(args.page, 1, MAX_PAGE, 1),
  }
}

function clampLimit(asked: unknown): number {
  const limit = wholeNumber(asked)
  if (limit === undefined || limit < 0) return DEFAULT_LIMIT
  return limit === 0 || limit > MAX_LIMIT ? MAX_LIMIT : limit
}

/** A join without a limit keeps the field's own; `false` leaves the list out. */
const clampJoins = (joins: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(joins).map(([path, join]) => {
      if (!isRecord(join)) return [path, join]
      const { limit, page, ...rest } = join
      return [
        path,
        {
          ...rest,
          ...(limit !== undefined && { limit: clampLimit(limit) }),
          ...(page !== undefined && { page: within(page, 1, MAX_PAGE, 1) }),
        },
      ]
    }),
  )

function within(asked: unknown, least: number, most: number, otherwise: number): number {
  const value = wholeNumber(asked)
  return value === undefined ? otherwise : Math.min(Math.max(value, least), most)
}

function wholeNumber(asked: unknown): number | undefined {
  if (asked === undefined || asked === null || asked === '') return undefined
  const value = Number(asked)
  return Number.isFinite(value) ? Math.trunc(value) : undefined
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
