/**
 * The catalogue as an import sees it: only the fields that a delivery can carry, items named by part
 * number. The same shapes describe what the database holds, what the files say and what is to be
 * written, so that "did it change?" is a comparison of two equal things.
 */
export const ASSEMBLY_TYPES = ['SIMPLE', 'COMPLEX', 'SERVICE_PART', 'KIT'] as const
export const IMPORTED_PART_KINDS = ['COMPONENT', 'MATERIAL'] as const

export type AssemblyType = (typeof ASSEMBLY_TYPES)[number]
export type PartKind = (typeof IMPORTED_PART_KINDS)[number] | 'CUSTOM'

export type CataloguePart = {
  partNumber: string
  name: string
  manufacturer: string | null
  manufacturerPartNumber: string | null
  kind: PartKind
  isActive: boolean
}

/** The record that a component id was resolved to. */
export type ItemRef = { readonly kind: 'ASSEMBLY' | 'PART'; readonly partNumber: string }

export type CatalogueComponent = {
  /** The id as delivered. */
  askedId: string
  quantity: number
  note: string | null
  /** Null while the id is in no catalogue. */
  child: ItemRef | null
}

export type CatalogueAssembly = {
  partNumber: string
  name: string
  type: AssemblyType
  /** Code of the own subcategory. */
  category: string | null
  canOrder: boolean
  isKit: boolean
  isActive: boolean
  /** In catalogue order. */
  components: readonly CatalogueComponent[]
}

export type CatalogueCategory = {
  code: string
  name: string
  description: string | null
  /** Code of the category above. */
  parent: string | null
  sortOrder: number
  /** Part numbers of the assemblies it lists, in order. */
  references: readonly string[]
}

export type Catalogue = {
  categories: ReadonlyMap<string, CatalogueCategory>
  assemblies: ReadonlyMap<string, CatalogueAssembly>
  parts: ReadonlyMap<string, CataloguePart>
}

export const EMPTY_CATALOGUE: Catalogue = {
  categories: new Map(),
  assemblies: new Map(),
  parts: new Map(),
}
