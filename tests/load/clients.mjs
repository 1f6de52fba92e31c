// Closed-loop clients: each sends its next request when the last one is answered.
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

/** An answer that takes this long counts as none. */
const PATIENCE_MS = 20_000

/**
 * A request without an answer, or with one of 400 and above, counts as failed.
 *
 * @typedef {{ times: number[], failed: number, seconds: number }} Drive how long each request took, in ms
 * @param {{ clients: number, ms: number, send: (n: number) => { method?: string, url: string,
 *   headers?: Record<string, string>, body?: string }, sent?: number }} load `sent`: by earlier drives
 * @returns {Promise<Drive>}
 */
export async function drive({ clients, ms, send, sent = 0 }) {
  const agent = new Agent({ keepAlive: true, maxSockets: clients })
  const times = []
  let failed = 0
  const until = performance.now() + ms
  const client = async () => {
    while (performance.now() < until) {
      const began = performance.now()
      const status = await once(agent, send((sent += 1)))
      times.push(performance.now() - began)
      if (status === undefined || status >= 400) failed += 1
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: clients }, client))
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  return { times, failed, seconds }
}

/**
 * What several drives of one side found together.
 *
 * @param {Drive[]} drives
 * @returns {{ requests: number, failed: number, perSecond: number, p50: number, p95: number }}
 */
export function figuresOf(drives) {
  const times = drives.flatMap((one) => one.times).sort((a, b) => a - b)
  const sum = (figure) => drives.reduce((all, one) => all + figure(one), 0)
  const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))]
  return {
    requests: times.length,
    failed: sum(({ failed }) => failed),
    perSecond: times.length / sum(({ seconds }) => seconds),
    p50: at(0.5),
    p95: at(0.95),
  }
}

/** The status of the answer, undefined when there was none. */
function once(agent, { method = 'GET', url, headers, body }) {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const call = request(url, { agent, method, headers, signal }, (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode))
      response.once('error', () => resolve(undefined))
    })
    call.once('error', () => resolve(undefined))
    call.end(body)
  })
}

/** CPU milliseconds that processes have used so far; 0 where the system does not tell. */
export function cpuMsOf(pids) {
  return pids.reduce((sum, pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
      return sum + (Number(fields[11]) + Number(fields[12])) * 10
    } catch {
      return sum
    }
  }, 0)
}
