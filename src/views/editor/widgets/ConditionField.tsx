'use client'

import { useId } from 'react'
import { COMPARISONS, type Condition, type Scalar } from '../../../domain/configurator/ast'
import {
  BLANK,
  conditionAbout,
  isCondition,
  leafOf,
  leafWith,
  subjectOf,
  subjectsOf,
  valuesOf,
  VERBS,
  verbsOf,
  type Verb,
} from '../../../domain/drafts/conditionParts'
import { useEditing, type NodeProps } from '../context'
import { focusFirst, focusInto, focusPart } from '../focus'
import { COMPARISON_WORDS, conditionInWords } from '../../../domain/drafts/sayings'
import type { Path } from '../../../domain/drafts/tree'
import {
  elementGroupAt,
  readableFrom,
  variableAt,
  type Variable,
} from '../../../domain/drafts/vocabulary'
import { say } from '../words'
import { ExpressionInput } from './ExpressionField'
import { RemoveButton } from './RemoveButton'
import { Frame } from './Frame'
import { ItemInput } from './ItemInput'
import { Select } from './Select'
import { NumberInput } from './TextField'
import { VariableOptions } from './VariableSelect'

type FieldProps = {
  path: Path
  label: string
  help?: string | undefined
  value: unknown
  isOptional: boolean
}

/** What a condition looks at: the first thing to say of a new one. */
const SUBJECT = '.editor-row__subject'

/** A condition that reads as a sentence; without one the answer is "always". */
export function ConditionField({ path, label, help, value, isOptional }: FieldProps) {
  const { set, content, vocabulary } = useEditing()
  const element = elementGroupAt(content, path)
  const begin = () => {
    set(path, BLANK)
    focusFirst(path, SUBJECT)
  }
  const takeAway = () => {
    set(path, undefined)
    focusFirst(path)
  }
  if (value === undefined)
    return (
      <Frame path={path} label={label} help={help} isWide isGroup>
        <div className="editor-always">
          <span>{say.always}</span>
          <button type="button" className="editor-link" onClick={begin}>
            + Add a condition<span className="panel-hidden"> to {label}</span>
          </button>
        </div>
      </Frame>
    )
  return (
    <Frame path={path} label={label} help={help} isWide isGroup>
      {isCondition(value) ? (
        <>
          <ConditionNode
            value={value}
            element={element}
            change={(next) => set(path, next)}
            remove={isOptional ? takeAway : null}
          />
          <p className="editor-sentence">{conditionInWords(vocabulary, value, element)}</p>
        </>
      ) : (
        <button type="button" className="editor-link" onClick={begin}>
          This condition cannot be read. Begin it anew.
        </button>
      )}
    </Frame>
  )
}

export function ConditionNode(props: NodeProps) {
  const { value, change, remove } = props
  const id = useId()
  if (value.op === 'and' || value.op === 'or')
    return <ConditionGroup {...props} value={value} id={id} />
  if (value.op === 'not' && leafOf(value) === null)
    return (
      <div
        id={id}
        className="editor-group editor-group--not"
        role="group"
        aria-label="It is not true that"
      >
        <div className="editor-group__head">
          <span>It is not true that</span>
          <button
            type="button"
            className="editor-link"
            onClick={() => {
              change(value.condition)
              focusInto(id)
            }}
          >
            take “not” away
          </button>
          {remove && <RemoveButton what="this part" remove={remove} />}
        </div>
        <ConditionNode
          {...props}
          value={value.condition}
          change={(next) => change({ op: 'not', condition: next })}
          remove={null}
        />
      </div>
    )
  const join = (joined: Condition) => {
    change(joined)
    focusPart(id, 1)
  }
  return (
    <div id={id} className="editor-lone">
      <ConditionRow {...props} />
      <div className="editor-more">
        <button
          type="button"
          className="editor-link"
          onClick={() => join({ op: 'and', all: [value, BLANK] })}
        >
          + and …
        </button>
        <button
          type="button"
          className="editor-link"
          onClick={() => join({ op: 'or', any: [value, BLANK] })}
        >
          + or …
        </button>
      </div>
    </div>
  )
}

const JOINTS = [
  { value: 'and', label: 'All of these hold' },
  { value: 'or', label: 'Any of these holds' },
]

type Joint = Extract<Condition, { op: 'and' | 'or' }>

type GroupProps = NodeProps & {
  value: Joint
  /** Of the element that is drawn; what takes its place bears it too. */
  id: string
}

function ConditionGroup({ value, change, remove, element, id }: GroupProps) {
  const parts = value.op === 'and' ? value.all : value.any
  const joined = (op: string, next: readonly Condition[]): Condition => {
    const [only] = next
    if (next.length === 1 && only) return only
    return op === 'and' ? { op: 'and', all: [...next] } : { op: 'or', any: [...next] }
  }
  const withPart = (index: number, part: Condition) => {
    const next = parts.map((old, at) => (at === index ? part : old))
    change(value.op === 'and' ? { op: 'and', all: next } : { op: 'or', any: next })
  }
  const add = (part: Condition) => {
    change(joined(value.op, [...parts, part]))
    focusPart(id, parts.length)
  }
  const other: Condition =
    value.op === 'and' ? { op: 'or', any: [BLANK, BLANK] } : { op: 'and', all: [BLANK, BLANK] }
  return (
    <div
      id={id}
      className="editor-group"
      role="group"
      aria-label={value.op === 'and' ? 'All of' : 'Any of'}
    >
      <div className="editor-group__head">
        <Select
          label="How the conditions are joined"
          value={value.op}
          options={JOINTS}
          change={(op) => change(joined(op, parts))}
        />
        <button
          type="button"
          className="editor-link"
          onClick={() => {
            change({ op: 'not', condition: value })
            focusInto(id)
          }}
        >
          not
        </button>
        {remove && <RemoveButton what="the whole condition" remove={remove} />}
      </div>
      {parts.map((part, index) => {
        const gone = () => {
          change(
            joined(
              value.op,
              parts.filter((_, at) => at !== index),
            ),
          )
          focusPart(id, index)
        }
        return part.op === 'and' || part.op === 'or' || (part.op === 'not' && !leafOf(part)) ? (
          <ConditionNode
            key={index}
            value={part}
            element={element}
            change={(next) => withPart(index, next)}
            remove={gone}
          />
        ) : (
          <ConditionRow
            key={index}
            value={part}
            element={element}
            change={(next) => withPart(index, next)}
            remove={gone}
          />
        )
      })}
      <div className="editor-more">
        <button type="button" className="editor-link" onClick={() => add(BLANK)}>
          {value.op === 'and' ? '+ and …' : '+ or …'}
        </button>
        <button type="button" className="editor-link" onClick={() => add(other)}>
          + group of conditions
        </button>
      </div>
    </div>
  )
}

/** "[Length] [is between] [48] and [60]". */
function ConditionRow({ value, change, remove, element }: NodeProps) {
  const { vocabulary } = useEditing()
  const leaf = leafOf(value)
  const variables = readableFrom(vocabulary, element)
  const others = subjectsOf(vocabulary.groups)
  const path = leaf?.path ?? ''
  const variable = variableAt(vocabulary, path, element)
  const shown = leaf ? path : subjectOf(value)

  const choose = (subject: string) => {
    const about = conditionAbout(subject)
    if (about) return change(about)
    const next = variableAt(vocabulary, subject, element)
    const verbs = verbsOf(next)
    const verb = leaf && verbs.includes(leaf.verb) && leaf.path !== '' ? leaf.verb : verbs[0]
    change(leafWith(subject, verb ?? 'exists', next, valuesOf(value)))
  }
  const isKnown =
    variables.some((entry) => entry.path === shown) || others.some((one) => one.value === shown)
  return (
    <div className="editor-row">
      <select
        className="editor-row__subject"
        aria-label="What the condition looks at"
        value={shown}
        onChange={({ target }) => choose(target.value)}
      >
        <option value="" disabled>
          {say.choose}
        </option>
        {!isKnown && shown !== '' && (
          <option value={shown}>{variable?.label ?? `${shown} (unknown)`}</option>
        )}
        <VariableOptions variables={variables} />
        <optgroup label="More">
          {others.map((other) => (
            <option key={other.value} value={other.value}>
              {other.label}
            </option>
          ))}
        </optgroup>
      </select>
      {leaf ? (
        path !== '' && (
          <LeafRest
            value={value}
            path={path}
            verb={leaf.verb}
            variable={variable}
            change={change}
          />
        )
      ) : (
        <OtherRest value={value} change={change} element={element} />
      )}
      {remove && <RemoveButton what="this condition" remove={remove} />}
    </div>
  )
}

function LeafRest({
  value,
  path,
  verb,
  variable,
  change,
}: {
  value: Condition
  path: string
  verb: Verb
  variable: Variable | undefined
  change: (value: Condition) => void
}) {
  const values = valuesOf(value)
  const offered = verbsOf(variable)
  const verbs = offered.includes(verb) ? offered : [verb, ...offered]
  const put = (next: readonly Scalar[]) => change(leafWith(path, verb, variable, next))
  return (
    <>
      <Select
        label="How it is compared"
        value={verb}
        options={verbs.map((name) => ({ value: name, label: VERBS[name] }))}
        change={(name) => {
          const next = verbs.find((known) => known === name)
          if (next) change(leafWith(path, next, variable, values))
        }}
      />
      <Constants
        verb={verb}
        value={value}
        values={values}
        variable={variable}
        put={put}
        change={change}
        path={path}
      />
    </>
  )
}

function Constants({
  verb,
  value,
  values,
  variable,
  put,
  change,
  path,
}: {
  verb: Verb
  value: Condition
  values: readonly Scalar[]
  variable: Variable | undefined
  put: (values: readonly Scalar[]) => void
  change: (value: Condition) => void
  path: string
}) {
  const unit = variable?.unit ?? ''
  const isNumber = variable?.type === 'INTEGER' || variable?.type === 'NUMBER'
  switch (verb) {
    case 'yes':
    case 'no':
    case 'exists':
    case 'notExists':
      return null
    case 'between': {
      const { min, max } = value.op === 'between' ? value : { min: 0, max: 0 }
      const limits = (next: { min: number | null; max: number | null }) =>
        change({ op: 'between', path, ...next })
      return (
        <>
          <NumberInput
            label="from"
            value={min}
            absent={null}
            change={(next) => next != null && limits({ min: next, max })}
          />
          <span>and</span>
          <NumberInput
            label="to"
            value={max}
            absent={null}
            change={(next) => next != null && limits({ min, max: next })}
          />
          {unit && <span>{unit}</span>}
          {variable?.type === 'NUMBER' && <p className="editor-field__help">{say.bothEnds}</p>}
        </>
      )
    }
    case 'atLeast':
    case 'atMost':
    case 'above':
    case 'below':
      return (
        <>
          <NumberInput
            label="limit"
            value={values[0]}
            absent={null}
            change={(next) => next != null && put([next])}
          />
          {unit && <span>{unit}</span>}
        </>
      )
    case 'contains':
      return (
        <input
          type="text"
          aria-label="text"
          value={String(values[0] ?? '')}
          onChange={({ target }) => change({ op: 'contains', path, text: target.value })}
        />
      )
    case 'is':
    case 'isNot':
      return isNumber ? (
        <NumberInput
          label="value"
          value={values[0]}
          absent={null}
          change={(next) => next != null && put([next])}
        />
      ) : variable?.choices.length ? (
        <Select
          label="value"
          value={String(values[0] ?? '')}
          options={variable.choices}
          change={(next) => put([next])}
        />
      ) : (
        <input
          type="text"
          aria-label="value"
          value={String(values[0] ?? '')}
          onChange={({ target }) => put([target.value])}
        />
      )
    case 'in':
    case 'notIn':
      return <Many values={values} variable={variable} put={put} />
  }
}

/** Several constants: ticks for choices, a list for numbers and texts. */
function Many({
  values,
  variable,
  put,
}: {
  values: readonly Scalar[]
  variable: Variable | undefined
  put: (values: readonly Scalar[]) => void
}) {
  if (variable?.choices.length)
    return (
      <span className="editor-ticks" role="group" aria-label="values">
        {variable.choices.map((choice) => {
          const isOn = values.includes(choice.value)
          return (
            <label key={choice.value} className="editor-tick">
              <input
                type="checkbox"
                checked={isOn}
                disabled={isOn && values.length === 1}
                onChange={() =>
                  put(
                    isOn
                      ? values.filter((one) => one !== choice.value)
                      : variable.choices
                          .map((one) => one.value)
                          .filter((one) => one === choice.value || values.includes(one)),
                  )
                }
              />
              {choice.label}
            </label>
          )
        })}
      </span>
    )
  const isNumber = variable?.type === 'INTEGER' || variable?.type === 'NUMBER'
  return (
    <span className="editor-ticks" role="group" aria-label="values">
      {values.map((one, index) => {
        const change = (next: Scalar) => put(values.map((old, at) => (at === index ? next : old)))
        return (
          <span key={index} className="editor-many">
            {isNumber ? (
              <NumberInput
                label={`value ${index + 1}`}
                value={one}
                absent={null}
                change={(next) => next != null && change(next)}
              />
            ) : (
              <input
                type="text"
                aria-label={`value ${index + 1}`}
                value={String(one)}
                onChange={({ target }) => change(target.value)}
              />
            )}
            {values.length > 1 && (
              <RemoveButton
                what={`value ${index + 1}`}
                remove={() => put(values.filter((_, at) => at !== index))}
              />
            )}
          </span>
        )
      })}
      <button
        type="button"
        className="editor-link"
        onClick={() => put([...values, isNumber ? 0 : 'x'])}
      >
        + value
      </button>
    </span>
  )
}

/** What follows a subject that is no variable. */
function OtherRest({
  value,
  change,
  element,
}: {
  value: Condition
  change: (value: Condition) => void
  element: string | null
}) {
  const { vocabulary } = useEditing()
  switch (value.op) {
    case 'compare':
      return (
        <>
          <ExpressionInput
            value={value.left}
            element={element}
            label="first number"
            change={(left) => change({ ...value, left })}
          />
          <Select
            label="How it is compared"
            value={value.is}
            options={COMPARISONS.map((one) => ({ value: one, label: COMPARISON_WORDS[one] }))}
            change={(next) => {
              const is = COMPARISONS.find((one) => one === next)
              if (is) change({ ...value, is })
            }}
          />
          <ExpressionInput
            value={value.right}
            element={element}
            label="second number"
            change={(right) => change({ ...value, right })}
          />
        </>
      )
    case 'some':
    case 'every':
      return (
        <div className="editor-nested">
          <ConditionNode
            value={value.where}
            element={value.group}
            change={(where) => change({ ...value, where })}
            remove={null}
          />
        </div>
      )
    case 'onBom':
      return (
        <span className="editor-ticks">
          {value.items.map((item, index) => (
            <span key={index} className="editor-many">
              <ItemInput
                label={`item ${index + 1}`}
                value={item}
                change={(next) =>
                  change({
                    ...value,
                    items: value.items.map((old, at) => (at === index ? next : old)),
                  })
                }
              />
              {value.items.length > 1 && (
                <RemoveButton
                  what={`item ${index + 1}`}
                  remove={() =>
                    change({ ...value, items: value.items.filter((_, at) => at !== index) })
                  }
                />
              )}
            </span>
          ))}
          <button
            type="button"
            className="editor-link"
            onClick={() => change({ ...value, items: [...value.items, ''] })}
          >
            + or item
          </button>
        </span>
      )
    case 'provided':
      return (
        <Select
          label="feature"
          value={value.tag}
          options={vocabulary.tags}
          change={(tag) => change({ ...value, tag })}
        />
      )
    default:
      return null
  }
}
