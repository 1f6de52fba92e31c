import type { Payload } from 'payload'
import { runNextImport } from '../services/catalogue/imports/background'

/**
 * Applies every import that waits, or takes it back, one after the other; answers how many were begun. Once it is to stop it
 * ends the one it is at and leaves the others to the next worker.
 */
export async function workOnImports(payload: Payload, stopping?: AbortSignal): Promise<number> {
  let done = 0
  while (!stopping?.aborted && (await runNextImport(payload))) done += 1
  return done
}
