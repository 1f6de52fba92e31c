import { plural } from '../panel/words'

/**
 * What becomes of the builds that the draft would change.
 * @param published the release that the draft is by now, if it was published
 */
export function movesInWords(published: number | null, isRetired: boolean): string {
  if (isRetired)
    return 'The family is retired: each of these builds keeps the release it was entered with.'
  return published === null
    ? 'Publishing moves none of these builds: each keeps the release it was entered with. Once the draft is published, those that are still open can be moved to the new release here, one by one, which makes a new version of their bill.'
    : `What was checked is release ${published} now. A build that is still open can be moved to it here, which makes a new version of its bill.`
}

/**
 * Consequences that are not those of the draft that stands.
 * @param asked when they were asked for, in words
 * @param published the release in force, if it is what was checked
 */
export const staleInWords = (asked: string, published: number | null): string =>
  published === null
    ? `Of an earlier draft, ${asked}: work them out again.`
    : `Of release ${published}, ${asked}: the draft is another one by now, work them out again.`

/** The bills that are not up to date, told apart from what the draft would change. */
export const outdatedInWords = (count: number): string =>
  `${plural(count, 'stored bill differs', 'stored bills differ')} from what the same release gives today: catalogue, substitutes or settings have changed since. That is not the doing of this draft.`
