import type { CollectionConfig } from 'payload'
import { can, canTouch, nobody } from '../../access/can'
import { codes, roleWords } from '../shared'

/** An electronic signature (handbook 15): who, as printed, what it means, when, and over which content. */
export const Signatures: CollectionConfig = {
  slug: 'signatures',
  admin: {
    group: 'Production',
    useAsTitle: 'printedName',
    defaultColumns: ['signedAt', 'printedName', 'role', 'meaning', 'resource'],
  },
  defaultSort: '-signedAt',
  access: { create: nobody, read: can('history.read'), update: nobody, delete: nobody },
  fields: [
    { name: 'signer', type: 'relationship', relationTo: 'users', required: true, index: true },
    { name: 'printedName', type: 'text', required: true },
    { name: 'role', type: 'text', required: true, admin: { components: roleWords } },
    {
      name: 'meaning',
      type: 'select',
      required: true,
      options: codes({
        REVIEW: 'Review',
        APPROVAL: 'Approval',
        REJECTION: 'Rejection',
        RESPONSIBILITY: 'Responsibility',
        AUTHORSHIP: 'Authorship',
      }),
    },
    {
      name: 'resource',
      label: 'Kind of record',
      type: 'text',
      required: true,
      admin: {
        components: {
          Cell: '/src/views/history/cells#ResourceCell',
          Field: '/src/views/panel/formFields#ResourceField',
        },
      },
    },
    { name: 'resourceId', label: 'Record id', type: 'text', required: true, index: true },
    { name: 'build', type: 'relationship', relationTo: 'builds', index: true },
    { name: 'note', type: 'textarea', access: { read: canTouch('signatures.note') } },
    { name: 'contentHash', type: 'text', required: true },
    // covers the other fields; signatures of before it was kept have none
    { name: 'factsHash', type: 'text' },
    { name: 'timeZone', type: 'text', required: true },
    {
      name: 'signedAt',
      type: 'date',
      required: true,
      admin: { components: { Cell: '/src/views/history/cells#MomentCell' } },
    },
  ],
}
