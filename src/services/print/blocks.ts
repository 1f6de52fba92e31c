import type { RichBlock } from '../../domain/production/richText'

/** What a document is made of, from top to bottom. Plain data: whoever prints knows no coordinates. */
export type Block =
  | { kind: 'heading'; text: string; level?: 1 | 2 }
  | { kind: 'paragraph'; text: string; tone?: Tone }
  | { kind: 'facts'; facts: readonly { label: string; value: string }[]; columns?: 1 | 2 | 3 }
  | Table
  | { kind: 'pictures'; pictures: readonly Picture[] }
  | { kind: 'signatures'; signatures: readonly PrintedSignature[] }
  | { kind: 'qr'; url: string; caption: string }
  | { kind: 'richText'; blocks: readonly RichBlock[]; pictures: ReadonlyMap<string, Uint8Array> }
  | { kind: 'pageBreak' }

export type Tone = 'normal' | 'quiet' | 'strong' | 'bad'

/** JPEG or PNG. */
export type Picture = { bytes: Uint8Array; caption: string }

export type Table = {
  kind: 'table'
  columns: readonly Column[]
  rows: readonly (readonly Cell[])[]
}

/** `share` is the part of the width, relative to the other columns. */
export type Column = { head: string; share: number; align?: 'left' | 'right' | 'center' }

export type Cell = string | { text: string; tone: Tone }

export type PrintedSignature = {
  /** What was signed: `Pre-QC, attempt 1`. */
  subject?: string
  printedName: string
  role: string
  meaning: string
  signedAt: string
  timeZone: string
  contentHash: string
  note?: string | null
  /** False prints a warning; leave it out where it was not checked. */
  isIntact?: boolean
}
