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
    : `This draft is release ${published} now. A build that is still open can be moved to it here, which makes a new version of its bill.`
}

/** The bills that are not up to date, told apart from what the draft would change. */
export const outdatedInWords = (count: number): string =>
  `${plural(count, 'stored bill differs', 'stored bills differ')} from what the same release gives today: catalogue, substitutes or settings have changed since. That is not the doing of this draft.`
