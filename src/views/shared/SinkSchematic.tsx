import { useId, useMemo } from 'react'
import type { Configuration } from '../../domain/configurator/configuration'
import type { FamilyContent } from '../../domain/configurator/release'
import type { Locale } from '../../domain/label'
import {
  ASSUMED,
  planSink,
  type PlannedBasin,
  type PlannedFaucet,
  type SinkPlan,
} from './schematic'
import './sinkSchematic.scss'
import { words } from './words'

type Props = {
  content: FamilyContent
  configuration: Configuration
  /** The build it belongs to, for the title read aloud. */
  name?: string
  locale?: Locale
}

/** Drawing units; the sink is scaled to fit, texts keep their size. */
const DRAWING = { width: 420, left: 30, right: 72, tallest: 250 } as const
const PANEL = 30
const DECK = 24

/**
 * Top view of a sink to scale, a pure function of the release's schematic and the configuration.
 * Draws nothing for a family without one.
 */
export function SinkSchematic({ content, configuration, name = '', locale = 'en' }: Props) {
  const plan = useMemo(
    () => planSink(content, configuration, locale),
    [content, configuration, locale],
  )
  if (!plan) return null
  return (
    <figure className="sink-schematic">
      <SinkDrawing plan={plan} name={name} />
      <Legend plan={plan} />
    </figure>
  )
}

/** What the drawing has no room to say. The description inside the drawing says it aloud. */
function Legend({ plan }: { plan: SinkPlan }) {
  const say = words.sink
  const fittings = [
    ...plan.faucets.map((faucet) => ({
      mark: faucet.isAutomatic ? 'is-automatic' : 'is-faucet',
      text: say.faucet(faucet.caption, faucet.over, faucet.isAutomatic),
    })),
    ...plan.sprayers.map(({ caption, side }) => ({
      mark: 'is-sprayer',
      text: say.sprayer(caption, side),
    })),
  ]
  if (plan.basins.length + fittings.length === 0) return null
  return (
    <figcaption className="sink-legend" aria-hidden="true">
      <ol>
        {plan.basins.map((basin) => (
          <li key={basin.number}>
            <span
              className={`sink-legend__number ${basin.kind === null ? 'is-open' : `is-kind-${basin.kind % 4}`}`}
            >
              {basin.number}
            </span>
            {[basin.caption ?? say.typeOpen, sizeOf(basin) ?? say.sizeOpen, ...basin.badges].join(
              ' · ',
            )}
          </li>
        ))}
      </ol>
      {fittings.length > 0 && (
        <ul>
          {fittings.map(({ mark, text }, index) => (
            <li key={index}>
              <span className={`sink-legend__mark ${mark}`} />
              {text}
            </li>
          ))}
        </ul>
      )}
      {plan.isCrowded && <p>{say.crowded}</p>}
    </figcaption>
  )
}

type Frame = {
  scale: number
  left: number
  top: number
  width: number
  height: number
  total: number
}

function frameOf(plan: SinkPlan): Frame {
  const length = plan.length ?? ASSUMED.length
  const depth = plan.width ?? ASSUMED.width
  const room = DRAWING.width - DRAWING.left - DRAWING.right
  const longest = Math.max(length, plan.pegboard?.width ?? 0, crowdedLength(plan))
  const scale = Math.min(room / longest, DRAWING.tallest / depth)
  const top = (plan.pegboard ? PANEL + 10 : 0) + 8
  const height = depth * scale
  return {
    scale,
    left: DRAWING.left + (room - length * scale) / 2,
    top,
    width: length * scale,
    height,
    total: top + height + 68,
  }
}

const crowdedLength = ({ basins }: SinkPlan): number =>
  basins.reduce((end, { x, width }) => Math.max(end, x + (width ?? ASSUMED.basin)), 0)

function SinkDrawing({ plan, name }: { plan: SinkPlan; name: string }) {
  const id = useId()
  const frame = frameOf(plan)
  return (
    <svg
      className="sink-schematic__drawing"
      viewBox={`0 0 ${DRAWING.width} ${frame.total}`}
      role="img"
      aria-labelledby={`${id}t ${id}d`}
    >
      <title id={`${id}t`}>{words.sink.title(name)}</title>
      <desc id={`${id}d`}>{describe(plan)}</desc>
      <defs>
        <pattern id={`${id}holes`} width="8" height="8" patternUnits="userSpaceOnUse">
          <circle className="sink-schematic__hole" cx="4" cy="4" r="1.3" />
        </pattern>
        <marker
          id={`${id}arrow`}
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path className="sink-schematic__arrow" d="M0 0 10 5 0 10z" />
        </marker>
      </defs>
      <Pegboard plan={plan} frame={frame} holes={`${id}holes`} />
      <rect
        className={`sink-schematic__body${plan.length === null || plan.width === null ? ' is-open' : ''}`}
        x={frame.left}
        y={frame.top}
        width={frame.width}
        height={frame.height}
        rx="6"
      />
      {plan.basins.map((basin) => (
        <Basin key={basin.number} basin={basin} frame={frame} isCrowded={plan.isCrowded} />
      ))}
      <Faucets plan={plan} frame={frame} />
      <Sprayers plan={plan} frame={frame} />
      <Flow plan={plan} frame={frame} arrow={`${id}arrow`} />
      <Dimensions plan={plan} frame={frame} arrow={`${id}arrow`} />
    </svg>
  )
}

/** The panel stands behind the sink; it is drawn as if folded back. */
function Pegboard({ plan, frame, holes }: { plan: SinkPlan; frame: Frame; holes: string }) {
  const { pegboard } = plan
  if (!pegboard) return null
  const width = (pegboard.width ?? plan.length ?? ASSUMED.length) * frame.scale
  const box = {
    x: frame.left + (frame.width - width) / 2,
    y: 6,
    width,
    height: PANEL,
    rx: 3,
  }
  return (
    <g>
      <rect className="sink-schematic__panel" data-color={pegboard.color?.toLowerCase()} {...box} />
      {pegboard.isPerforated && <rect fill={`url(#${holes})`} {...box} />}
      <g className="sink-schematic__tag">
        <rect x={box.x + width / 2 - 58} y={box.y + 5} width="116" height="20" rx="9" />
        <text x={box.x + width / 2} y={box.y + 19.5}>
          {words.sink.rear}
          {pegboard.width !== null && ` ${pegboard.width}″`}
        </text>
      </g>
    </g>
  )
}

const sizeOf = ({ width, length }: PlannedBasin): string | null =>
  width === null || length === null ? null : `${width}″ × ${length}″`

function Basin({
  basin,
  frame,
  isCrowded,
}: {
  basin: PlannedBasin
  frame: Frame
  isCrowded: boolean
}) {
  const { scale } = frame
  const width = (basin.width ?? ASSUMED.basin) * scale
  const room = frame.height - DECK - 10
  const height = Math.min((basin.length ?? ASSUMED.basin) * scale, Math.max(room, 30))
  const x = frame.left + basin.x * scale
  const y = frame.top + DECK + Math.max(0, (room - height) / 2)
  const middle = { x: x + width / 2, y: y + height / 2 }
  const isRoomy = width >= 76 && height >= 64
  const drain = y + height - (isRoomy ? 14 : 9)
  const classes = [
    'sink-schematic__basin',
    basin.kind === null ? 'is-open' : `is-kind-${basin.kind % 4}`,
    isCrowded && 'is-crowded',
    sizeOf(basin) === null && 'is-unsized',
  ]
  return (
    <g className={classes.filter(Boolean).join(' ')}>
      <rect x={x + 1} y={y} width={Math.max(width - 2, 4)} height={height} rx="8" />
      <circle className="sink-schematic__drain" cx={x + width / 2} cy={drain} r="5" />
      <text
        className="sink-schematic__number"
        x={middle.x}
        y={isRoomy ? middle.y - 10 : Math.min(middle.y, drain - 13)}
      >
        {basin.number}
      </text>
      {isRoomy && (
        <text className="sink-schematic__caption" x={middle.x} y={middle.y + 12}>
          {basin.caption}
        </text>
      )}
    </g>
  )
}

/** Faucets of one place stand side by side on the deck behind the basins. */
function Faucets({ plan, frame }: { plan: SinkPlan; frame: Frame }) {
  const places = new Map<string, PlannedFaucet[]>()
  for (const faucet of plan.faucets) {
    const key = faucet.x === null ? 'open' : faucet.x.toFixed(2)
    places.set(key, [...(places.get(key) ?? []), faucet])
  }
  return [...places.entries()].flatMap(([key, faucets]) =>
    faucets.map((faucet, index) => {
      const offset = (index - (faucets.length - 1) / 2) * 26
      const x =
        faucet.x === null
          ? frame.left + 16 + index * 26
          : frame.left + faucet.x * frame.scale + offset
      return (
        <g
          key={`${key}-${index}`}
          className={`sink-schematic__faucet${faucet.isAutomatic ? ' is-automatic' : ''}${
            faucet.x === null ? ' is-open' : ''
          }`}
          transform={`translate(${x} ${frame.top + 13})`}
        >
          <title>{words.sink.faucet(faucet.caption, faucet.over, faucet.isAutomatic)}</title>
          <path d="M0 0V22" />
          <circle r="7" />
          <path className="sink-schematic__spout" d="M-4 22h8" />
        </g>
      )
    }),
  )
}

function Sprayers({ plan, frame }: { plan: SinkPlan; frame: Frame }) {
  const count = { LEFT: 0, RIGHT: 0, OPEN: 0 }
  return plan.sprayers.map((sprayer, index) => {
    const side = sprayer.side ?? 'OPEN'
    const place = count[side]
    count[side] += 1
    const isRight = side === 'RIGHT'
    const x = isRight ? frame.left + frame.width + 13 : frame.left - 13
    const y = frame.top + 18 + place * 30
    const inward = isRight ? -1 : 1
    return (
      <g
        key={index}
        className={`sink-schematic__sprayer${side === 'OPEN' ? ' is-open' : ''}`}
        transform={`translate(${x} ${y})`}
      >
        <title>{words.sink.sprayer(sprayer.caption, sprayer.side)}</title>
        <circle r="8" />
        <path d={`M${inward * 8} 0q${inward * 7} 8 ${inward * 15} 0`} />
        <path d="M-3 -3 3 3M3 -3 -3 3" />
      </g>
    )
  })
}

function Flow({ plan, frame, arrow }: { plan: SinkPlan; frame: Frame; arrow: string }) {
  if (!plan.flow) return null
  const y = frame.top + frame.height + 20
  const [from, to] = [frame.left + frame.width * 0.2, frame.left + frame.width * 0.8]
  return (
    <g className="sink-schematic__flow">
      <line
        x1={plan.flow === 'RIGHT' ? from : to}
        x2={plan.flow === 'RIGHT' ? to : from}
        y1={y}
        y2={y}
        markerEnd={`url(#${arrow})`}
      />
      <g className="sink-schematic__tag">
        <rect x={frame.left + frame.width / 2 - 38} y={y - 10} width="76" height="20" rx="10" />
        <text x={frame.left + frame.width / 2} y={y + 4}>
          {words.sink.workflow}
        </text>
      </g>
    </g>
  )
}

function Dimensions({ plan, frame, arrow }: { plan: SinkPlan; frame: Frame; arrow: string }) {
  const bottom = frame.top + frame.height + 44
  const right = frame.left + frame.width + 26
  const ends = { markerStart: `url(#${arrow})`, markerEnd: `url(#${arrow})` }
  return (
    <g className="sink-schematic__dimensions">
      {plan.length !== null && (
        <>
          <line x1={frame.left} x2={frame.left + frame.width} y1={bottom} y2={bottom} {...ends} />
          <text x={frame.left + frame.width / 2} y={bottom + 17}>
            {plan.length}″
          </text>
        </>
      )}
      {plan.width !== null && (
        <>
          <line x1={right} x2={right} y1={frame.top} y2={frame.top + frame.height} {...ends} />
          <text transform={`translate(${right + 9} ${frame.top + frame.height / 2}) rotate(90)`}>
            {plan.width}″
          </text>
        </>
      )}
    </g>
  )
}

/** The drawing in words, for those who cannot see it. */
function describe(plan: SinkPlan): string {
  const say = words.sink
  return [
    say.size(plan.length, plan.width),
    ...plan.basins.map((basin) => say.basin(basin.number, basin.caption, sizeOf(basin))),
    plan.basins.length === 0 && say.noBasins,
    plan.isCrowded && say.crowded,
    ...plan.faucets.map((faucet) => say.faucet(faucet.caption, faucet.over, faucet.isAutomatic)),
    ...plan.sprayers.map((sprayer) => say.sprayer(sprayer.caption, sprayer.side)),
    plan.pegboard &&
      say.pegboard(plan.pegboard.width, plan.pegboard.color, plan.pegboard.isPerforated),
    plan.flow && say.flow(plan.flow),
  ]
    .filter(Boolean)
    .join(' ')
}
