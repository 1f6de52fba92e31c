import { expect, it } from 'vitest'
import { basin, sinkWith, topLines } from './mdrdSamples'

const TYPES = ['E_SINK', 'E_SINK_DI', 'E_DRAIN']

const BOXES: Record<string, string> = {
  '0 drains, 1 sinks': 'T2-CTRL-ESK1',
  '0 drains, 2 sinks': 'T2-CTRL-ESK2',
  '0 drains, 3 sinks': 'T2-CTRL-ESK3',
  '1 drains, 0 sinks': 'T2-CTRL-EDR1',
  '1 drains, 1 sinks': 'T2-CTRL-EDR1-ESK1',
  '1 drains, 2 sinks': 'T2-CTRL-EDR1-ESK2',
  '2 drains, 0 sinks': 'T2-CTRL-EDR2',
  '2 drains, 1 sinks': 'T2-CTRL-EDR2-ESK1',
  '3 drains, 0 sinks': 'T2-CTRL-EDR3',
}

const combinations = (basins: number): string[][] =>
  basins === 0
    ? [[]]
    : combinations(basins - 1).flatMap((types) => TYPES.map((type) => [...types, type]))

/** Domain handbook 6.4: E-Sink DI counts as E-Sink, whatever the order of the basins. */
it.each([1, 2, 3].flatMap(combinations).map((types) => ({ types })))(
  'exactly one control box for $types',
  ({ types }) => {
    const drains = types.filter((type) => type === 'E_DRAIN').length
    const boxes = topLines(sinkWith(types.map((type) => basin({ type })))).filter((line) =>
      line.startsWith('T2-CTRL-'),
    )
    expect(boxes).toEqual([`${BOXES[`${drains} drains, ${types.length - drains} sinks`]} × 1`])
  },
)

it('walks all 39 combinations', () => {
  expect([1, 2, 3].flatMap(combinations)).toHaveLength(39)
})
