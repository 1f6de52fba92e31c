import type { CatalogLookup } from '../../../src/domain/catalog/lookup'
import { lookupFrom } from '../../../src/domain/catalog/lookup'
import {
  deriveBom,
  type DerivedBom,
  type DeriveInput,
} from '../../../src/domain/configurator/derive'
import type { Decision } from '../../../src/domain/refusal'
import { MDRD } from '../../../src/shipped/mdrd'

/** Builders for MDRD tests: each test states only what it is about. */

export const basin = (over: Record<string, unknown> = {}) => ({
  type: 'E_SINK',
  size: '24X20X8',
  ...over,
})

/** A one-basin sink that the rules accept. */
export const sink = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  sinkModel: 'T2-B1',
  width: 30,
  length: 60,
  legsType: 'HEIGHT_ADJUSTABLE',
  legsModel: 'DL27',
  feet: 'CASTERS',
  workflowDirection: 'LEFT_TO_RIGHT',
  pegboard: false,
  basins: [basin()],
  ...over,
})

/** A sink whose model follows from the basins given. */
export const sinkWith = (
  basins: Record<string, unknown>[],
  over: Record<string, unknown> = {},
): Record<string, unknown> => sink({ sinkModel: `T2-B${basins.length}`, basins, ...over })

export const withPegboard = (over: Record<string, unknown> = {}) => ({
  pegboard: true,
  pegboardType: 'PERFORATED',
  pegboardSize: 'SAME_AS_SINK',
  ...over,
})

type Contents = Record<string, readonly string[]>

/** A catalogue of assemblies with these children; children that are no assembly are parts. */
export function catalogue(contents: Contents, extraParts: readonly string[] = []): CatalogLookup {
  const record = (partNumber: string) => ({
    id: `id:${partNumber}`,
    partNumber,
    name: `Name of ${partNumber}`,
    cost: null,
    isActive: true,
  })
  const assemblies = Object.entries(contents).map(([partNumber, children]) => ({
    ...record(partNumber),
    components: children.map((askedId) => ({ askedId, quantity: 1, note: null })),
  }))
  const parts = new Set([...Object.values(contents).flat(), ...extraParts])
  return lookupFrom([...parts].filter((id) => !Object.hasOwn(contents, id)).map(record), assemblies)
}

/** Every id is a part: for tests about the top lines alone. */
export const ANY_ID: CatalogLookup = {
  assembly: () => undefined,
  part: (partNumber) => ({
    id: `id:${partNumber}`,
    partNumber,
    name: `Name of ${partNumber}`,
    cost: null,
    isActive: true,
  }),
}

export const derive = (
  configuration: unknown,
  over: Partial<DeriveInput> = {},
): Decision<DerivedBom> =>
  deriveBom({ content: MDRD, configuration, language: 'EN', lookup: ANY_ID, ...over })

/** The bill of a configuration that must be accepted. */
export function bomOf(configuration: unknown, over: Partial<DeriveInput> = {}): DerivedBom {
  const decision = derive(configuration, over)
  if (!decision.ok) throw new Error(JSON.stringify(decision.refusals, null, 2))
  return decision.value
}

/** Top lines as `id × quantity`, in display order. */
export const topLines = (configuration: unknown, over: Partial<DeriveInput> = {}): string[] =>
  bomOf(configuration, over)
    .lines.filter(({ level }) => level === 1)
    .map(({ partNumber, quantity }) => `${partNumber} × ${quantity}`)

/** What a refused configuration is told: `code field`. */
export function refusalsOf(configuration: unknown, over: Partial<DeriveInput> = {}): string[] {
  const decision = derive(configuration, over)
  return decision.ok
    ? []
    : decision.refusals.map(({ code, field }) => `${code} ${field ?? ''}`.trim())
}
