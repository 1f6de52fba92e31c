import { formatNames, type CollectionSlug, type FlattenedField, type Payload } from 'payload'
import { grantOf } from '../../access/matrix'
import { SCOPES } from '../../access/scopes'
import type { Role } from '../../src/domain/roles'
import { graphql, rest, type Answer } from '../support/api'
import type { TestUser } from '../support/given'
import { FIELDS, type Rule } from './expectations'
import { ANSWER_TEXT, CONTACT_TEXT, RULE_TEXT, SECRETS, type World } from './world'

/** Somebody at the door: a person of a role, nobody, or an account that was closed. */
export type Identity = { name: string; role: Role | null; user: TestUser | undefined }

export const identitiesOf = (world: World): Identity[] => [
  ...Object.values(world.people).map((user) => ({ name: user.role, role: user.role, user })),
  { name: 'anonymous', role: null, user: undefined },
  { name: 'deactivated Admin', role: null, user: world.deactivated },
]

/** The rows of a collection that a rule opens to somebody. */
export type Reach = 'all' | 'none' | ReadonlySet<string>

export function reachOf(world: World, who: Identity, rule: Rule, slug: string): Reach {
  const grant = rule === 'nobody' || !who.role ? 'none' : grantOf(rule, who.role)
  if (grant === 'all' || grant === 'none') return grant
  const { rows, people } = world
  if (grant === 'self') return new Set([who.user?.id ?? ''])
  if (grant === 'owned') {
    if (slug === 'documents') {
      const isAuthor = who.role === 'PRODUCTION_COORDINATOR'
      return new Set(isAuthor ? Object.values(rows.documents ?? {}) : [])
    }
    const mine = who.user?.id === people.ADMIN.id ? rows[slug]?.other : rows[slug]?.own
    return new Set([mine ?? ''])
  }
  return new Set(world.inScope[grant]?.[slug] ?? [])
}

/** May this person create what is sent? A scope judges it, as nothing is stored yet. */
export function mayCreate(who: Identity, rule: Rule, sent: Record<string, unknown>): boolean {
  const grant = rule === 'nobody' || !who.role ? 'none' : grantOf(rule, who.role)
  if (grant === 'all' || grant === 'none') return grant === 'all'
  return SCOPES[grant].admits(who.user?.id ?? '', sent)
}

export const reaches = (reach: Reach, id: string): boolean =>
  reach === 'all' || (reach !== 'none' && reach.has(id))

/** Figures and texts that this person must never read, whatever was asked. */
export function forbiddenTo(world: World, who: Identity): string[] {
  const may = (
    capability:
      | 'configuration.read'
      | 'costs.read'
      | 'stock.read'
      | 'inspections.answers'
      | 'suppliers.details',
  ) => who.role !== null && grantOf(capability, who.role) === 'all'
  const others = [...Object.values(world.people), world.colleague, world.deactivated]
    .filter(({ id }) => id !== who.user?.id)
    .map(({ email }) => email)
  return [
    'pbkdf2-sha256',
    ...(may('costs.read') ? [] : SECRETS.cost),
    ...(may('stock.read') ? [] : SECRETS.stock),
    ...(may('configuration.read') ? [] : [RULE_TEXT]),
    ...(may('inspections.answers') ? [] : [ANSWER_TEXT]),
    ...(may('suppliers.details') ? [] : [CONTACT_TEXT]),
    ...(who.role === 'ADMIN' ? [] : others),
  ]
}

const REFUSED = new Set([400, 401, 403, 404, 405, 409, 422])
const BY_RIGHT = new Set([401, 403, 404])

let count = 0
/** How many calls were made. */
export const probes = (): number => count

const told: string[] = []
/** Every answer that held what its reader must not know. */
export const leaks = (): readonly string[] => told

/** Calls in one person's name; every answer is searched for what this person must not know. */
export function callerOf(world: World, who: Identity) {
  const forbidden = forbiddenTo(world, who)
  const searched = async <T>(what: string, call: Promise<Answer<T>>): Promise<Answer<T>> => {
    const answer = await call
    count += 1
    const secret = forbidden.find((text) => answer.text.includes(text))
    if (secret) told.push(`${who.name} ${what} (${answer.status}) tells ${secret}`)
    if (answer.status >= 500)
      told.push(`${who.name} ${what} answers ${answer.status}: ${answer.text.slice(0, 300)}`)
    return answer
  }
  const door = rest(who.user)
  return {
    get: (path: string) => searched(`GET ${path}`, door.get<Page>(path)),
    post: (path: string, body: unknown) => searched(`POST ${path}`, door.post(path, body)),
    patch: (path: string, body: unknown) => searched(`PATCH ${path}`, door.patch(path, body)),
    delete: (path: string) => searched(`DELETE ${path}`, door.delete(path)),
    graphql: (query: string, variables?: Record<string, unknown>) =>
      searched(query.slice(0, 200), graphql<Record<string, unknown>>(who.user, query, variables)),
  }
}

type Page = {
  docs?: { id: string }[]
  totalDocs?: number
  id?: string
  errors?: { code: string }[]
}

export const isRefused = ({ status }: { status: number }): boolean => REFUSED.has(status)
/** Refused because of who asks, not because of what was sent. */
export const isForbidden = ({ status }: { status: number }): boolean => BY_RIGHT.has(status)

const CODES = new Set(['role_not_allowed', 'unauthenticated', 'not_found'])

type GraphqlAnswer = Answer<{
  data?: Record<string, unknown>
  errors?: { message: string; extensions?: Record<string, unknown> }[]
}>

/** GraphQL answers 200 whatever happens: refused is an error with such a code, or no record at all. */
export const isForbiddenByGraphql = ({ body, status }: GraphqlAnswer): boolean =>
  status >= 400 ||
  Boolean(body.errors?.some(({ extensions }) => CODES.has(String(extensions?.code)))) ||
  (!body.errors && Object.values(body.data ?? {}).every((value) => value === null))

/** The names that GraphQL gives to a collection, as Payload forms them. */
export function graphqlNames(slug: string): { one: string; many: string } {
  const { singular, plural } = formatNames(slug)
  return { one: singular, many: singular === plural ? `all${singular}` : plural }
}

/** A body that satisfies the types of every required field, so that only access can refuse it. */
export const bodyFor = (fields: readonly FlattenedField[]): Record<string, unknown> =>
  Object.fromEntries(
    fields
      .filter((field) => field.name !== 'id' && isNeeded(field))
      .map((field) => [field.name, valueFor(field)]),
  )

/** GraphQL also demands of a new record what stands in a group. */
const isNeeded = (field: FlattenedField): boolean =>
  field.type === 'group'
    ? Object.keys(bodyFor(field.flattenedFields)).length > 0
    : 'required' in field && field.required === true

/** The groups of a record in full, so that a change has something to bring. */
export const groupsFor = (fields: readonly FlattenedField[]): Record<string, unknown> =>
  bodyFor(fields.filter(({ type }) => type === 'group'))

function valueFor(field: FlattenedField): unknown {
  switch (field.type) {
    case 'group':
      return bodyFor(field.flattenedFields)
    case 'number':
      return 1
    case 'checkbox':
      return false
    case 'json':
      return {}
    case 'date':
      return '2027-01-01T00:00:00.000Z'
    case 'email':
      return 'probe@test.example'
    case 'relationship':
    case 'upload':
      return '01900000-0000-7000-8000-00000000ffff'
    case 'select': {
      const [first] = field.options
      const code = typeof first === 'string' ? first : first?.value
      return code
    }
    default:
      return 'probe'
  }
}

export type Path = { path: string; target: string; field: string }

/** Fields of accounts that no filter may touch either. */
const HIDDEN: Readonly<Record<string, readonly string[]>> = {
  users: ['hash', 'salt', 'resetPasswordToken', 'resetPasswordExpiration', 'loginAttempts'],
}

const rulesOf = (slug: string): [string, Rule][] => [
  ...Object.entries(FIELDS[slug] ?? {}).flatMap(([name, { read }]): [string, Rule][] =>
    read === undefined ? [] : [[name, read]],
  ),
  ...(HIDDEN[slug] ?? []).map((name): [string, Rule] => [name, 'nobody']),
]

/** Does this role hold the field on every row? Only then may it filter and sort by it. */
const holds = (role: Role, rule: Rule): boolean =>
  rule !== 'nobody' && grantOf(rule, role) === 'all'

/**
 * Every path from a collection to a field that the role may not read, over relationships, uploads and
 * joins, up to `hops` of them: `cost`, `part.cost`, `bom.build.order.totalCost`.
 */
export function pathsToSecrets(payload: Payload, slug: string, role: Role, hops: number): Path[] {
  const found: Path[] = []
  const walk = (at: string, prefix: string, left: number, seen: readonly string[]): void => {
    for (const [field, rule] of rulesOf(at)) {
      if (!holds(role, rule)) found.push({ path: `${prefix}${field}`, target: at, field })
    }
    if (left === 0) return
    for (const field of fieldsOf(payload, at)) {
      const next = targetOf(field)
      if (next && !seen.includes(next)) {
        walk(next, `${prefix}${field.name}.`, left - 1, [...seen, next])
      }
    }
  }
  walk(slug, '', hops, [slug])
  return found
}

const fieldsOf = (payload: Payload, slug: string): readonly FlattenedField[] =>
  payload.config.collections.find((one) => one.slug === slug)?.flattenedFields ?? []

function targetOf(field: FlattenedField): CollectionSlug | undefined {
  if (field.type === 'relationship' || field.type === 'upload') {
    return typeof field.relationTo === 'string' ? field.relationTo : undefined
  }
  return field.type === 'join' && typeof field.collection === 'string'
    ? field.collection
    : undefined
}

export const joinsOf = (payload: Payload, slug: string): { name: string; target: string }[] =>
  fieldsOf(payload, slug).flatMap((field) =>
    field.type === 'join' && typeof field.collection === 'string'
      ? [{ name: field.name, target: field.collection }]
      : [],
  )

/** Every scalar of a collection and the secrets behind its relationships, as a GraphQL selection. */
export function selectionOf(payload: Payload, slug: string, role: Role, left = 1): string {
  const parts = fieldsOf(payload, slug).flatMap((field) => {
    if ('hidden' in field && field.hidden) return []
    const next = targetOf(field)
    if (next) {
      if (left === 0) return []
      const inner = selectionOf(payload, next, role, left - 1)
      return field.type === 'join'
        ? `${field.name} { docs { ${inner} } }`
        : `${field.name} { ${inner} }`
    }
    if (field.type === 'group' || field.type === 'array' || field.type === 'blocks') return []
    return [field.name]
  })
  return ['id', ...parts.filter((one) => one !== 'id')].join(' ')
}
