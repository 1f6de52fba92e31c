import type { Payload } from 'payload'
import { systemRequest } from '../services/actor'
import { runNextCheck } from '../services/configuration/consequences'

/** Works on every release check that waits, one after the other; answers how many there were. */
export async function workOnChecks(payload: Payload): Promise<number> {
  let done = 0
  while (await runNextCheck(await systemRequest(payload))) done += 1
  return done
}
