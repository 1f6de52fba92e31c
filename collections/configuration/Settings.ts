import type { GlobalConfig } from 'payload'
import { guardSettings } from '../../hooks/configuration/guardSettings'
import { can } from '../../access/can'
import { revField } from '../shared'
import { RETENTION_YEARS } from '../../src/domain/audit'
import {
  ADDRESS_LENGTH,
  PHOTO_MEGABYTES_AT_MOST,
  PHOTO_SIDE_AT_MOST,
  SHIPPED_PREFIXES,
} from '../../src/domain/settings'

/** Company-wide settings. Figures are whole inches where they are lengths. What they accept is judged by the guard. */
export const Settings: GlobalConfig = {
  slug: 'settings',
  lockDocuments: false,
  admin: {
    group: 'Configuration',
    description:
      'What holds for the whole company. Every change is in the audit log with what stood there before, and acts at once; records that exist keep what they were given.',
    components: {
      elements: { beforeDocumentControls: ['/src/views/settings/SettingsLog#SettingsLog'] },
    },
  },
  access: { read: can('settings.read'), update: can('configuration.manage') },
  hooks: { beforeChange: [guardSettings] },
  fields: [
    revField,
    {
      type: 'tabs',
      tabs: [
        {
          label: 'Company',
          description: 'Who we are, as it stands on every printed document.',
          fields: [
            {
              name: 'companyName',
              type: 'text',
              required: true,
              defaultValue: 'Torvan Medical',
              maxLength: 120,
              admin: { description: 'In the heading of every printed document and label.' },
            },
            {
              name: 'companyAddress',
              type: 'textarea',
              label: 'Address',
              maxLength: ADDRESS_LENGTH,
              admin: {
                rows: 3,
                description:
                  'At most 4 lines of 60 characters. Beside the name on printed documents.',
              },
            },
            {
              type: 'row',
              fields: [
                {
                  name: 'companyPhone',
                  type: 'text',
                  label: 'Phone',
                  maxLength: 40,
                  admin: { description: 'Beside the address on printed documents.' },
                },
                {
                  name: 'companyEmail',
                  type: 'text',
                  label: 'E-mail',
                  maxLength: 200,
                  admin: { description: 'Beside the address on printed documents.' },
                },
              ],
            },
            {
              type: 'row',
              fields: [
                {
                  name: 'timeZone',
                  type: 'text',
                  required: true,
                  defaultValue: 'America/Toronto',
                  admin: {
                    description:
                      'A name such as America/Toronto. Decides the year of document numbers, the day of dates, and the times that are shown and printed.',
                  },
                },
                {
                  name: 'currency',
                  type: 'text',
                  required: true,
                  defaultValue: 'CAD',
                  minLength: 3,
                  maxLength: 3,
                  admin: { description: 'ISO 4217 code. Fixed once a cost has been entered.' },
                },
              ],
            },
          ],
        },
        {
          label: 'Numbering',
          description:
            'Documents are numbered per kind and year without gaps. A change acts on new documents only; the count goes on.',
          fields: [
            {
              type: 'row',
              fields: [
                {
                  name: 'orderPrefix',
                  type: 'text',
                  label: 'Prefix of orders',
                  required: true,
                  defaultValue: SHIPPED_PREFIXES.TOR,
                  maxLength: 8,
                  admin: {
                    description: '1 to 8 capitals and digits, such as TOR for TOR-2026-0001.',
                  },
                },
                {
                  name: 'nonconformancePrefix',
                  type: 'text',
                  label: 'Prefix of nonconformances',
                  required: true,
                  defaultValue: SHIPPED_PREFIXES.NC,
                  maxLength: 8,
                  admin: {
                    description: '1 to 8 capitals and digits, unlike that of any other document.',
                  },
                },
                {
                  name: 'numberDigits',
                  type: 'number',
                  label: 'Digits at least',
                  required: true,
                  defaultValue: 4,
                  min: 4,
                  max: 8,
                  admin: {
                    step: 1,
                    description:
                      '4 to 8. A year with more documents than fit takes a digit more by itself.',
                  },
                },
              ],
            },
            {
              name: 'numberSample',
              type: 'ui',
              admin: { components: { Field: '/src/views/settings/NumberSample#NumberSample' } },
            },
            {
              name: 'customNumbers',
              type: 'json',
              label: 'Parts made to measure',
              admin: {
                description:
                  'How new sizes are numbered. A size that has a part keeps its number. Empty: as the published family says.',
                components: { Field: '/src/views/settings/CustomNumbersField#CustomNumbersField' },
              },
              jsonSchema: {
                uri: 'a://torvan/custom-numbers.json',
                fileMatch: ['a://torvan/custom-numbers.json'],
                schema: { type: 'object', additionalProperties: { type: 'string' } },
              },
            },
          ],
        },
        {
          label: 'Warnings',
          description:
            'Warnings tell and are acknowledged; they never keep an order from being sent.',
          fields: [
            {
              name: 'basinWidthMargin',
              type: 'number',
              required: true,
              defaultValue: 0,
              min: 0,
              max: 60,
              admin: {
                description:
                  'Inches to be kept free beside the basins: warning W1 is given when the basins and this margin exceed the length of the sink. Figures of all other warnings belong to the family and are changed there.',
              },
            },
          ],
        },
        {
          label: 'Photos',
          description:
            'What a photo has to be that is added to a form, a task or a nonconformance. Which items ask for one is said in the checklist of the family.',
          fields: [
            {
              type: 'row',
              fields: [
                {
                  name: 'photoMegabytes',
                  type: 'number',
                  label: 'Megabytes at most',
                  required: true,
                  defaultValue: PHOTO_MEGABYTES_AT_MOST,
                  min: 1,
                  max: PHOTO_MEGABYTES_AT_MOST,
                  admin: {
                    step: 1,
                    description: '1 to 10. A larger file is refused with this figure.',
                  },
                },
                {
                  name: 'photoShortestSide',
                  type: 'number',
                  label: 'Pixels on the shorter side at least',
                  required: true,
                  defaultValue: 0,
                  min: 0,
                  max: PHOTO_SIDE_AT_MOST,
                  admin: {
                    step: 1,
                    description:
                      '0 accepts every picture. 600 is enough to read a label; phones take 3000 and more.',
                  },
                },
              ],
            },
          ],
        },
        {
          label: 'Retention',
          description:
            'How long the audit trail is kept before the worker drops it. It can be kept longer than the law asks, never shorter. Orders, builds, bills of materials, inspections and signatures are never dropped.',
          fields: [
            {
              type: 'row',
              fields: [
                {
                  name: 'auditYears',
                  type: 'number',
                  label: 'Years of changes, signatures and decisions',
                  required: true,
                  defaultValue: RETENTION_YEARS.AUDIT,
                  min: RETENTION_YEARS.AUDIT,
                  max: 50,
                  admin: { step: 1, description: 'At least 7, as quality records demand.' },
                },
                {
                  name: 'activityYears',
                  type: 'number',
                  label: 'Years of sign-ins, views and exports',
                  required: true,
                  defaultValue: RETENTION_YEARS.ACTIVITY,
                  min: RETENTION_YEARS.ACTIVITY,
                  max: 50,
                  admin: { step: 1, description: 'At least 2.' },
                },
              ],
            },
          ],
        },
      ],
    },
  ],
}
