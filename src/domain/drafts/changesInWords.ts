import { compareContents, NOTHING, type ContentChange } from '../configurator/compareReleases'
import { entryInWords, memberInWords, speakerOf } from './changeWords'
import { wordsAt } from './fieldWords'

/** A change with what people call its place and its members, each side in the words of its own content. */
export type ChangeInWords = ContentChange & {
  /** `Rules`, and the entry in them: `R4 Height adjustable legs`. */
  areaInWords: string
  entryInWords: string
  /** A condition is one sentence here, where `members` tell it part by part. */
  inWords: { label: string; before: string; after: string }[]
}

/**
 * What changed from one content to another, as the comparison of releases tells it, and in words. Where the
 * two are only parts of a content, the words are taken from `whole`.
 */
export function changesInWords(before: unknown, after: unknown, whole?: unknown): ChangeInWords[] {
  const said = compareContents(before, after, {
    before: speakerOf(within(whole, before)),
    after: speakerOf(within(whole, after)),
  })
  const spoken = new Map(said.map((change) => [keyOf(change), change.members]))
  return compareContents(before, after).map((change) => ({
    ...change,
    areaInWords: wordsAt([change.area]).label,
    entryInWords: entryInWords(change.area, change.entry, [after, before]),
    inWords: (spoken.get(keyOf(change)) ?? []).map((member) => ({
      label:
        member.path === ''
          ? ''
          : memberInWords(change.area, member.path, [after, before], change.entry),
      before: sideInWords(member.path, member.before),
      after: sideInWords(member.path, member.after),
    })),
  }))
}

/** Where no condition stands, there is none to meet. */
const sideInWords = (path: string, text: string): string =>
  text === NOTHING && /(^|\.)(when|visible)$/.test(path) ? 'always' : text

const keyOf = ({ area, entry, kind }: ContentChange): string => JSON.stringify([area, entry, kind])

const within = (whole: unknown, part: unknown): unknown => ({ ...Object(whole), ...Object(part) })
