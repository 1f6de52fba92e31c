import type { WorkflowDefinition } from '../../domain/workflow/definition'

/** A workflow as a picture: states from top to bottom by rank, ways between them as arrows. */

export const BOX = { width: 190, height: 44, gap: 46 } as const
const LANE = 116
const MARGIN = 16
/** A label stands beside the line of its lane, in lines of so many letters. */
const LABEL = { width: 96, letters: 14, beside: 7 } as const

export type Box = { code: string; x: number; y: number }
export type Arrow = {
  key: string
  label: string
  /** The label as it is written, line by line. */
  lines: readonly string[]
  path: string
  /** Where the label stands: its edge beside the way, and the middle of its height. */
  at: { x: number; y: number }
  isBack: boolean
}
export type Picture = { width: number; height: number; boxes: Box[]; arrows: Arrow[] }

/** Ways that skip states run on the right in lanes of their own, ways back on the left. */
export function pictureOf({ states, transitions, hold, cancel }: WorkflowDefinition): Picture {
  const onTheWay = states
    .filter(({ rank }) => rank !== null)
    .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
  const place = new Map(onTheWay.map(({ code }, index) => [code, index]))
  const ways = transitions.flatMap(({ id, from, to, label }) =>
    from.flatMap((start) => {
      const a = place.get(start)
      const b = place.get(to)
      return a === undefined || b === undefined || a === b
        ? []
        : [{ key: `${id} ${start}`, label: `${id} ${label.en}`, a, b }]
    }),
  )
  const straight = ways.filter(({ a, b }) => b === a + 1)
  const right = ways.filter(({ a, b }) => b > a + 1).toSorted((x, y) => x.b - x.a - (y.b - y.a))
  const back = ways.filter(({ a, b }) => b < a).toSorted((x, y) => x.a - x.b - (y.a - y.b))

  const left = MARGIN + (back.length > 0 ? LABEL.width : 0) + back.length * LANE
  const middle = left + BOX.width / 2
  const top = (index: number) => MARGIN + index * (BOX.height + BOX.gap)
  const half = BOX.height / 2

  const arrows: Arrow[] = [
    ...straight.map(({ key, label, a, b }, index): Arrow => {
      const shift = straight.filter((other, at) => other.a === a && at < index).length * 60
      const x = middle + shift
      return {
        key,
        label,
        lines: [label],
        path: `M${x} ${top(a) + BOX.height} L${x} ${top(b)}`,
        at: { x: x + LABEL.beside, y: top(a) + BOX.height + BOX.gap / 2 },
        isBack: false,
      }
    }),
    ...right.map(({ key, label, a, b }, lane) => {
      const from = left + BOX.width
      const x = from + (lane + 1) * LANE - 20
      return arc({ key, label, from, x, y1: top(a) + half + 6, y2: top(b) + half - 6 }, false)
    }),
    ...back.map(({ key, label, a, b }, lane) => {
      const x = left - (lane + 1) * LANE + 20
      return arc({ key, label, from: left, x, y1: top(a) + half - 6, y2: top(b) + half + 6 }, true)
    }),
  ]
  const asideX = left + BOX.width + right.length * LANE + LABEL.width
  const aside = states.filter(({ code }) => code === hold.state || code === cancel.state)
  return {
    width:
      (aside.length > 0 ? asideX + BOX.width : left + BOX.width + right.length * LANE) + MARGIN,
    height: top(Math.max(onTheWay.length, aside.length)) + MARGIN,
    boxes: [
      ...onTheWay.map(({ code }, index) => ({ code, x: left, y: top(index) })),
      ...aside.map(({ code }, index) => ({ code, x: asideX, y: top(index) })),
    ],
    arrows,
  }
}

type Arc = { key: string; label: string; from: number; x: number; y1: number; y2: number }

const arc = ({ key, label, from, x, y1, y2 }: Arc, isBack: boolean): Arrow => ({
  key,
  label,
  lines: linesOf(label),
  path: `M${from} ${y1} C${x} ${y1} ${x} ${y1} ${x} ${(y1 + y2) / 2} S${x} ${y2} ${from} ${y2}`,
  at: { x: x + (isBack ? -LABEL.beside : LABEL.beside), y: (y1 + y2) / 2 },
  isBack,
})

/** A text in lines that fit beside a lane; a longer word has a line of its own. */
const linesOf = (text: string): string[] =>
  text.split(' ').reduce<string[]>((lines, word) => {
    const last = lines.at(-1)
    return last !== undefined && last.length + word.length < LABEL.letters
      ? [...lines.slice(0, -1), `${last} ${word}`]
      : [...lines, word]
  }, [])
