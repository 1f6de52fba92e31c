import { setTimeout as pause } from 'node:timers/promises'
import { cleanEnvironment } from './env.mjs'
import { freePort, removeTemporary, temporaryDataDir } from './postgres.mjs'
import { ended, startNode, stop } from './processes.mjs'

/** A first start may have to install and build. */
const READY_WITHIN_MS = 15 * 60_000

/**
 * Starts the whole product as `npm start` does and waits until `/api/ready` is 200. It ends with
 * this process, whatever happens to it.
 *
 * @param {object} [options]
 * @param {number} [options.port] default: a free one
 * @param {string} [options.dataDir] default: a temporary one, removed by `stop`
 * @param {'full' | 'users' | '0'} [options.demo] default 'full'
 * @param {Record<string, string>} [options.env] further variables, for example RATE_LIMIT
 * @returns {Promise<{ url: string, port: number, dataDir: string, pid: number,
 *   output: () => string, stop: () => Promise<number | null>, kill: () => Promise<void> }>}
 *   `output` is what it printed so far; `stop` asks it to end and answers its exit code;
 *   `kill` is a kill -9 of the launcher that leaves the data folder
 */
export async function startApp({ port, dataDir, demo = 'full', env = {} } = {}) {
  const chosen = port ?? (await freePort())
  const folder = dataDir ?? temporaryDataDir()
  const child = startNode(['scripts/start.mjs'], {
    env: {
      ...cleanEnvironment(),
      ...env,
      PORT: String(chosen),
      DATA_DIR: folder,
      DEMO: demo,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => (output += chunk))
  const finish = async () => {
    await stop(child, 60_000)
    if (!dataDir) await removeTemporary(folder)
    return child.exitCode
  }
  const url = `http://127.0.0.1:${chosen}`
  try {
    await untilReady(url, child, () => output)
  } catch (error) {
    await finish()
    throw error
  }
  return {
    url,
    port: chosen,
    dataDir: folder,
    pid: child.pid,
    output: () => output,
    stop: finish,
    kill: async () => {
      child.kill('SIGKILL')
      await ended(child)
    },
  }
}

async function untilReady(url, child, output) {
  const began = Date.now()
  while (Date.now() - began < READY_WITHIN_MS) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The application did not start:\n${output()}`)
    const response = await fetch(`${url}/api/ready`, {
      signal: AbortSignal.timeout(5_000),
    }).catch(() => undefined)
    await response?.arrayBuffer().catch(() => undefined)
    if (response?.status === 200) return
    await pause(100)
  }
  throw new Error(`The application did not get ready:\n${output()}`)
}
