import { createReadStream } from 'node:fs'
import { mkdir, open, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/** Where seals are kept outside of the database: as AUDIT_SEAL_FILE says, or beside the uploads. */
export const sealFile = (): string =>
  path.resolve(
    process.env.AUDIT_SEAL_FILE || path.join(process.env.DATA_DIR ?? '.data', 'audit-seals.jsonl'),
  )

const FIRST_TAIL_BYTES = 64 * 1024

const named = z.object({ stream: z.string(), seq: z.int() })

/**
 * Adds one line per seal to the file, those it lacks only, and waits until they are on the disk. `after`
 * gives the seals of a stream behind a place of its chain, a page at a time. One caller at a time. The file
 * is its owner's alone.
 */
export async function appendSeals<Stream extends string>(
  file: string,
  streams: readonly Stream[],
  after: (stream: Stream, seq: number) => Promise<readonly { seq: number }[]>,
): Promise<number> {
  await mkdir(path.dirname(file), { recursive: true })
  const handle = await open(file, 'a+', 0o600)
  try {
    const known = await lastSeals(handle, streams)
    let written = 0
    for (const stream of streams) {
      let last = known.get(stream) ?? 0
      for (;;) {
        const seals = await after(stream, last)
        const end = seals.at(-1)
        if (!end) break
        await handle.appendFile(seals.map((seal) => `${JSON.stringify(seal)}\n`).join(''))
        last = end.seq
        written += seals.length
      }
    }
    if (written > 0) await handle.sync()
    return written
  } finally {
    await handle.close()
  }
}

/** The last seal of each stream that the file holds. A line that a crash cut short is taken away. */
async function lastSeals(
  handle: FileHandle,
  streams: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const { size } = await handle.stat()
  for (let length = FIRST_TAIL_BYTES; ; length *= 4) {
    const from = Math.max(0, size - length)
    const { buffer } = await handle.read(Buffer.alloc(size - from), 0, size - from, from)
    const whole = buffer.lastIndexOf('\n') + 1
    if (whole === 0 && from > 0) continue
    if (from + whole < size) await handle.truncate(from + whole)
    // the tail may begin in the middle of a line
    const lines = buffer
      .subarray(0, whole)
      .toString('utf8')
      .split('\n')
      .slice(from > 0 ? 1 : 0)
    const found = new Map(lines.flatMap(nameIn))
    if (from === 0 || streams.every((stream) => found.has(stream))) return found
  }
}

function nameIn(line: string): [string, number][] {
  if (line === '') return []
  try {
    const read = named.safeParse(JSON.parse(line))
    return read.success ? [[read.data.stream, read.data.seq]] : []
  } catch {
    return [] // verification names such a line
  }
}

/**
 * The whole lines that the file holds at this moment; null when there is no file. What is appended while
 * they are read is left out.
 */
export async function sealLines(file: string): Promise<AsyncIterable<string> | null> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!handle) return null
  try {
    const { size } = await handle.stat()
    const from = Math.max(0, size - FIRST_TAIL_BYTES)
    const { buffer } = await handle.read(Buffer.alloc(size - from), 0, size - from, from)
    return linesOf(file, from + buffer.lastIndexOf('\n') + 1)
  } finally {
    await handle.close()
  }
}

/** Whether there is such a file with a seal in it. */
export async function holdsSeals(file: string): Promise<boolean> {
  for await (const line of (await sealLines(file)) ?? []) if (nameIn(line).length > 0) return true
  return false
}

async function* linesOf(file: string, size: number): AsyncGenerator<string> {
  if (size === 0) return
  const input = createReadStream(file, { start: 0, end: size - 1, encoding: 'utf8' })
  yield* createInterface({ input, crlfDelay: Infinity })
}
