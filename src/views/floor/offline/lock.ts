import { lease } from './store'

/**
 * Runs `work` in one tab at a time; answers `busy` when another tab is at it. Browsers without locks
 * (no HTTPS) use a lease in the database, which a closed tab leaves behind for `leaseMs` at most;
 * `renew` prolongs it.
 */
export async function inOneTab<Value>(
  { name, holder, leaseMs, busy }: { name: string; holder: string; leaseMs: number; busy: Value },
  work: (renew: () => Promise<void>) => Promise<Value>,
): Promise<Value> {
  if ('locks' in navigator) {
    return navigator.locks.request(name, { ifAvailable: true }, (lock) =>
      lock ? work(() => Promise.resolve()) : busy,
    )
  }
  const take = (ms: number) => lease(name, holder, Date.now(), ms)
  if (!(await take(leaseMs))) return busy
  try {
    return await work(async () => void (await take(leaseMs)))
  } finally {
    await take(0)
  }
}
