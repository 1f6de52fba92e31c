import type { DocumentTabCondition } from 'payload'
import { may } from '../../access/can'
import type { Capability } from '../../access/matrix'

/** Shown to whoever may see it. */
const toReaders =
  (capability: Capability): DocumentTabCondition =>
  ({ req }) =>
    may(req, capability)

/** What an assembly is made of, at every level. */
export const structureTab = {
  Component: '/src/views/catalogue/StructureView#StructureView',
  path: '/structure' as const,
  tab: {
    label: 'Structure',
    href: '/structure' as const,
    condition: toReaders('structure.read'),
  },
}

/** Everything that an item is part of. */
export const whereUsedTab = {
  Component: '/src/views/catalogue/WhereUsedView#WhereUsedView',
  path: '/where-used' as const,
  tab: {
    label: 'Where used',
    href: '/where-used' as const,
    condition: toReaders('whereUsed.read'),
  },
}
