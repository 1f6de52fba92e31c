import type { Payload } from 'payload'
import {
  pageOfParts,
  PART_SORTS,
  type PartsPage,
  type PartsQuery,
} from '../services/catalogue/partsPage'
import { callerOf } from '../services/people/caller'

const KNOWN = new Set([
  'limit',
  'page',
  'sort',
  'depth',
  'where[kind][equals]',
  'where[isActive][equals]',
])
const DEFAULT_LIMIT = 20
const MOST = 100

/**
 * The page of parts that integrators and screens ask for all day, answered without the framework: the
 * same fields, the same access matrix, the same shape as `GET /api/parts` (ADR 0012). Whatever this
 * does not know for certain (another filter, a cookie instead of a token, a role with a row scope) is
 * null: Payload answers it.
 */
export async function hotParts(request: Request, payload: Payload): Promise<Response | null> {
  const url = new URL(request.url)
  if (url.pathname !== '/api/parts' || !request.headers.has('authorization')) return null
  const query = queryOf(url.searchParams)
  const caller = query && callerOf(request.headers)
  const page = caller && (await pageOfParts(payload, caller, query))
  if (!page || isPastTheEnd(page, query)) return null
  return new Response(bodyOf(page, query), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
}

const isPastTheEnd = ({ total }: PartsPage, { limit, page }: PartsQuery): boolean =>
  page > 1 && (page - 1) * limit >= total

function queryOf(params: URLSearchParams): PartsQuery | null {
  for (const key of params.keys()) if (!KNOWN.has(key) || params.getAll(key).length > 1) return null
  const limit = wholeNumber(params.get('limit'), DEFAULT_LIMIT)
  const page = wholeNumber(params.get('page'), 1)
  const depth = wholeNumber(params.get('depth'), 0)
  const named = params.get('sort') ?? 'partNumber'
  const sort = named.replace(/^-/, '')
  const active = params.get('where[isActive][equals]')
  if (limit === null || limit > MOST || page === null || page > 10_000 || depth === null)
    return null
  if (!isSort(sort) || (active !== null && active !== 'true' && active !== 'false')) return null
  return {
    limit,
    page,
    sort,
    descending: named.startsWith('-'),
    kind: params.get('where[kind][equals]'),
    isActive: active === null ? null : active === 'true',
  }
}

const isSort = (name: string): name is keyof typeof PART_SORTS => Object.hasOwn(PART_SORTS, name)

/** Digits only, at least 1 (0 is left to Payload's clamp); null for anything else. */
function wholeNumber(text: string | null, otherwise: number): number | null {
  if (text === null) return otherwise
  return /^[1-9]\d{0,5}$/.test(text) || (otherwise === 0 && text === '0') ? Number(text) : null
}

function bodyOf({ docs, total }: PartsPage, query: PartsQuery): string {
  const { limit, page } = query
  const totalPages = Math.max(1, Math.ceil(total / limit))
  const rest = {
    hasNextPage: page < totalPages,
    hasPrevPage: page > 1,
    limit,
    nextPage: page < totalPages ? page + 1 : null,
    page,
    pagingCounter: (page - 1) * limit + 1,
    prevPage: page > 1 ? page - 1 : null,
    totalDocs: total,
    totalPages,
  }
  return `{"docs":${docs},${JSON.stringify(rest).slice(1)}`
}
