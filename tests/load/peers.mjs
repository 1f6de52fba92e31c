// The peers that do the same work beside the product, each as a process of its own.
import { setTimeout as pause } from 'node:timers/promises'
import { cleanEnvironment } from '../../scripts/lib/env.mjs'
import { runNode, startNode, stop } from '../../scripts/lib/processes.mjs'

const READY_WITHIN_MS = 60_000

/**
 * Starts a peer and waits for its message.
 *
 * @param {string} file
 * @param {Record<string, string>} env
 * @param {number} [withinMs]
 * @returns {Promise<{ pid: number, port: number, token?: string, stop: () => Promise<void> }>}
 */
export async function startPeer(file, env, withinMs = READY_WITHIN_MS) {
  const started = startNode([file], {
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    typescript: file.endsWith('.ts'),
  })
  const late = new AbortController()
  try {
    const told = await Promise.race([
      new Promise((resolve, reject) => {
        started.once('message', resolve)
        started.once('error', reject)
        started.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
      }),
      pause(withinMs, undefined, { signal: late.signal }).then(() => {
        throw new Error(`${file} did not get ready within ${withinMs / 1000} s`)
      }),
    ])
    return { ...told, pid: started.pid, stop: () => stop(started) }
  } catch (error) {
    await stop(started)
    throw error
  } finally {
    late.abort()
  }
}

/**
 * The rows of one real submit, for the bare peer to write again.
 *
 * @param {import('pg').Client} owner
 * @param {{ order: { id: string }, builds: { id: string, bom: { id: string } }[] }} submitted
 */
export async function rowsOfSubmit(owner, { order, builds: [{ id, bom }] }) {
  const all = async (text, value) => (await owner.query(text, [value])).rows.map(({ row }) => row)
  const one = async (table, value) =>
    (await all(`select to_jsonb(t) as row from ${table} t where id = $1`, value))[0]
  return {
    order: await one('orders', order.id),
    build: await one('builds', id),
    bom: await one('boms', bom.id),
    lines: await all('select to_jsonb(t) as row from bom_lines t where bom_id = $1', bom.id),
    uses: await all('select to_jsonb(t) as row from item_uses t where build_id = $1', id),
    event: (await all('select to_jsonb(t) as row from status_events t where build_id = $1', id))[0],
  }
}

/**
 * Replays a changed family over this many builds, all different, which are entered first.
 *
 * @param {string} url of the product
 * @param {number} builds
 * @param {number} withinMs
 * @returns {Promise<{ builds: number, changed: number, seconds: number, walkSeconds: number }>}
 */
export async function replay(url, builds, withinMs) {
  const told = await startPeer(
    'tests/load/replay.ts',
    { BENCH_URL: url, BENCH_BUILDS: String(builds) },
    withinMs,
  )
  await told.stop()
  return told
}

/**
 * Lengthens the audit trail by this many events, waits until the worker has sealed them and verifies it by
 * the command of the product. Throws when the trail is not found intact.
 *
 * @param {import('pg').Client} owner
 * @param {{ DATABASE_URL: string, DATA_DIR: string }} where of the running product
 * @param {number} events
 * @param {number} withinMs
 * @returns {Promise<{ rows: number, seconds: number }>} rows and seconds as the command tells them
 */
export async function auditTrail(owner, where, events, withinMs) {
  const { DATABASE_URL } = where
  const env = { DATABASE_URL, BENCH_EVENTS: String(events) }
  const writer = await startPeer('tests/load/audit.ts', env, withinMs)
  await writer.stop()
  while (!(await isSealed(owner))) await pause(500)
  const { code, output } = await runNode(['scripts/verify-audit.ts'], {
    env: { ...cleanEnvironment(), ...where },
    stdio: ['ignore', 'pipe', 'pipe'],
    typescript: true,
  })
  const [, rows, seconds] = /intact: (\d+) rows checked in ([\d.]+) s/.exec(output) ?? []
  if (code !== 0 || Number(rows) < events) throw new Error(`The audit trail: ${output}`)
  return { rows: Number(rows), seconds: Number(seconds) }
}

/** The worker seals at once while many rows wait; a few of the last ones wait for its next round. */
const WAITING_AT_MOST = 5_000

async function isSealed(owner) {
  const { rows } = await owner.query(
    `select count(*)::int as waiting from audit_events
     where seq > (select coalesce(min(place), 0) from (select max(to_seq) as place from audit_seals group by stream) s)`,
  )
  return rows[0].waiting <= WAITING_AT_MOST
}
