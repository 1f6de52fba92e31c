import type { CollectionSlug, Payload } from 'payload'
import type { ScopeName } from '../../access/matrix'
import { sameLabel } from '../../src/domain/label'
import type { FormItem } from '../../src/domain/quality/item'
import type { Role } from '../../src/domain/roles'
import { ROLES } from '../../src/domain/roles'
import { rest } from '../support/api'
import { given, type TestUser } from '../support/given'
import type { Sql } from '../support/payload'

/** Figures that occur nowhere else: an answer that holds one of them has told it. */
export const SECRETS = {
  cost: ['918273641', '918273642', '918273643', '918273644'],
  stock: ['73519461', '73519462', '73519463'],
} as const

/** One item of a form, answered with a note. */
const answered = (note: string): FormItem => ({
  key: 'A1',
  section: 'A',
  sectionLabels: sameLabel('A'),
  label: 'A1',
  labels: sameLabel('A1'),
  basin: null,
  type: 'PASS_FAIL',
  unit: null,
  min: null,
  max: null,
  choices: [],
  choiceLabels: [],
  choicesWithNote: [],
  multiple: false,
  expected: null,
  requiredQuantity: null,
  photoRequired: false,
  required: true,
  naAllowed: true,
  notePrompt: null,
  help: null,
  partNumber: null,
  instrument: null,
  documents: [],
  result: 'PASS',
  value: null,
  note,
  photos: [],
})

/** What a form of Final QC was answered, and the note of its verdict: not for Procurement, who see its result only. */
export const ANSWER_TEXT = 'answer-only-for-quality-readers'

/** Whom to call at a supplier: quality control knows suppliers by name only. */
export const CONTACT_TEXT = 'contact-only-for-procurement-readers'

/** Rules of the shipped family that stand in the content of a release only. */
export const RULE_TEXT = 'rule-only-for-configuration-readers'

type Data = Record<string, unknown>

export type World = {
  people: Record<Role, TestUser>
  colleague: TestUser
  /** Holds a live session although the account is closed. */
  deactivated: TestUser
  /** Two rows per collection: `own` lies in the scopes of the assembler and of service, `other` not. */
  rows: Record<string, { own: string; other: string }>
  /** Rows that a scope shows; what is not named here it must not show. */
  inScope: Partial<Record<ScopeName, Record<string, readonly string[]>>>
  /** A further row that nobody needs, for deletions that are allowed. */
  spare: (slug: string, owner: string) => Promise<string>
}

/** A small plant written straight into the database, so that no rule of the product shapes it. */
export async function buildWorld(payload: Payload, sql: Sql): Promise<World> {
  const make = async (collection: CollectionSlug, data: Data): Promise<string> => {
    const doc = await payload.db.create({ collection, data })
    return String(doc.id)
  }
  const people = await everyRole(payload)
  const colleague = await given(payload).user('ASSEMBLER')
  const deactivated = await given(payload).user('ADMIN')
  await rest(deactivated).get('/users/me') // signs in; the session outlives the account
  const assembler = people.ASSEMBLER.id
  const author = people.PRODUCTION_COORDINATOR.id

  const shipped = await sql<{ id: string; kind: string }>(
    `select id, kind from configuration_releases where (kind, code) in (('FAMILY', 'MDRD'), ('WORKFLOW', 'STANDARD'))`,
  )
  const workflow = shipped.find(({ kind }) => kind === 'WORKFLOW')?.id
  const family = shipped.find(({ kind }) => kind === 'FAMILY')?.id
  const release = (code: string) =>
    make('configuration-releases', {
      title: code,
      kind: 'FAMILY',
      code,
      version: 1,
      content: { rules: RULE_TEXT },
      sha256: '0'.repeat(64),
      reason: 'For the access test',
    })

  const address = { line1: 'a', city: 'b', region: 'c', postalCode: 'd', country: 'e' }
  const customer = (name: string) =>
    make('customers', { companyName: name, shippingAddress: address, rev: 1 })
  const order = (number: string, who: string, totalCost: string) =>
    make('orders', {
      orderNumber: number,
      poNumber: `PO ${number}`,
      customer: who,
      customerName: 'Clinic',
      salesPerson: 'Sales',
      wantDate: '2027-01-01',
      language: 'EN',
      priority: 'STANDARD',
      status: 'PENDING',
      isHeld: false,
      totalCost: Number(totalCost),
      workflow,
      createdBy: author,
      rev: 1,
    })
  const build = (number: string, of: string, assignedTo: string) =>
    make('builds', {
      order: of,
      position: 1,
      buildNumber: number,
      family: 'MDRD',
      release: family,
      workflow,
      configuration: {},
      accessories: [],
      status: 'PENDING',
      statusNote: ANSWER_TEXT,
      bySignature: true,
      isOverridden: false,
      assignedTo,
      customerName: 'Clinic',
      rev: 1,
    })
  const category = (code: string, parent?: string) =>
    make('categories', { code, name: code, sortOrder: 0, parent })
  const goods = (partNumber: string, cost: string, stock: string, more: Data): Data => ({
    partNumber,
    name: partNumber,
    unit: 'EA',
    cost: Number(cost),
    quantityOnHand: Number(stock),
    quantityReserved: 0,
    reorderLevel: Number(SECRETS.stock[2]),
    isActive: true,
    isOutside: false,
    isCritical: false,
    rev: 1,
    ...more,
  })
  const assembly = (number: string, cost: string, more: Data) =>
    make('assemblies', goods(number, cost, SECRETS.stock[0], { isKit: false, ...more }))

  const customers = { own: await customer('Own'), other: await customer('Other') }
  const orders = {
    own: await order('TOR-1', customers.own, SECRETS.cost[0]),
    other: await order('TOR-2', customers.other, SECRETS.cost[1]),
  }
  const builds = {
    own: await build('B-1', orders.own, assembler),
    other: await build('B-2', orders.other, colleague.id),
  }
  const service = await category('719')
  const accessories = await category('720')
  const categories = {
    own: await category('719.001', service),
    other: await category('720.701', accessories),
  }
  const alsoListing = await category('719.002', service)
  const ofReferenced = await category('720.702', accessories)
  const assemblies = {
    own: await assembly('A-1', SECRETS.cost[0], {
      type: 'SERVICE_PART',
      canOrder: true,
      category: categories.own,
    }),
    other: await assembly('A-2', SECRETS.cost[1], {
      type: 'SIMPLE',
      canOrder: true,
      category: categories.other,
    }),
  }
  const referenced = await assembly('A-3', SECRETS.cost[2], {
    type: 'COMPLEX',
    canOrder: true,
    category: ofReferenced,
  })
  const retired = await assembly('A-4', SECRETS.cost[2], {
    type: 'SERVICE_PART',
    canOrder: true,
    isActive: false,
    category: categories.own,
  })
  const parts = {
    own: await make(
      'parts',
      goods('P-1', SECRETS.cost[0], SECRETS.stock[0], { kind: 'COMPONENT' }),
    ),
    other: await make(
      'parts',
      goods('P-2', SECRETS.cost[1], SECRETS.stock[1], { kind: 'COMPONENT' }),
    ),
  }
  const component = (parentAssembly: string, part: string) =>
    make('assembly-components', { parentAssembly, position: 0, askedId: 'P', part, quantity: 1 })
  const components = {
    own: await component(assemblies.own, parts.own),
    other: await component(assemblies.other, parts.other),
  }
  const listing = (of: string, listed: string) =>
    make('category-references', { category: of, assembly: listed, position: 0 })
  const references = {
    own: await listing(alsoListing, assemblies.own),
    other: await listing(categories.other, retired),
  }
  const ofReferencedItem = await listing(categories.own, referenced)
  const listingsOf = async (of: string): Promise<string> => {
    const [row] = await sql<{ id: string }>(
      'select id from category_listings where category_id = $1 limit 1',
      [of],
    )
    return row?.id ?? ''
  }
  const uses = {
    own: await make('item-uses', { build: builds.own, part: parts.own }),
    other: await make('item-uses', { build: builds.other, part: parts.other }),
  }
  await make('item-uses', { build: builds.own, assembly: assemblies.own })
  await make('item-uses', { build: builds.other, assembly: assemblies.other })
  const movement = (part: string) =>
    make('stock-movements', {
      kind: 'RECEIPT',
      part,
      quantity: Number(SECRETS.stock[1]),
      location: 'MAIN',
    })

  const bom = (of: string, totalCost: string) =>
    make('boms', {
      title: 'BOM',
      build: of,
      version: 1,
      state: 'PENDING_APPROVAL',
      isActive: true,
      release: family,
      configuration: {},
      accessories: [],
      language: 'EN',
      contentHash: '0'.repeat(64),
      isComplete: true,
      lineCount: 1,
      unresolvedCount: 0,
      totalCost: Number(totalCost),
    })
  const boms = {
    own: await bom(builds.own, SECRETS.cost[2]),
    other: await bom(builds.other, SECRETS.cost[3]),
  }
  const line = (of: string, unitCost: string) =>
    make('bom-lines', {
      bom: of,
      level: 1,
      position: 1,
      partNumber: 'P',
      name: 'P',
      kind: 'PART',
      quantityPer: 1,
      quantity: 1,
      unitCost: Number(unitCost),
      isOutside: false,
    })
  const event = (of: string, on: string) =>
    make('status-events', {
      order: of,
      build: on,
      to: 'PENDING',
      byName: 'Somebody',
      byRole: 'ADMIN',
      note: ANSWER_TEXT,
      isOverride: false,
      bySignature: true,
      at: new Date().toISOString(),
    })
  const signature = (on: string, resource: string) =>
    make('signatures', {
      signer: people.ADMIN.id,
      printedName: 'Somebody',
      role: 'ADMIN',
      meaning: 'APPROVAL',
      resource,
      resourceId: boms.own,
      build: on,
      note: resource === 'inspections' ? ANSWER_TEXT : null,
      contentHash: '0'.repeat(64),
      factsHash: '0'.repeat(64),
      timeZone: 'UTC',
      signedAt: new Date().toISOString(),
    })
  const draft = (createdBy: string) =>
    make('order-drafts', { title: 'Draft', step: 1, content: {}, createdBy })
  let files = 0
  const document = (type: string, more: Data) => {
    files += 1
    return make('documents', {
      title: type,
      type,
      showsCost: false,
      filename: `f${files}.pdf`,
      mimeType: 'application/pdf',
      filesize: 1,
      createdBy: author,
      ...more,
    })
  }
  const drawing = await document('TECHNICAL_DRAWING', { build: builds.own })
  const confirmation = await document('ORDER_CONFIRMATION', { order: orders.own })
  const foreignDrawing = await document('TECHNICAL_DRAWING', { build: builds.other })
  // for quality, the floor and service out of scope, because it shows prices
  const priced = await document('ORDER_CONFIRMATION', { order: orders.own, showsCost: true })
  const purchase = await document('PO_DOCUMENT', { order: orders.own })
  const picture = await document('PHOTO', { assembly: assemblies.own })
  const instructionPicture = await document('PHOTO', {})
  const hiddenPicture = await document('PHOTO', { assembly: assemblies.other })
  const drafts = { own: await draft(author), other: await draft(people.ADMIN.id) }
  // in nobody's scope but its author's, who is none of the people that are asked here
  await document('PHOTO', { draft: drafts.own, ofDraft: true, createdBy: colleague.id })
  const header = (code: string): Data => ({
    code,
    name: code,
    state: 'UNPUBLISHED',
    draft: {},
    rev: 1,
  })

  const check = async (title: string) =>
    make('release-checks', {
      title,
      family: await make('product-families', header(title)),
      sha256: '0'.repeat(64),
      content: { rules: RULE_TEXT },
      closedBuilds: 0,
      state: 'QUEUED',
      progress: 0,
    })
  const batch = (sequence: number) =>
    make('catalogue-imports', {
      number: `IMP-${sequence}`,
      sequence,
      kind: 'PARTS',
      state: 'CHECKED',
      fileNames: 'parts.csv',
      files: [],
      checkResult: {},
    })
  const lines = {
    own: await line(boms.own, SECRETS.cost[2]),
    other: await line(boms.other, SECRETS.cost[3]),
  }
  const events = {
    own: await event(orders.own, builds.own),
    other: await event(orders.other, builds.other),
  }
  const signatures = {
    own: await signature(builds.own, 'boms'),
    other: await signature(builds.other, 'inspections'),
  }
  const shipment = (of: string, position: number) =>
    make('shipments', {
      title: `S ${position}`,
      order: of,
      position,
      carrier: 'Carrier',
      date: '2027-01-02',
    })
  const task = (of: string, assignedTo: string) =>
    make('tasks', {
      build: of,
      key: 'fit',
      title: 'Fit',
      category: 'BASIN',
      sequence: 1,
      status: 'PENDING',
      assignedTo,
      estimateMinutes: 5,
      parts: [],
      criticalParts: [],
      tools: [],
      ticks: [],
      rev: 1,
    })
  const tasks = {
    own: await task(builds.own, assembler),
    other: await task(builds.other, colleague.id),
  }
  const time = (of: string, on: string, user: string) =>
    make('time-entries', {
      task: of,
      build: on,
      user,
      startedAt: new Date().toISOString(),
      isForgotten: false,
    })
  const traced = (on: string, serial: string) =>
    make('traced-parts', {
      build: on,
      partNumber: 'P',
      name: 'P',
      serial,
      recordedAt: new Date().toISOString(),
    })
  const instruction = (code: string) =>
    make('work-instructions', { code, title: code, revision: 1, state: 'DRAFT', rev: 1 })
  const tool = (code: string) =>
    make('tools', { code, name: code, isMeasuring: false, isActive: true, rev: 1 })
  const substitution = (askedId: string) =>
    make('substitutions', {
      title: askedId,
      askedId,
      substituteId: `${askedId}-SUBSTITUTE`,
      scope: 'EVERYWHERE',
      reason: 'For the access test',
      isActive: true,
      rev: 1,
    })
  const supplier = (name: string) =>
    make('suppliers', { name, contactName: CONTACT_TEXT, leadTimeDays: 9, isActive: true, rev: 1 })
  const suppliers = { own: await supplier('S1'), other: await supplier('S2') }
  const inspection = (on: string, kind: string) =>
    make('inspections', {
      title: 'Form',
      build: on,
      kind,
      attempt: 1,
      template: 'X',
      release: family,
      state: 'DRAFT',
      header: [],
      statement: kind === 'FINAL_QC' ? ANSWER_TEXT : 'Packed',
      items: kind === 'FINAL_QC' ? [answered(ANSWER_TEXT)] : [],
      rev: 1,
    })
  const inspections = {
    own: await inspection(builds.own, 'PACKAGING'),
    other: await inspection(builds.other, 'FINAL_QC'),
  }
  const packingPicture = await document('PHOTO', {
    build: builds.own,
    inspection: inspections.own,
  })
  const verdictPicture = await document('PHOTO', {
    build: builds.other,
    inspection: inspections.other,
  })
  const nonconformance = (number: string, on: string) =>
    make('nonconformances', {
      number,
      status: 'OPEN',
      source: 'ASSEMBLER',
      build: on,
      reason: 'OTHER',
      description: 'Something is wrong',
      supplier: suppliers.other,
      rev: 1,
    })
  const nonconformances = {
    own: await nonconformance('NC-1', builds.own),
    other: await nonconformance('NC-2', builds.other),
  }
  // of a case that has no build: to the assemblers it is not theirs, and no picture of an instruction
  const casePicture = await document('PHOTO', { nonconformance: nonconformances.other })
  const comment = (on: string) =>
    make('nonconformance-comments', {
      nonconformance: on,
      text: 'Seen',
      by: author,
      byName: 'Somebody',
      byRole: 'PRODUCTION_COORDINATOR',
      at: new Date().toISOString(),
    })
  const comments = {
    own: await comment(nonconformances.own),
    other: await comment(nonconformances.other),
  }
  const times = {
    own: await time(tasks.own, builds.own, assembler),
    other: await time(tasks.other, builds.other, colleague.id),
  }
  const serials = {
    own: await traced(builds.own, 'SN-1'),
    other: await traced(builds.other, 'SN-2'),
  }
  const [audit, laterAudit] = await sql<{ id: string }>(
    'select id from audit_events order by seq limit 2',
  )

  await sql('update users set is_active = false where id = $1', [deactivated.id])

  const spares: Record<string, (owner: string) => Promise<string>> = {
    categories: () => category(`spare-${Math.random()}`),
    parts: () => make('parts', goods(`spare-${Math.random()}`, '1', '1', { kind: 'COMPONENT' })),
    assemblies: () => assembly(`spare-${Math.random()}`, '1', { type: 'SIMPLE', canOrder: false }),
    'assembly-components': () => component(assemblies.other, parts.other),
    'category-references': async () =>
      listing(await category(`spare-${Math.random()}`), assemblies.other),
    'order-drafts': (owner) => draft(owner),
  }

  return {
    people,
    colleague,
    deactivated,
    rows: {
      orders,
      builds,
      'order-drafts': drafts,
      'status-events': events,
      boms,
      'bom-lines': lines,
      signatures,
      customers,
      categories,
      parts,
      assemblies,
      'assembly-components': components,
      'category-references': references,
      'category-listings': {
        own: await listingsOf(categories.own),
        other: await listingsOf(categories.other),
      },
      'item-uses': uses,
      'stock-movements': { own: await movement(parts.own), other: await movement(parts.other) },
      'product-families': {
        own: await make('product-families', header('F1')),
        other: await make('product-families', header('F2')),
      },
      workflows: {
        own: await make('workflows', { ...header('W1'), isDefault: false }),
        other: await make('workflows', { ...header('W2'), isDefault: false }),
      },
      'configuration-releases': { own: await release('R1'), other: await release('R2') },
      'catalogue-imports': { own: await batch(1), other: await batch(2) },
      'release-checks': { own: await check('C1'), other: await check('C2') },
      users: { own: assembler, other: colleague.id },
      documents: { own: drawing, other: foreignDrawing },
      shipments: { own: await shipment(orders.own, 1), other: await shipment(orders.other, 2) },
      tasks,
      'time-entries': times,
      'traced-parts': serials,
      'work-instructions': { own: await instruction('I1'), other: await instruction('I2') },
      substitutions: { own: await substitution('S1'), other: await substitution('S2') },
      tools: { own: await tool('T1'), other: await tool('T2') },
      inspections,
      nonconformances,
      'nonconformance-comments': comments,
      suppliers,
      'audit-events': { own: audit?.id ?? '', other: laterAudit?.id ?? '' },
    },
    inScope: {
      assignedBuilds: { builds: [builds.own] },
      buildAssigned: {
        boms: [boms.own],
        'status-events': [events.own],
        signatures: [signatures.own],
        'traced-parts': [serials.own],
        inspections: [inspections.own],
        nonconformances: [nonconformances.own],
      },
      aboutOwnCase: { 'nonconformance-comments': [comments.own] },
      ownTasks: { tasks: [tasks.own] },
      ownTime: { 'time-entries': [times.own] },
      qualityForms: { inspections: [inspections.other] },
      ownFloorForms: { inspections: [inspections.own] },
      floorForms: { inspections: [inspections.own] },
      bomAssigned: { 'bom-lines': [lines.own] },
      ordersAssigned: { orders: [orders.own] },
      onAssignedBuilds: { parts: [parts.own], assemblies: [assemblies.own] },
      withinAssignedItems: { 'assembly-components': [components.own] },
      ofAssignedItems: { categories: [categories.own, alsoListing, service] },
      listingAssignedItems: { 'category-references': [references.own] },
      orderableServiceItems: { assemblies: [assemblies.own, referenced] },
      ofServiceItems: {
        categories: [categories.own, alsoListing, service, ofReferenced, accessories],
      },
      listingServiceItems: { 'category-references': [references.own, ofReferencedItem] },
      withinServiceItems: { 'assembly-components': [components.own] },
      filedDocuments: {
        documents: [
          drawing,
          confirmation,
          foreignDrawing,
          priced,
          purchase,
          picture,
          hiddenPicture,
          instructionPicture,
          packingPicture,
          verdictPicture,
          casePicture,
        ],
      },
      floorDocuments: { documents: [drawing, confirmation, instructionPicture, packingPicture] },
      qualityDocuments: {
        documents: [
          drawing,
          confirmation,
          foreignDrawing,
          purchase,
          picture,
          hiddenPicture,
          instructionPicture,
          packingPicture,
          verdictPicture,
          casePicture,
        ],
      },
      procurementDocuments: {
        documents: [
          drawing,
          confirmation,
          foreignDrawing,
          priced,
          purchase,
          picture,
          hiddenPicture,
          instructionPicture,
          packingPicture,
          casePicture,
        ],
      },
      serviceDocuments: { documents: [picture] },
    },
    spare: (slug, owner) => {
      const one = spares[slug]
      if (!one) throw new Error(`No spare row of ${slug}: nothing of it can be deleted.`)
      return one(owner)
    },
  }
}

async function everyRole(payload: Payload): Promise<Record<Role, TestUser>> {
  const made = await Promise.all(ROLES.map((role) => given(payload).user(role)))
  const [first] = made
  if (!first) throw new Error('There are no roles.')
  const of = (role: Role): TestUser => made.find((user) => user.role === role) ?? first
  return {
    ADMIN: of('ADMIN'),
    PRODUCTION_COORDINATOR: of('PRODUCTION_COORDINATOR'),
    PROCUREMENT: of('PROCUREMENT'),
    QC_PERSON: of('QC_PERSON'),
    ASSEMBLER: of('ASSEMBLER'),
    SERVICE_DEPARTMENT: of('SERVICE_DEPARTMENT'),
  }
}
