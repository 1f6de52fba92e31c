import type { Capability } from '../../access/matrix'

/** Who may, as the handbook says it: a row of the matrix, or nobody at all by this way. */
export type Rule = Capability | 'nobody'
export type Rules = { create: Rule; read: Rule; update: Rule; delete: Rule }

const commandsOnly = (read: Rule): Rules => ({
  create: 'nobody',
  read,
  update: 'nobody',
  delete: 'nobody',
})

/** Every collection and what each automatic operation on it takes (handbook 1.2, 1.3, contract 3). */
export const COLLECTIONS: Readonly<Record<string, Rules>> = {
  orders: { create: 'nobody', read: 'orders.read', update: 'orders.edit', delete: 'nobody' },
  builds: { create: 'nobody', read: 'builds.read', update: 'builds.move', delete: 'nobody' },
  'order-drafts': {
    create: 'drafts.own',
    read: 'drafts.own',
    update: 'drafts.own',
    delete: 'drafts.own',
  },
  'status-events': commandsOnly('history.read'),
  boms: commandsOnly('boms.read'),
  'bom-lines': commandsOnly('bomLines.read'),
  substitutions: {
    create: 'substitutions.manage',
    read: 'substitutions.read',
    update: 'substitutions.manage',
    delete: 'nobody',
  },
  suppliers: {
    create: 'suppliers.manage',
    read: 'suppliers.read',
    update: 'suppliers.manage',
    delete: 'nobody',
  },
  signatures: commandsOnly('history.read'),
  customers: {
    create: 'customers.manage',
    read: 'customers.read',
    update: 'customers.manage',
    delete: 'nobody',
  },
  categories: {
    create: 'categories.manage',
    read: 'categories.read',
    update: 'categories.manage',
    delete: 'items.delete',
  },
  parts: {
    create: 'items.manage',
    read: 'parts.read',
    update: 'items.manage',
    delete: 'items.delete',
  },
  assemblies: {
    create: 'items.manage',
    read: 'assemblies.read',
    update: 'items.manage',
    delete: 'items.delete',
  },
  'assembly-components': {
    create: 'structure.manage',
    read: 'structure.read',
    update: 'structure.manage',
    delete: 'structure.manage',
  },
  'category-references': {
    create: 'categories.manage',
    read: 'references.read',
    update: 'categories.manage',
    delete: 'categories.manage',
  },
  'category-listings': commandsOnly('nobody'),
  'item-uses': commandsOnly('whereUsed.read'),
  'stock-movements': {
    create: 'stock.book',
    read: 'stock.read',
    update: 'nobody',
    delete: 'nobody',
  },
  'product-families': {
    create: 'configuration.manage',
    read: 'configuration.read',
    update: 'configuration.manage',
    delete: 'nobody',
  },
  workflows: {
    create: 'configuration.manage',
    read: 'configuration.read',
    update: 'configuration.manage',
    delete: 'nobody',
  },
  'configuration-releases': commandsOnly('releases.read'),
  'release-checks': commandsOnly('configuration.read'),
  'catalogue-imports': commandsOnly('imports.read'),
  users: {
    create: 'users.manage',
    read: 'users.read',
    update: 'users.update',
    delete: 'nobody',
  },
  documents: {
    create: 'documents.create',
    read: 'documents.read',
    update: 'documents.manage',
    delete: 'nobody',
  },
  'audit-events': commandsOnly('audit.read'),
  shipments: commandsOnly('shipments.read'),
  tasks: { create: 'nobody', read: 'tasks.read', update: 'tasks.manage', delete: 'nobody' },
  'time-entries': commandsOnly('timeEntries.read'),
  'traced-parts': commandsOnly('tracedParts.read'),
  'work-instructions': {
    create: 'instructions.manage',
    read: 'instructions.read',
    update: 'instructions.manage',
    delete: 'nobody',
  },
  tools: { create: 'tools.manage', read: 'tools.read', update: 'tools.manage', delete: 'nobody' },
  inspections: {
    create: 'nobody',
    read: 'inspections.read',
    update: 'inspections.perform',
    delete: 'nobody',
  },
  nonconformances: {
    create: 'nonconformances.report',
    read: 'nonconformances.read',
    update: 'nonconformances.update',
    delete: 'nobody',
  },
  'nonconformance-comments': {
    create: 'nonconformances.comment',
    read: 'comments.read',
    update: 'nobody',
    delete: 'nobody',
  },
}

export const GLOBALS: Readonly<Record<string, Pick<Rules, 'read' | 'update'>>> = {
  settings: { read: 'settings.read', update: 'configuration.manage' },
}

/** Collections of the framework, each with the reason why its own rules are enough. */
export const FRAMEWORK_COLLECTIONS: Readonly<Record<string, string>> = {
  'payload-kv': 'refuses every outside call',
  'payload-preferences': 'each signed-in person reads and writes their own rows only',
  'payload-migrations': 'has no endpoints and is absent from GraphQL',
  'payload-jobs': 'hidden; read by Admin, run by the worker',
}

export type FieldRules = { create?: Rule; read?: Rule; update?: Rule }

const byServer: FieldRules = { create: 'nobody', update: 'nobody' }
const secret: FieldRules = { create: 'nobody', read: 'nobody', update: 'nobody' }
const managed: FieldRules = { update: 'users.manage' }
const item: Readonly<Record<string, FieldRules>> = {
  cost: { create: 'costs.update', read: 'costs.read', update: 'costs.update' },
  quantityOnHand: { ...byServer, read: 'stock.read' },
  quantityReserved: { ...byServer, read: 'stock.read' },
  reorderLevel: { read: 'stock.read' },
  isActive: { create: 'items.retire', update: 'items.retire' },
  successorPart: byServer,
  successorAssembly: byServer,
  usedOn: { read: 'whereUsed.read' },
}

/** Every field whose rule is narrower than that of its collection. */
export const FIELDS: Readonly<Record<string, Readonly<Record<string, FieldRules>>>> = {
  categories: { items: { read: 'nobody' } },
  orders: {
    orderNumber: byServer,
    customerName: byServer,
    stage: byServer,
    isHeld: byServer,
    totalCost: { ...byServer, read: 'costs.read' },
    workflow: byServer,
    changeReason: { create: 'nobody', read: 'nobody' },
    createdBy: byServer,
  },
  builds: {
    order: byServer,
    position: byServer,
    release: byServer,
    workflow: byServer,
    warnings: byServer,
    stage: byServer,
    heldFrom: byServer,
    override: { create: 'nobody', read: 'nobody', update: 'builds.override' },
    isOverridden: byServer,
    statusNote: { read: 'history.notes' },
    bySignature: byServer,
    statusSince: byServer,
    arrivedAt: byServer,
    shipment: { ...byServer, read: 'shipments.read' },
    shippedAt: byServer,
    deliveredAt: byServer,
    customerName: byServer,
    projectName: byServer,
  },
  'status-events': { note: { read: 'history.notes' } },
  signatures: { note: { read: 'signatures.note' } },
  tasks: Object.fromEntries(
    [
      'build',
      'key',
      'templateKey',
      'title',
      'titles',
      'description',
      'category',
      'basin',
      'sequence',
      'status',
      'estimateMinutes',
      'actualMinutes',
      'startedAt',
      'completedAt',
      'completedBy',
      'dependsOn',
      'parts',
      'criticalParts',
      'review',
      'problem',
      'tools',
      'ticks',
      'instruction',
      'nonconformance',
      'blockClass',
      'reason',
      'note',
    ].map((name) => [name, byServer]),
  ),
  'work-instructions': {
    revision: byServer,
    publishedAt: byServer,
    publishedBy: byServer,
    retiredAt: byServer,
    createdBy: byServer,
  },
  inspections: {
    ...Object.fromEntries(
      [
        'title',
        'build',
        'kind',
        'attempt',
        'template',
        'release',
        'state',
        'outcome',
        'signature',
        'signedAt',
        'createdBy',
      ].map((name) => [name, byServer]),
    ),
    header: { ...byServer, read: 'inspections.answers' },
    statement: { ...byServer, read: 'inspections.answers' },
    items: { create: 'nobody', read: 'inspections.answers' },
    note: { ...byServer, read: 'inspections.answers' },
    failure: { ...byServer, read: 'inspections.answers' },
  },
  nonconformances: {
    ...Object.fromEntries(
      [
        'number',
        'inspection',
        'form',
        'attempt',
        'failedItems',
        'supplierName',
        'resolvedBy',
        'resolvedAt',
        'verifiedBy',
        'verifiedAt',
        'createdBy',
      ].map((name) => [name, byServer]),
    ),
    ...Object.fromEntries(
      ['part', 'assembly', 'reason', 'severity', 'description'].map(
        (name): [string, FieldRules] => [name, { update: 'nonconformances.judge' }],
      ),
    ),
    ...Object.fromEntries(
      [
        'source',
        'supplier',
        'rework',
        'retest',
        'containment',
        'disposition',
        'rootCause',
        'correctiveAction',
        'preventiveAction',
        'owner',
        'dueDate',
        'effectiveness',
      ].map((name): [string, FieldRules] => [
        name,
        { create: 'nonconformances.judge', update: 'nonconformances.judge' },
      ]),
    ),
    build: { update: 'nobody' },
    task: { update: 'nobody' },
  },
  'nonconformance-comments': { by: byServer, byName: byServer, byRole: byServer, at: byServer },
  suppliers: Object.fromEntries(
    ['contactName', 'email', 'phone', 'leadTimeDays', 'note'].map((name): [string, FieldRules] => [
      name,
      { read: 'suppliers.details' },
    ]),
  ),
  shipments: { createdBy: byServer },
  'release-checks': { createdBy: byServer },
  'catalogue-imports': { createdBy: byServer, appliedBy: byServer, undoneBy: byServer },
  'order-drafts': { createdBy: byServer },
  boms: { totalCost: { read: 'costs.read' }, createdBy: byServer },
  'bom-lines': { unitCost: { read: 'costs.read' } },
  substitutions: { title: byServer, createdBy: byServer },
  parts: { ...item, customClass: byServer, customDimensions: byServer },
  assemblies: item,
  'stock-movements': { createdBy: byServer },
  'product-families': { state: byServer, release: byServer },
  workflows: { state: byServer, isDefault: byServer, release: byServer },
  'configuration-releases': { content: { read: 'configuration.read' } },
  users: {
    email: { read: 'users.private', ...managed },
    firstName: managed,
    lastName: managed,
    initials: managed,
    fullName: byServer,
    role: managed,
    kind: { read: 'users.private', ...managed },
    isActive: { read: 'users.private', ...managed },
    lockUntil: { ...byServer, read: 'users.manage' },
    enableAPIKey: { create: 'users.manage', read: 'users.manage', ...managed },
    apiKey: { create: 'users.manage', read: 'nobody', ...managed },
    apiKeyIndex: { create: 'users.manage', read: 'nobody', ...managed },
    hasAPIKey: { read: 'users.manage' },
    sessions: secret,
  },
  documents: {
    showsCost: { read: 'costs.read' },
    version: byServer,
    replaces: byServer,
    number: byServer,
    approvedBy: byServer,
    approvedAt: byServer,
    originalName: byServer,
    sha256: byServer,
    inspection: byServer,
    task: byServer,
    nonconformance: byServer,
    takenAt: byServer,
    draft: { read: 'orders.submit' },
    ofDraft: byServer,
    createdBy: byServer,
  },
}

/** What a field is called that money or stock figures hide behind: each must have a row in FIELDS. */
export const DELICATE = /cost|price|margin$|amount|onHand|reserved|reorder|stockValue/i

/** Fields that only sound delicate, each with the reason. */
export const HARMLESS: Readonly<Record<string, string>> = {
  'settings.basinWidthMargin': 'a length in inches',
}

/**
 * Our own endpoints that do not take a capability, each with the reason. Every other one is a
 * `command` or `query` and names a row of the matrix.
 */
export const OPEN_ENDPOINTS: Readonly<Record<string, string>> = {
  'post /users/first-register': 'answers 404: there is no self-registration (trap 27)',
  'post /users/verify/:id': 'answers 404: accounts need no confirmation',
  'post /users/forgot-password':
    'asks for a mail; the answer never tells whether an account exists',
  'get /health': 'probe of machines that watch the product; tells nothing',
  'get /ready': 'probe of machines that watch the product; tells nothing',
}

/** Custom views of the panel: the capability that opens each. */
export const VIEWS: Readonly<Record<string, Capability>> = {
  dashboard: 'panel.enter',
  checklists: 'checklists.read',
  compare: 'boms.read',
  newImport: 'imports.sheets',
  compareItems: 'whereUsed.read',
  massEdit: 'items.manage',
  nonconformanceBoard: 'nonconformances.read',
  orderWizard: 'orders.submit',
}
