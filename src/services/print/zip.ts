import { createHash } from 'node:crypto'
import { zipSync, type Zippable } from 'fflate'
import { VERIFY_SCRIPT } from './verifyScript'

export type PackedFile = {
  /** Path inside the package, with `/`. */
  name: string
  bytes: Uint8Array
}

export const MANIFEST = 'MANIFEST.sha256'
export const VERIFY = 'verify.mjs'

/** What is compressed already gains nothing. */
const COMPRESSED = /\.(jpe?g|png|webp|heic|avif|gif|mp4|mov|webm|mp3|m4a|zip|xlsx|docx|pdf)$/i

/**
 * A ZIP of these files with a list of their SHA-256 (`sha256sum -c` reads it) and a script that proves
 * the list with nothing but Node. Equal files and an equal `at` give equal bytes.
 *
 * @param at time that all entries carry, ISO; it is written as UTC
 * @throws Error for a name that leaves the package, that a listing cannot hold, or that is there twice
 */
export function packageOf(files: readonly PackedFile[], at: string): Buffer {
  const all = [...files, { name: VERIFY, bytes: Buffer.from(VERIFY_SCRIPT) }].toSorted(byName)
  checkNames(all.map(({ name }) => name))
  const manifest = all.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join('')
  const entries: Zippable = {}
  for (const { name, bytes } of [...all, { name: MANIFEST, bytes: Buffer.from(manifest) }])
    entries[name] = [bytes, { level: COMPRESSED.test(name) ? 0 : 6 }]
  return Buffer.from(zipSync(entries, { mtime: localClockOf(at) }))
}

/** A title as the name of a file: letters, digits, dot, dash and underscore; never empty. */
export function safeName(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
  return plain.slice(0, 100) || 'file'
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const byName = (left: PackedFile, right: PackedFile): number =>
  left.name < right.name ? -1 : left.name > right.name ? 1 : 0

function checkNames(names: readonly string[]): void {
  const seen = new Set([MANIFEST.toLowerCase()])
  for (const name of names) {
    const parts = name.split('/')
    if (/[\\:\p{Cc}]/u.test(name) || parts.some((part) => ['', '.', '..'].includes(part)))
      throw new Error(`A package cannot hold a file named ${JSON.stringify(name)}.`)
    const folded = name.toLowerCase()
    if (seen.has(folded)) throw new Error(`The package would hold ${JSON.stringify(name)} twice.`)
    seen.add(folded)
  }
}

/** ZIP keeps a clock without zone, which the library reads by the clock of this machine. */
function localClockOf(at: string): Date {
  const utc = new Date(at)
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  )
}
