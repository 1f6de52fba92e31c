import { mkdir, open, readFile, rename } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { witnessSchema, type Witness } from '../domain/seals'
import { sealFile } from './sealFile'

/** Beside the file of seals: the audit rows that no seal covers yet. */
export const witnessFile = (): string => `${sealFile()}.unsealed`

const line = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'no JSON' })
      return z.NEVER
    }
  })
  .pipe(witnessSchema)

/** What the file holds; null when there is none. A line that a crash cut short says nothing. */
export async function readWitnesses(file: string): Promise<Witness[] | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text?.split('\n').flatMap((one) => line.safeParse(one).data ?? []) ?? null
}

/** Adds rows and waits until they are on the disk. The file is its owner's alone. */
export async function addWitnesses(file: string, rows: readonly Witness[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  await written(file, 'a', rows)
}

/** Leaves these rows and no others; a crash leaves the old file or the new one. */
export async function keepWitnesses(file: string, rows: readonly Witness[]): Promise<void> {
  const next = `${file}.next`
  await written(next, 'w', rows)
  await rename(next, file)
}

async function written(file: string, flags: string, rows: readonly Witness[]): Promise<void> {
  const handle = await open(file, flags, 0o600)
  try {
    // a line begins anew behind one that a crash cut short
    await handle.appendFile(rows.map((row) => `\n${JSON.stringify(row)}`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
}
