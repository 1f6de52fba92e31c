import { canonicalJson } from '../canonicalJson'
import type { BomLine } from './line'

/**
 * The text whose hash stands for a version of a bill: what a signature covers (handbook 6.8, 15.4).
 * Ids of records are left out, since the same bill is the same whatever row it links.
 */
export function bomContent(lines: readonly BomLine[]): string {
  return canonicalJson(
    lines.map(({ index: _index, itemId: _itemId, because: _because, ...line }) => line),
  )
}
