// What the benchmark found, in words.

/** One measurement as a line of the table. */
export const line = ({ name, clients, perSecond, p50, p95, cpuMs, failed }) =>
  `${name.padEnd(46)} ${String(clients).padStart(3)} clients ${perSecond.toFixed(1).padStart(8)} req/s  p50 ${p50.toFixed(1).padStart(6)} ms  p95 ${p95.toFixed(1).padStart(6)} ms  CPU ${cpuMs.toFixed(2).padStart(6)} ms/req${failed ? `  ${failed} FAILED` : ''}`

/** For a thousand builds, all different. */
const REPLAY_WITHIN_S = 30
/** For a million events. */
const AUDIT_WITHIN_S = 60

/** Each target of the product with its figure and whether it is met. */
export function verdictsOn(rows, { replayed, audited }) {
  const of = (name) => rows.find((row) => row.name.startsWith(name))
  const page = of('parts page: ours')
  const submit = of('submit, three basins: ours')
  const preview = of('preview: ours').p50
  const ratio = page.perSecond / of('parts page: plain').perSecond
  const times = submit.p50 / of('submit, three basins: bare').p50
  const search = of('search for parts: ours')
  const paper = Math.max(of('bill as XLSX').p95, of('bill as PDF').p95)
  const stuck = of('32 writers').failed
  return [
    ['submit p95 under 300 ms with 4 clients', `${submit.p95.toFixed(0)} ms`, submit.p95 < 300],
    ['submit at most 10x the bare inserts', `${times.toFixed(1)}x (p50)`, times <= 10],
    ['preview under 20 ms', `p50 ${preview.toFixed(1)} ms`, preview < 20],
    ['parts page 3x plain Payload', `${ratio.toFixed(1)}x req/s`, ratio >= 3],
    ['search within 2 s for 95 of 100', `${search.p95.toFixed(0)} ms`, search.p95 < 2_000],
    ['a bill on paper within 10 s', `${paper.toFixed(0)} ms`, paper < 10_000],
    ['32 writers never hang', `${stuck} failed`, stuck === 0],
    [
      `replay of ${replayed.builds} builds under ${REPLAY_WITHIN_S} s`,
      `${replayed.seconds} s, ${replayed.changed} changed`,
      replayed.seconds < REPLAY_WITHIN_S,
    ],
    [
      `${audited.rows} audit events verified under ${AUDIT_WITHIN_S} s`,
      `${audited.seconds} s`,
      audited.seconds < AUDIT_WITHIN_S,
    ],
  ].map(([target, figure, met]) => ({ target, figure, met }))
}
