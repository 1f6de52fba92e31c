import { describe, expect, it } from 'vitest'
import {
  lexicalToBlocks,
  plainToLexical,
  textOfBlocks,
} from '../../../src/domain/production/richText'

const plain = { bold: false, italic: false, underline: false }
const text = (words: string, format = 0) => ({ type: 'text', text: words, format })
const item = (...children: object[]) => ({ type: 'listitem', children })
const state = (...children: object[]) => ({ root: { type: 'root', children } })

describe('rich text', () => {
  it('takes plain paragraphs there and back', () => {
    const blocks = lexicalToBlocks(plainToLexical(['Lay the sink down.', '', 'Fit the legs.']))

    expect(blocks).toEqual([
      { kind: 'paragraph', runs: [{ text: 'Lay the sink down.', ...plain }] },
      { kind: 'paragraph', runs: [{ text: 'Fit the legs.', ...plain }] },
    ])
    expect(textOfBlocks(blocks)).toBe('Lay the sink down.\nFit the legs.')
  })

  it('keeps headings and styles', () => {
    const blocks = lexicalToBlocks(
      state(
        { type: 'heading', tag: 'h3', children: [text('Legs')] },
        { type: 'paragraph', children: [text('Torque '), text('8 Nm', 1 | 8), text('!', 2)] },
      ),
    )

    expect(blocks).toEqual([
      { kind: 'heading', level: 3, runs: [{ text: 'Legs', ...plain }] },
      {
        kind: 'paragraph',
        runs: [
          { text: 'Torque ', ...plain },
          { text: '8 Nm', bold: true, italic: false, underline: true },
          { text: '!', bold: false, italic: true, underline: false },
        ],
      },
    ])
  })

  it('keeps the depth of lists', () => {
    const inner = { type: 'list', listType: 'bullet', children: [item(text('left'))] }
    const blocks = lexicalToBlocks(
      state({ type: 'list', listType: 'number', children: [item(text('Bolts')), item(inner)] }),
    )

    expect(blocks).toEqual([
      {
        kind: 'list',
        isOrdered: true,
        items: [
          { depth: 0, runs: [{ text: 'Bolts', ...plain }] },
          { depth: 1, runs: [{ text: 'left', ...plain }] },
        ],
      },
    ])
    expect(textOfBlocks(blocks)).toBe('Bolts\nleft')
  })

  it('names the document of a picture, populated or not', () => {
    const blocks = lexicalToBlocks(
      state(
        { type: 'upload', relationTo: 'documents', value: 'a' },
        { type: 'upload', relationTo: 'documents', value: { id: 'b', filename: 'b.png' } },
        { type: 'upload', relationTo: 'documents' },
      ),
    )

    expect(blocks).toEqual([
      { kind: 'image', documentId: 'a' },
      { kind: 'image', documentId: 'b' },
    ])
    expect(textOfBlocks(blocks)).toBe('')
  })

  it('keeps the text of what it does not know', () => {
    const link = { type: 'link', children: [text('see'), { type: 'linebreak' }, text('page 2')] }

    expect(textOfBlocks(lexicalToBlocks(state({ type: 'quote', children: [link] })))).toBe(
      'see\npage 2',
    )
  })

  it.each([null, undefined, 'text', 7, [], {}, { root: null }, { root: { children: [null, 3] } }])(
    'finds nothing in %j',
    (stored) => expect(lexicalToBlocks(stored)).toEqual([]),
  )
})
