import { isJsonObject, type JsonObject } from '../configurator/raw'

/** A stretch of text in one style. */
export type Run = { text: string; bold: boolean; italic: boolean; underline: boolean }

/** `depth` counts from 0; an item of depth 1 belongs to the item above it. */
export type ListItem = { depth: number; runs: Run[] }

export type RichBlock =
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'heading'; level: number; runs: Run[] }
  | { kind: 'list'; isOrdered: boolean; items: ListItem[] }
  | { kind: 'image'; documentId: string }

/** Bits of the `format` of a text node. */
const BOLD = 1
const ITALIC = 2
const UNDERLINE = 8

/** What every element of the editor carries. */
const ELEMENT = { direction: 'ltr', format: '', indent: 0, version: 1 } as const

const textNode = (text: string) =>
  ({ type: 'text', version: 1, detail: 0, format: 0, mode: 'normal', style: '', text }) as const

const paragraphNode = (text: string) =>
  ({
    ...ELEMENT,
    type: 'paragraph',
    textFormat: 0,
    textStyle: '',
    children: text === '' ? [] : [textNode(text)],
  }) as const

/** Plain paragraphs as the state of the rich text editor. */
export const plainToLexical = (paragraphs: readonly string[]) => ({
  root: { ...ELEMENT, type: 'root' as const, children: paragraphs.map(paragraphNode) },
})

export type RichText = ReturnType<typeof plainToLexical>

/**
 * The state of the rich text editor as blocks that a page or a PDF can show without the editor.
 * Takes whatever is stored: of nodes that are not known their text remains, and what is no state at
 * all is nothing. Blocks without text are left out.
 */
export function lexicalToBlocks(state: unknown): RichBlock[] {
  return isJsonObject(state) ? childrenOf(state.root).flatMap(blocksOf) : []
}

/** All text of blocks, one line for each, for searching and comparing. */
export const textOfBlocks = (blocks: readonly RichBlock[]): string =>
  blocks.flatMap(linesOf).join('\n')

const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('')

function linesOf(block: RichBlock): string[] {
  if (block.kind === 'image') return []
  return block.kind === 'list' ? block.items.map(({ runs }) => textOf(runs)) : [textOf(block.runs)]
}

function blocksOf(node: JsonObject): RichBlock[] {
  if (node.type === 'upload') return imageOf(node)
  if (node.type === 'list') {
    const items = itemsOf(node, 0)
    return items.length > 0 ? [{ kind: 'list', isOrdered: node.listType === 'number', items }] : []
  }
  const runs = runsOf(node)
  const images = childrenOf(node)
    .filter(({ type }) => type === 'upload')
    .flatMap(imageOf)
  if (textOf(runs).trim() === '') return images
  return node.type === 'heading'
    ? [{ kind: 'heading', level: levelOf(node.tag), runs }, ...images]
    : [{ kind: 'paragraph', runs }, ...images]
}

/** A picture is stored as an id, or read back as the document itself. */
function imageOf({ value }: JsonObject): RichBlock[] {
  const id = isJsonObject(value) ? value.id : value
  return typeof id === 'string' ? [{ kind: 'image', documentId: id }] : []
}

/** The editor keeps a list inside a list as an item whose only child is that list. */
function itemsOf(list: JsonObject, depth: number): ListItem[] {
  return childrenOf(list).flatMap((item) => {
    const children = childrenOf(item)
    const runs = children.filter(({ type }) => type !== 'list').flatMap(runsOf)
    const own = textOf(runs).trim() === '' ? [] : [{ depth, runs }]
    const inner = children.filter(({ type }) => type === 'list')
    return [...own, ...inner.flatMap((nested) => itemsOf(nested, depth + 1))]
  })
}

function runsOf(node: JsonObject): Run[] {
  if (node.type === 'linebreak') return [plainRun('\n')]
  if (node.type === 'tab') return [plainRun('\t')]
  if (typeof node.text === 'string') return [styledRun(node.text, node.format)]
  return childrenOf(node).flatMap(runsOf)
}

const plainRun = (text: string): Run => styledRun(text, 0)

function styledRun(text: string, format: unknown): Run {
  const bits = typeof format === 'number' ? format : 0
  return {
    text,
    bold: (bits & BOLD) !== 0,
    italic: (bits & ITALIC) !== 0,
    underline: (bits & UNDERLINE) !== 0,
  }
}

const levelOf = (tag: unknown): number =>
  typeof tag === 'string' && /^h[1-6]$/.test(tag) ? Number(tag.slice(1)) : 2

const childrenOf = (node: unknown): JsonObject[] =>
  isJsonObject(node) && Array.isArray(node.children) ? node.children.filter(isJsonObject) : []
