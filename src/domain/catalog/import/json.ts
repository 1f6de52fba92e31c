/**
 * A small JSON reader for deliveries. `JSON.parse` alone is not enough here: it moves keys that look
 * like integers to the front (so the file order of `2783` and `95400` is lost, and the order decides
 * which link of a circle is refused), it drops duplicate keys without a word, and it wants the whole
 * tree in memory at once. So the text is checked once, then walked member by member, and only the
 * small slices that hold one record are parsed.
 */

export type JsonFault = { line: number; column: number; message: string }

/** A member of an object: its decoded key and the offsets `[start, end)` of its value in the text. */
export type JsonMember = { key: string; start: number; end: number }

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
const LITERALS = ['true', 'false', 'null']

const isSpace = (code: number): boolean =>
  code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09

function afterSpace(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at += 1
  return at
}

/** The offset behind a match of a sticky pattern, or -1. */
function afterMatch(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : -1
}

/** Line and column count from 1. */
function faultAt(text: string, offset: number, message: string): JsonFault {
  let line = 1
  let lineStart = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1
    lineStart = at + 1
  }
  return { line, column: offset - lineStart + 1, message }
}

/**
 * Where a text breaks the JSON grammar (RFC 8259), or undefined when it is sound. Iterative, so that
 * no nesting however deep can exhaust the stack.
 */
export function jsonFaultOf(text: string): JsonFault | undefined {
  const open: number[] = []
  let at = afterSpace(text, 0)
  let expect: 'value' | 'value or ]' | 'key' | 'key or }' | 'comma' = 'value'

  const fault = (message: string): JsonFault =>
    at >= text.length ? faultAt(text, at, 'the file ends too early') : faultAt(text, at, message)

  const stringFault = (): JsonFault | undefined => {
    at += 1
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === QUOTE) {
        at += 1
        return undefined
      }
      if (code === BACKSLASH) {
        const end = afterMatch(ESCAPE, text, at)
        if (end === -1) return fault('this escape is not allowed in a text')
        at = end
      } else if (code >= 0x20) at += 1
      else return fault('a text must not hold a raw control character or line break')
    }
  }

  for (;;) {
    const code = text.charCodeAt(at)

    if (expect === 'comma') {
      const container = open.at(-1)
      if (container === undefined)
        return at < text.length ? fault('something stands behind the end') : undefined
      if (code === COMMA) {
        at += 1
        expect = container === OPEN_BRACE ? 'key' : 'value'
      } else if (code === (container === OPEN_BRACE ? CLOSE_BRACE : CLOSE_BRACKET)) {
        at += 1
        open.pop()
      } else return fault('a comma or the end of the list is missing')
    } else if (expect === 'key' || expect === 'key or }') {
      if (code === QUOTE) {
        const broken = stringFault()
        if (broken) return broken
        at = afterSpace(text, at)
        if (text.charCodeAt(at) !== COLON) return fault('a colon is missing behind the key')
        at += 1
        expect = 'value'
      } else if (code === CLOSE_BRACE && expect === 'key or }') {
        at += 1
        open.pop()
        expect = 'comma'
      } else return fault('a key in double quotes is missing')
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      open.push(code)
      at += 1
      expect = code === OPEN_BRACE ? 'key or }' : 'value or ]'
    } else if (code === CLOSE_BRACKET && expect === 'value or ]') {
      at += 1
      open.pop()
      expect = 'comma'
    } else if (code === QUOTE) {
      const broken = stringFault()
      if (broken) return broken
      expect = 'comma'
    } else {
      const literal = LITERALS.find((word) => text.startsWith(word, at))
      const end = literal ? at + literal.length : afterMatch(NUMBER, text, at)
      if (end === -1) return fault('a value is missing or not valid JSON')
      at = end
      expect = 'comma'
    }
    at = afterSpace(text, at)
  }
}

/** The offset behind the text that opens at `from`; the JSON is known to be sound. */
function afterString(text: string, from: number): number {
  let at = from + 1
  for (let code = text.charCodeAt(at); code !== QUOTE; code = text.charCodeAt(at))
    at += code === BACKSLASH ? 2 : 1
  return at + 1
}

/** The offset behind the value that starts at `from`; the JSON is known to be sound. */
function afterValue(text: string, from: number): number {
  const first = text.charCodeAt(from)
  if (first === QUOTE) return afterString(text, from)
  let at = from
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) {
    while (at < text.length && !endsScalar(text.charCodeAt(at))) at += 1
    return at
  }
  let depth = 0
  do {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = afterString(text, at)
    else {
      if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1
      if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1
      at += 1
    }
  } while (depth > 0)
  return at
}

const endsScalar = (code: number): boolean =>
  code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || isSpace(code)

export const isObjectAt = (text: string, start: number): boolean =>
  text.charCodeAt(start) === OPEN_BRACE

/** The start of the one value of a sound JSON text. */
export const rootOf = (text: string): number => afterSpace(text, 0)

/**
 * The members of the object at `start`, in file order, duplicates included. The text has passed
 * `jsonFaultOf` and an object stands at `start`.
 */
export function* membersOf(text: string, start: number): Generator<JsonMember> {
  let at = afterSpace(text, start + 1)
  while (text.charCodeAt(at) !== CLOSE_BRACE) {
    const keyEnd = afterString(text, at)
    const key: unknown = JSON.parse(text.slice(at, keyEnd))
    const valueStart = afterSpace(text, afterSpace(text, keyEnd) + 1)
    const end = afterValue(text, valueStart)
    yield { key: String(key), start: valueStart, end }
    at = afterSpace(text, end)
    if (text.charCodeAt(at) === COMMA) at = afterSpace(text, at + 1)
  }
}

/** The parsed value of a member. */
export function valueOf(text: string, member: Pick<JsonMember, 'start' | 'end'>): unknown {
  return JSON.parse(text.slice(member.start, member.end))
}
