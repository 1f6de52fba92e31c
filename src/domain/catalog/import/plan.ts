import { resolveItem } from '../lookup'
import type {
  Catalogue,
  CatalogueAssembly,
  CatalogueCategory,
  CatalogueComponent,
  CataloguePart,
} from './catalogue'
import {
  readDelivery,
  type DeliveredAssembly,
  type DeliveredCategory,
  type Delivery,
  type DeliveryTexts,
} from './delivery'
import { sameRef, settleComponents } from './links'
import { Findings, type ImportWarning, type RefusedRecord } from './report'
import { NOTHING_HELD, SEEN_RESOURCES, type HeldRecords, type SeenResource } from './seen'

export type ChangedRow<Row> = { before: Row; after: Row; fields: (keyof Row & string)[] }

/** What an import does to the rows of one kind. `absent` is known but not in this delivery: it stays. */
export type Changes<Row> = {
  added: Row[]
  changed: ChangedRow<Row>[]
  unchanged: Row[]
  absent: Row[]
}

export type ImportPlan = {
  categories: Changes<CatalogueCategory>
  assemblies: Changes<CatalogueAssembly>
  parts: Changes<CataloguePart>
  refused: readonly RefusedRecord[]
  warnings: readonly ImportWarning[]
}

/**
 * What an import would write, computed from the files and the catalogue as it stands; nothing is
 * written here. The files have passed `unreadableFilesOf`. Rules: handbook 6.6 and 7.
 *
 * @param held records of the files to refuse with the given reason
 */
export function planImport(
  texts: DeliveryTexts,
  current: Catalogue,
  held: HeldRecords = NOTHING_HELD,
): ImportPlan {
  const findings = new Findings()
  const delivery = readDelivery(texts, findings)
  for (const resource of SEEN_RESOURCES)
    for (const [record, reason] of held[resource]) {
      delivery[resource].delete(record)
      findings.refuse(`${resource}.json`, record, reason)
    }
  return planDelivery(delivery, current, findings)
}

/** The same for a delivery that was read already, in whatever form it came. */
export function planDelivery(
  delivery: Delivery,
  current: Catalogue,
  findings = new Findings(),
): ImportPlan {
  const merged = {
    parts: mergedParts(delivery, current, findings),
    categories: mergedCategories(delivery, current, findings),
    assemblies: new Map(current.assemblies),
  }
  mergeAssemblies(delivery, merged, findings)
  const lists = settleComponents(delivery, current, merged.parts, findings)
  for (const [partNumber, components] of lists) {
    const assembly = merged.assemblies.get(partNumber)
    if (assembly) merged.assemblies.set(partNumber, { ...assembly, components })
  }
  settleReferences(delivery, merged, findings)
  remarkOn(delivery, merged, findings)

  const namesIn = (resource: SeenResource): NamedIds => ({
    named: delivery.named[resource],
    refused: findings.refusedIn(`${resource}.json`),
  })
  return {
    categories: changesOf(current.categories, merged.categories, namesIn('categories'), {
      references: sameTexts,
    }),
    assemblies: changesOf(current.assemblies, merged.assemblies, namesIn('assemblies'), {
      components: sameComponents,
    }),
    parts: changesOf(current.parts, merged.parts, namesIn('parts'), {}),
    refused: findings.refused,
    warnings: findings.warnings,
  }
}

type Merged = {
  parts: Map<string, CataloguePart>
  categories: Map<string, CatalogueCategory>
  assemblies: Map<string, CatalogueAssembly>
}

/** The file's word when it says something, else what is known, else the given start value. */
const said = <Value>(inFile: Value | undefined, known: Value | undefined, start: Value): Value =>
  inFile !== undefined ? inFile : known !== undefined ? known : start

function mergedParts(delivery: Delivery, current: Catalogue, findings: Findings): Merged['parts'] {
  const parts = new Map(current.parts)
  for (const [partNumber, part] of delivery.parts) {
    const known = current.parts.get(partNumber)
    if (known?.kind === 'CUSTOM') {
      const reason = 'a custom part made by an order has this number; a file cannot change it'
      findings.refuse('parts.json', partNumber, reason)
      continue
    }
    if (!known && part.isActive === undefined)
      findings.warn('field_missing', 'parts.json', partNumber, 'no status; taken as ACTIVE')
    parts.set(partNumber, {
      partNumber,
      name: part.name,
      manufacturer: said(part.manufacturer, known?.manufacturer, null),
      manufacturerPartNumber: said(
        part.manufacturerPartNumber,
        known?.manufacturerPartNumber,
        null,
      ),
      kind: part.kind,
      isActive: said(part.isActive, known?.isActive, true),
    })
  }
  return parts
}

/** Categories come before their subcategories, so that a parent is there when it is asked for. */
function mergedCategories(
  delivery: Delivery,
  current: Catalogue,
  findings: Findings,
): Merged['categories'] {
  const categories = new Map(current.categories)
  for (const [code, category] of delivery.categories) {
    if (category.parent !== null && !categories.has(category.parent))
      findings.refuse('categories.json', code, `its category ${category.parent} was not taken`)
    else categories.set(code, mergedCategory(category, current.categories.get(code)))
  }
  return categories
}

const mergedCategory = (
  { code, name, description, parent, position }: DeliveredCategory,
  known: CatalogueCategory | undefined,
): CatalogueCategory => ({
  code,
  name,
  description: said(description, known?.description, null),
  parent,
  sortOrder: known?.sortOrder ?? position,
  references: known?.references ?? [],
})

function mergeAssemblies(delivery: Delivery, merged: Merged, findings: Findings): void {
  const file = 'assemblies.json'
  for (const [partNumber, assembly] of delivery.assemblies) {
    const known = merged.assemblies.get(partNumber)
    if (!known) {
      const absent = missingFields(assembly)
      if (absent.length > 0)
        findings.warn('field_missing', file, partNumber, `taken as ${absent.join(', ')}`)
    }
    const isKit = said(assembly.isKit, known?.isKit, assembly.type === 'KIT')
    if (isKit !== (assembly.type === 'KIT'))
      findings.warn('kit_disagrees', file, partNumber, `is_kit ${isKit}, type ${assembly.type}`)

    merged.assemblies.set(partNumber, {
      partNumber,
      name: assembly.name,
      type: assembly.type,
      category: categoryOf(partNumber, assembly, known, merged, findings),
      canOrder: said(assembly.canOrder, known?.canOrder, false),
      isKit,
      isActive: said(assembly.isActive, known?.isActive, true),
      components: known?.components ?? [],
    })
  }
}

/** What is assumed for a new assembly about which the file is silent. */
const missingFields = (assembly: DeliveredAssembly): string[] =>
  [
    assembly.isActive === undefined && 'status ACTIVE',
    assembly.canOrder === undefined && 'can_order false',
    assembly.isKit === undefined && `is_kit ${assembly.type === 'KIT'}`,
    assembly.components === undefined && 'components []',
  ].filter((text) => text !== false)

/** The own subcategory, else the category, else none; the one known so far when the file is silent. */
function categoryOf(
  partNumber: string,
  { categoryCode, subcategoryCode }: DeliveredAssembly,
  known: CatalogueAssembly | undefined,
  { categories }: Merged,
  findings: Findings,
): string | null {
  const file = 'assemblies.json'
  if (categoryCode === undefined && subcategoryCode === undefined) return known?.category ?? null

  const codes = [subcategoryCode, categoryCode].filter((code) => typeof code === 'string')
  const unknown = codes.filter((code) => !categories.has(code))
  if (unknown.length > 0)
    findings.warn('unknown_category', file, partNumber, `no category ${unknown.join(' or ')}`)

  const category = codes.find((code) => categories.has(code)) ?? null
  const parent = category === null ? null : categories.get(category)?.parent
  if (category === subcategoryCode && categoryCode && parent !== categoryCode)
    findings.warn(
      'category_mismatch',
      file,
      partNumber,
      `${category} is not a subcategory of ${categoryCode}`,
    )
  return category
}

/** A reference to an assembly is resolved like any id (`ASSY-` rule), but only assemblies count. */
function settleReferences(delivery: Delivery, merged: Merged, findings: Findings): void {
  const file = 'categories.json'
  const lookup = {
    assembly: (id: string) => (merged.assemblies.has(id) ? id : undefined),
    part: () => undefined,
  }
  for (const [code, { references }] of delivery.categories) {
    const category = merged.categories.get(code)
    if (!category || !references) continue
    const found = new Set<string>()
    references.forEach((askedId, index) => {
      const place = `assembly_refs[${index}]`
      const assembly = resolveItem<string, undefined>(lookup, askedId)?.item
      if (assembly === undefined)
        findings.warn(
          'unknown_reference',
          file,
          code,
          merged.parts.has(askedId)
            ? `${askedId} is a part, not an assembly`
            : `${askedId} is no assembly`,
          place,
        )
      else if (found.has(assembly))
        findings.warn('duplicate_reference', file, code, `${askedId} is listed already`, place)
      else found.add(assembly)
    })
    merged.categories.set(code, { ...category, references: [...found] })
  }
}

/** What can only be said of the merged catalogue; reported, never refused (handbook 7, BR-007). */
function remarkOn(delivery: Delivery, merged: Merged, findings: Findings): void {
  const file = 'assemblies.json'
  const listed = new Set<string>()
  for (const { references } of merged.categories.values())
    for (const partNumber of references) listed.add(partNumber)

  for (const partNumber of delivery.assemblies.keys()) {
    const assembly = merged.assemblies.get(partNumber)
    const part = merged.parts.get(partNumber)
    if (assembly?.components.length === 0)
      findings.warn('no_components', file, partNumber, 'treated like a part')
    if (!listed.has(partNumber))
      findings.warn('no_category_lists_it', file, partNumber, 'found by search only')
    if (assembly && part && assembly.name !== part.name)
      findings.warn(
        'two_names',
        file,
        partNumber,
        `assembly "${assembly.name}", part "${part.name}"; both are kept`,
      )
  }
}

/** The ids that the files name, and those of them whose records are refused as a whole. */
type NamedIds = { named: ReadonlySet<string>; refused: ReadonlySet<string> }

type FieldTests<Row> = { [Field in keyof Row]?: (one: Row[Field], other: Row[Field]) => boolean }

/** Compares row by row and field by field, by `===` where no other test is given. */
function changesOf<Row extends object>(
  before: ReadonlyMap<string, Row>,
  after: ReadonlyMap<string, Row>,
  { named, refused }: NamedIds,
  tests: FieldTests<Row>,
): Changes<Row> {
  const changes: Changes<Row> = { added: [], changed: [], unchanged: [], absent: [] }
  for (const [id, row] of after) {
    const known = before.get(id)
    const fields = known ? changedFields(known, row, tests) : []
    if (!known) changes.added.push(row)
    else if (fields.length > 0) changes.changed.push({ before: known, after: row, fields })
    else if (named.has(id) && !refused.has(id)) changes.unchanged.push(row)
    if (!named.has(id)) changes.absent.push(row)
  }
  return changes
}

function changedFields<Row extends object>(
  before: Row,
  after: Row,
  tests: FieldTests<Row>,
): (keyof Row & string)[] {
  const changed: (keyof Row & string)[] = []
  if (before === after) return changed
  for (const field in after) {
    const test = tests[field]
    const same = test ? test(before[field], after[field]) : before[field] === after[field]
    if (!same) changed.push(field)
  }
  return changed
}

const sameTexts = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((text, index) => text === other[index])

const sameComponents = (
  one: readonly CatalogueComponent[],
  other: readonly CatalogueComponent[],
): boolean =>
  one.length === other.length &&
  one.every((component, index) => {
    const against = other[index]
    return (
      against !== undefined &&
      component.askedId === against.askedId &&
      component.quantity === against.quantity &&
      component.note === against.note &&
      sameRef(component.child, against.child)
    )
  })
