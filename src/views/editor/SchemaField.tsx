'use client'

import type { ReactNode } from 'react'
import type { z } from 'zod'
import { isJsonObject } from '../../domain/configurator/raw'
import { useEditing } from './context'
import { ListField } from './ListField'
import { newValue } from './newValue'
import { placesFor } from './picks'
import { RecordField } from './RecordField'
import { isStateCode } from './renamed'
import { placeOf, variantOf, type Absence, type Kind, type ObjectShape } from './schema'
import { genericKey, getAt, type Path } from '../../domain/drafts/tree'
import { elementGroupAt } from '../../domain/drafts/vocabulary'
import { ConditionField } from './widgets/ConditionField'
import { RemoveButton } from './widgets/RemoveButton'
import { ExpressionField } from './widgets/ExpressionField'
import { Frame, useWiring } from './widgets/Frame'
import { ItemInput } from './widgets/ItemInput'
import { InsertValue, LabelField, Line } from './widgets/LabelField'
import { ManyField } from './widgets/ManyField'
import { QuestionsField } from './widgets/QuestionsField'
import { RoleField } from './widgets/RoleField'
import { Select } from './widgets/Select'
import { StateCodeField } from './widgets/StateCodeField'
import { CheckField, NumberField, TextField } from './widgets/TextField'
import { VariableSelect } from './widgets/VariableSelect'
import { codeInWords, wordsAt } from '../../domain/drafts/fieldWords'
import { say } from './words'

type Props = { schema: z.ZodType; path: Path }

/** The input for one place of the draft, chosen by its schema. */
export function SchemaField({ schema, path }: Props) {
  const { content } = useEditing()
  const { absence, kind } = placeOf(schema)
  const value = getAt(content, path)
  const words = wordsAt(path)
  if (words.isHidden || kind.kind === 'literal') return null
  return (
    <KindField
      schema={schema}
      path={path}
      kind={kind}
      absence={absence}
      value={value}
      label={words.label}
      help={words.help}
    />
  )
}

type KindProps = Props & {
  kind: Kind
  absence: Absence
  value: unknown
  label: string
  help: string | undefined
}

function KindField({ schema, path, kind, absence, value, label, help }: KindProps) {
  const { set } = useEditing()
  const common = { path, label, help, value }
  const isOptional = absence === 'undefined'
  switch (kind.kind) {
    case 'label':
      return (
        <LabelField
          {...common}
          isTemplate={kind.isTemplate}
          action={isOptional && <RemoveButton what={label} remove={() => set(path, undefined)} />}
        />
      )
    case 'condition':
      return <ConditionField {...common} isOptional={isOptional} />
    case 'expression':
      return <ExpressionField {...common} isNullable={absence === 'null'} />
    case 'path':
      return <PathField {...common} />
    case 'template':
      return <TemplateField {...common} />
    case 'boolean':
      return isOptional && wordsAt(path).isThreefold ? (
        <YesNoField {...common} />
      ) : (
        <CheckField {...common} isOptional={isOptional} />
      )
    case 'number':
      return <NumberField {...common} absence={absence} />
    case 'enum':
      return <EnumField {...common} values={kind.values} absence={absence} />
    case 'scalar':
    case 'key':
    case 'text':
      return <NameField {...common} isOptional={isOptional} />
    case 'list':
      return <ManyOrList schema={schema} kind={kind} {...common} absence={absence} />
    case 'record':
      return <RecordField {...common} element={kind.element} />
    case 'union':
      return <UnionField {...common} kind={kind} absence={absence} />
    case 'tuple':
      return (
        <Part {...common}>
          {kind.items.map((item, index) => (
            <SchemaField key={index} schema={item} path={[...path, index]} />
          ))}
        </Part>
      )
    case 'object':
      return (
        <Part
          {...common}
          action={
            absence !== 'none' && (
              <RemoveButton
                what={label}
                remove={() => set(path, absence === 'null' ? null : undefined)}
              />
            )
          }
        >
          <ObjectFields shape={kind.shape} path={path} />
        </Part>
      )
    case 'literal':
    case 'unknown':
      return null
  }
}

/** A part with fields of its own inside of another. */
function Part({
  path,
  label,
  help,
  action,
  children,
}: {
  path: Path
  label: string
  help: string | undefined
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <Frame path={path} label={label} help={help} isWide isGroup action={action}>
      <div className="editor-fields editor-part">{children}</div>
    </Frame>
  )
}

const isLight = (kind: Kind): boolean =>
  ['boolean', 'number', 'text', 'key', 'enum', 'scalar', 'path', 'condition', 'template'].includes(
    kind.kind,
  )

/**
 * The fields of an object. What may be absent and takes room stands behind a button until somebody
 * wants it.
 */
export function ObjectFields({
  shape,
  path,
  without = [],
}: {
  shape: ObjectShape
  path: Path
  without?: readonly string[]
}) {
  const { content, set } = useEditing()
  const owner = getAt(content, path)
  const keys = nameFirst(Object.keys(shape)).filter((key) => !without.includes(key))
  const isAbsent = (key: string) => {
    const schema = shape[key]
    if (!schema) return false
    const { absence, kind } = placeOf(schema)
    const value = isJsonObject(owner) ? owner[key] : undefined
    if (kind.kind === 'expression' || isLight(kind)) return false
    return (
      (absence === 'undefined' && value === undefined) || (absence === 'null' && value === null)
    )
  }
  const added = keys.filter(isAbsent)
  return (
    <>
      {keys
        .filter((key) => !added.includes(key))
        .map((key) => {
          const schema = shape[key]
          return schema && <SchemaField key={key} schema={schema} path={[...path, key]} />
        })}
      {added.length > 0 && (
        <div className="editor-field editor-field--wide editor-more">
          {added.map((key) => (
            <button
              key={key}
              type="button"
              className="editor-link"
              onClick={() => {
                const schema = shape[key]
                if (schema) set([...path, key], newValue(schema, [...path, key]))
              }}
            >
              {say.addPart(wordsAt([...path, key]).label)}
            </button>
          ))}
        </div>
      )}
    </>
  )
}

/** What people call it stands above what the house calls it. */
const nameFirst = (keys: readonly string[]): string[] => [
  ...keys.filter((key) => key === 'label' || key === 'title'),
  ...keys.filter((key) => key !== 'label' && key !== 'title'),
]

type InputProps = { path: Path; label: string; help: string | undefined; value: unknown }

function PathField({ path, label, help, value }: InputProps) {
  const { set, content } = useEditing()
  const wiring = useWiring(path, help)
  return (
    <Frame path={path} label={label} help={help}>
      <VariableSelect
        wiring={wiring}
        label={label}
        value={typeof value === 'string' ? value : ''}
        element={elementGroupAt(content, path)}
        change={(next) => set(path, next)}
      />
    </Frame>
  )
}

function TemplateField({ path, label, help, value }: InputProps) {
  const { set } = useEditing()
  const wiring = useWiring(path, help)
  const text = typeof value === 'string' ? value : ''
  const change = (next: string) => set(path, next)
  return (
    <Frame path={path} label={label} help={help} isWide>
      {wordsAt(path).source === 'item' ? (
        <div className="editor-line">
          <ItemInput wiring={wiring} value={text} change={change} />
          <InsertValue path={path} insert={(name) => change(`${text}{${name}}`)} />
        </div>
      ) : (
        <Line wiring={wiring} path={path} value={text} change={change} isTemplate />
      )}
    </Frame>
  )
}

/** Yes, no, or nothing said. */
function YesNoField({ path, label, help, value }: InputProps) {
  const { set } = useEditing()
  const wiring = useWiring(path, help)
  return (
    <Frame path={path} label={label} help={help}>
      <Select
        wiring={wiring}
        value={typeof value === 'boolean' ? String(value) : ''}
        options={[
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]}
        empty="–"
        change={(next) => set(path, next === '' ? undefined : next === 'true')}
      />
    </Frame>
  )
}

function EnumField({
  path,
  label,
  help,
  value,
  values,
  absence,
}: InputProps & { values: readonly string[]; absence: Absence }) {
  const { set } = useEditing()
  const wiring = useWiring(path, help)
  return (
    <Frame path={path} label={label} help={help}>
      <Select
        wiring={wiring}
        value={typeof value === 'string' ? value : ''}
        options={values.map((code) => ({ value: code, label: codeInWords(code) }))}
        empty={absence === 'none' ? undefined : '–'}
        change={(next) => set(path, next === '' ? (absence === 'null' ? null : undefined) : next)}
      />
    </Frame>
  )
}

/** A name: picked where it points at something of the draft, typed where it names something new. */
function NameField({ path, label, help, value, isOptional }: InputProps & { isOptional: boolean }) {
  const { set, content, vocabulary } = useEditing()
  const wiring = useWiring(path, help)
  const offered = placesFor(path, content, vocabulary)
  const { source } = wordsAt(path)
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  if (source === 'item')
    return (
      <Frame path={path} label={label} help={help}>
        <ItemInput
          wiring={wiring}
          value={text}
          change={(next) => set(path, isOptional && next === '' ? undefined : next)}
        />
      </Frame>
    )
  if (isStateCode(path))
    return <StateCodeField path={path} label={label} help={help} value={text} />
  if (source === 'role' && path[0] === 'rules')
    return <RoleField path={path} label={label} help={help} value={text} />
  if (offered === null)
    return <TextField path={path} label={label} help={help} value={text} isOptional={isOptional} />
  return (
    <Frame path={path} label={label} help={help}>
      <Select
        wiring={wiring}
        value={text}
        options={offered}
        empty={
          isOptional ? (source === 'repeat' || source === 'group' ? say.wholeSink : '–') : undefined
        }
        change={(next) => set(path, next === '' && isOptional ? undefined : next)}
      />
    </Frame>
  )
}

/** Lists of names and codes are ticked or typed; lists of parts are edited one by one. */
function ManyOrList({
  schema,
  path,
  kind,
  absence,
  ...rest
}: InputProps & { schema: z.ZodType; kind: Extract<Kind, { kind: 'list' }>; absence: Absence }) {
  const { set } = useEditing()
  const { kind: element } = placeOf(kind.element)
  if (genericKey(path).endsWith('blocks.fields')) return <QuestionsField path={path} {...rest} />
  if (element.kind === 'enum' || element.kind === 'text' || element.kind === 'key')
    return (
      <ManyField
        {...rest}
        path={path}
        codes={element.kind === 'enum' ? element.values : null}
        isOptional={absence === 'undefined'}
      />
    )
  return (
    <ListField
      path={path}
      schema={schema}
      remove={absence === 'undefined' ? () => set(path, undefined) : null}
    />
  )
}

/** One of several forms; changing it keeps what both have. */
function UnionField({
  path,
  label,
  help,
  value,
  kind,
  absence,
}: InputProps & { kind: Extract<Kind, { kind: 'union' }>; absence: Absence }) {
  const { set } = useEditing()
  const wiring = useWiring(path, help)
  const variant = variantOf(kind, value)
  const turn = (name: string) => {
    const next = kind.variants.find((one) => one.name === name)
    if (next) set(path, carried(newValue(next.schema, path), value))
  }
  const picked = (
    <Select
      wiring={wiring}
      value={variant?.name ?? ''}
      options={kind.variants.map(({ name }) => ({ value: name, label: codeInWords(name) }))}
      change={turn}
    />
  )
  const inner = variant && placeOf(variant.schema).kind
  return (
    <Frame
      path={path}
      label={label}
      help={help}
      isWide
      action={
        absence === 'undefined' && <RemoveButton what={label} remove={() => set(path, undefined)} />
      }
    >
      {picked}
      {variant && inner && inner.kind !== 'literal' && (
        <div className="editor-fields editor-part">
          {inner.kind === 'object' ? (
            <ObjectFields shape={inner.shape} path={path} without={kind.tag ? [kind.tag] : []} />
          ) : (
            <SchemaField schema={variant.schema} path={path} />
          )}
        </div>
      )}
    </Frame>
  )
}

/** The new form with whatever the old one has under the same names. */
export function carried(fresh: unknown, old: unknown): unknown {
  if (!isJsonObject(fresh) || !isJsonObject(old)) return fresh
  const kept = Object.fromEntries(
    Object.entries(old).filter(
      ([key, value]) =>
        Object.hasOwn(fresh, key) &&
        key !== 'type' &&
        key !== 'kind' &&
        typeof value === typeof fresh[key],
    ),
  )
  return { ...fresh, ...kept }
}

/** The fields of one element of a list, and its type where there are several. */
export function ElementFields({ schema, path }: Props) {
  const { content, set } = useEditing()
  const { kind } = placeOf(schema)
  const value = getAt(content, path)
  if (kind.kind === 'object') return <ObjectFields shape={kind.shape} path={path} />
  if (kind.kind !== 'union' || kind.tag === null) return <SchemaField schema={schema} path={path} />

  const variant = variantOf(kind, value)
  const inner = variant && placeOf(variant.schema).kind
  const at = [...path, kind.tag]
  const { label, help } = wordsAt(at)
  const turn = (name: string) => {
    const next = kind.variants.find((one) => one.name === name)
    if (next)
      set(path, keptOptional(carried(newValue(next.schema, path), value), value, next.schema))
  }
  return (
    <>
      {inner?.kind === 'object' && (
        <ObjectFields shape={pickOf(inner.shape, ['label'])} path={path} />
      )}
      <Frame path={at} label={label} help={help}>
        <Select
          wiring={{ id: `draft-${at.join('-')}` }}
          value={variant?.name ?? ''}
          options={kind.variants.map(({ name }) => ({ value: name, label: codeInWords(name) }))}
          change={turn}
        />
      </Frame>
      {inner?.kind === 'object' && (
        <ObjectFields shape={inner.shape} path={path} without={[kind.tag, 'label']} />
      )}
    </>
  )
}

const pickOf = (shape: ObjectShape, keys: readonly string[]): ObjectShape =>
  Object.fromEntries(Object.entries(shape).filter(([key]) => keys.includes(key)))

/** Optional parts that the next type also has, such as help and visibility. */
function keptOptional(fresh: unknown, old: unknown, schema: z.ZodType): unknown {
  const { kind } = placeOf(schema)
  if (kind.kind !== 'object' || !isJsonObject(fresh) || !isJsonObject(old)) return fresh
  const kept = Object.keys(kind.shape).filter(
    (key) =>
      !Object.hasOwn(fresh, key) &&
      Object.hasOwn(old, key) &&
      kind.shape[key]?.safeParse(old[key]).success,
  )
  return { ...fresh, ...Object.fromEntries(kept.map((key) => [key, old[key]])) }
}
