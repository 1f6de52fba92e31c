/** One thing that an assembly holds, with how many pieces. */
export type Content = { askedId: string; name: string; quantity: number }

/** What one assembly holds otherwise than another; null says that it holds none. */
export type ContentChange = { askedId: string; name: string; a: number | null; b: number | null }

export type ContentComparison = {
  added: ContentChange[]
  removed: ContentChange[]
  changed: ContentChange[]
  /** How many are the same. */
  same: number
}

/** Two lists of contents side by side; an item that stands twice counts with both quantities. */
export function compareContents(a: readonly Content[], b: readonly Content[]): ContentComparison {
  const [left, right] = [totals(a), totals(b)]
  const all = [...new Map([...left, ...right]).values()].map(
    ({ askedId, name }): ContentChange => ({
      askedId,
      name,
      a: left.get(askedId)?.quantity ?? null,
      b: right.get(askedId)?.quantity ?? null,
    }),
  )
  return {
    added: all.filter((one) => one.a === null),
    removed: all.filter((one) => one.b === null),
    changed: all.filter((one) => one.a !== null && one.b !== null && one.a !== one.b),
    same: all.filter((one) => one.a === one.b).length,
  }
}

function totals(contents: readonly Content[]): Map<string, Content> {
  const found = new Map<string, Content>()
  for (const content of contents) {
    const known = found.get(content.askedId)
    found.set(content.askedId, {
      ...content,
      quantity: content.quantity + (known?.quantity ?? 0),
    })
  }
  return found
}
