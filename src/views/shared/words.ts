/** English strings of the screens that several views share. */

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const words = {
  sink: {
    title: (name: string) => (name ? `Top view of ${name}` : 'Top view of the sink'),
    size: (length: number | null, width: number | null) =>
      `Sink ${length ?? 'of open length'}${length === null ? '' : ' inches long'}, ${
        width ?? 'open'
      }${width === null ? ' depth' : ' inches deep'}.`,
    basin: (number: number, caption: string | null, size: string | null) =>
      `Basin ${number}: ${caption ?? 'type open'}, ${size ?? 'size open'}.`,
    noBasins: 'No basins yet.',
    faucet: (caption: string, over: readonly number[], isAutomatic: boolean) =>
      `${caption || 'Faucet'} ${
        over.length === 0
          ? 'with open place'
          : over.length === 1
            ? `over basin ${over[0]}`
            : `between basins ${over.join(' and ')}`
      }${isAutomatic ? ' (comes with the basin)' : ''}.`,
    sprayer: (caption: string, side: string | null) =>
      `${caption || 'Sprayer'}${side === null ? '' : side === 'LEFT' ? ', left side' : ', right side'}.`,
    pegboard: (width: number | null, color: string | null, isPerforated: boolean) =>
      `${isPerforated ? 'Perforated' : 'Solid'} pegboard${
        width === null ? '' : `, ${width} inches`
      }${color === null ? ', uncoloured' : `, ${color.toLowerCase()}`}.`,
    flow: (direction: 'LEFT' | 'RIGHT') =>
      direction === 'RIGHT' ? 'Workflow from left to right.' : 'Workflow from right to left.',
    crowded: 'The basins together are longer than the sink.',
    workflow: 'Workflow',
    rear: 'Pegboard',
    sizeOpen: 'size open',
    typeOpen: 'type open',
  },
  bom: {
    number: 'Number',
    name: 'Name',
    quantity: 'Qty',
    cost: 'Cost',
    reason: 'Why',
    expand: (number: string) => `Show what ${number} contains`,
    collapse: (number: string) => `Hide what ${number} contains`,
    expandAll: 'Expand all',
    collapseAll: 'Collapse all',
    search: 'Find in this list',
    nothing: 'No line matches.',
    unresolved: 'Unresolved',
    unresolvedHelp: 'This id is in no catalogue. The order can be placed; approval waits for it.',
    custom: 'Made to measure',
    level: (level: number) => `Level ${level}`,
    totals: (lines: number, tops: number) =>
      `${plural(tops, 'top line', 'top lines')}, ${plural(lines, 'line', 'lines')} on all levels`,
    total: 'Internal cost',
  },
  summary: {
    none: 'none',
    edit: 'Edit',
    yes: 'Yes',
    open: 'open',
    accessories: 'Accessories',
  },
} as const
