/** What a reader hears of an XML text, in order; names come without their prefix. */
export type XmlListener = {
  open: (name: string, attributes: string) => void
  close: (name: string) => void
  text: (text: string) => void
}

/** Thrown at what is no plain XML; document types are refused, since entities could be hidden in them. */
export class XmlFault extends Error {}

const LONGEST_MARK = 256 * 1024

/**
 * Walks over XML that arrives in pieces. It knows what Office Open XML is made of (elements, attributes,
 * text, the five entities and numbered ones, CDATA) and is fed text until `end`.
 */
export class XmlWalker {
  private rest = ''

  /** @param budget elements that may still be read; counted down */
  constructor(
    private readonly listener: XmlListener,
    private readonly budget: { elements: number },
  ) {}

  take(piece: string): void {
    const text = this.rest + piece
    let at = 0
    for (;;) {
      const mark = text.indexOf('<', at)
      if (mark < 0) {
        // a whole text is told at once: the next piece may go on with it
        this.keep(text.slice(at))
        return
      }
      const end = endOfMark(text, mark)
      if (end === undefined) {
        this.keep(text.slice(at))
        return
      }
      if (mark > at) this.listener.text(decoded(text.slice(at, mark)))
      this.tell(text.slice(mark, end))
      at = end
    }
  }

  end(): void {
    if (this.rest.trim() !== '') throw new XmlFault('the text ends within an element')
  }

  private keep(rest: string): void {
    if (rest.length > LONGEST_MARK) throw new XmlFault('an element is too long')
    this.rest = rest
  }

  private tell(mark: string): void {
    if (mark.startsWith('<![CDATA[')) return this.listener.text(mark.slice(9, -3))
    if (mark.startsWith('<?') || mark.startsWith('<!--')) return
    if (mark.startsWith('<!')) throw new XmlFault('document types are not read')
    if (mark.startsWith('</')) return this.listener.close(local(mark.slice(2, -1).trim()))
    this.budget.elements -= 1
    const isEmpty = mark.endsWith('/>')
    const inside = mark.slice(1, isEmpty ? -2 : -1)
    const [name = ''] = /^[^\s]+/.exec(inside) ?? []
    this.listener.open(local(name), inside.slice(name.length))
    if (isEmpty) this.listener.close(local(name))
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Where a tag, comment or CDATA section that begins at `at` ends; undefined while it is not all there. */
function endOfMark(text: string, at: number): number | undefined {
  const closing = text.startsWith('<!--', at)
    ? '-->'
    : text.startsWith('<![CDATA[', at)
      ? ']]>'
      : '>'
  // too short to know what it is
  if (text.length - at < 9 && text[at + 1] === '!') return undefined
  if (closing !== '>') {
    const end = text.indexOf(closing, at)
    return end < 0 ? undefined : end + closing.length
  }
  let end = text.indexOf('>', at)
  // a sign of closing may stand in quotes
  while (end >= 0 && isWithinQuotes(text, at, end)) end = text.indexOf('>', end + 1)
  return end < 0 ? undefined : end + 1
}

function isWithinQuotes(text: string, from: number, to: number): boolean {
  let quote = ''
  for (let at = from; at < to; at += 1) {
    const sign = text[at]
    if (quote === '') {
      if (sign === '"' || sign === "'") quote = sign
    } else if (sign === quote) quote = ''
  }
  return quote !== ''
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? whole
    const code = name[1] === 'x' ? parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

const patterns = new Map<string, RegExp>()

function patternOf(name: string): RegExp {
  const known = patterns.get(name)
  if (known) return known
  const pattern = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, pattern)
  return pattern
}

/** The value of an attribute, whatever its prefix; undefined when there is none. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const found = patternOf(name).exec(attributes)
  return found ? decoded(found[1] ?? found[2] ?? '') : undefined
}
