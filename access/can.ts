import type {
  Access,
  AccessResult,
  ClientUser,
  FieldAccess,
  FilterOptions,
  PayloadRequest,
  Where,
} from 'payload'
import { isRole, type Role } from '../src/domain/roles'
import { grantOf, type Capability } from './matrix'
import { SCOPES } from './scopes'

type Person = { id: string; role: Role }

/** The signed-in, active person behind a request, or null. Everything in this room starts here. */
export function personOf(req: Pick<PayloadRequest, 'user'>): Person | null {
  const user = req.user
  if (!user || user.isActive !== true || !isRole(user.role)) return null
  return { id: String(user.id), role: user.role }
}

/** Rows a request may read, update or delete: true, false, or a filter. */
export const can =
  (capability: Capability): Access =>
  ({ req }) =>
    rowsOf(capability, req)

function rowsOf(capability: Capability, req: Pick<PayloadRequest, 'user'>): AccessResult {
  const person = personOf(req)
  if (!person) return false
  const grant = grantOf(capability, person.role)
  if (grant === 'all') return true
  return grant === 'none' ? false : SCOPES[grant].where(person.id)
}

/**
 * Create access. A filter is meaningless for a document that does not exist, so a scope judges
 * the data instead; without data (the panel asking whether to show a button) it answers yes.
 */
export const canCreate =
  (capability: Capability): Access =>
  ({ req, data }) => {
    const person = personOf(req)
    if (!person) return false
    const grant = grantOf(capability, person.role)
    if (grant === 'all') return true
    return grant !== 'none' && (data === undefined || SCOPES[grant].admits(person.id, data))
  }

/** Field access: a plain yes or no. A scope looks at the document; without one it answers no. */
export const canTouch =
  (capability: Capability): FieldAccess =>
  ({ req, id, doc }) => {
    const person = personOf(req)
    if (!person) return false
    const grant = grantOf(capability, person.role)
    if (grant === 'self') return (id ?? doc?.id) === person.id
    if (grant === 'all' || grant === 'none') return grant === 'all'
    return doc !== undefined && SCOPES[grant].admits(person.id, doc)
  }

/** May this person do it at all, on some row? For endpoints, views and buttons. */
export function may(req: Pick<PayloadRequest, 'user'>, capability: Capability): boolean {
  const person = personOf(req)
  return person !== null && grantOf(capability, person.role) !== 'none'
}

/** The same on one thing that is known: a scope judges what it is told of it. */
export function mayOn(
  req: Pick<PayloadRequest, 'user'>,
  capability: Capability,
  facts: Readonly<Record<string, unknown>>,
): boolean {
  const person = personOf(req)
  if (!person) return false
  const grant = grantOf(capability, person.role)
  return grant === 'all' || (grant !== 'none' && SCOPES[grant].admits(person.id, facts))
}

export const nobody: Access = () => false
export const noField: FieldAccess = () => false

/** Which records a relationship may be set to: those its setter owns (trap 33). */
export const ownRecords: FilterOptions = ({ req }) => {
  const person = personOf(req)
  return person !== null && SCOPES.owned.where(person.id)
}

/** Relationships point only at records that their setter may read (trap 33). */
export const readable =
  (capability: Capability): FilterOptions =>
  ({ req }) =>
    rowsOf(capability, req)

/** The same, of records that are not retired; the one that is already chosen may stay. */
export const selectable =
  (capability: Capability, field: string): FilterOptions =>
  ({ data, req }) => {
    const rows = rowsOf(capability, req)
    if (rows === false) return false
    const chosen: unknown = Reflect.get(Object(data), field)
    const open: Where = {
      or: [
        { isActive: { equals: true } },
        ...(typeof chosen === 'string' ? [{ id: { equals: chosen } }] : []),
      ],
    }
    return rows === true ? open : { and: [rows, open] }
  }

/** Keeps a collection out of the panel's menu for those who have no use for a list of it. */
export const hiddenWithout =
  (capability: Capability) =>
  ({ user }: { user: ClientUser }): boolean => {
    const role: unknown = user?.role
    return !isRole(role) || grantOf(capability, role) === 'none'
  }

/** Fixed row filter, to be combined with a capability. */
export const rows =
  (where: Where): Access =>
  () =>
    where

const combine =
  (join: 'and' | 'or', rules: readonly Access[]): Access =>
  async (args) => {
    const decisive = join === 'or'
    const filters: Where[] = []
    for (const rule of rules) {
      const result = await rule(args)
      if (result === decisive) return decisive
      if (typeof result === 'object') filters.push(result)
    }
    return filters.length > 0 ? { [join]: filters } : !decisive
  }

export const every = (...rules: readonly Access[]): Access => combine('and', rules)
export const some = (...rules: readonly Access[]): Access => combine('or', rules)
