/**
 * A directed graph that takes one link after the other and stays free of circles.
 *
 * Two-way search over levels after Bender, Fineman, Gilbert and Tarjan, "A New Approach to Incremental
 * Cycle Detection and Related Problems" (2015), sparse case: levels never fall along a link, so most
 * links are accepted by comparing two numbers; the others search backward over at most `sqrt(links)`
 * links of one level and then forward over lower levels only. All accepted links together cost at most
 * links x sqrt(links) steps, whatever their order; every search is a loop, so depth costs no stack.
 */
export class AcyclicLinks {
  private readonly level: Int32Array
  /** Accepted links, all of them. */
  private readonly out: number[][]
  /** Accepted links that come from a node of the same level. */
  private readonly levelIn: number[][]
  private readonly searchLimit: number

  /** @param expectedLinks an upper guess; it tunes the search, a wrong guess does no harm. */
  constructor(nodes: number, expectedLinks: number) {
    this.level = new Int32Array(nodes)
    this.out = Array.from({ length: nodes }, () => [])
    this.levelIn = Array.from({ length: nodes }, () => [])
    this.searchLimit = Math.max(1, Math.ceil(Math.sqrt(expectedLinks)))
  }

  /**
   * Adds the link unless it closes a circle. Returns undefined when it was added, else the circle that
   * it would close, as nodes from `from` by way of `to` back to `from`; nothing is changed then.
   */
  add(from: number, to: number): number[] | undefined {
    if (from === to) return [from, from]
    if (this.levelOf(from) >= this.levelOf(to) && !this.raise(from, to))
      return [from, ...this.pathBetween(to, from)]

    this.outOf(from).push(to)
    if (this.levelOf(from) === this.levelOf(to)) this.inOf(to).push(from)
    return undefined
  }

  /** Makes room for the link by lifting levels; false, with nothing lifted, when it closes a circle. */
  private raise(from: number, to: number): boolean {
    const { reached, complete } = this.searchBackward(from)
    if (reached.has(to)) return false
    if (complete && this.levelOf(to) === this.levelOf(from)) return true

    const raised = complete ? this.levelOf(from) : this.levelOf(from) + 1
    const lifted = this.searchForward(to, raised, reached)
    if (!lifted) return false

    for (const node of lifted) {
      this.level[node] = raised
      this.levelIn[node] = []
    }
    for (const node of lifted)
      for (const child of this.outOf(node))
        if (this.levelOf(child) === raised) this.inOf(child).push(node)
    return true
  }

  /** Nodes of the same level that lead to `from`, cut off after `searchLimit` links. */
  private searchBackward(from: number): { reached: Set<number>; complete: boolean } {
    const reached = new Set([from])
    let links = 0
    // A Set yields what is added to it while it is walked: a queue without a second list.
    for (const node of reached)
      for (const parent of this.inOf(node)) {
        if (links === this.searchLimit) return { reached, complete: false }
        links += 1
        reached.add(parent)
      }
    return { reached, complete: true }
  }

  /** Nodes below level `limit` that `start` leads to, or undefined when one of `forbidden` is met. */
  private searchForward(
    start: number,
    limit: number,
    forbidden: ReadonlySet<number>,
  ): Set<number> | undefined {
    const found = new Set([start])
    for (const node of found)
      for (const child of this.outOf(node)) {
        if (forbidden.has(child)) return undefined
        if (this.levelOf(child) < limit) found.add(child)
      }
    return found
  }

  /** A shortest chain of accepted links; levels above that of `end` cannot lead to it. */
  private pathBetween(start: number, end: number): number[] {
    const cameFrom = new Map<number, number>()
    const found = new Set([start])
    search: for (const node of found)
      for (const child of this.outOf(node)) {
        if (found.has(child) || this.levelOf(child) > this.levelOf(end)) continue
        found.add(child)
        cameFrom.set(child, node)
        if (child === end) break search
      }
    const path = [end]
    for (let node = cameFrom.get(end); node !== undefined; node = cameFrom.get(node))
      path.push(node)
    return path.reverse()
  }

  private levelOf(node: number): number {
    return this.level[node] ?? 0
  }

  private outOf(node: number): number[] {
    return this.out[node] ?? []
  }

  private inOf(node: number): number[] {
    return this.levelIn[node] ?? []
  }
}
