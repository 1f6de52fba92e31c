import { createHash } from 'node:crypto'
import { asJson, canonicalJson } from '../domain/canonical'

/** SHA-256, hex, over the canonical JSON of a value: equal content gives an equal hash. */
export const contentHash = (content: unknown): string =>
  createHash('sha256')
    .update(canonicalJson(asJson(content)))
    .digest('hex')
