import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../src/domain/canonical'
import type { RecordContent, RecordSignature } from '../../../src/domain/quality/record'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const SIGNED = { kind: 'PRE_QC', attempt: 1, items: [{ key: 'P1', result: 'PASS', value: 4.5 }] }

const FACTS = {
  id: 's1',
  signer: 'u1',
  printedName: 'Zoë Müller-Ñandú',
  role: 'QC_PERSON',
  meaning: 'APPROVAL',
  resource: 'inspections',
  resourceId: 'i1',
  build: 'b1',
  note: null,
  contentHash: sha256(canonicalJson(SIGNED)),
  timeZone: 'America/Toronto',
  signedAt: '2026-11-23T13:05:12.000Z',
}

export const signature: RecordSignature = {
  ...FACTS,
  subject: 'Pre-QC, attempt 1',
  factsHash: sha256(canonicalJson(FACTS)),
  content: SIGNED,
  isIntact: true,
}

const files = [{ id: 'f1', title: 'Drain, left', name: 'photos/drain-left.jpg' }]

/** A record with something in every part; `parts` replaces some of them. */
export const recordOf = (parts: Partial<RecordContent> = {}): RecordContent => ({
  format: 1,
  url: 'https://torvan.example/admin/collections/builds/b1/record',
  companyName: 'Torvan Médical',
  letterhead: '1 Harbour Street, Halifax · office@torvan.example',
  language: 'EN',
  timeZone: 'America/Toronto',
  producedAt: '2026-11-23T14:00:00.000Z',
  producedBy: 'Quinn Control',
  build: {
    id: 'b1',
    buildNumber: 'T2-1001-A',
    family: 'MDRD',
    status: 'Delivered',
    isComplete: false,
    overrides: ['Moved on without drawings: customer confirmed by telephone'],
    facts: [{ label: 'Placed', value: '2026-11-20' }],
  },
  order: {
    id: 'o1',
    orderNumber: 'ORD-2026-00001',
    poNumber: 'PO-77',
    facts: [{ label: 'Want date', value: '2026-12-18' }],
  },
  customer: [
    { label: 'Company', value: 'Hôpital Sainte-Thérèse de l’Île, service de stérilisation' },
  ],
  configuration: [
    { section: 'Sink', basin: null, label: 'Length', value: '96 in' },
    { section: 'Basin', basin: 1, label: 'Type', value: 'E-Sink' },
    { section: 'Basin', basin: 2, label: 'Type', value: 'E-Drain, señal número ¾' },
  ],
  releases: [
    {
      kind: 'FAMILY',
      code: 'MDRD',
      version: 3,
      sha256: sha256('release'),
      publishedAt: '2026-11-01T12:00:00.000Z',
      publishedBy: 'Ada Admin',
      reason: 'First release',
    },
  ],
  bom: {
    version: 2,
    status: 'APPROVED',
    lineCount: 212,
    contentHash: sha256('bom'),
    decisions: [{ ...signature, subject: 'Bill of materials, version 2', content: null }],
  },
  timeline: Array.from({ length: 60 }, (_, index) => ({
    at: new Date(Date.UTC(2026, 10, 20, 12, index)).toISOString(),
    who: 'Casey Coordinator',
    role: 'Production Coordinator',
    what: `Event ${index + 1}`,
    note: index === 3 ? 'A longer note that has to wrap within its column, word by word.' : null,
  })),
  tasks: [
    {
      number: '8',
      title: 'Mixing valve',
      basin: 2,
      status: 'Completed',
      completedBy: 'Alex Assembler',
      completedAt: '2026-11-22T15:00:00.000Z',
      plannedMinutes: 45,
      people: [
        { name: 'Alex Assembler', minutes: 30 },
        { name: 'Sam Assembler', minutes: 12 },
      ],
      note: 'The left valve sat tight.',
      instruction: 'VALVE, revision 2: Mixing valve',
      photos: ['f1'],
    },
  ],
  parts: [
    {
      partNumber: '718.001',
      name: 'Pump',
      basin: 1,
      serial: 'SN-0001-ÀÉÎ',
      lot: null,
      recordedBy: 'Alex Assembler',
      recordedAt: '2026-11-22T15:00:00.000Z',
      replacedAt: null,
    },
  ],
  inspections: [
    {
      id: 'i1',
      kind: 'PRE_QC',
      title: 'Pre-QC',
      attempt: 1,
      state: 'SIGNED',
      outcome: 'FAIL',
      header: [{ label: 'Inspector', value: 'Zoë Müller-Ñandú' }],
      items: [
        {
          key: 'P1',
          section: 'Dimensions',
          label: 'Gap at the rim',
          basin: null,
          result: 'PASS',
          answer: '4.5 mm',
          demand: '4 to 6 mm',
          note: null,
          photos: [],
        },
        {
          key: 'P2',
          section: 'Basins',
          label: 'Drain hole',
          basin: 1,
          result: 'FAIL',
          answer: 'no',
          demand: 'yes',
          note: `Scratched. ${'The scratch runs from the drain to the rear wall. '.repeat(160)}End of the note.`,
          photos: ['f1', 'video'],
        },
      ],
      statement: 'Checked against the drawings.',
      note: null,
      failure: [{ label: 'Corrective action', value: 'Polish and check again' }],
      signature,
    },
  ],
  nonconformances: [
    {
      number: 'NC-2026-00001',
      status: 'CLOSED',
      severity: 'MINOR',
      reason: 'Surface',
      description: 'Scratch beside the drain of basin 1.',
      reportedBy: 'Zoë Müller-Ñandú',
      reportedAt: '2026-11-21T15:00:00.000Z',
      facts: [{ label: 'Resolution', value: 'Polished' }],
      comments: [
        {
          at: '2026-11-21T16:00:00.000Z',
          who: 'Casey Coordinator',
          role: 'Production Coordinator',
          text: 'The polisher comes at noon.',
        },
      ],
      photos: ['f1'],
    },
  ],
  shipments: [
    {
      title: 'SHP-2026-00001',
      carrier: 'Road Freight',
      trackingNumber: 'TRK 1',
      date: '2026-11-23',
      by: 'Casey Coordinator',
    },
  ],
  time: {
    plannedMinutes: 45,
    workedMinutes: 42,
    people: [
      { name: 'Alex Assembler', minutes: 30 },
      { name: 'Sam Assembler', minutes: 12 },
    ],
  },
  completeness: [
    { point: 'Approved bill of materials', met: true, message: 'Version 2', owedBy: null },
    {
      point: 'Final QC',
      met: false,
      message: 'Final QC has no passed attempt.',
      owedBy: 'Quality Control',
    },
  ],
  signatures: [signature],
  files: files.map((file) => ({
    ...file,
    type: 'PHOTO',
    sha256: sha256('picture'),
    uploadedBy: 'Zoë Müller-Ñandú',
    uploadedAt: '2026-11-21T15:00:00.000Z',
  })),
  ...parts,
})
