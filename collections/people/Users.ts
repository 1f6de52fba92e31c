import type { CollectionConfig } from 'payload'
import { can, canTouch, may, noField, nobody } from '../../access/can'
import { guardAccount } from '../../hooks/people/guardAccount'
import { guardOwnAccount } from '../../hooks/people/guardOwnAccount'
import { guardOwnPassword } from '../../hooks/people/guardOwnPassword'
import { guardPassword } from '../../hooks/people/guardPassword'
import { guardSignIn } from '../../hooks/people/guardSignIn'
import { refreshWithinLimit } from '../../hooks/people/refreshWithinLimit'
import { stampAccount } from '../../hooks/people/stampAccount'
import { stampMachinePassword } from '../../hooks/people/stampMachinePassword'
import { ACCOUNT_KIND_LABELS, LOCK, SESSION } from '../../src/domain/people/account'
import { ROLE_LABELS } from '../../src/domain/roles'
import { closedDoors, forgotPassword } from '../../src/endpoints/session'
import { resetMail } from '../../hooks/people/resetMail'
import { isHttps } from '../../src/serverAddress'
import { codes, writtenByServer } from '../shared'

const managed = { update: canTouch('users.manage') }
const secret = { create: noField, read: noField, update: noField }

export const Users: CollectionConfig = {
  slug: 'users',
  labels: { singular: 'User', plural: 'Users' },
  admin: {
    group: 'People',
    useAsTitle: 'fullName',
    defaultColumns: ['fullName', 'email', 'role', 'isActive', 'lockUntil'],
    listSearchableFields: ['fullName', 'initials'],
    pagination: { defaultLimit: 25, limits: [10, 25, 50] },
    description:
      'Accounts are opened and closed here. A closed account stays in the records and loses access ' +
      'at once. "Force Unlock" lets in again who was locked out by five wrong passwords.',
  },
  defaultSort: 'fullName',
  auth: {
    tokenExpiration: SESSION.idleMinutes * 60,
    maxLoginAttempts: LOCK.failures,
    lockTime: LOCK.minutes * 60_000,
    useAPIKey: true,
    cookies: { sameSite: 'Lax', secure: isHttps(process.env) },
    forgotPassword: resetMail,
  },
  access: {
    admin: ({ req }) => may(req, 'panel.enter'),
    create: can('users.manage'),
    read: can('users.read'),
    update: can('users.update'),
    delete: nobody,
    unlock: ({ req }) => may(req, 'users.unlock'),
  },
  hooks: {
    beforeOperation: [guardSignIn, guardOwnAccount, stampMachinePassword, guardPassword],
    beforeValidate: [stampAccount],
    beforeChange: [guardOwnPassword, guardAccount],
    refresh: [refreshWithinLimit],
  },
  endpoints: [...closedDoors, forgotPassword],
  fields: [
    {
      name: 'email',
      type: 'email',
      required: true,
      unique: true,
      access: { read: canTouch('users.private'), ...managed },
    },
    {
      type: 'row',
      fields: [
        { name: 'firstName', type: 'text', required: true, maxLength: 60, access: managed },
        { name: 'lastName', type: 'text', required: true, maxLength: 60, access: managed },
        {
          name: 'initials',
          type: 'text',
          required: true,
          maxLength: 5,
          custom: { filled: true },
          access: managed,
          admin: { width: '25%', description: 'Printed beside signatures.' },
        },
      ],
    },
    {
      name: 'fullName',
      type: 'text',
      label: 'Name',
      index: true,
      access: writtenByServer,
      admin: { readOnly: true, hidden: true },
    },
    {
      name: 'role',
      type: 'select',
      required: true,
      options: codes(ROLE_LABELS),
      saveToJWT: true,
      access: managed,
      admin: {
        isClearable: false,
        description: 'Exactly one. A change ends the sessions of this person at once.',
      },
    },
    {
      name: 'kind',
      type: 'select',
      required: true,
      defaultValue: 'HUMAN',
      options: codes(ACCOUNT_KIND_LABELS),
      access: { read: canTouch('users.private'), ...managed },
      admin: {
        position: 'sidebar',
        isClearable: false,
        description:
          'People sign in with a password and may sign records. Machines carry an API key and can do neither.',
      },
    },
    {
      name: 'isActive',
      type: 'checkbox',
      label: 'Active',
      defaultValue: true,
      index: true,
      // not `required`: the form would ask for a tick where a closed account has none
      validate: (value: unknown) =>
        typeof value === 'boolean' || 'Say whether the account is active: true or false.',
      access: { read: canTouch('users.private'), ...managed },
      admin: {
        position: 'sidebar',
        components: { Cell: '/src/views/panel/cells#YesNoCell' },
        description:
          'Clear this to close the account: sessions and API key end at once, the history stays.',
      },
    },
    {
      name: 'lockUntil',
      type: 'date',
      label: 'Locked until',
      hidden: false,
      access: { ...writtenByServer, read: canTouch('users.manage') },
      admin: { readOnly: true, position: 'sidebar', date: { pickerAppearance: 'dayAndTime' } },
    },
    {
      name: 'apiKey',
      type: 'text',
      label: 'API key (machine accounts only, shown once)',
      access: { create: canTouch('users.manage'), read: noField, ...managed },
      admin: { condition: (data) => data.kind === 'MACHINE' },
    },
    {
      name: 'enableAPIKey',
      type: 'checkbox',
      access: { create: canTouch('users.manage'), read: canTouch('users.manage'), ...managed },
    },
    { name: 'sessions', type: 'array', access: secret, fields: [] },
  ],
}
