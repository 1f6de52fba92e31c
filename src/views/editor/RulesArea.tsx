'use client'

import { useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import { ruleReads } from '../../domain/configurator/dependencies'
import { modelOf } from '../../domain/configurator/model'
import { isJsonObject } from '../../domain/configurator/raw'
import {
  familyContentSchema,
  ruleSchema,
  type FamilyContent,
} from '../../domain/configurator/release'
import { idsWritten } from '../../domain/configurator/ruleItems'
import { isCondition, isExpression } from '../../domain/drafts/conditionParts'
import { focusWhenDrawn } from '../shared/focusWhenDrawn'
import { addId, fieldId, moveId, problemsBelow, useEditing } from './context'
import { PlaceAt } from './Editor'
import { ListField } from './ListField'
import { placeOf } from './schema'
import { conditionInWords, expressionInWords } from '../../domain/drafts/sayings'
import { itemInWords, titleOf } from '../../domain/drafts/titles'
import { listAt, pathKey, setAt } from '../../domain/drafts/tree'
import { useRows } from './useRows'
import { IconButton } from './widgets/IconButton'
import { RemoveButton } from './widgets/RemoveButton'
import { Select } from './widgets/Select'
import { wordsAt } from '../../domain/drafts/fieldWords'
import { say } from './words'

/** What is asked of the rules. */
type Sought = { text: string; reads: string; adds: string }

const NOTHING_SOUGHT: Sought = { text: '', reads: '', adds: '' }

/**
 * The rules as a table that can be searched and asked: which rules can add an item, which look at an
 * option. A row leads to its form in the list below.
 */
export function RulesArea({ schema }: { schema: z.ZodType }) {
  const { content, vocabulary, open, setOpen, goTo, tried, marked, mark, set, problems } =
    useEditing()
  const [{ text, reads, adds }, setSought] = useState<Sought>(NOTHING_SOUGHT)
  const [view, setView] = useState<'TABLE' | 'FORMS'>('TABLE')
  const rules = listAt(content, ['rules'])
  const family = useMemo(() => familyOf(content), [content])
  const rows = useMemo(
    () => rules.map((rule, index) => rowOf(rule, index, vocabulary, family)),
    [rules, vocabulary, family],
  )
  const items = useMemo(
    () =>
      [...new Set(rows.flatMap(({ ids }) => ids))].sort().map((id) => ({ value: id, label: id })),
    [rows],
  )
  const options = useMemo(() => optionsOf(vocabulary), [vocabulary])
  const sought = text.toLowerCase().split(/\s+/)
  const isSought = (row: (typeof rows)[number]) =>
    sought.every((word) => row.all.includes(word)) &&
    (adds === '' || row.ids.includes(adds)) &&
    (reads === '' || row.reads(reads))
  const keyOf = ({ index }: { index: number }) => pathKey(['rules', index])
  // what was opened since the search is shown as well: a rule just added, or one that a problem leads to
  const shown = rows.filter((row) => isSought(row) || open.has(keyOf(row)))
  const seek = (change: Partial<Sought>) => {
    setOpen(rows.map(keyOf), [])
    setSought((sought) => ({ ...sought, ...change }))
  }
  const { kind } = placeOf(schema)
  const ruleSchema = kind.kind === 'object' ? kind.shape.rules : undefined
  const { add, duplicate, step, remove } = useRows(['rules'], ruleSchema ?? schema)
  const search = useRef<HTMLInputElement>(null)
  const showAll = () => {
    focusWhenDrawn(() => search.current?.focus())
    setSought(NOTHING_SOUGHT)
  }
  const inForms = (act: () => void) => {
    setView('FORMS')
    act()
  }

  return (
    <>
      <div className="editor-filters" role="search" aria-label="Find rules">
        <label className="editor-field">
          <span>Search</span>
          <input
            ref={search}
            type="search"
            value={text}
            onChange={({ target }) => seek({ text: target.value })}
          />
        </label>
        <label className="editor-field">
          <span>Which rules can add this item?</span>
          <Select
            value={adds}
            options={items}
            empty="Any item"
            change={(item) => seek({ adds: item })}
          />
        </label>
        <label className="editor-field">
          <span>Which rules read this option?</span>
          <Select
            value={reads}
            options={options}
            empty="Any option"
            change={(option) => seek({ reads: option })}
          />
        </label>
        <div className="panel-actions" role="group" aria-label="How rules are shown">
          {(['TABLE', 'FORMS'] as const).map((one) => (
            <button
              key={one}
              type="button"
              className="panel-button"
              aria-pressed={view === one}
              onClick={() => setView(one)}
            >
              {one === 'TABLE' ? 'Table' : 'Forms'}
            </button>
          ))}
        </div>
      </div>
      <p className="editor-field__help" role="status">
        {shown.length} of {rows.length} rules
      </p>
      {shown.length === 0 && rows.length > 0 && (
        <p className="panel-actions">
          No rule answers to this. Parts go by the name and number that they have in the catalogue.
          <button type="button" className="panel-button" onClick={showAll}>
            Show all rules
          </button>
        </p>
      )}
      {view === 'TABLE' && shown.length > 0 && (
        <div className="panel-scroll" role="region" aria-label="Table of rules" tabIndex={0}>
          <table className="panel-table editor-rules">
            <thead>
              <tr>
                <th scope="col">Rule</th>
                <th scope="col" className="editor-rules__wide">
                  For each
                </th>
                <th scope="col">When</th>
                <th scope="col">Item</th>
                <th scope="col" className="editor-rules__wide">
                  Quantity
                </th>
                <th scope="col">In use</th>
                {tried && <th scope="col">Lines</th>}
                <th scope="col" className="editor-rules__tools">
                  <span className="panel-hidden">What you can do</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.index} className={marked === row.id ? 'is-marked' : ''}>
                  <th scope="row">
                    <button
                      type="button"
                      id={fieldId(['rules', row.index])}
                      className="editor-link"
                      onClick={() => {
                        setView('FORMS')
                        setOpen([], [pathKey(['rules', row.index])])
                        goTo(['rules', row.index])
                      }}
                    >
                      {row.title}
                    </button>
                    <span className="panel-table__sub">{row.because}</span>
                    {problemsBelow(problems, ['rules', row.index]).map(
                      ({ kind: sort, path, message }) => (
                        <span key={`${path.join('.')} ${message}`} className="editor-field__fault">
                          {sort === 'FORM' ? `${wordsAt(path).label}: ${message}` : message}
                        </span>
                      ),
                    )}
                  </th>
                  <td className="editor-rules__wide">{row.forEach}</td>
                  <td>{row.when}</td>
                  <td>
                    <code>{row.item}</code>
                    <CanAdd ids={row.ids} written={row.item} />
                    <span className="panel-table__sub editor-rules__folded">
                      Quantity: {row.quantity}; for each: {row.forEach}
                    </span>
                  </td>
                  <td className="editor-rules__wide">{row.quantity}</td>
                  <td>
                    <button
                      type="button"
                      className="editor-link"
                      aria-pressed={row.isOn}
                      onClick={() => set(['rules', row.index, 'enabled'], !row.isOn)}
                    >
                      {row.isOn ? 'On' : 'Off'}
                      <span className="panel-hidden">: {row.title}</span>
                    </button>
                  </td>
                  {tried && (
                    <td>
                      {tried.has(row.id) ? (
                        <button
                          type="button"
                          className="editor-link"
                          aria-pressed={marked === row.id}
                          onClick={() => mark(marked === row.id ? null : row.id)}
                        >
                          {tried.get(row.id)}
                          <span className="panel-hidden"> lines of {row.title}, show them</span>
                        </button>
                      ) : (
                        '–'
                      )}
                    </td>
                  )}
                  <td className="editor-rules__tools">
                    <IconButton
                      label={say.up(row.title)}
                      id={moveId(['rules', row.index], -1)}
                      isOff={row.index === 0}
                      act={() => step(row.index, -1)}
                      shape="M3 10 8 5 13 10"
                    />
                    <IconButton
                      label={say.down(row.title)}
                      id={moveId(['rules', row.index], 1)}
                      isOff={row.index === rows.length - 1}
                      act={() => step(row.index, 1)}
                      shape="M3 6 8 11 13 6"
                    />
                    <IconButton
                      label={say.duplicate(row.title)}
                      act={() => inForms(() => duplicate(row.index))}
                      shape="M6 6h7v7H6zM3 10V3h7"
                    />
                    <RemoveButton what={row.title} remove={() => remove(row.index)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {ruleSchema && view === 'FORMS' && (
        <ListField
          path={['rules']}
          schema={ruleSchema}
          isBare
          shows={(index) => shown.some((row) => row.index === index)}
        />
      )}
      {view === 'TABLE' && (
        <button
          type="button"
          id={addId(['rules'])}
          className="panel-button editor-add"
          onClick={() => inForms(() => add())}
        >
          + {say.add('rule')}
        </button>
      )}
      <div className="editor-fields">
        <PlaceAt schema={schema} path={['displayOrder']} />
        <PlaceAt schema={schema} path={['legacyCodes']} />
      </div>
    </>
  )
}

const NAMED_AT_MOST = 4

/** The items behind a number that is made from options. */
function CanAdd({ ids, written }: { ids: readonly string[]; written: string }) {
  if (ids.length === 0 || (ids.length === 1 && ids[0] === written)) return null
  const more = ids.length - NAMED_AT_MOST
  return (
    <span className="panel-table__sub">
      can add {ids.slice(0, NAMED_AT_MOST).join(', ')}
      {more > 0 && ` and ${more} more`}
    </span>
  )
}

type Words = ReturnType<typeof useEditing>['vocabulary']

/** The draft as far as it can be read: without the rules that are not finished. */
function familyOf(content: unknown): FamilyContent | null {
  const whole = familyContentSchema.safeParse(content)
  if (whole.success) return whole.data
  const rules = listAt(content, ['rules']).filter((rule) => ruleSchema.safeParse(rule).success)
  const finished = familyContentSchema.safeParse(setAt(content, ['rules'], rules))
  return finished.success ? finished.data : null
}

/** What a rule can add and looks at, through templates, replacements and derived values. */
function meaningOf(family: FamilyContent | null, id: unknown) {
  const rule = family?.rules.find((one) => one.id === id)
  return family && rule
    ? { ids: idsWritten(family, rule), slots: ruleReads(modelOf(family), rule, null).slots() }
    : { ids: [], slots: new Set<string>() }
}

function rowOf(rule: unknown, index: number, words: Words, family: FamilyContent | null) {
  const entry = isJsonObject(rule) ? rule : {}
  const forEach = typeof entry.forEach === 'string' ? entry.forEach : null
  const when = isCondition(entry.when) ? conditionInWords(words, entry.when, forEach) : 'always'
  const item = itemInWords(entry.item)
  const title = titleOf(rule)
  const because = isJsonObject(entry.because) ? String(entry.because.en ?? '') : ''
  const text = JSON.stringify(rule)
  const { ids, slots } = meaningOf(family, entry.id)
  const named = slotsIn(text, forEach)
  return {
    index,
    id: String(entry.id ?? ''),
    title,
    because,
    forEach:
      forEach === null
        ? 'sink'
        : (words.groups.find(({ key }) => key === forEach)?.label ?? forEach),
    when,
    item,
    quantity: isExpression(entry.quantity) ? expressionInWords(words, entry.quantity, forEach) : '',
    isOn: entry.enabled === true,
    ids,
    all: `${title} ${because} ${when} ${item} ${text} ${ids.join(' ')}`.toLowerCase(),
    /** Whether the rule looks at `length` or `basins.type`. */
    reads: (slot: string): boolean => slots.has(slot) || named.has(slot),
  }
}

/** Options and fields that a rule names in its conditions, numbers and texts. */
function slotsIn(text: string, forEach: string | null): ReadonlySet<string> {
  const slots = new Set<string>()
  const add = (path: string, group: string | null) => {
    const [plain = ''] = path.split('#')
    const numbered = /^([A-Za-z0-9]+)\[\d+\]\.(.+)$/.exec(plain)
    if (numbered) slots.add(`${numbered[1]}.${numbered[2]}`)
    else if (plain.startsWith('element.')) slots.add(`${group}.${plain.slice(8)}`)
    else slots.add(plain)
  }
  const walk = (value: unknown, group: string | null) => {
    if (Array.isArray(value)) for (const part of value) walk(part, group)
    if (!isJsonObject(value)) return
    const own = typeof value.group === 'string' ? value.group : group
    if (typeof value.path === 'string') add(value.path, group)
    for (const part of Object.values(value)) {
      if (typeof part === 'string')
        for (const [, path = ''] of part.matchAll(/\{([^{}]+)\}/g)) add(path, group)
      else walk(part, own)
    }
  }
  walk(JSON.parse(text), forEach)
  return slots
}

const optionsOf = ({ variables, groups }: Words) => [
  ...variables
    .filter(({ from }) => from === 'option' || from === 'derived' || from === 'other')
    .map(({ path, label }) => ({ value: path, label })),
  ...groups.flatMap((group) =>
    group.variables
      .filter(({ path }) => !path.includes('#') && path !== 'element.number')
      .map(({ path, label }) => ({
        value: path.replace('element', group.key),
        label: `${group.label}: ${label}`,
      })),
  ),
]
