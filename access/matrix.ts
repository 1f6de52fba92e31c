import type { Role } from '../src/domain/roles'

/**
 * What a role holds on a capability: everything, nothing, or the rows of a named scope
 * (`access/scopes.ts`). The source is the domain handbook, 1.2 (binding matrix) and 1.3 (visibility).
 */
export type Grant = 'all' | 'none' | ScopeName

export type ScopeName =
  | 'self'
  | 'owned'
  | 'assignedBuilds'
  | 'buildAssigned'
  | 'bomAssigned'
  | 'ordersAssigned'
  | 'onAssignedBuilds'
  | 'withinAssignedItems'
  | 'ofAssignedItems'
  | 'listingAssignedItems'
  | 'ofServiceItems'
  | 'listingServiceItems'
  | 'withinServiceItems'
  | 'orderableServiceItems'
  | 'filedDocuments'
  | 'floorDocuments'
  | 'qualityDocuments'
  | 'procurementDocuments'
  | 'serviceDocuments'
  | 'ownTasks'
  | 'ownTime'
  | 'qualityForms'
  | 'ownFloorForms'
  | 'floorForms'
  | 'unsignedMoves'
  | 'otherThanForms'
  | 'photosOfOwnBuilds'
  | 'aboutOwnBuild'
  | 'aboutOwnCase'

/**
 * The access matrix, row for row, as data. Every collection, restricted field, endpoint and view
 * draws its rule from here; `satisfies` makes each row answer for all six roles.
 */
// prettier-ignore
export const MATRIX = {
  // people
  'users.read':               { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'all',  SERVICE_DEPARTMENT: 'all' },
  'users.manage':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'users.private':            { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'self', PROCUREMENT: 'self', QC_PERSON: 'self', ASSEMBLER: 'self', SERVICE_DEPARTMENT: 'self' },
  'users.update':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'self', PROCUREMENT: 'self', QC_PERSON: 'self', ASSEMBLER: 'self', SERVICE_DEPARTMENT: 'self' },
  'users.unlock':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'panel.enter':              { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'all',  SERVICE_DEPARTMENT: 'all' },
  'customers.read':           { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'all' },
  'customers.manage':         { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  // catalogue
  'categories.read':          { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'ofAssignedItems', SERVICE_DEPARTMENT: 'ofServiceItems' },
  'references.read':          { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'listingAssignedItems', SERVICE_DEPARTMENT: 'listingServiceItems' },
  'categories.manage':        { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'parts.read':               { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'onAssignedBuilds', SERVICE_DEPARTMENT: 'none' },
  'assemblies.read':          { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'onAssignedBuilds', SERVICE_DEPARTMENT: 'orderableServiceItems' },
  'items.manage':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'items.retire':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'items.delete':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'structure.read':           { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'withinAssignedItems', SERVICE_DEPARTMENT: 'withinServiceItems' },
  'whereUsed.read':           { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'structure.manage':         { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'costs.read':               { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'costs.update':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'stock.read':               { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'stock.book':               { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'imports.read':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'items.export':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'imports.sheets':           { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'imports.delivery':         { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  // configuration
  'releases.read':            { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'configuration.read':       { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'configuration.manage':     { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'checklists.read':          { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'settings.read':            { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  // orders
  'orders.submit':            { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'orders.read':              { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'ordersAssigned', SERVICE_DEPARTMENT: 'none' },
  'orders.edit':              { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'orders.export':            { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'drafts.own':               { ADMIN: 'owned', PRODUCTION_COORDINATOR: 'owned', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'builds.read':              { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'assignedBuilds', SERVICE_DEPARTMENT: 'none' },
  'builds.move':              { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'assignedBuilds', SERVICE_DEPARTMENT: 'none' },
  'builds.edit':              { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'builds.override':          { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'history.read':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'buildAssigned', SERVICE_DEPARTMENT: 'none' },
  'history.notes':            { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'unsignedMoves', QC_PERSON: 'all',  ASSEMBLER: 'all', SERVICE_DEPARTMENT: 'none' },
  'signatures.note':          { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'otherThanForms', QC_PERSON: 'all',  ASSEMBLER: 'all', SERVICE_DEPARTMENT: 'none' },
  'boms.read':                { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'buildAssigned', SERVICE_DEPARTMENT: 'none' },
  'bomLines.read':            { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'bomAssigned', SERVICE_DEPARTMENT: 'none' },
  'boms.generate':            { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'boms.decide':              { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'boms.export':              { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'substitutions.read':       { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'substitutions.manage':     { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'boms.share':               { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'suppliers.read':           { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'suppliers.details':        { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'suppliers.manage':         { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all',  QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'documents.read':           { ADMIN: 'filedDocuments', PRODUCTION_COORDINATOR: 'filedDocuments', PROCUREMENT: 'procurementDocuments',  QC_PERSON: 'qualityDocuments',  ASSEMBLER: 'floorDocuments', SERVICE_DEPARTMENT: 'serviceDocuments' },
  'documents.create':         { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'all',  PROCUREMENT: 'all',  QC_PERSON: 'all',  ASSEMBLER: 'photosOfOwnBuilds', SERVICE_DEPARTMENT: 'none' },
  'documents.manage':         { ADMIN: 'filedDocuments', PRODUCTION_COORDINATOR: 'owned', PROCUREMENT: 'owned', QC_PERSON: 'owned', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'documents.approve':        { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'all', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  // the floor
  'builds.claim':             { ADMIN: 'none', PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'all', SERVICE_DEPARTMENT: 'none' },
  'tasks.read':               { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'ownTasks', SERVICE_DEPARTMENT: 'none' },
  'tasks.work':               { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'ownTasks', SERVICE_DEPARTMENT: 'none' },
  'tasks.reopen':             { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'none', ASSEMBLER: 'ownTasks', SERVICE_DEPARTMENT: 'none' },
  'shortages.close':          { ADMIN: 'all', PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'all', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'tasks.manage':             { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'timeEntries.read':         { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'ownTime', SERVICE_DEPARTMENT: 'none' },
  'timeEntries.correct':      { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'ownTime', SERVICE_DEPARTMENT: 'none' },
  'tracedParts.read':         { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'buildAssigned', SERVICE_DEPARTMENT: 'none' },
  'instructions.read':        { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'all', SERVICE_DEPARTMENT: 'none' },
  'instructions.manage':      { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'tools.read':               { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'all', SERVICE_DEPARTMENT: 'none' },
  'tools.manage':             { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  // quality
  'inspections.read':         { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'buildAssigned', SERVICE_DEPARTMENT: 'none' },
  'inspections.answers':      { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'floorForms', QC_PERSON: 'all', ASSEMBLER: 'all', SERVICE_DEPARTMENT: 'none' },
  'inspections.perform':      { ADMIN: 'all', PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'qualityForms', ASSEMBLER: 'ownFloorForms', SERVICE_DEPARTMENT: 'none' },
  'nonconformances.read':     { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'buildAssigned', SERVICE_DEPARTMENT: 'none' },
  'nonconformances.report':   { ADMIN: 'all', PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'all', ASSEMBLER: 'aboutOwnBuild', SERVICE_DEPARTMENT: 'none' },
  'nonconformances.update':   { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'none', QC_PERSON: 'all', ASSEMBLER: 'buildAssigned', SERVICE_DEPARTMENT: 'none' },
  'nonconformances.judge':    { ADMIN: 'all', PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'all', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'comments.read':            { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'aboutOwnCase', SERVICE_DEPARTMENT: 'none' },
  'nonconformances.comment':  { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'none', QC_PERSON: 'all', ASSEMBLER: 'aboutOwnCase', SERVICE_DEPARTMENT: 'none' },
  'record.read':              { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'assignedBuilds', SERVICE_DEPARTMENT: 'none' },
  'record.export':            { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'none', QC_PERSON: 'all', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'labels.print':             { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'assignedBuilds', SERVICE_DEPARTMENT: 'none' },
  'traveller.print':          { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'assignedBuilds', SERVICE_DEPARTMENT: 'none' },
  'shipments.read':           { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'all', QC_PERSON: 'all', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'shipments.create':         { ADMIN: 'all', PRODUCTION_COORDINATOR: 'all', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  // records
  'metrics.read':             { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
  'audit.read':               { ADMIN: 'all',  PRODUCTION_COORDINATOR: 'none', PROCUREMENT: 'none', QC_PERSON: 'none', ASSEMBLER: 'none', SERVICE_DEPARTMENT: 'none' },
} as const satisfies Record<string, Record<Role, Grant>>

export type Capability = keyof typeof MATRIX

export const grantOf = (capability: Capability, role: Role): Grant => MATRIX[capability][role]
