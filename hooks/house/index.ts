import type { CollectionConfig, Field, GlobalConfig } from 'payload'
import { admitFirst } from './admitFirst'
import { checkOperands } from './checkOperands'
import { checkGlobalValues, checkValues } from './checkValues'
import { checkPaths } from './checkPaths'
import { clampQuery } from './clampQuery'
import { compareGlobalRev, compareRev, compareRevBeforeDelete, countRev } from './compareRev'
import { lockFirst, lockGlobalFirst } from './lockFirst'
import { noVersions } from './noVersions'
import { oneAtATime } from './oneAtATime'
import { ownTimes } from './ownTimes'
import { refuseFileReplacement } from './refuseFileReplacement'
import { wholeGlobalOnWrite, wholeOnWrite } from './wholeOnWrite'

/**
 * What holds for every collection of the house, before anything of its own (architecture 5.9, 5.10 and
 * section 7): rights first, bounded reads, whole records at writes, times by the server's clock, checked filters and sorting, one record at a time, no copying, no document locks that
 * need a second connection, rows locked before they are read, revisions compared first.
 *
 * A collection declares what must be locked before its rows with `custom: { lockAfter: 'order' }`, the
 * name of the relationship to its parent, or `custom: { lockStructure: true }`; a `rev` field switches the comparison of revisions on, and
 * with it the notice of the form that was overtaken by another save.
 */
export const withHouseRules = (collections: readonly CollectionConfig[]): CollectionConfig[] =>
  collections.map(withRules)

function withRules(collection: CollectionConfig): CollectionConfig {
  const { hooks = {} } = collection
  const revised = hasRev(collection.fields)
  return {
    ...collection,
    // the raw JSON of a record is no page for people
    admin: { ...collection.admin, hideAPIURL: true },
    fields: revised ? [staleNotice, ...collection.fields] : collection.fields,
    lockDocuments: false,
    disableDuplicate: true,
    disableBulkEdit: true,
    disableBulkDelete: true,
    endpoints: [...(collection.endpoints || []), ...noVersions],
    hooks: {
      ...hooks,
      beforeOperation: [
        admitFirst,
        clampQuery,
        wholeOnWrite,
        checkOperands,
        checkPaths,
        checkValues,
        ownTimes,
        oneAtATime,
        ...(collection.upload ? [refuseFileReplacement] : []),
        lockFirst,
        ...(hooks.beforeOperation ?? []),
      ],
      beforeChange: revised
        ? [compareRev, ...(hooks.beforeChange ?? []), countRev]
        : (hooks.beforeChange ?? []),
      beforeDelete: [...(revised ? [compareRevBeforeDelete] : []), ...(hooks.beforeDelete ?? [])],
    },
  }
}

const hasRev = (fields: readonly Field[]): boolean =>
  fields.some((field) => 'name' in field && field.name === 'rev')

/** At the head of the form: who has saved meanwhile, where the two differ, and what to do about it. */
const staleNotice: Field = {
  name: 'staleNotice',
  type: 'ui',
  admin: {
    components: { Field: '/src/views/stale/StaleRecord#StaleRecord' },
    disableListColumn: true,
  },
}

/** Globals: the same of revisions, locks and values, no document locks and no raw JSON, and whole records at writes. */
export function withGlobalHouseRules(global: GlobalConfig): GlobalConfig {
  const { hooks = {} } = global
  const revised = hasRev(global.fields)
  return {
    ...global,
    admin: { ...global.admin, hideAPIURL: true },
    fields: revised ? [staleNotice, ...global.fields] : global.fields,
    lockDocuments: false,
    hooks: {
      ...hooks,
      beforeOperation: [
        wholeGlobalOnWrite,
        checkGlobalValues,
        lockGlobalFirst,
        ...(hooks.beforeOperation ?? []),
      ],
      beforeChange: [...(revised ? [compareGlobalRev] : []), ...(hooks.beforeChange ?? [])],
    },
    endpoints: [...(global.endpoints || []), ...noVersions],
  }
}
