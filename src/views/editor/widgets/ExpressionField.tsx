'use client'

import { useId } from 'react'
import type { Expression } from '../../../domain/configurator/ast'
import { BLANK, isExpression } from '../../../domain/drafts/conditionParts'
import { useEditing, useParts } from '../context'
import { focusFirst, focusInto } from '../focus'
import { expressionInWords } from '../../../domain/drafts/sayings'
import type { Path } from '../../../domain/drafts/tree'
import { elementGroupAt, type Variable } from '../../../domain/drafts/vocabulary'
import { RemoveButton } from './RemoveButton'
import { Frame } from './Frame'
import { Select } from './Select'
import { NumberInput } from './TextField'
import { VariableSelect } from './VariableSelect'

type FieldProps = {
  path: Path
  label: string
  help?: string | undefined
  value: unknown
  /** May be left open: no limit. */
  isNullable: boolean
}

/** A number: written out, read from the configuration, counted or worked out. */
export function ExpressionField({ path, label, help, value, isNullable }: FieldProps) {
  const { set, content, vocabulary } = useEditing()
  const element = elementGroupAt(content, path)
  const put = (limit: number | null) => {
    set(path, limit)
    focusFirst(path, limit === null ? undefined : '.editor-expression select')
  }
  if (value === null && isNullable)
    return (
      <Frame path={path} label={label} help={help} isGroup>
        <div className="editor-always">
          <span>No limit</span>
          <button type="button" className="editor-link" onClick={() => put(1)}>
            + Set a limit<span className="panel-hidden"> for {label}</span>
          </button>
        </div>
      </Frame>
    )
  return (
    <Frame
      path={path}
      label={label}
      help={help}
      isWide={typeof value === 'object'}
      isGroup
      action={isNullable && <RemoveButton what={`the limit ${label}`} remove={() => put(null)} />}
    >
      {isExpression(value) ? (
        <>
          <ExpressionInput
            value={value}
            element={element}
            label={label}
            change={(next) => set(path, next)}
          />
          {typeof value !== 'number' && (
            <p className="editor-sentence">{expressionInWords(vocabulary, value, element)}</p>
          )}
        </>
      ) : (
        <button type="button" className="editor-link" onClick={() => put(1)}>
          This number cannot be read. Begin it anew.
        </button>
      )}
    </Frame>
  )
}

const WAYS = [
  { value: 'number', label: 'the number' },
  { value: 'value', label: 'the value of' },
  { value: 'count', label: 'how many there are of' },
  { value: 'sum', label: 'the sum over' },
  { value: 'add', label: 'added up:' },
  { value: 'max', label: 'the largest of' },
  { value: 'min', label: 'the smallest of' },
  { value: 'firstOf', label: 'the first known of' },
  { value: 'parameter', label: 'the figure of the settings' },
]

const isCountable = ({ type, from }: Variable): boolean =>
  ['INTEGER', 'NUMBER', 'LIST'].includes(type) || from === 'derived'

type InputProps = {
  value: Expression
  change: (value: Expression) => void
  element: string | null
  label: string
}

export function ExpressionInput({ value, change, element, label }: InputProps) {
  const { vocabulary } = useEditing()
  const way = typeof value === 'number' ? 'number' : value.op
  const group = vocabulary.groups[0]?.key ?? ''
  const turn = (next: string) => {
    const begun: Readonly<Record<string, Expression>> = {
      number: 1,
      value: { op: 'value', path: '' },
      count: { op: 'count', group },
      sum: { op: 'sum', group, of: { op: 'value', path: '' } },
      add: { op: 'add', of: [value] },
      max: { op: 'max', of: [value] },
      min: { op: 'min', of: [value] },
      firstOf: { op: 'firstOf', of: [value] },
      parameter: { op: 'parameter', name: vocabulary.parameters[0]?.value ?? '' },
    }
    const fresh = begun[next]
    if (fresh !== undefined) change(fresh)
  }
  return (
    <span className="editor-expression" role="group" aria-label={label}>
      <Select label={`${label}: kind of number`} value={way} options={WAYS} change={turn} />
      <ExpressionRest value={value} change={change} element={element} label={label} />
    </span>
  )
}

function ExpressionRest({ value, change, element, label }: InputProps) {
  const { ConditionNode } = useParts()
  const { vocabulary } = useEditing()
  const id = useId()
  if (typeof value === 'number')
    return (
      <NumberInput
        label={label}
        value={value}
        absent={null}
        change={(next) => next != null && change(next)}
      />
    )
  switch (value.op) {
    case 'value':
      return (
        <VariableSelect
          label={`${label}: value`}
          value={value.path}
          element={element}
          offers={isCountable}
          change={(path) => change({ op: 'value', path })}
        />
      )
    case 'parameter':
      return (
        <Select
          label={`${label}: figure`}
          value={value.name}
          options={vocabulary.parameters}
          change={(name) => change({ op: 'parameter', name })}
        />
      )
    case 'count':
    case 'sum':
      return (
        <span id={id} className="editor-nested">
          <Select
            label={`${label}: group`}
            value={value.group}
            options={vocabulary.groups.map(({ key, label: name }) => ({ value: key, label: name }))}
            change={(group) => change({ ...value, group })}
          />
          {value.op === 'sum' && (
            <>
              <span>of</span>
              <ExpressionInput
                value={value.of}
                element={value.group}
                label={`${label}: what is added`}
                change={(of) => change({ ...value, of })}
              />
            </>
          )}
          {value.where ? (
            <>
              <span>with</span>
              <ConditionNode
                value={value.where}
                element={value.group}
                change={(where) => change({ ...value, where })}
                remove={() => {
                  const { where: _, ...rest } = value
                  change(rest)
                  focusInto(id, ':scope > button')
                }}
              />
            </>
          ) : (
            <button
              type="button"
              className="editor-link"
              onClick={() => {
                change({ ...value, where: BLANK })
                focusInto(id, ':scope > .editor-lone select')
              }}
            >
              + only those with …
            </button>
          )}
        </span>
      )
    default:
      return (
        <span className="editor-nested">
          {value.of.map((part, index) => (
            <span key={index} className="editor-many">
              <ExpressionInput
                value={part}
                element={element}
                label={`${label} ${index + 1}`}
                change={(next) =>
                  change({ ...value, of: value.of.map((old, at) => (at === index ? next : old)) })
                }
              />
              {value.of.length > 1 && (
                <RemoveButton
                  what={`number ${index + 1}`}
                  remove={() => change({ ...value, of: value.of.filter((_, at) => at !== index) })}
                />
              )}
            </span>
          ))}
          <button
            type="button"
            className="editor-link"
            onClick={() => change({ ...value, of: [...value.of, 1] })}
          >
            + number
          </button>
        </span>
      )
  }
}
