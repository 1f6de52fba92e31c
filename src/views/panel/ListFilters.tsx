'use client'

import { useListQuery } from '@payloadcms/ui'
import type { Where } from 'payload'
import { useEffect, useRef, useState } from 'react'
import { dayOf, endOfDay, isDay, startOfDay } from '../../domain/days'
import { useIsBrowser } from '../shared/useIsBrowser'
import { SelectInput, TextInput, type Option } from './fields'
import { periodFault } from './period'

/** One condition that the bar above a list can set; all that are set must hold. */
export type ListFilter = {
  field: string
  operator: 'equals' | 'in' | 'like' | 'greater_than_equal' | 'less_than_equal' | 'exists'
  label: string
} & (
  | { input: 'select'; options: readonly Option[] }
  | { input: 'text' }
  | { input: 'date' }
  /** A day of a moment by the clocks of the time zone: the end of a period takes in its whole day. */
  | { input: 'day'; timeZone: string }
)

const REST_MS = 350
const keyOf = ({ field, operator }: Pick<ListFilter, 'field' | 'operator'>) =>
  `${field} ${operator}`

/** The filters that people use every day, beside the panel's own filter builder. */
export function ListFilters({ filters }: { filters: readonly ListFilter[] }) {
  const { query, refineListData } = useListQuery()
  const isBrowser = useIsBrowser()
  const [values, setValues] = useState(() => valuesIn(query.where, filters))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const apply = (next: Readonly<Record<string, string>>, delay = 0) => {
    setValues(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(
      () => void refineListData({ where: whereOf(next, filters), page: 1 }),
      delay,
    )
  }
  const isSet = Object.values(values).some((value) => value !== '')

  return (
    <fieldset
      className="panel-filters"
      role="search"
      aria-label="Filter this list"
      disabled={!isBrowser}
    >
      {filters.map((filter) => {
        const key = keyOf(filter)
        const common = { label: filter.label, value: values[key] ?? '' }
        if (filter.input === 'select')
          return (
            <SelectInput
              key={key}
              {...common}
              options={[{ value: '', label: 'All' }, ...filter.options]}
              change={(value) => apply({ ...values, [key]: value })}
            />
          )
        return (
          <TextInput
            key={key}
            {...common}
            type={filter.input === 'text' ? 'search' : 'date'}
            fault={periodFault(filter, filters, (one) => values[keyOf(one)] ?? '')}
            change={(value) => apply({ ...values, [key]: value }, REST_MS)}
          />
        )
      })}
      <button type="button" className="panel-button" disabled={!isSet} onClick={() => apply({})}>
        Clear filters
      </button>
    </fieldset>
  )
}

function whereOf(values: Readonly<Record<string, string>>, filters: readonly ListFilter[]): Where {
  const and = filters.flatMap((filter): Where[] => {
    const value = values[keyOf(filter)]
    if (!value || (isOfDays(filter) && !isDay(value))) return [] // a year is typed digit by digit
    return [{ [filter.field]: { [filter.operator]: storedValue(filter, value) } }]
  })
  return and.length > 0 ? { or: [{ and }] } : {}
}

const isOfDays = ({ input }: ListFilter): boolean => input === 'day' || input === 'date'

function storedValue(filter: ListFilter, value: string): string {
  if (filter.input !== 'day') return value
  const moment = filter.operator === 'less_than_equal' ? endOfDay : startOfDay
  return moment(value, filter.timeZone).toISOString()
}

function shownValue(filter: ListFilter, held: string): string {
  if (filter.input === 'select' && filter.operator === 'in') return optionHolding(filter, held)
  const moment = new Date(held)
  if (filter.input !== 'day' || Number.isNaN(moment.getTime())) return held
  // a link may name a day as it is
  return held.length === 10 ? held : dayOf(moment, filter.timeZone)
}

/** The option that stands for several values; a link may name one of them, or know some of them only. */
function optionHolding({ options }: { options: readonly Option[] }, held: string): string {
  const [first = ''] = held.split(',')
  return options.find(({ value }) => value.split(',').includes(first))?.value ?? held
}

/** What the address already asks for, so that a link or Back shows its filters. */
function valuesIn(
  where: Where | undefined,
  filters: readonly ListFilter[],
): Readonly<Record<string, string>> {
  // the panel writes any-of-all-of; a link may ask for one thing directly
  const conditions = where?.or?.[0]?.and ?? (where ? [where] : [])
  return Object.fromEntries(
    filters.map((filter) => {
      // a period is two conditions on one field
      const held = conditions
        .flatMap((one): unknown[] => {
          const asked = Object(one[filter.field])
          const own: unknown = Reflect.get(asked, filter.operator)
          // a link may name one value where the filter knows several
          return [own, filter.operator === 'in' ? Reflect.get(asked, 'equals') : undefined]
        })
        .find((value) => value !== undefined)
      return [keyOf(filter), shownValue(filter, String(held ?? ''))]
    }),
  )
}
