'use client'

import { useId, useMemo } from 'react'
import { labelText } from '../../domain/label'
import type { WorkflowDefinition } from '../../domain/workflow/definition'
import { WorkflowContentView } from '../configuration/WorkflowContentView'
import { BOX, pictureOf, type Arrow } from './graph'

/** The states by rank with the ways between them; the tables below say the same in words. */
export function WorkflowPicture({ definition }: { definition: WorkflowDefinition }) {
  const tip = useId()
  const { width, height, boxes, arrows } = useMemo(() => pictureOf(definition), [definition])
  const { hold, cancel, states } = definition
  const startsOf = (rules: readonly { from: readonly string[] }[]) =>
    new Set(rules.flatMap(({ from }) => from)).size
  const remark = (code: string): string => {
    if (code === hold.state) return `from ${startsOf(hold.enter)} states, and back`
    if (code === cancel.state) return `from ${startsOf(cancel.rules)} states`
    const state = states.find((one) => one.code === code)
    return state?.initial ? 'builds begin here' : state?.terminal ? 'builds end here' : code
  }
  return (
    <>
      <div className="panel-scroll" role="region" aria-label="Picture of the workflow" tabIndex={0}>
        <svg
          className="editor-picture"
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${boxes.length} states and ${arrows.length} moves; the tables below list them.`}
        >
          <defs>
            <marker
              id={tip}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0 8 4 0 8z" />
            </marker>
          </defs>
          {arrows.map((arrow) => (
            <Way key={arrow.key} arrow={arrow} tip={tip} />
          ))}
          {boxes.map(({ code, x, y }) => {
            const state = states.find((one) => one.code === code)
            return (
              <g key={code} className={`editor-picture__state is-${state?.colour ?? 'slate'}`}>
                <rect x={x} y={y} width={BOX.width} height={BOX.height} rx="8" />
                <text x={x + BOX.width / 2} y={y + 19}>
                  {state ? labelText(state.label) : code}
                </text>
                <text x={x + BOX.width / 2} y={y + 35} className="is-small">
                  {remark(code)}
                </text>
              </g>
            )
          })}
        </svg>
      </div>
      <WorkflowContentView definition={definition} />
    </>
  )
}

const LINE = 14

function Way({ arrow, tip }: { arrow: Arrow; tip: string }) {
  const { label, lines, path, at, isBack } = arrow
  return (
    <g className={`editor-picture__way${isBack ? ' is-back' : ''}`}>
      <title>{label}</title>
      <path d={path} markerEnd={`url(#${tip})`} />
      <text textAnchor={isBack ? 'end' : 'start'} dominantBaseline="central">
        {lines.map((line, index) => (
          <tspan key={index} x={at.x} y={at.y + (index - (lines.length - 1) / 2) * LINE}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  )
}
