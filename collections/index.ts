import type { CollectionConfig } from 'payload'
import { Assemblies } from './catalog/Assemblies'
import { AssemblyComponents } from './catalog/AssemblyComponents'
import { CatalogueImports } from './catalog/CatalogueImports'
import { Categories } from './catalog/Categories'
import { CategoryListings } from './catalog/CategoryListings'
import { CategoryReferences } from './catalog/CategoryReferences'
import { ItemUses } from './catalog/ItemUses'
import { Parts } from './catalog/Parts'
import { ConfigurationReleases } from './configuration/ConfigurationReleases'
import { ProductFamilies } from './configuration/ProductFamilies'
import { ReleaseChecks } from './configuration/ReleaseChecks'
import { Workflows } from './configuration/Workflows'
import { StockMovements } from './inventory/StockMovements'
import { Builds } from './orders/Builds'
import { OrderDrafts } from './orders/OrderDrafts'
import { Orders } from './orders/Orders'
import { Shipments } from './orders/Shipments'
import { StatusEvents } from './orders/StatusEvents'
import { Customers } from './people/Customers'
import { Users } from './people/Users'
import { Substitutions } from './procurement/Substitutions'
import { Suppliers } from './procurement/Suppliers'
import { BomLines } from './production/BomLines'
import { Boms } from './production/Boms'
import { Signatures } from './production/Signatures'
import { Tasks } from './production/Tasks'
import { TimeEntries } from './production/TimeEntries'
import { Tools } from './production/Tools'
import { TracedParts } from './production/TracedParts'
import { WorkInstructions } from './production/WorkInstructions'
import { Inspections } from './quality/Inspections'
import { NonconformanceComments } from './quality/NonconformanceComments'
import { Nonconformances } from './quality/Nonconformances'
import { AuditEvents } from './system/AuditEvents'
import { Documents } from './system/Documents'

/** Everything that is stored, in dependency order; folders are the menu groups. */
export const collections: CollectionConfig[] = [
  Orders,
  Builds,
  OrderDrafts,
  Shipments,
  StatusEvents,
  Boms,
  BomLines,
  Substitutions,
  Suppliers,
  Tasks,
  TimeEntries,
  TracedParts,
  WorkInstructions,
  Tools,
  Inspections,
  Nonconformances,
  NonconformanceComments,
  Signatures,
  Customers,
  Categories,
  Parts,
  Assemblies,
  AssemblyComponents,
  CategoryReferences,
  CategoryListings,
  ItemUses,
  CatalogueImports,
  StockMovements,
  ProductFamilies,
  Workflows,
  ConfigurationReleases,
  ReleaseChecks,
  Users,
  Documents,
  AuditEvents,
]
