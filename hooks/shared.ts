import type { CollectionBeforeChangeHook } from 'payload'

/** Whoever creates a record is its author; nobody signs as somebody else. */
export const stampAuthor: CollectionBeforeChangeHook = ({ data, operation, req }) =>
  operation === 'create' ? { ...data, createdBy: req.user?.id ?? null } : data
