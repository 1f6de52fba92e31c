import type { DocumentTabCondition } from 'payload'
import { may } from '../../access/can'

/** Shown to whoever may see what things are made of. */
const condition: DocumentTabCondition = ({ req }) => may(req, 'structure.read')

/** What an assembly is made of, at every level. */
export const structureTab = {
  Component: '/src/views/catalogue/StructureView#StructureView',
  path: '/structure' as const,
  tab: { label: 'Structure', href: '/structure' as const, condition },
}

/** Everything that an item is part of. */
export const whereUsedTab = {
  Component: '/src/views/catalogue/WhereUsedView#WhereUsedView',
  path: '/where-used' as const,
  tab: { label: 'Where used', href: '/where-used' as const, condition },
}
