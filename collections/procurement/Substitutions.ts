import type { CollectionConfig } from 'payload'
import { can, nobody, readable } from '../../access/can'
import { guardSubstitution } from '../../hooks/procurement/guardSubstitution'
import { stampAuthor } from '../../hooks/shared'
import { SUBSTITUTION_SCOPES } from '../../src/domain/boms/substitution'
import { codes, createdByField, dayField, historyTab, revField, writtenByServer } from '../shared'

/**
 * Another item in place of the one that bills of materials ask for (handbook 10). It acts when a bill is
 * generated; versions that exist stay as they are.
 */
export const Substitutions: CollectionConfig = {
  slug: 'substitutions',
  admin: {
    group: 'Procurement',
    useAsTitle: 'title',
    description:
      'Applied when a bill of materials is generated; the new version needs the usual approval. Where several apply, one for the build comes before one for its family, and that before one for all.',
    defaultColumns: ['askedId', 'substituteId', 'scope', 'expiresOn', 'isActive', 'createdBy'],
    listSearchableFields: ['askedId', 'substituteId', 'reason'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
    components: { views: { edit: { history: historyTab } } },
  },
  defaultSort: '-createdAt',
  access: {
    create: can('substitutions.manage'),
    read: can('substitutions.read'),
    update: can('substitutions.manage'),
    delete: nobody,
  },
  hooks: { beforeChange: [stampAuthor, guardSubstitution] },
  fields: [
    { name: 'title', type: 'text', access: writtenByServer, admin: { hidden: true } },
    {
      name: 'askedId',
      label: 'Item asked for',
      type: 'text',
      required: true,
      maxLength: 120,
      index: true,
      admin: {
        description: 'The number as it stands on bills of materials.',
        components: { Field: '/src/views/catalogue/ItemNumberField#AskedNumberField' },
      },
    },
    {
      name: 'substituteId',
      label: 'Substitute',
      type: 'text',
      required: true,
      maxLength: 120,
      index: true,
      admin: {
        description:
          'Number of the part or assembly to take. One that the catalogue does not hold blocks the approval.',
        components: { Field: '/src/views/catalogue/ItemNumberField#SubstituteNumberField' },
      },
    },
    {
      name: 'scope',
      type: 'select',
      required: true,
      defaultValue: 'BUILD',
      options: codes(SUBSTITUTION_SCOPES),
      admin: { components: { Cell: '/src/views/panel/cells#ScopeCell' } },
    },
    {
      name: 'family',
      label: 'Code of the family',
      type: 'text',
      maxLength: 60,
      admin: { condition: (data) => data.scope === 'FAMILY' },
    },
    {
      name: 'build',
      type: 'relationship',
      relationTo: 'builds',
      index: true,
      filterOptions: readable('builds.read'),
      admin: { condition: (data) => data.scope === 'BUILD' },
    },
    {
      name: 'reason',
      type: 'textarea',
      required: true,
      minLength: 10,
      maxLength: 1000,
      admin: { description: '10 to 1000 characters. It is printed on every line it changes.' },
    },
    dayField({
      name: 'expiresOn',
      label: 'Valid through',
      admin: {
        description: 'The last day. Without a date it applies until it is switched off.',
        components: { Cell: '/src/views/panel/cells#LastDayCell' },
      },
    }),
    {
      name: 'isActive',
      label: 'In force',
      type: 'checkbox',
      required: true,
      defaultValue: true,
      admin: { components: { Cell: '/src/views/panel/cells#YesNoCell' } },
    },
    createdByField,
    revField,
  ],
}
