/** One component row of an assembly, in catalogue order. `askedId` is the id as delivered. */
export type CatalogComponent = {
  askedId: string
  quantity: number
  note: string | null
  /**
   * Present where an assembly answers the id, but the link to it would close a circle: it is kept pointing
   * at the part of that id, or was left unknown (handbook 7).
   */
  kept?: 'PART' | 'UNKNOWN' | null
}

/** `cost` in integer minor units of the company currency; null while unknown. */
export type CatalogAssembly = {
  id: string
  partNumber: string
  name: string
  cost: number | null
  isActive: boolean
  /** Number of what to use instead, while it is retired and that is known. */
  successor?: string
  components: readonly CatalogComponent[]
}

export type CatalogPart = {
  id: string
  partNumber: string
  name: string
  cost: number | null
  isActive: boolean
  /** Number of what to use instead, while it is retired and that is known. */
  successor?: string
}

/** What to use instead of a retired item, as the end of a sentence; empty when nobody named it. */
export const insteadOf = ({ successor }: { successor?: string }): string =>
  successor === undefined ? '' : `; its successor is ${successor}`

/** Parts and assemblies are two name spaces: one id may exist in both (domain handbook 7). */
export interface CatalogLookup {
  assembly(partNumber: string): CatalogAssembly | undefined
  part(partNumber: string): CatalogPart | undefined
}

export type ResolvedItem<Assembly = CatalogAssembly, Part = CatalogPart> =
  { kind: 'ASSEMBLY'; item: Assembly } | { kind: 'PART'; item: Part }

/** Prefix under which a delivery may file an assembly whose id is also a part (handbook 6.6). */
export const ASSEMBLY_PREFIX = 'ASSY-'

/**
 * The one resolution rule: assembly of that id, else assembly `ASSY-` + id, else part, else nothing.
 * Used for rule items, alternatives, components, the import and the panel alike (handbook 6.6).
 */
export function resolveItem<Assembly, Part>(
  lookup: {
    assembly(partNumber: string): Assembly | undefined
    part(partNumber: string): Part | undefined
  },
  askedId: string,
): ResolvedItem<Assembly, Part> | undefined {
  const assembly = lookup.assembly(askedId) ?? lookup.assembly(ASSEMBLY_PREFIX + askedId)
  if (assembly) return { kind: 'ASSEMBLY', item: assembly }

  const part = lookup.part(askedId)
  return part && { kind: 'PART', item: part }
}

/** A lookup over lists held in memory: what services load, what tests and verification use. */
export function lookupFrom(
  parts: Iterable<CatalogPart>,
  assemblies: Iterable<CatalogAssembly>,
): CatalogLookup {
  const partByNumber = new Map<string, CatalogPart>()
  const assemblyByNumber = new Map<string, CatalogAssembly>()
  for (const part of parts) partByNumber.set(part.partNumber, part)
  for (const assembly of assemblies) assemblyByNumber.set(assembly.partNumber, assembly)
  return {
    assembly: (partNumber) => assemblyByNumber.get(partNumber),
    part: (partNumber) => partByNumber.get(partNumber),
  }
}
