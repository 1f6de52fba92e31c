import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { attributeOf, XmlFault, XmlWalker } from '../../../src/services/spreadsheet/readXml'
import { unzip, zipEntriesOf } from '../../../src/services/spreadsheet/readZip'

const HEARD = [
  'text:\n',
  'open a v=x > "y" < z',
  'text: 1 < 2 ',
  'open b v=',
  'close b',
  'text:<not> a tag ]] > ',
  'close a',
]
const XML =
  '<?xml version="1.0"?>\n<!-- a > b -- <c> --><p:a p:v=\'x > "y" &lt; z\'> 1 &lt; 2 <b/>' +
  '<![CDATA[<not> a tag ]] > ]]></p:a>'

const heardOf = (pieces: Iterable<string>): string[] => {
  const heard: string[] = []
  const walker = new XmlWalker(
    {
      open: (name, attributes) =>
        heard.push(`open ${name} v=${attributeOf(attributes, 'v') ?? ''}`),
      close: (name) => heard.push(`close ${name}`),
      text: (text) => heard.push(`text:${text}`),
    },
    { elements: 100 },
  )
  for (const piece of pieces) walker.take(piece)
  walker.end()
  return heard
}

const lookedAt = (pieces: Iterable<string>): number => {
  const silent = { open: () => undefined, close: () => undefined, text: () => undefined }
  const walker = new XmlWalker(silent, { elements: 100 })
  for (const piece of pieces) walker.take(piece)
  walker.end()
  return walker.looked
}

function* cut(text: string, size: number): Generator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
}

describe('XML that arrives in pieces', () => {
  it.each([1, 2, 3, 7, 9, 1000])('is heard the same in pieces of %i', (size) => {
    expect(heardOf(cut(XML, size))).toEqual(HEARD)
  })

  it('is refused when it ends within a mark', () => {
    for (const text of ['<a', '<', '<!', '<a b="c>', '<!-- >', '<![CDATA[ ]>', 'x'])
      expect(() => heardOf([text]), text).toThrow(XmlFault)
  })

  it('is refused when a mark goes on for ever', () => {
    expect(() => heardOf(cut(`<a b="${'>'.repeat(300_000)}"/>`, 4096))).toThrow(/too long/)
  })

  it('is looked at once, whatever stands in quotes and however it is cut', () => {
    for (const inside of ['x', '>', "'>", '<', '-'])
      for (const size of [50, 4096, 1_000_000]) {
        const text = `<a b="${inside.repeat(200_000 / inside.length)}"/>`
        expect(lookedAt(cut(text, size)), `${inside} by ${size}`).toBeLessThanOrEqual(text.length)
      }
  })

  it('lets others have their turn while a small file unpacks to a large one', async () => {
    const archive = zipSync({ a: strToU8('<a/>'.repeat(2_000_000)) })
    const entries = zipEntriesOf(archive)
    const entry = entries.ok ? entries.value.get('a') : undefined
    if (!entry) throw new Error('an archive without its file')
    const pieces: number[] = []
    await unzip(entry, { bytes: 1e9, elements: 1e9 }, (text) => pieces.push(text.length))
    // after each of them the clock is looked at
    expect(Math.max(...pieces)).toBeLessThanOrEqual(64 * 1024)
    expect(pieces.reduce((sum, length) => sum + length, 0)).toBe(8_000_000)
  })
})
