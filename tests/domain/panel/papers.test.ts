import { describe, expect, it } from 'vitest'
import { chainsOf, type Paper } from '../../../src/views/panel/papers'

const paper = (id: string, replaces: string | null = null): Paper => ({
  id,
  title: id,
  type: 'TECHNICAL_DRAWING',
  version: 1,
  replaces,
  createdAt: '2026-11-20T12:00:00.000Z',
})
const ids = (papers: readonly Paper[]) =>
  chainsOf(papers).map(({ newest, earlier }) => [newest.id, ...earlier.map(({ id }) => id)])

describe('papers', () => {
  it('stand by the version in force, with the earlier ones behind it', () => {
    const papers = [paper('c', 'b'), paper('other'), paper('b', 'a'), paper('a')]
    expect(ids(papers)).toEqual([['c', 'b', 'a'], ['other']])
  })

  it('whose earlier version is not the reader’s to see stand alone', () => {
    expect(ids([paper('c', 'hidden')])).toEqual([['c']])
    expect(ids([])).toEqual([])
  })
})
