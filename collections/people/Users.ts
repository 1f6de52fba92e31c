import type { CollectionConfig } from 'payload'
import { can, canTouch, may, nobody } from '../../access/can'
import { ROLE_LABELS } from '../../src/domain/roles'
import { codes } from '../shared'

export const Users: CollectionConfig = {
  slug: 'users',
  labels: { singular: 'User', plural: 'Users' },
  admin: {
    group: 'People',
    useAsTitle: 'fullName',
    defaultColumns: ['fullName', 'email', 'role', 'isActive'],
  },
  auth: { tokenExpiration: 30 * 60, maxLoginAttempts: 5, lockTime: 30 * 60 * 1000 },
  access: {
    admin: ({ req }) => may(req, 'panel.enter'),
    create: can('users.manage'),
    read: can('users.read'),
    update: can('users.update'),
    delete: nobody,
    unlock: ({ req }) => may(req, 'users.unlock'),
  },
  fields: [
    {
      name: 'email',
      type: 'email',
      required: true,
      unique: true,
      access: { read: canTouch('users.private'), update: canTouch('users.manage') },
    },
    {
      name: 'firstName',
      type: 'text',
      required: true,
      maxLength: 60,
      access: { update: canTouch('users.manage') },
    },
    {
      name: 'lastName',
      type: 'text',
      required: true,
      maxLength: 60,
      access: { update: canTouch('users.manage') },
    },
    {
      name: 'initials',
      type: 'text',
      required: true,
      maxLength: 5,
      access: { update: canTouch('users.manage') },
    },
    {
      name: 'fullName',
      type: 'text',
      admin: { readOnly: true, hidden: true },
      access: { create: () => false, update: () => false },
    },
    {
      name: 'role',
      type: 'select',
      required: true,
      options: codes(ROLE_LABELS),
      saveToJWT: true,
      access: { update: canTouch('users.manage') },
    },
    {
      name: 'isActive',
      type: 'checkbox',
      defaultValue: true,
      index: true,
      access: { read: canTouch('users.private'), update: canTouch('users.manage') },
    },
  ],
}
