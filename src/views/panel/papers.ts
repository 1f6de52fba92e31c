import type { Document } from '../../payload-types'
import { idOf } from '../../services/relation'

/** What a list of papers shows of a document. */
export type Paper = Pick<
  Document,
  | 'id'
  | 'title'
  | 'type'
  | 'version'
  | 'replaces'
  | 'number'
  | 'approvedBy'
  | 'approvedAt'
  | 'url'
  | 'thumbnailURL'
  | 'filesize'
  | 'createdAt'
>

/** A paper in force, and the versions whose place it took, the latest first. */
export type PaperChain = { newest: Paper; earlier: Paper[] }

/** Versions under the one in force, in the order in which those stand; what cannot be seen is left out. */
export function chainsOf(papers: readonly Paper[]): PaperChain[] {
  const byId = new Map(papers.map((paper) => [paper.id, paper]))
  const replaced = new Set(papers.map(({ replaces }) => idOf(replaces)))
  return papers
    .filter(({ id }) => !replaced.has(id))
    .map((newest) => {
      const earlier: Paper[] = []
      let before = byId.get(idOf(newest.replaces))
      for (; before; before = byId.get(idOf(before.replaces))) earlier.push(before)
      return { newest, earlier }
    })
}
