import { isJsonObject, type JsonObject } from '../../domain/configurator/raw'
import { getAt, listAt, type Path } from '../../domain/drafts/tree'

const objects = (root: unknown, path: Path): JsonObject[] => listAt(root, path).filter(isJsonObject)
const keysOf = (fields: readonly JsonObject[]): string[] =>
  fields.flatMap(({ key }) => (typeof key === 'string' ? [key] : []))

/** Options of the sink, or fields of one group, that no block of the wizard asks for yet. */
export function unaskedOf(content: unknown, group: string | undefined): string[] {
  const fields =
    group === undefined
      ? objects(content, ['options'])
      : objects(content, ['groups'])
          .filter(({ key }) => key === group)
          .flatMap((entry) => objects(entry, ['fields']))
  const asked = new Set(
    objects(content, ['wizard', 'sections']).flatMap((section) =>
      objects(section, ['blocks'])
        .filter((block) => (block.group ?? undefined) === group)
        .flatMap((block) => objects(block, ['fields']).map(({ field }) => field)),
    ),
  )
  return keysOf(fields).filter((key) => !asked.has(key))
}

/** The group that a block of the wizard shows; undefined for options of the sink. */
export function groupOfBlock(content: unknown, path: Path): string | undefined {
  const group = getAt(content, [...path.slice(0, path.indexOf('blocks') + 2), 'group'])
  return typeof group === 'string' ? group : undefined
}
