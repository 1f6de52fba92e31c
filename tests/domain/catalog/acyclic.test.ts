import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { AcyclicLinks } from '../../../src/domain/catalog/import/acyclic'

/** The obvious way, for comparison: walk everything behind `to` and see whether `from` is met. */
class PlainLinks {
  private readonly out = new Map<number, number[]>()

  add(from: number, to: number): boolean {
    const seen = new Set([to])
    for (const node of seen) for (const child of this.out.get(node) ?? []) seen.add(child)
    if (seen.has(from)) return false
    this.out.set(from, [...(this.out.get(from) ?? []), to])
    return true
  }

  has = (from: number, to: number): boolean => (this.out.get(from) ?? []).includes(to)
}

describe('AcyclicLinks', () => {
  test('accepts and refuses the same links as a full walk, and names a real circle', () => {
    const size = 12
    const node = fc.nat(size - 1)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(node, node), { maxLength: 120 }),
        fc.nat(120),
        (links, guess) => {
          const plain = new PlainLinks()
          const graph = new AcyclicLinks(size, guess)
          for (const [from, to] of links) {
            const circle = graph.add(from, to)
            expect(circle === undefined).toBe(plain.add(from, to))
            if (!circle) continue
            expect(circle.at(0)).toBe(from)
            expect(circle.at(1)).toBe(to)
            expect(circle.at(-1)).toBe(from)
            for (let at = 1; at < circle.length - 1; at += 1)
              expect(plain.has(circle[at] ?? -1, circle[at + 1] ?? -1)).toBe(true)
          }
        },
      ),
      { numRuns: 1000 },
    )
  })

  const depth = 100_000
  const chain = Array.from({ length: depth - 1 }, (_, node) => [node, node + 1] as const)
  it.each([
    ['forward', chain],
    ['backward', chain.toReversed()],
    ['odd links first', [...chain.filter(([n]) => n % 2), ...chain.filter(([n]) => n % 2 === 0)]],
  ])(
    'closes a chain of 100 000 links laid %s in time and without a deep stack',
    (_, links) => {
      const graph = new AcyclicLinks(depth, depth)
      expect(links.filter(([from, to]) => graph.add(from, to))).toEqual([])
      expect(graph.add(depth - 1, 0)).toHaveLength(depth + 1)
      expect(graph.add(0, depth - 1)).toBeUndefined()
    },
    10_000,
  )
})
