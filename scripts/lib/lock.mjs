import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isLiving, nameOf } from './identity.mjs'

let calls = 0

/**
 * Runs `work` while no other process runs it for the same folder; first come, first served.
 *
 * Lamport's bakery with files: each caller draws a number one above all it sees and waits for the
 * smaller ones. Every file carries the name of the process that wrote it and only that process, or
 * anyone after its death, removes it. So a kill -9 leaves nothing that could block, and there is no
 * stale lock to break, which two processes could break at once.
 *
 * @template T
 * @param {string} folder made when absent
 * @param {() => Promise<T> | T} work
 * @param {{ onWait?: () => void, signal?: AbortSignal }} [options] `onWait` is called once when
 *   somebody else is first, `signal` ends the waiting
 * @returns {Promise<T>}
 */
export async function exclusively(folder, work, { onWait, signal } = {}) {
  mkdirSync(folder, { recursive: true })
  const me = `${nameOf()}-${(calls += 1)}`
  const drawing = join(folder, `drawing_${me}`)
  writeFileSync(drawing, '', { mode: 0o600 })
  const number = 1 + Math.max(0, ...entries(folder).map((entry) => entry.number))
  const ticket = join(folder, `${String(number).padStart(9, '0')}_${me}`)
  try {
    writeFileSync(ticket, '', { mode: 0o600 })
    rmSync(drawing, { force: true })
    // Looked at twice: a listing taken while a neighbour swaps its drawing for its ticket may miss
    // both, the next listing cannot.
    const isTaken = () => isSomebodyFirst(folder, number, me) || isSomebodyFirst(folder, number, me)
    for (let waited = false; isTaken(); waited = true) {
      if (!waited) onWait?.()
      await pause(20)
      signal?.throwIfAborted()
    }
    return await work()
  } finally {
    rmSync(drawing, { force: true })
    rmSync(ticket, { force: true })
  }
}

/** Reads the folder. A drawing file has number 0. Files of the dead are removed on the way. */
function entries(folder) {
  return readdirSync(folder).flatMap((file) => {
    const [head, owner] = file.split('_')
    if (owner === undefined) return []
    if (isLiving(owner)) return [{ number: head === 'drawing' ? 0 : Number(head), owner }]
    rmSync(join(folder, file), { force: true })
    return []
  })
}

function isSomebodyFirst(folder, number, me) {
  return entries(folder).some(
    (other) =>
      other.owner !== me &&
      (other.number < number || (other.number === number && other.owner < me)),
  )
}
