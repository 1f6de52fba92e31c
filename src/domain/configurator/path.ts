import type { Path } from './ast'

export type ParsedPath =
  | { from: 'ROOT'; key: string; fact: string | null }
  | { from: 'ELEMENT'; key: string; fact: string | null }
  | { from: 'INDEXED'; group: string; index: number; key: string; fact: string | null }

const SHAPE = /^(?:(element)\.|([A-Za-z0-9]+)\[(\d+)\]\.)?([A-Za-z0-9]+)(?:#([A-Za-z0-9]+))?$/

function parse(path: Path): ParsedPath {
  const match = SHAPE.exec(path)
  const key = match?.[4] ?? ''
  const fact = match?.[5] ?? null
  if (match?.[1]) return { from: 'ELEMENT', key, fact }
  if (match?.[2]) return { from: 'INDEXED', group: match[2], index: Number(match[3]), key, fact }
  return { from: 'ROOT', key, fact }
}

const parsed = new Map<Path, ParsedPath>()
const REMEMBERED = 5_000

/** The parts of a path. Text that is no path reads as a root key that does not exist. */
export function parsePath(path: Path): ParsedPath {
  const known = parsed.get(path)
  if (known) return known

  const fresh = parse(path)
  if (parsed.size >= REMEMBERED) parsed.clear()
  parsed.set(path, fresh)
  return fresh
}
