import type { CollectionConfig, Endpoint } from 'payload'
import { bomEndpoints } from './boms'
import { buildEndpoints } from './builds'
import { compareEndpoints, itemEndpoints, structureEndpoints } from './catalogue'
import { catalogueExportEndpoints, catalogueImportEndpoints } from './catalogueImports'
import { familyEndpoints, releaseEndpoints, workflowEndpoints } from './configuration'
import { configuratorEndpoints } from './configurator'
import { documentEndpoints } from './documents'
import { auditEndpoints, historyEndpoints } from './history'
import { inspectionEndpoints, nonconformanceEndpoints } from './inspections'
import { instructionEndpoints } from './instructions'
import { labelEndpoints } from './labels'
import { operationEndpoints } from './operation'
import { orderEndpoints } from './orders'
import { recordEndpoints, shipmentEndpoints, signatureEndpoints } from './records'
import { taskEndpoints, timeEndpoints } from './tasks'
import { trialEndpoints } from './trials'

/** Commands and queries by the collection whose path they extend (trap 44). */
const BY_COLLECTION: Readonly<Record<string, readonly Omit<Endpoint, 'root'>[]>> = {
  'audit-events': auditEndpoints,
  assemblies: [
    ...labelEndpoints('assemblies'),
    ...itemEndpoints('assemblies'),
    ...structureEndpoints,
  ],
  boms: bomEndpoints,
  builds: [...buildEndpoints, ...recordEndpoints, ...labelEndpoints('builds')],
  'catalogue-imports': catalogueImportEndpoints,
  'configuration-releases': releaseEndpoints,
  documents: documentEndpoints,
  inspections: inspectionEndpoints,
  nonconformances: nonconformanceEndpoints,
  orders: orderEndpoints,
  parts: [...labelEndpoints('parts'), ...itemEndpoints('parts')],
  'product-families': [...familyEndpoints, ...trialEndpoints],
  shipments: shipmentEndpoints,
  signatures: signatureEndpoints,
  tasks: taskEndpoints,
  'time-entries': timeEndpoints,
  'work-instructions': instructionEndpoints,
  workflows: workflowEndpoints,
}

export const rootEndpoints: Endpoint[] = [
  ...catalogueExportEndpoints,
  ...compareEndpoints,
  ...configuratorEndpoints,
  ...historyEndpoints,
  ...operationEndpoints,
]

/** Hangs the commands on their collections; those of the collection itself stay. */
export const withEndpoints = (collection: CollectionConfig): CollectionConfig => {
  const own = BY_COLLECTION[collection.slug]
  if (!own) return collection
  return { ...collection, endpoints: [...(collection.endpoints || []), ...own] }
}
