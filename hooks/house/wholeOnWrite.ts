import type { CollectionBeforeOperationHook, GlobalBeforeOperationHook } from 'payload'

const WRITES: ReadonlySet<string> = new Set(['create', 'update', 'delete'])

/**
 * A write answers with the whole record, whatever its `select` says: Payload takes the other fields out
 * before the hooks that follow the write see the record, and they would take them for emptied.
 */
export const wholeOnWrite: CollectionBeforeOperationHook = ({ args, operation }) =>
  WRITES.has(operation) && 'select' in args ? { ...args, select: undefined } : args

/** The same for a global, whose audit row is told from the answer. */
export const wholeGlobalOnWrite: GlobalBeforeOperationHook = ({ args, operation }) =>
  operation === 'update' ? { ...args, select: undefined } : args
