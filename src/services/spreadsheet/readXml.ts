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
 * text, the five entities and numbered ones, CDATA) and is fed text until `end`. Each character is looked
 * at once, in however many pieces and between whatever quotes it comes.
 */
export class XmlWalker {
  /** How many characters the ends of marks were looked for in. */
  looked = 0
  /** What is there of the text or the mark that is not all there. */
  private held = ''
  private mark: Mark | undefined
  /** The first signs of a mark, too few to know what it is. */
  private unknown = ''

  /** @param budget elements that may still be read; counted down */
  constructor(
    private readonly listener: XmlListener,
    private readonly budget: { elements: number },
  ) {}

  take(piece: string): void {
    const text = this.unknown + piece
    this.unknown = ''
    let at = 0
    while (at < text.length)
      at = this.mark ? this.passMark(text, at, this.mark) : this.passText(text, at)
    // a whole text is told at once: the next piece may go on with it
    if (this.held.length > LONGEST_MARK) throw new XmlFault('an element is too long')
  }

  end(): void {
    if (this.mark || this.unknown !== '' || this.released().trim() !== '')
      throw new XmlFault('the text ends within an element')
  }

  private passText(text: string, at: number): number {
    const start = text.indexOf('<', at)
    if (start < 0) return this.hold(text, at, text.length)
    if (start > at) this.hold(text, at, start)
    if (this.held !== '') this.listener.text(decoded(this.released()))
    if (isTooShortToKnow(text, start)) {
      this.unknown = text.slice(start)
      return text.length
    }
    this.mark = markAt(text, start)
    return this.hold(text, start, start + this.mark.opening)
  }

  private passMark(text: string, at: number, mark: Mark): number {
    const end = mark.endIn(text, at)
    this.looked += (end ?? text.length) - at
    this.hold(text, at, end ?? text.length)
    if (end === undefined) return text.length
    this.mark = undefined
    this.tell(this.released())
    return end
  }

  private hold(text: string, from: number, to: number): number {
    this.held += text.slice(from, to)
    return to
  }

  private released(): string {
    const whole = this.held
    this.held = ''
    return whole
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

/** A tag, comment or CDATA section that has begun, and what is needed to find its end in one pass. */
type Mark = {
  /** Signs that say what it is. */
  opening: number
  /** Where it ends in `text`, read on from `at`; undefined while it goes on in the next piece. */
  endIn: (text: string, at: number) => number | undefined
}

const isTooShortToKnow = (text: string, at: number): boolean =>
  text.length - at < 2 || (text.length - at < 9 && text[at + 1] === '!')

function markAt(text: string, at: number): Mark {
  if (text.startsWith('<!--', at)) return { opening: 4, endIn: afterTwo('-') }
  if (text.startsWith('<![CDATA[', at)) return { opening: 9, endIn: afterTwo(']') }
  return { opening: 1, endIn: afterQuotes() }
}

/** `>` behind two of a sign, as comments and CDATA sections end. */
function afterTwo(sign: string): Mark['endIn'] {
  let run = 0
  return (text, from) => {
    for (let at = from; at < text.length; at += 1) {
      if (text[at] === sign) run += 1
      else if (text[at] === '>' && run >= 2) return at + 1
      else run = 0
    }
    return undefined
  }
}

/** The first `>` that does not stand in quotes, as tags end. */
function afterQuotes(): Mark['endIn'] {
  let quote = ''
  return (text, from) => {
    for (let at = from; at < text.length; at += 1) {
      const sign = text[at]
      if (quote !== '') {
        if (sign === quote) quote = ''
      } else if (sign === '"' || sign === "'") quote = sign
      else if (sign === '>') return at + 1
    }
    return undefined
  }
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
