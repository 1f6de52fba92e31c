import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionBeforeDeleteHook,
  CollectionConfig,
  GlobalAfterChangeHook,
  GlobalConfig,
  PayloadRequest,
  TypeWithID,
} from 'payload'
import {
  auditable,
  changesBetween,
  EXPLICIT_COLLECTIONS,
  saysMoreThanRevision,
} from '../../src/domain/audit'
import { storedRecord } from '../../src/db/stored'
import { recordAudit } from '../../src/services/audit'
import { followLogin, followLogout, followUnlock, stampAuthOperation } from './signIn'
import { recordWrite, storedPart } from './trail'

/** Create and update: the row is read back, because the answer lacks what its reader may not see. */
const followChange: CollectionAfterChangeHook<TypeWithID> = async (change) => {
  const { collection, doc, operation, previousDoc, req } = change
  const now = await storedRecord(req, collection, doc.id)
  await recordWrite(req, {
    resource: collection.slug,
    id: doc.id,
    before: operation === 'create' ? null : storedPart(collection.flattenedFields, previousDoc),
    after: storedPart(collection.flattenedFields, now),
    credentials: operation === 'update' ? replacedSecrets(previousDoc, now) : [],
  })
  return doc
}

const replacedSecrets = (before: unknown, after: unknown) => [
  ...(differs('hash', before, after) ? (['password_change'] as const) : []),
  ...(['apiKeyIndex', 'enableAPIKey'].some((name) => differs(name, before, after))
    ? (['api_key_change'] as const)
    : []),
]

const differs = (name: string, before: unknown, after: unknown): boolean =>
  memberOf(before, name) !== memberOf(after, name)

const memberOf = (record: unknown, name: string): unknown =>
  Reflect.get(Object(record), name) ?? null

/** Records about to be deleted, by request: afterwards the database no longer knows them. */
const doomed = new WeakMap<PayloadRequest, Map<number | string, TypeWithID | null>>()

const rememberDoomed: CollectionBeforeDeleteHook = async ({ collection, id, req }) => {
  const known = doomed.get(req) ?? new Map<number | string, TypeWithID | null>()
  doomed.set(req, known.set(id, await storedRecord(req, collection, id)))
}

const followDelete: CollectionAfterDeleteHook<TypeWithID> = async ({
  collection,
  doc,
  id,
  req,
}) => {
  const was = doomed.get(req)?.get(id) ?? doc
  const before = storedPart(collection.flattenedFields, was)
  await recordWrite(req, { resource: collection.slug, id, before, after: null })
  return doc
}

/**
 * Every create, update and delete of the collection leaves its audit row in the same transaction;
 * of the auth collection also sign-in, sign-out, reset and unlock. The hooks after a write come last, so
 * that a row shows what the other hooks made of the record.
 */
export function withAudit(collection: CollectionConfig): CollectionConfig {
  if (collection.slug in EXPLICIT_COLLECTIONS) return collection
  const hooks = collection.hooks ?? {}
  return {
    ...collection,
    hooks: {
      ...hooks,
      afterChange: [...(hooks.afterChange ?? []), followChange],
      beforeDelete: [...(hooks.beforeDelete ?? []), rememberDoomed],
      afterDelete: [...(hooks.afterDelete ?? []), followDelete],
      ...(collection.auth && {
        beforeOperation: [stampAuthOperation, ...(hooks.beforeOperation ?? [])],
        afterOperation: [...(hooks.afterOperation ?? []), followUnlock],
        afterLogin: [...(hooks.afterLogin ?? []), followLogin],
        afterLogout: [...(hooks.afterLogout ?? []), followLogout],
      }),
    },
  }
}

/** Every save counts the revision up; one that changes nothing else leaves no row. */
const followGlobalChange: GlobalAfterChangeHook = async ({ doc, global, previousDoc, req }) => {
  const changes = changesBetween(auditable(previousDoc), auditable(doc))
  if (changes && saysMoreThanRevision(changes)) {
    await recordAudit(req, { action: 'update', resource: global.slug, ...changes })
  }
  return doc
}

/** The same for a global; those who may change one may read all of it, so its answer is complete. */
export const withGlobalAudit = (global: GlobalConfig): GlobalConfig => ({
  ...global,
  hooks: {
    ...global.hooks,
    afterChange: [...(global.hooks?.afterChange ?? []), followGlobalChange],
  },
})
