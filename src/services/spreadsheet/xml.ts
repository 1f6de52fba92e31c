export const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** What XML cannot hold, and halves of pairs that stand alone. */
const UNHOLDABLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Text between tags. */
export const text = (raw: string): string =>
  raw.replace(UNHOLDABLE, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)

/** Text within quotes of a tag; line ends would be read as blanks. */
export const attribute = (raw: string): string => text(raw).replace(/[\r\n\t]/g, ' ')

export const element = (name: string, inside: string): string => `<${name}>${inside}</${name}>`
