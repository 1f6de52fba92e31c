/**
 * The address that a request came from. `x-forwarded-for` is anybody's claim, so of its entries only
 * those count that proxies of ours added; limits and the audit trail rely on it.
 *
 * @param {string | string[] | undefined} claimed the header as it came
 * @param {string | undefined} neighbour the other end of the connection
 * @param {number} proxies how many proxies of ours stand in front of the server
 * @returns {string}
 */
export function clientOf(claimed, neighbour, proxies) {
  const hops = [...String(claimed ?? '').split(','), neighbour ?? '']
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
  return hops[Math.max(0, hops.length - 1 - proxies)] ?? ''
}
