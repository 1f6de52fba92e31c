import type { Payload } from 'payload'
import { runNextImport } from '../services/catalogue/imports/background'

/** Applies every import that waits, one after the other; answers how many there were. */
export async function workOnImports(payload: Payload): Promise<number> {
  let done = 0
  while (await runNextImport(payload)) done += 1
  return done
}
