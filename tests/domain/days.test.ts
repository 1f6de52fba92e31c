import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dayCalled,
  dayOf,
  endOfDay,
  isDay,
  isMoment,
  momentCalled,
  startOfDay,
} from '../../src/domain/days'

const ZONES = ['UTC', 'America/Toronto', 'Asia/Kolkata', 'Pacific/Auckland', 'America/Havana']

describe('a day by the clocks of the company', () => {
  it.each([
    ['UTC', '2027-03-14', '2027-03-14T00:00:00.000Z', '2027-03-14T23:59:59.999Z'],
    ['America/Toronto', '2027-01-31', '2027-01-31T05:00:00.000Z', '2027-02-01T04:59:59.999Z'],
    // 23 hours in spring, 25 in autumn
    ['America/Toronto', '2027-03-14', '2027-03-14T05:00:00.000Z', '2027-03-15T03:59:59.999Z'],
    ['America/Toronto', '2027-11-07', '2027-11-07T04:00:00.000Z', '2027-11-08T04:59:59.999Z'],
    // half an hour, and a day ahead
    ['Asia/Kolkata', '2027-06-01', '2027-05-31T18:30:00.000Z', '2027-06-01T18:29:59.999Z'],
    ['Pacific/Auckland', '2027-01-01', '2026-12-31T11:00:00.000Z', '2027-01-01T10:59:59.999Z'],
    // the clocks leave midnight out: the day begins at one
    ['America/Santiago', '2024-09-08', '2024-09-08T04:00:00.000Z', '2024-09-09T02:59:59.999Z'],
    // and strike it twice: the day begins with the first
    ['America/Havana', '2024-11-03', '2024-11-03T04:00:00.000Z', '2024-11-04T04:59:59.999Z'],
  ])('in %s, %s lasts from %s to %s', (zone, day, from, until) => {
    expect(startOfDay(day, zone).toISOString()).toBe(from)
    expect(endOfDay(day, zone).toISOString()).toBe(until)
  })

  it.each([
    ['', 'Enter the ship date as YYYY-MM-DD.'],
    ['soon', 'Enter the ship date as YYYY-MM-DD.'],
    ['12027-01-01', 'Enter the ship date as YYYY-MM-DD.'],
    ['275760-09-13', 'Enter the ship date as YYYY-MM-DD.'],
    ['2026-02-30', 'There is no such day.'],
    ['2027-02-29', 'There is no such day.'],
    ['0000-01-01', 'Enter a ship date from 1900-01-01 on.'],
    ['1899-12-31', 'Enter a ship date from 1900-01-01 on.'],
    [20270331, 'Enter the ship date as YYYY-MM-DD.'],
    [null, 'Enter the ship date as YYYY-MM-DD.'],
  ])('“%s” is no day, and the answer says so once: %s', (day, message) => {
    expect(dayCalled('ship date').safeParse(day).error?.issues).toMatchObject([{ message }])
    expect(isDay(day)).toBe(false)
  })

  it('the calendar reaches from 1900 to 9999, and its last day ends like any other', () => {
    for (const day of ['1900-01-01', '2028-02-29', '9999-12-31']) expect(isDay(day)).toBe(true)
    for (const zone of ZONES)
      expect(endOfDay('9999-12-31', zone).getTime()).toBeGreaterThan(
        startOfDay('9999-12-31', zone).getTime(),
      )
  })

  it('days follow each other without a gap, and every moment lies in its day', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date('2015-01-01'),
          max: new Date('2035-01-01'),
          noInvalidDate: true,
        }),
        fc.constantFrom(...ZONES),
        (moment, zone) => {
          const day = dayOf(moment, zone)
          expect(startOfDay(day, zone).getTime()).toBeLessThanOrEqual(moment.getTime())
          expect(endOfDay(day, zone).getTime()).toBeGreaterThanOrEqual(moment.getTime())
          const next = new Date(endOfDay(day, zone).getTime() + 1)
          expect(startOfDay(dayOf(next, zone), zone)).toEqual(next)
        },
      ),
    )
  })
})

describe('a moment', () => {
  it.each([
    '2027-03-31',
    '2027-03-31T08:00:00Z',
    '2027-03-31T08:00:00+05:30',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
    0,
    new Date('2028-02-29'),
  ])('%s can be stored', (moment) => {
    expect(isMoment(moment)).toBe(true)
  })

  it.each([
    '0000-01-01',
    '0000-12-31T23:59:59Z',
    '-000001-01-01T00:00:00Z',
    '10000-01-01',
    '+275760-09-13T00:00:00.000Z',
    '275760-09-13',
    '9999-12-31T23:59:59-14:00',
    '2026-02-30',
    '2026-02-30T08:00:00Z',
    'soon',
    '',
    8.64e15,
    Number.NaN,
    new Date(Number.NaN),
    null,
    true,
    {},
  ])('%s cannot', (moment) => {
    expect(isMoment(moment)).toBe(false)
  })

  it('that somebody enters is kept in UTC', () => {
    expect(momentCalled('start').parse('2027-03-31T08:00:00+23:00')).toBe(
      '2027-03-30T09:00:00.000Z',
    )
    for (const moment of ['0000-01-01T00:00:00Z', '2026-02-30T08:00:00Z', '2027-03-31', 'soon'])
      expect(momentCalled('start').safeParse(moment).error?.issues, moment).toHaveLength(1)
  })
})
