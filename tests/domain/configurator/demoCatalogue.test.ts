import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lookupFrom } from '../../../src/domain/catalog/lookup'
import { referenceProblems } from '../../../src/domain/configurator/lint/references'
import { verifyFamily } from '../../../src/domain/configurator/verify/verifyFamily'
import { resolveItem } from '../../../src/domain/catalog/lookup'
import { MDRD } from '../../../src/shipped/mdrd'

const status = z.string()
const assembliesFile = z.object({
  assemblies: z.record(
    z.string(),
    z.object({
      name: z.string(),
      status,
      components: z.array(z.object({ part_id: z.string(), quantity: z.number() })),
    }),
  ),
})
const partsFile = z.object({ parts: z.record(z.string(), z.object({ name: z.string(), status })) })
const categoriesFile = z.object({
  categories: z.record(
    z.string(),
    z.object({
      subcategories: z.record(z.string(), z.object({ assembly_refs: z.array(z.string()) })),
    }),
  ),
})

const folder = new URL('../../../scripts/demo/catalog/', import.meta.url)
const read = (file: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(file, folder)), 'utf8'))

function demoCatalogue() {
  const { assemblies } = assembliesFile.parse(read('assemblies.json'))
  const { parts } = partsFile.parse(read('parts.json'))
  const record = (
    partNumber: string,
    { name, status: state }: { name: string; status: string },
  ) => ({
    id: partNumber,
    partNumber,
    name,
    cost: null,
    isActive: state === 'ACTIVE',
  })
  return lookupFrom(
    Object.entries(parts).map(([id, part]) => record(id, part)),
    Object.entries(assemblies).map(([id, assembly]) => ({
      ...record(id, assembly),
      components: assembly.components.map(({ part_id, quantity }) => ({
        askedId: part_id,
        quantity,
        note: null,
      })),
    })),
  )
}

function offeredAccessories(): string[] {
  const { categories } = categoriesFile.parse(read('categories.json'))
  const { excludedSubcategories, hidden } = MDRD.accessories
  return MDRD.accessories.categories
    .flatMap((code) => Object.entries(categories[code]?.subcategories ?? {}))
    .filter(([code]) => !excludedSubcategories.includes(code))
    .flatMap(([, { assembly_refs }]) => assembly_refs)
    .filter((id) => !hidden.includes(id))
}

describe('MDRD on the demo catalogue', () => {
  const lookup = demoCatalogue()
  const accessories = offeredAccessories()

  it('every combination is a complete bill or a named refusal', { timeout: 60_000 }, () => {
    const report = verifyFamily(MDRD, lookup, { accessories })
    expect(report.failures).toEqual([])
    const complete = BigInt(report.complete ?? 0)
    expect(complete + BigInt(report.refused)).toBe(BigInt(report.combinations))
    expect(complete).toBeGreaterThan(10n ** 20n)
    expect(accessories.length).toBeGreaterThan(60)
  })

  it(
    'on a catalogue without any item, what is missing is named by item',
    { timeout: 60_000 },
    () => {
      const { failures, complete } = verifyFamily(MDRD, lookupFrom([], []))
      expect(failures.length).toBeGreaterThan(50)
      expect(failures.map(({ item }) => item)).toContain('T2-STD-MANUAL-EN-KIT')
      expect(complete).toBeNull()
    },
  )

  it('knows every id that is written out, but for loose pieces of the packing list', () => {
    const gaps = referenceProblems(
      MDRD,
      (kind, id) => kind !== 'ITEM' || resolveItem(lookup, id) !== undefined,
    )
    expect(gaps.filter(({ where }) => !where.startsWith('checklist PK'))).toEqual([])
  })

  it('keeps every branch of the pegboard rule alive', () => {
    const ids = ['4836', '6036', '7236', '8436', '9636', '10836', '12036']
    const has = (id: string) => lookup.assembly(id) !== undefined
    expect(ids.some((size) => has(`T2-ADW-PB-${size}-GREEN-PERF-KIT`))).toBe(true)
    expect(ids.some((size) => has(`T2-ADW-PB-${size}-PERF-KIT`))).toBe(true)
    expect(ids.some((size) => !has(`T2-ADW-PB-${size}-PERF-KIT`))).toBe(true)
  })
})
