import { Inflate } from 'fflate'
import { crc32 } from 'node:zlib'
import { allow, refuse, type Decision } from '../../domain/refusal'

/** One file inside of a zip archive: where its packed bytes lie, and the checksum of the unpacked ones. */
export type ZipEntry = { name: string; method: number; checksum: number; packed: Uint8Array }

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_SIZE = 22
const LONGEST_COMMENT = 0xffff
const MOST_ENTRIES = 2_000
/** Packed bytes that are unpacked at a stretch: they may give a thousand times as many. */
const SLICE = 4 * 1024
/** Unpacked bytes that are read at a stretch. */
const UNPACKED_SLICE = 64 * 1024
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1

const broken = (): Decision<never> =>
  refuse({ code: 'malformed', message: 'The file is damaged: it is no readable XLSX workbook.' })

/** The files of an archive by its directory; nothing is unpacked yet. */
export function zipEntriesOf(bytes: Uint8Array): Decision<Map<string, ZipEntry>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === undefined) return broken()
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count > MOST_ENTRIES) return broken()

  const entries = new Map<string, ZipEntry>()
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== ENTRY) return broken()
    if (view.getUint16(at + 8, true) & ENCRYPTED)
      return refuse({
        code: 'malformed',
        message: 'The workbook is protected by a password. Save it without one.',
      })
    const method = view.getUint16(at + 10, true)
    const checksum = view.getUint32(at + 16, true)
    const size = view.getUint32(at + 20, true)
    const nameLength = view.getUint16(at + 28, true)
    const skipped = view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const local = view.getUint32(at + 42, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL) return broken()
    const from = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    if (from + size > view.byteLength) return broken()
    entries.set(name.replace(/^\//, ''), {
      name,
      method,
      checksum,
      packed: bytes.subarray(from, from + size),
    })
    at += 46 + nameLength + skipped
  }
  return allow(entries)
}

function endOf(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - END_SIZE - LONGEST_COMMENT)
  for (let at = view.byteLength - END_SIZE; at >= first; at -= 1)
    if (view.getUint32(at, true) === END) return at
  return undefined
}

/** What may still be read of an archive; counted down. */
export type Budget = { bytes: number; elements: number }

/** The event loop is let go of after this time, so that others are answered in between. */
const MILLISECONDS_AT_A_STRETCH = 15

/**
 * Unpacks one file piece by piece, so that the whole of it never lies in memory, and stops at the first
 * byte beyond what is allowed: an archive of a few kilobytes may hold gigabytes. A file whose checksum
 * (CRC-32) is another one is refused as damaged, after its text was taken.
 */
export async function unzip(
  { method, checksum, packed }: ZipEntry,
  budget: Budget,
  take: (text: string) => void,
): Promise<Decision<true>> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let found = 0
  const takeBytes = (chunk: Uint8Array): void => {
    found = crc32(chunk, found)
    budget.bytes -= chunk.length
    take(decoder.decode(chunk, { stream: true }))
    if (budget.bytes < 0 || budget.elements < 0) throw new TooLarge()
  }
  try {
    if (method !== STORED && method !== DEFLATED) return broken()
    await inPieces(packed, method === STORED ? plain : inflating(), takeBytes)
    take(decoder.decode())
    return found === checksum ? allow(true) : broken()
  } catch (error) {
    if (error instanceof Stopped) throw error
    return error instanceof TooLarge ? tooLarge() : broken()
  }
}

const tooLarge = (): Decision<never> =>
  refuse({
    code: 'too_large',
    message: 'The workbook is too large once it is unpacked. Split it, or send it as CSV.',
  })

class TooLarge extends Error {}

/** Thrown by whoever takes the text when it has heard enough. */
export class Stopped extends Error {}

type Unpack = (piece: Uint8Array, isLast: boolean) => Uint8Array[]

const plain: Unpack = (piece) => [piece]

function inflating(): Unpack {
  let chunks: Uint8Array[] = []
  const inflater = new Inflate((chunk) => chunks.push(chunk))
  return (piece, isLast) => {
    chunks = []
    inflater.push(piece, isLast)
    return chunks
  }
}

async function inPieces(
  packed: Uint8Array,
  unpack: Unpack,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  if (packed.length === 0) throw new Error('nothing to unpack')
  let began = performance.now()
  for (const slice of slicesOf(packed, SLICE)) {
    const isLast = slice.byteOffset + slice.length === packed.byteOffset + packed.length
    for (const chunk of unpack(slice, isLast))
      for (const piece of slicesOf(chunk, UNPACKED_SLICE)) {
        take(piece)
        if (performance.now() - began < MILLISECONDS_AT_A_STRETCH) continue
        await new Promise((resume) => setImmediate(resume))
        began = performance.now()
      }
  }
}

function* slicesOf(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
