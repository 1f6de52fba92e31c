import config from '@payload-config'
import type { Access, AccessArgs, CollectionConfig, FlattenedField, PayloadRequest } from 'payload'
import { beforeAll, describe, expect, it } from 'vitest'
import { MATRIX, grantOf } from '../../access/matrix'
import { SCOPES } from '../../access/scopes'
import { collections as declared } from '../../collections'
import { ROLES, type Role } from '../../src/domain/roles'
import {
  COLLECTIONS,
  DELICATE,
  FIELDS,
  FRAMEWORK_COLLECTIONS,
  GLOBALS,
  HARMLESS,
  OPEN_ENDPOINTS,
  VIEWS,
  type FieldRules,
  type Rule,
} from './expectations'
import { callerWith, OUTSIDERS, PERSON } from './identities'

const OPERATIONS = ['create', 'read', 'update', 'delete'] as const

type Config = Awaited<typeof config>
let built: Config

beforeAll(async () => {
  built = await config
})

/** The arguments of an access function; what it does not look at is left out. */
const argumentsFor = (caller: Pick<PayloadRequest, 'user'>): AccessArgs => {
  const req: Partial<PayloadRequest> = caller
  return { req: req as PayloadRequest }
}

/** What the matrix says a role gets on rows. */
function expected(rule: Rule, role: Role, operation: (typeof OPERATIONS)[number]): unknown {
  const grant = rule === 'nobody' ? 'none' : grantOf(rule, role)
  if (grant === 'all') return true
  if (grant === 'none') return false
  return operation === 'create' ? true : SCOPES[grant].where(PERSON)
}

describe('every collection has its row', () => {
  it('and every row its collection', () => {
    const slugs: string[] = built.collections.map(({ slug }) => slug)
    const known = [...Object.keys(COLLECTIONS), ...Object.keys(FRAMEWORK_COLLECTIONS)]
    expect(slugs.filter((slug) => !known.includes(slug))).toEqual([])
    expect(Object.keys(COLLECTIONS).filter((slug) => !slugs.includes(slug))).toEqual([])
    expect(built.globals.map(({ slug }) => slug).sort()).toEqual(Object.keys(GLOBALS).sort())
  })

  it('declares create, read, update and delete: none relies on "any signed-in user" (trap 7)', () => {
    const silent = declared.flatMap(({ slug, access }: CollectionConfig) =>
      OPERATIONS.filter((operation) => access?.[operation] === undefined).map(
        (operation) => `${slug}.${operation}`,
      ),
    )
    expect(silent).toEqual([])
  })

  it('lets no collection of ours be copied, bulk edited or bulk deleted (traps 9, 41)', () => {
    const open = built.collections
      .filter(({ slug }) => slug in COLLECTIONS)
      .filter((one) => !(one.disableDuplicate && one.disableBulkEdit && one.disableBulkDelete))
    expect(open.map(({ slug }) => slug)).toEqual([])
  })
})

describe.each(Object.entries(COLLECTIONS))('%s', (slug, rules) => {
  const accessOf = (operation: (typeof OPERATIONS)[number]): Access => {
    const access = built.collections.find((one) => one.slug === slug)?.access[operation]
    if (!access) throw new Error(`${slug} has no ${operation} access`)
    return access
  }

  it.each(OPERATIONS)(
    '%s: exactly the rows of the matrix, for all six roles',
    async (operation) => {
      for (const role of ROLES) {
        const answer = await accessOf(operation)(argumentsFor(callerWith(role)))
        expect(answer, `${role} ${operation} ${slug}`).toEqual(
          expected(rules[operation], role, operation),
        )
      }
    },
  )

  it('is closed to the anonymous and the deactivated', async () => {
    for (const [name, caller] of OUTSIDERS) {
      for (const operation of OPERATIONS) {
        expect(await accessOf(operation)(argumentsFor(caller)), `${name} ${operation}`).toBe(false)
      }
    }
  })
})

describe.each(Object.entries(GLOBALS))('global %s', (slug, rules) => {
  it.each(['read', 'update'] as const)('%s: as the matrix says', async (operation) => {
    const access = built.globals.find((one) => one.slug === slug)?.access[operation]
    for (const role of ROLES) {
      const answer = await access?.(argumentsFor(callerWith(role)))
      expect(answer, `${role} ${operation}`).toEqual(expected(rules[operation], role, operation))
    }
    for (const [name, caller] of OUTSIDERS) {
      expect(await access?.(argumentsFor(caller)), name).toBe(false)
    }
  })
})

type Named = { path: string; field: FlattenedField }

const fieldsOf = (fields: readonly FlattenedField[], prefix = ''): Named[] =>
  fields.flatMap((field) => {
    const path = `${prefix}${field.name}`
    const inner = 'flattenedFields' in field ? fieldsOf(field.flattenedFields, `${path}.`) : []
    return [{ path, field }, ...inner]
  })

const FIELD_OPERATIONS = ['create', 'read', 'update'] as const

describe('restricted fields', () => {
  const restricted = (): { key: string; field: FlattenedField; rules: FieldRules | undefined }[] =>
    built.collections
      .filter(({ slug }) => slug in COLLECTIONS)
      .flatMap(({ slug, flattenedFields }) =>
        fieldsOf(flattenedFields)
          .filter(({ field }) => !('hidden' in field && field.hidden))
          .map(({ path, field }) => ({
            key: `${slug}.${path}`,
            field,
            rules: FIELDS[slug]?.[path],
          }))
          .filter(
            ({ field, rules }) =>
              rules ?? FIELD_OPERATIONS.some((operation) => accessOf(field, operation)),
          ),
      )

  const accessOf = (field: FlattenedField, operation: (typeof FIELD_OPERATIONS)[number]) =>
    'access' in field && field.access && operation in field.access
      ? field.access[operation]
      : undefined

  it('all have a row, and every row its field', () => {
    const keys = restricted().map(({ key }) => key)
    const rows = Object.entries(FIELDS).flatMap(([slug, fields]) =>
      Object.keys(fields)
        .filter((path) => !['apiKeyIndex'].includes(path))
        .map((path) => `${slug}.${path}`),
    )
    expect([...keys].sort()).toEqual(rows.sort())
  })

  it('answer every role as the matrix says, and only those who hold the capability', async () => {
    for (const { key, field, rules } of restricted()) {
      for (const operation of FIELD_OPERATIONS) {
        const rule = rules?.[operation]
        const access = accessOf(field, operation)
        expect(Boolean(access), `${key} declares ${operation}`).toBe(rule !== undefined)
        if (!access || rule === undefined) continue
        for (const role of ROLES) {
          const grant = rule === 'nobody' ? 'none' : grantOf(rule, role)
          const { req } = argumentsFor(callerWith(role))
          const own = await access({ req, id: PERSON, doc: { id: PERSON } })
          const foreign = await access({ req, id: '0', doc: { id: '0' } })
          expect([own, foreign], `${role} ${operation} ${key}`).toEqual([
            grant === 'all' || grant === 'self',
            grant === 'all',
          ])
        }
        for (const [name, caller] of OUTSIDERS) {
          const { req } = argumentsFor(caller)
          expect(await access({ req, id: PERSON, doc: { id: PERSON } }), `${name} ${key}`).toBe(
            false,
          )
        }
      }
    }
  })

  it('hold every field that sounds like money or stock', () => {
    const guarded = new Set(
      restricted()
        .filter(({ rules }) => rules?.read)
        .map(({ key }) => key),
    )
    const delicate = [...built.collections, ...built.globals].flatMap(({ slug, flattenedFields }) =>
      fieldsOf(flattenedFields)
        .map(({ path }) => ({ key: `${slug}.${path}`, name: path.split('.').at(-1) ?? path }))
        .filter(({ key, name }) => DELICATE.test(name) && !(key in HARMLESS))
        .map(({ key }) => key),
    )
    expect(delicate.length).toBeGreaterThan(8)
    expect(delicate.filter((key) => !guarded.has(key))).toEqual([])
  })

  it('show of another person the names, role and initials only (handbook 1.3)', () => {
    const users = built.collections.find(({ slug }) => slug === 'users')
    const open = fieldsOf(users?.flattenedFields ?? [])
      .filter(({ field }) => !('hidden' in field && field.hidden))
      .filter(({ path }) => !FIELDS.users?.[path.split('.')[0] ?? path]?.read)
      .map(({ path }) => path)
    expect(open.sort()).toEqual([
      'createdAt',
      'firstName',
      'fullName',
      'initials',
      'lastName',
      'role',
      'updatedAt',
    ])
  })
})

describe('a relationship is set only to what its setter may read (trap 33)', () => {
  it('or filters what can be chosen', () => {
    const blind: string[] = []
    for (const { slug, flattenedFields } of built.collections) {
      const rules = COLLECTIONS[slug]
      if (!rules) continue
      for (const { path, field } of fieldsOf(flattenedFields)) {
        if (field.type !== 'relationship' && field.type !== 'upload') continue
        const target = typeof field.relationTo === 'string' ? COLLECTIONS[field.relationTo] : null
        for (const operation of ['create', 'update'] as const) {
          const fieldRule = FIELDS[slug]?.[path]?.[operation]
          const setters = ROLES.filter(
            (role) =>
              rules[operation] !== 'nobody' &&
              fieldRule !== 'nobody' &&
              grantOf(rules[operation], role) !== 'none' &&
              (fieldRule === undefined || grantOf(fieldRule, role) !== 'none'),
          )
          const unseeing = setters.filter(
            (role) => !target || target.read === 'nobody' || grantOf(target.read, role) !== 'all',
          )
          if (unseeing.length > 0 && !field.filterOptions) {
            blind.push(`${slug}.${path} ${operation}: ${unseeing.join(', ')}`)
          }
        }
      }
    }
    expect([...new Set(blind)]).toEqual([])
  })
})

describe('endpoints and views of our own', () => {
  const FRAMEWORK_PATHS =
    /^(get|post|patch|delete) (\/|\/access|\/:id|\/count|\/versions|\/versions\/:id|\/access\/:id\?)$/
  const FRAMEWORK_AUTH =
    /^(get|post) \/(init|login|logout|me|refresh-token|reset-password|unlock|forgot-password|first-register|verify\/:id|:id\/api-key\/reveal)$/
  const FRAMEWORK_UPLOADS = /^get \/(paste-url\/:id\?|file\/:filename)$/

  it('name a capability of the matrix, or stand in the list of open ones with a reason', () => {
    const own = [
      { slug: '', endpoints: built.endpoints.filter(({ path }) => path !== '/access') },
      ...built.collections.filter(({ slug }) => slug in COLLECTIONS),
      ...built.globals.map(({ slug, endpoints }) => ({ slug: `globals/${slug}`, endpoints })),
    ].flatMap(({ slug, endpoints }) =>
      (endpoints || []).map(({ custom, method, path }) => ({
        key: `${method} ${slug && `/${slug}`}${path}`,
        short: `${method} ${path}`,
        capability: custom?.capability,
      })),
    )
    const unruled = own
      .filter(({ capability }) => !(String(capability) in MATRIX))
      .filter(({ key }) => !(key in OPEN_ENDPOINTS))
      .filter(
        ({ short }) =>
          !FRAMEWORK_PATHS.test(short) &&
          !FRAMEWORK_AUTH.test(short) &&
          !FRAMEWORK_UPLOADS.test(short),
      )
    expect(unruled).toEqual([])
    expect(own.filter(({ capability }) => capability).length).toBeGreaterThan(10)
  })

  it('every custom view has a row', () => {
    const views = Object.keys(built.admin.components.views ?? {})
    expect(views.filter((name) => !(name in VIEWS))).toEqual([])
  })
})

describe('the matrix itself', () => {
  it('is used: every capability guards something', async () => {
    const used = new Set<string>([
      ...Object.values(COLLECTIONS).flatMap((rules) => Object.values(rules)),
      ...Object.values(GLOBALS).flatMap((rules) => Object.values(rules)),
      ...Object.values(FIELDS).flatMap((fields) =>
        Object.values(fields).flatMap((rules) => Object.values(rules)),
      ),
      ...Object.values(VIEWS),
      ...[...built.endpoints, ...built.collections.flatMap(({ endpoints }) => endpoints || [])].map(
        ({ custom }) => String(custom?.capability),
      ),
      'builds.edit', // judged by the guard of builds, which sees what changed
      'users.unlock', // access.unlock of the accounts
    ])
    expect(Object.keys(MATRIX).filter((capability) => !used.has(capability))).toEqual([])
  })

  it('hides every cost from Quality, Assembler and Service (handbook 1.3)', () => {
    for (const role of ['QC_PERSON', 'ASSEMBLER', 'SERVICE_DEPARTMENT'] as const) {
      expect(grantOf('costs.read', role)).toBe('none')
      expect(grantOf('costs.update', role)).toBe('none')
      expect(grantOf('stock.read', role)).toBe('none')
    }
  })
})
