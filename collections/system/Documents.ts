import type { CollectionConfig } from 'payload'
import { followDownload } from '../../hooks/documents/followDownload'
import { guardFixed } from '../../hooks/documents/guardFixed'
import { guardOwners } from '../../hooks/documents/guardOwners'
import { guardType } from '../../hooks/documents/guardType'
import {
  dropLeftover,
  inspectUpload,
  keepOriginal,
  stampFile,
} from '../../hooks/documents/inspectUpload'
import { namedFileFirst } from '../../hooks/documents/namedFileFirst'
import { stampOfDraft } from '../../hooks/documents/stampOfDraft'
import { stampVersion } from '../../hooks/documents/stampVersion'
import { stampAuthor } from '../../hooks/shared'
import { can, canCreate, canTouch, nobody, ownRecords, readable } from '../../access/can'
import { DOCUMENT_TYPE_LABELS } from '../../src/domain/documents'
import { uploadsFolder } from '../../src/integrations/files'
import { codes, createdByField, historyTab, writtenByServer } from '../shared'

/** Uploaded files with their type, hash and what they belong to (handbook 13). */
export const Documents: CollectionConfig = {
  slug: 'documents',
  admin: {
    group: 'System',
    useAsTitle: 'title',
    defaultColumns: ['title', 'type', 'version', 'order', 'build', 'createdAt'],
    components: { views: { edit: { history: historyTab } } },
  },
  upload: {
    staticDir: uploadsFolder(),
    handlers: [followDownload],
    crop: false,
    focalPoint: false,
    pasteURL: false,
    imageSizes: [{ name: 'thumbnail', width: 480, withoutEnlargement: true }],
    adminThumbnail: 'thumbnail',
    modifyResponseHeaders: ({ headers }) => {
      headers.set('Content-Security-Policy', "default-src 'none'; sandbox")
      headers.set('X-Content-Type-Options', 'nosniff')
      headers.set('Cache-Control', 'private, no-store')
      return headers
    },
  },
  access: {
    create: canCreate('documents.create'),
    read: namedFileFirst(can('documents.read')),
    update: can('documents.manage'),
    delete: nobody,
  },
  hooks: {
    beforeOperation: [inspectUpload],
    beforeChange: [
      guardType,
      guardFixed,
      guardOwners,
      stampOfDraft,
      stampAuthor,
      stampFile,
      stampVersion,
    ],
    afterChange: [keepOriginal],
    afterError: [dropLeftover],
  },
  fields: [
    { name: 'title', type: 'text', required: true, maxLength: 200 },
    {
      name: 'type',
      type: 'select',
      required: true,
      defaultValue: 'OTHER',
      options: codes(DOCUMENT_TYPE_LABELS),
    },
    {
      name: 'showsCost',
      type: 'checkbox',
      required: true,
      defaultValue: false,
      access: { read: canTouch('costs.read') },
    },
    {
      name: 'version',
      type: 'number',
      required: true,
      defaultValue: 1,
      access: writtenByServer,
      // the condition keeps GraphQL from demanding what the server counts
      admin: { readOnly: true, condition: () => true },
    },
    {
      name: 'replaces',
      label: 'Takes the place of',
      type: 'relationship',
      relationTo: 'documents',
      unique: true,
      access: writtenByServer,
      admin: { readOnly: true, condition: (data) => Boolean(data.replaces) },
    },
    {
      name: 'number',
      label: 'Document number',
      type: 'text',
      unique: true,
      access: writtenByServer,
      admin: { readOnly: true, condition: (data) => Boolean(data.number) },
    },
    {
      name: 'approvedBy',
      type: 'relationship',
      relationTo: 'users',
      index: true,
      access: writtenByServer,
      admin: { readOnly: true, condition: (data) => data.type === 'TECHNICAL_DRAWING' },
    },
    {
      name: 'approvedAt',
      type: 'date',
      access: writtenByServer,
      admin: { readOnly: true, condition: (data) => data.type === 'TECHNICAL_DRAWING' },
    },
    { name: 'originalName', type: 'text', access: writtenByServer, admin: { readOnly: true } },
    { name: 'sha256', type: 'text', access: writtenByServer, admin: { readOnly: true } },
    {
      name: 'order',
      type: 'relationship',
      relationTo: 'orders',
      index: true,
      filterOptions: readable('orders.read'),
    },
    {
      name: 'build',
      type: 'relationship',
      relationTo: 'builds',
      index: true,
      filterOptions: readable('builds.read'),
    },
    {
      name: 'inspection',
      type: 'relationship',
      relationTo: 'inspections',
      index: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    {
      name: 'task',
      type: 'relationship',
      relationTo: 'tasks',
      index: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    {
      name: 'nonconformance',
      type: 'relationship',
      relationTo: 'nonconformances',
      index: true,
      access: writtenByServer,
      admin: { readOnly: true },
    },
    {
      name: 'takenAt',
      label: 'Taken, by the camera',
      type: 'date',
      access: writtenByServer,
      admin: { readOnly: true },
    },
    {
      name: 'part',
      type: 'relationship',
      relationTo: 'parts',
      index: true,
      filterOptions: readable('parts.read'),
    },
    {
      name: 'assembly',
      type: 'relationship',
      relationTo: 'assemblies',
      index: true,
      filterOptions: readable('assemblies.read'),
    },
    {
      name: 'draft',
      type: 'relationship',
      relationTo: 'order-drafts',
      index: true,
      filterOptions: ownRecords,
      admin: { allowCreate: false, allowEdit: false },
      access: { read: canTouch('orders.submit') },
    },
    {
      name: 'ofDraft',
      label: 'Of an unsent order',
      type: 'checkbox',
      required: true,
      defaultValue: false,
      access: writtenByServer,
      // the condition keeps GraphQL from demanding what the server writes
      admin: { readOnly: true, condition: (data) => data.ofDraft === true },
    },
    createdByField,
  ],
}
