/** Upper edges of the latency classes, in seconds. */
const CLASSES = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

type Series = { counts: number[]; sum: number; total: number }

/** Pages and routes are bundled apart; the figures must be one per process all the same. */
declare global {
  var torvanRequests: Map<string, Series> | undefined
}
const requests = (globalThis.torvanRequests ??= new Map<string, Series>())

const MOST_ROUTES = 500

/** Ids and numbers leave the path, so that a route is one series. */
const routeOf = (path: string): string =>
  path
    .split('/')
    .slice(0, 6)
    .map((part) => (/^[0-9a-f-]{36}$/i.test(part) || /\d/.test(part) ? ':id' : part))
    .join('/')
    .slice(0, 80)

/** Counts one answered API call. */
export function countRequest(method: string, path: string, status: number, seconds: number): void {
  const key = JSON.stringify([method, routeOf(path), status])
  const known = requests.get(key)
  if (!known && requests.size >= MOST_ROUTES) return
  const series = known ?? { counts: CLASSES.map(() => 0), sum: 0, total: 0 }
  const at = CLASSES.findIndex((edge) => seconds <= edge)
  if (at >= 0) series.counts[at] = (series.counts[at] ?? 0) + 1
  series.sum += seconds
  series.total += 1
  requests.set(key, series)
}

const label = (text: string): string => text.replace(/[\\"\n]/g, '_')

/** All figures of this process in the text format of Prometheus. */
export function metricsText(pool: { total: number; idle: number; waiting: number }): string {
  const lines = ['# TYPE torvan_request_seconds histogram']
  for (const [key, { counts, sum, total }] of requests) {
    const [method = '', route = '', status = ''] = JSON.parse(key)
    const labels = `method="${label(String(method))}",route="${label(String(route))}",status="${String(status)}"`
    let below = 0
    CLASSES.forEach((edge, index) => {
      below += counts[index] ?? 0
      lines.push(`torvan_request_seconds_bucket{${labels},le="${edge}"} ${below}`)
    })
    lines.push(`torvan_request_seconds_bucket{${labels},le="+Inf"} ${total}`)
    lines.push(`torvan_request_seconds_sum{${labels}} ${sum.toFixed(6)}`)
    lines.push(`torvan_request_seconds_count{${labels}} ${total}`)
  }
  const { rss, heapUsed } = process.memoryUsage()
  lines.push(
    '# TYPE torvan_pool_connections gauge',
    `torvan_pool_connections{state="total"} ${pool.total}`,
    `torvan_pool_connections{state="idle"} ${pool.idle}`,
    `torvan_pool_connections{state="waiting"} ${pool.waiting}`,
    '# TYPE torvan_memory_bytes gauge',
    `torvan_memory_bytes{kind="resident"} ${rss}`,
    `torvan_memory_bytes{kind="heap"} ${heapUsed}`,
    '# TYPE torvan_uptime_seconds gauge',
    `torvan_uptime_seconds ${process.uptime().toFixed(0)}`,
  )
  return `${lines.join('\n')}\n`
}
