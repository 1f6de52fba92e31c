'use client'

import { useId } from 'react'
import { nameOf, type FormItem, type ItemResult, type ItemValue } from '../../domain/quality/item'
import { expiredMessage, isExpired, judgeItem } from '../../domain/quality/judge'
import { choicesOf } from './answerWords'
import type { Answer } from './form'
import { ANSWER, onEnter, scanned } from './nextField'
import type { ShownItem } from './useAnswers'
import { useTyped } from './useTyped'
import { words } from './words'

type Props = { item: ShownItem; today: string; change: (patch: Partial<Answer>) => void }

/** The inputs by which one item is answered, by its type (handbook 8.1). */
export function ItemAnswer(props: Props) {
  const { item, today, change } = props
  const setValue = (value: ItemValue) => change({ value, result: null })
  if (item.type === 'PASS_FAIL') return <Verdict {...props} />
  return item.result === 'NA' ? null : <ValueInput item={item} today={today} setValue={setValue} />
}

type ValueProps = { item: ShownItem; today: string; setValue: (value: ItemValue) => void }

function ValueInput(props: ValueProps) {
  const { item, setValue } = props
  switch (item.type) {
    case 'NUMBER':
      return <NumberInput {...props} />
    case 'TEXT':
      return <TextLine {...props} />
    case 'DATE':
      return <DateInput {...props} />
    case 'YES_NO':
      return (
        <Buttons
          name={nameOf(item)}
          options={[
            { code: 'YES', label: words.yes },
            { code: 'NO', label: words.no },
          ]}
          chosen={item.value === null ? [] : [item.value === true ? 'YES' : 'NO']}
          choose={(code) => setValue(code === 'YES')}
        />
      )
    case 'CHOICE':
      return <Choices {...props} />
    default:
      return <Quantity {...props} />
  }
}

type Option = { code: string; label: string; hint?: string | undefined; tone?: ItemResult }

type ButtonsProps = {
  name: string
  options: readonly Option[]
  chosen: readonly string[]
  choose: (code: string) => void
  multiple?: boolean
}

/** Radio buttons or checkboxes as large as a thumb. */
function Buttons({ name, options, chosen, choose, multiple = false }: ButtonsProps) {
  const group = useId()
  return (
    <div className="form-choices" role={multiple ? 'group' : 'radiogroup'} aria-label={name}>
      {options.map(({ code, label, hint, tone }, index) => (
        <label key={code} className={`form-choice${tone ? ` form-choice--${tone}` : ''}`}>
          <input
            type={multiple ? 'checkbox' : 'radio'}
            name={group}
            checked={chosen.includes(code)}
            onChange={() => choose(code)}
            {...(index === 0 ? ANSWER : {})}
          />
          <span>
            {label}
            {hint && <small>{hint}</small>}
          </span>
        </label>
      ))}
    </div>
  )
}

function Verdict({ item, change }: Props) {
  const options: Option[] = [
    { code: 'PASS', label: words.pass, tone: 'PASS' },
    { code: 'FAIL', label: words.fail, tone: 'FAIL' },
    ...(item.naAllowed ? [{ code: 'NA', label: words.na, tone: 'NA' as const }] : []),
  ]
  const isResult = (code: string): code is ItemResult => options.some((one) => one.code === code)
  return (
    <Buttons
      name={nameOf(item)}
      options={options}
      chosen={item.result === null ? [] : [item.result]}
      choose={(code) => isResult(code) && change({ result: code })}
    />
  )
}

function Choices({ item, setValue }: ValueProps) {
  const chosen = Array.isArray(item.value)
    ? item.value
    : typeof item.value === 'string'
      ? [item.value]
      : []
  const toggle = (code: string) => {
    const codes = chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]
    setValue(codes.length === 0 ? null : codes)
  }
  return (
    <Buttons
      name={nameOf(item)}
      multiple={item.multiple}
      options={choicesOf(item).map(({ code, label, isOrdered }) => ({
        code,
        label,
        hint: isOrdered ? words.asOrdered : undefined,
      }))}
      chosen={chosen}
      choose={item.multiple ? toggle : setValue}
    />
  )
}

/** Text, as typed or as a scanner types it; the field keeps the focus until Enter. */
function TextLine({ item, setValue }: ValueProps) {
  const stored = typeof item.value === 'string' ? item.value : ''
  const typed = useTyped(
    stored,
    (text) => scanned(text) || null,
    (value) => value !== item.value && setValue(value),
  )
  return (
    <input
      className="form-input"
      type="text"
      aria-label={item.partNumber ? words.text.serial : words.text.label}
      placeholder={item.partNumber ? words.text.serial : undefined}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      maxLength={500}
      value={typed.text}
      onChange={({ target }) => typed.type(target.value)}
      // a code that is scanned into an answered field replaces it
      onFocus={({ target }) => target.select()}
      onBlur={typed.finish}
      onKeyDown={(event) => onEnter(event, typed.finish)}
      {...ANSWER}
    />
  )
}

/** A day; that of an instrument whose calibration has ended stays in the field and is not kept. */
function DateInput({ item, today, setValue }: ValueProps) {
  const id = useId()
  const stored = typeof item.value === 'string' ? item.value : ''
  const dated = (value: string) => ({ ...item, value })
  const typed = useTyped(
    stored,
    (text) => (text === '' ? null : isExpired(dated(text), today) ? undefined : text),
    (value) => value !== item.value && setValue(value),
  )
  const isWrong = typed.value === undefined
  return (
    <div className="form-measure">
      <input
        className="form-input form-input--short"
        type="date"
        aria-label={words.date}
        aria-invalid={isWrong || undefined}
        aria-describedby={id}
        value={typed.text}
        onChange={({ target }) => typed.type(target.value)}
        onBlur={typed.finish}
        onKeyDown={(event) => onEnter(event, typed.finish)}
        {...ANSWER}
      />
      <span id={id} className="form-measure__verdict" aria-live="polite">
        {isWrong && <span className="panel-field__fault">{expiredMessage(dated(typed.text))}</span>}
      </span>
    </div>
  )
}

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/

/** A number as people type it, comma or point; null for nothing, undefined for anything else. */
function numberIn(text: string): number | null | undefined {
  const plain = scanned(text).replace(',', '.')
  if (plain === '') return null
  return PLAIN_NUMBER.test(plain) ? Number(plain) : undefined
}

function NumberInput({ item, setValue }: ValueProps) {
  const id = useId()
  const stored = typeof item.value === 'number' ? String(item.value) : ''
  const typed = useTyped(stored, numberIn, (value) => value !== item.value && setValue(value))
  const isWrong = typed.value === undefined
  const judged = isWrong ? null : judgeItem({ ...item, value: typed.value ?? null, result: null })
  return (
    <div className="form-measure">
      <span className="form-measure__field">
        <input
          className="form-input form-input--short"
          type="text"
          inputMode="decimal"
          autoComplete="off"
          aria-label={`${words.number.label}${item.unit ? ` (${item.unit})` : ''}`}
          aria-invalid={isWrong || judged === 'FAIL' || undefined}
          aria-describedby={id}
          value={typed.text}
          onChange={({ target }) => typed.type(target.value)}
          onFocus={({ target }) => target.select()}
          onBlur={typed.finish}
          onKeyDown={(event) => onEnter(event, typed.finish)}
          {...ANSWER}
        />
        {item.unit && <span aria-hidden="true">{item.unit}</span>}
      </span>
      <span id={id} className="form-measure__verdict" aria-live="polite">
        {isWrong && <span className="panel-field__fault">{words.number.wrong}</span>}
        {judged === 'FAIL' && <span className="panel-field__fault">{words.number.outside}</span>}
        {judged === 'PASS' && hasLimits(item) && words.number.inside}
      </span>
    </div>
  )
}

const hasLimits = ({ min, max }: FormItem): boolean => min !== null || max !== null

/** Packed pieces: a stepper, and one tap for all. */
function Quantity({ item, setValue }: ValueProps) {
  const most = item.requiredQuantity ?? 0
  const packed = typeof item.value === 'number' ? item.value : 0
  const stored = typeof item.value === 'number' ? String(item.value) : ''
  const typed = useTyped(
    stored,
    (text) => {
      const count = numberIn(text)
      return count == null || (Number.isInteger(count) && count >= 0 && count <= most)
        ? count
        : undefined
    },
    (value) => value !== item.value && setValue(value),
  )
  return (
    <div className="form-quantity">
      <div className="form-quantity__stepper" role="group" aria-label={nameOf(item)}>
        <button
          type="button"
          className="panel-button form-button"
          aria-label={words.quantity.less}
          disabled={packed <= 0}
          onClick={() => setValue(packed - 1)}
        >
          −
        </button>
        <input
          className="form-input"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          aria-label={words.quantity.label}
          aria-invalid={typed.value === undefined || undefined}
          value={typed.text}
          onChange={({ target }) => typed.type(target.value)}
          onFocus={({ target }) => target.select()}
          onBlur={typed.finish}
          onKeyDown={(event) => onEnter(event, typed.finish)}
          {...ANSWER}
        />
        <button
          type="button"
          className="panel-button form-button"
          aria-label={words.quantity.more}
          disabled={packed >= most}
          onClick={() => setValue(packed + 1)}
        >
          +
        </button>
      </div>
      <button
        type="button"
        className="panel-button form-button"
        aria-pressed={item.value === most}
        onClick={() => setValue(most)}
      >
        {words.quantity.all(most)}
      </button>
    </div>
  )
}

/** What a value alone cannot say: it fails all the same, or it does not apply. */
export function ByHand({ item, change }: Omit<Props, 'today'>) {
  if (item.type === 'PASS_FAIL') return null
  const isFailed = item.result === 'FAIL' && judgeItem({ ...item, result: null }) !== 'FAIL'
  if (item.result === 'NA' || isFailed)
    return (
      <span className="form-by-hand">
        {isFailed ? words.byHand.failed : words.byHand.notApplicable}
        <button
          type="button"
          className="panel-button form-button"
          onClick={() => change({ result: null })}
        >
          {words.byHand.undo}
        </button>
      </span>
    )
  return (
    <>
      <button
        type="button"
        className="form-link"
        aria-label={`${words.byHand.fail}: ${nameOf(item)}`}
        onClick={() => change({ result: 'FAIL' })}
      >
        {words.byHand.fail}
      </button>
      {item.naAllowed && (
        <button
          type="button"
          className="form-link"
          aria-label={`${words.byHand.na}: ${nameOf(item)}`}
          onClick={() => change({ result: 'NA', value: null })}
        >
          {words.byHand.na}
        </button>
      )}
    </>
  )
}
