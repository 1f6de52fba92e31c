import type { CollectionConfig } from 'payload'
import { can, canTouch, nobody } from '../../access/can'
import { codes } from '../shared'

/** An immutable, content-hashed release of a family or a workflow. Orders and builds pin these. */
export const ConfigurationReleases: CollectionConfig = {
  slug: 'configuration-releases',
  // its content is some hundred kilobytes: whoever points at a release does not carry it along
  defaultPopulate: { title: true, kind: true, code: true, version: true, sha256: true },
  admin: {
    group: 'Configuration',
    useAsTitle: 'title',
    defaultColumns: ['title', 'kind', 'version', 'publishedBy', 'createdAt'],
  },
  access: { create: nobody, read: can('releases.read'), update: nobody, delete: nobody },
  fields: [
    { name: 'title', type: 'text', required: true },
    {
      name: 'kind',
      type: 'select',
      required: true,
      options: codes({ FAMILY: 'Family', WORKFLOW: 'Workflow' }),
    },
    { name: 'code', type: 'text', required: true, index: true },
    { name: 'version', type: 'number', required: true },
    {
      name: 'content',
      type: 'json',
      required: true,
      access: { read: canTouch('configuration.read') },
      admin: { components: { Field: '/src/views/configuration/ContentField#ContentField' } },
    },
    { name: 'sha256', type: 'text', required: true },
    { name: 'reason', type: 'textarea', required: true },
    { name: 'publishedBy', type: 'relationship', relationTo: 'users' },
    {
      name: 'signed',
      type: 'ui',
      admin: {
        components: { Field: '/src/views/configuration/ReleaseSigned#ReleaseSignedField' },
      },
    },
  ],
  indexes: [{ fields: ['kind', 'code', 'version'], unique: true }],
}
