/** The three files of a delivery; they belong together and load in one transaction (handbook 7). */
export const DELIVERY_FILES = ['categories.json', 'assemblies.json', 'parts.json'] as const

export type DeliveryFile = (typeof DELIVERY_FILES)[number]

/** A record, or one link of it, that is not taken; everything else of the delivery is. */
export type RefusedRecord = {
  file: DeliveryFile
  /** The id of the record in its file, byte for byte. */
  record: string
  /** What inside the record is refused, when not the whole of it: `components[3]`. */
  place?: string
  /** What stands there, as JSON. */
  value?: string
  reason: string
}

export const WARNING_CODES = {
  metadata_count: 'Counts in the metadata that differ from the real ones',
  duplicate_key: 'Ids that a file holds twice',
  field_missing: 'Fields left out',
  spreadsheet_id: 'Ids that look damaged by a spreadsheet (kept as they are)',
  edge_space: 'Ids that begin or end with a space (kept as they are)',
  kit_disagrees: 'Kit flag and type disagree',
  unknown_category: 'Assemblies in a category that does not exist',
  category_mismatch: 'Assemblies whose category is not the one above their subcategory',
  unknown_reference: 'Categories that point to an unknown assembly',
  duplicate_reference: 'Categories that name an assembly twice',
  unknown_component: 'Components whose id is in no catalogue (kept as unknown)',
  circle_kept_as_part: 'Links that would close a circle, kept pointing at the part of that id',
  circle_left_unknown: 'Links of other assemblies that would close a circle now, left unknown',
  no_components: 'Assemblies without components, treated like parts',
  no_category_lists_it: 'Assemblies that no category lists',
  two_names: 'Ids that are part and assembly under different names',
} as const

export type WarningCode = keyof typeof WARNING_CODES

export type ImportWarning = {
  code: WarningCode
  file: DeliveryFile
  record: string
  place?: string
  message: string
}

/** Collects what a reader and planner have to say, in the order in which they find it. */
export class Findings {
  readonly refused: RefusedRecord[] = []
  readonly warnings: ImportWarning[] = []

  refuse(file: DeliveryFile, record: string, reason: string, place?: string, value?: string): void {
    this.refused.push({
      file,
      record,
      ...(place === undefined ? {} : { place }),
      ...(value === undefined ? {} : { value }),
      reason,
    })
  }

  /** The records of a file that are refused as a whole. */
  refusedIn(file: DeliveryFile): Set<string> {
    const wholly = this.refused.filter((one) => one.file === file && one.place === undefined)
    return new Set(wholly.map(({ record }) => record))
  }

  warn(
    code: WarningCode,
    file: DeliveryFile,
    record: string,
    message: string,
    place?: string,
  ): void {
    this.warnings.push({ code, file, record, ...(place === undefined ? {} : { place }), message })
  }
}
