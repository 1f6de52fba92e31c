import type { GlobalConfig } from 'payload'
import { guardSettings } from '../../hooks/configuration/guardSettings'
import { can } from '../../access/can'

/** Company-wide settings. Figures are whole inches where they are lengths. */
export const Settings: GlobalConfig = {
  slug: 'settings',
  lockDocuments: false,
  admin: { group: 'Configuration' },
  access: { read: can('settings.read'), update: can('configuration.manage') },
  hooks: { beforeChange: [guardSettings] },
  fields: [
    {
      name: 'companyName',
      type: 'text',
      required: true,
      defaultValue: 'Torvan Medical',
      maxLength: 120,
    },
    {
      name: 'timeZone',
      type: 'text',
      required: true,
      defaultValue: 'America/Toronto',
      admin: { description: 'Decides the year of document numbers and the day of dates.' },
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
    {
      name: 'basinWidthMargin',
      type: 'number',
      required: true,
      defaultValue: 0,
      min: 0,
      max: 60,
      admin: {
        description:
          'Inches to be kept free beside the basins: warning W1 is given when the basins and this margin exceed the length of the sink.',
      },
    },
  ],
}
