import type { Where } from 'payload'
import { FLOOR_FORMS, QUALITY_FORMS } from '../src/domain/quality/codes'
import type { ScopeName } from './matrix'

/**
 * A scope speaks to the database (`where`: which rows) and to a document that does not exist yet
 * (`admits`: may this be created). It never asks the database itself.
 */
export type Scope = {
  where: (userId: string) => Where
  admits: (userId: string, data: Readonly<Record<string, unknown>>) => boolean
}

const never = () => false
const all = (...filters: Where[]): Where => ({ and: filters })
const any = (...filters: Where[]): Where => ({ or: filters })
const ownedBy = (field: string): Scope => ({
  where: (userId) => ({ [field]: { equals: userId } }),
  admits: (userId, data) => data[field] === undefined || data[field] === userId,
})
/** Rows told by one of their own codes, which a document that is read can be asked as well. */
const codedAs = (field: string, codes: readonly string[]): Scope => ({
  where: () => ({ [field]: { in: [...codes] } }),
  admits: (_userId, data) => codes.some((code) => code === data[field]),
})
const rowsOnly = (where: Scope['where']): Scope => ({ where, admits: never })

/** The forms that Procurement reads whole. */
const FORMS_OF_THE_FLOOR = [...FLOOR_FORMS, 'PRODUCTION']

const SERVICE_CATEGORY = '719'

/** Documents an assembler sees: drawings, confirmations and photos of own builds (handbook 13). */
const FLOOR_DOCUMENT_TYPES = ['TECHNICAL_DRAWING', 'ORDER_CONFIRMATION', 'PHOTO']

/**
 * The service catalogue (handbook 11): active and orderable, and a service part, a kit, or in category
 * 719, be it as its own or by reference.
 */
const orderableForService = (
  path: '' | 'assembly.' | 'parentAssembly.' | 'items.assembly.',
): Where =>
  all(
    { [`${path}isActive`]: { equals: true } },
    { [`${path}canOrder`]: { equals: true } },
    any(
      { [`${path}type`]: { in: ['SERVICE_PART', 'KIT'] } },
      { [`${path}category.parent.code`]: { equals: SERVICE_CATEGORY } },
      { [`${path}listedIn.category.parent.code`]: { equals: SERVICE_CATEGORY } },
    ),
  )

/** Files of an unsent order are for whoever wrote it, as the draft itself is (handbook 5). */
const notOfOthersDrafts = (userId: string): Where =>
  any({ ofDraft: { equals: false } }, { createdBy: { equals: userId } })

/** Pictures of work instructions: they stand for themselves. */
const OF_NOTHING_IN_PARTICULAR: Where = all(
  ...['build', 'order', 'part', 'assembly', 'draft', 'inspection', 'task', 'nonconformance'].map(
    (owner) => ({ [owner]: { exists: false } }),
  ),
  { type: { equals: 'PHOTO' } },
  { ofDraft: { equals: false } },
)

export const SCOPES: Record<ScopeName, Scope> = {
  self: rowsOnly((userId) => ({ id: { equals: userId } })),
  owned: ownedBy('createdBy'),
  aboutOwnBuild: {
    where: (userId) => ({ 'build.assignedTo': { equals: userId } }),
    // whose build it is, the relationship itself checks
    admits: (_userId, { build }) => Boolean(build),
  },
  aboutOwnCase: {
    where: (userId) => ({ 'nonconformance.build.assignedTo': { equals: userId } }),
    // whose case it is, the relationship itself checks
    admits: (_userId, { nonconformance }) => Boolean(nonconformance),
  },
  assignedBuilds: rowsOnly((userId) => ({ assignedTo: { equals: userId } })),
  buildAssigned: rowsOnly((userId) => ({ 'build.assignedTo': { equals: userId } })),
  bomAssigned: rowsOnly((userId) => ({ 'bom.build.assignedTo': { equals: userId } })),
  ordersAssigned: rowsOnly((userId) => ({ 'builds.assignedTo': { equals: userId } })),
  onAssignedBuilds: rowsOnly((userId) => ({ 'usedOn.build.assignedTo': { equals: userId } })),
  // one path each: two joins of one name in a filter would be read as one
  withinAssignedItems: rowsOnly((userId) => ({
    'parentAssembly.usedOn.build.assignedTo': { equals: userId },
  })),
  ofAssignedItems: rowsOnly((userId) => ({
    'items.assembly.usedOn.build.assignedTo': { equals: userId },
  })),
  listingAssignedItems: rowsOnly((userId) => ({
    'assembly.usedOn.build.assignedTo': { equals: userId },
  })),
  orderableServiceItems: rowsOnly(() => orderableForService('')),
  ofServiceItems: rowsOnly(() => orderableForService('items.assembly.')),
  listingServiceItems: rowsOnly(() => orderableForService('assembly.')),
  withinServiceItems: rowsOnly(() => orderableForService('parentAssembly.')),
  filedDocuments: rowsOnly(notOfOthersDrafts),
  floorDocuments: rowsOnly((userId) =>
    all(
      { type: { in: FLOOR_DOCUMENT_TYPES } },
      { showsCost: { equals: false } },
      any(
        { 'build.assignedTo': { equals: userId } },
        // of the order as a whole: what belongs to a sister build is not for this one's assembler
        all({ build: { exists: false } }, { 'order.builds.assignedTo': { equals: userId } }),
        OF_NOTHING_IN_PARTICULAR,
      ),
    ),
  ),
  qualityDocuments: rowsOnly((userId) =>
    all({ showsCost: { equals: false } }, notOfOthersDrafts(userId)),
  ),
  // of a quality form Procurement reads the result, and a picture in it is none (handbook 1.3)
  procurementDocuments: rowsOnly((userId) =>
    all(
      any(
        { inspection: { exists: false } },
        { 'inspection.kind': { in: [...FORMS_OF_THE_FLOOR] } },
      ),
      notOfOthersDrafts(userId),
    ),
  ),
  serviceDocuments: rowsOnly(() =>
    all(
      { type: { equals: 'PHOTO' } },
      { showsCost: { equals: false } },
      orderableForService('assembly.'),
    ),
  ),
  ownTasks: rowsOnly((userId) =>
    any({ assignedTo: { equals: userId } }, { 'build.assignedTo': { equals: userId } }),
  ),
  ownTime: rowsOnly((userId) => ({ user: { equals: userId } })),
  qualityForms: codedAs('kind', QUALITY_FORMS),
  ownFloorForms: {
    where: (userId) =>
      all({ kind: { in: [...FLOOR_FORMS] } }, { 'build.assignedTo': { equals: userId } }),
    admits: (userId, { kind, assignedTo }) =>
      FLOOR_FORMS.some((form) => form === kind) && assignedTo === userId,
  },
  floorForms: codedAs('kind', FORMS_OF_THE_FLOOR),
  // a verdict's move repeats the note of its form, which is no result (handbook 1.3)
  unsignedMoves: {
    where: () => ({ bySignature: { equals: false } }),
    admits: (_userId, { bySignature }) => bySignature === false,
  },
  otherThanForms: {
    where: () => ({ resource: { not_equals: 'inspections' } }),
    admits: (_userId, { resource }) => typeof resource === 'string' && resource !== 'inspections',
  },
  // whose build it is, the relationship itself checks
  photosOfOwnBuilds: {
    where: () => ({ type: { equals: 'PHOTO' } }),
    admits: (_userId, data) => data.type === 'PHOTO' && Boolean(data.build),
  },
}
