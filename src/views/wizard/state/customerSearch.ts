import type { CustomerChoice } from './wizard'

/** Customers on file that were found, with what was searched for. */
export type CustomerHits = { sought: string; customers: readonly CustomerChoice[] }

const SHOWN_AT_MOST = 8

const isNamed = ({ form }: CustomerChoice, name: string): boolean =>
  form.companyName.trim().toLowerCase() === name.trim().toLowerCase()

/** The hits that are offered: the one of exactly this name, ignoring case, before all others. */
export const shownHits = ({ sought, customers }: CustomerHits): CustomerChoice[] =>
  customers
    .toSorted((one, other) => Number(isNamed(other, sought)) - Number(isNamed(one, sought)))
    .slice(0, SHOWN_AT_MOST)

/** Whether a new customer of this name may be made: once it is known that none on file bears it. */
export const mayCreate = (name: string, { sought, customers }: CustomerHits): boolean =>
  name.trim() !== '' && sought === name.trim() && !customers.some((one) => isNamed(one, name))

/** The next place in a list of `count`, round and round; -1 is the input, before the first. */
export function nextMark(marked: number, count: number, step: 1 | -1): number {
  if (count === 0) return -1
  if (marked < 0) return step === 1 ? 0 : count - 1
  return (marked + step + count) % count
}
