import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  mergeContents,
  type ContentDifference,
  type Taken,
} from '../../../src/domain/mergeContents'
import { MDRD } from '../../../src/shipped/mdrd'
import { INSPECT_AFTER_PRODUCTION, STANDARD_WORKFLOW } from '../../../src/shipped/workflows'

type Content = Readonly<Record<string, unknown>>
type Case = { base: Content; mine: Content; theirs: Content }

const entry = (id: string, own: Content = {}) => ({ id, quantity: 1, label: { en: id }, ...own })
const rules = (...entries: unknown[]): Content => ({ rules: entries })

/** `rules/R1/quantity ?` for a choice, `< ` where mine is taken, `> ` where theirs is. */
const told = ({ place, what, side }: ContentDifference): string =>
  `${side === null ? '?' : side === 'MINE' ? '<' : '>'} ${place.map(({ name }) => name).join('/')}${what === 'VALUE' ? '' : ` ${what}`}`

const foundIn = (one: Case) => mergeContents(one).differences.map(told)
const contentOf = (one: Case, sides: Readonly<Record<string, Taken>> = {}) =>
  mergeContents(
    one,
    new Map(
      mergeContents(one).differences.flatMap((difference): [string, Taken][] => {
        const side = sides[told(difference)]
        return side ? [[difference.key, side]] : []
      }),
    ),
  ).content

const CASES: readonly (Case & { what: string; found: string[]; content: unknown })[] = [
  {
    what: 'one changes the quantity of a rule, the other its condition, and adds a rule',
    base: rules(entry('R1'), entry('R2')),
    mine: rules(entry('R1', { quantity: 3 }), entry('R2')),
    theirs: rules(entry('R1', { when: { op: 'exists', path: 'feet' } }), entry('R2'), entry('R3')),
    found: ['> rules/R1/when', '< rules/R1/quantity', '> rules/R3 ENTRY'],
    content: rules(
      entry('R1', { quantity: 3, when: { op: 'exists', path: 'feet' } }),
      entry('R2'),
      entry('R3'),
    ),
  },
  {
    what: 'both make the same change: nothing to tell',
    base: rules(entry('R1')),
    mine: rules(entry('R1', { quantity: 2 })),
    theirs: rules(entry('R1', { quantity: 2 })),
    found: [],
    content: rules(entry('R1', { quantity: 2 })),
  },
  {
    what: 'languages of one label are members of their own',
    base: rules(entry('R1', { label: { en: 'Legs', fr: 'Legs' } })),
    mine: rules(entry('R1', { label: { en: 'Legs', fr: 'Pieds' } })),
    theirs: rules(entry('R1', { label: { en: 'The legs', fr: 'Legs' } })),
    found: ['> rules/R1/label/en', '< rules/R1/label/fr'],
    content: rules(entry('R1', { label: { en: 'The legs', fr: 'Pieds' } })),
  },
  {
    what: 'entries within entries: an item of a checklist',
    base: { checklists: [{ key: 'PQ', sections: [{ key: 's', items: [{ key: 'P1', max: 1 }] }] }] },
    mine: {
      checklists: [{ key: 'PQ', sections: [{ key: 's', items: [{ key: 'P1', max: 2 }] }] }],
    },
    theirs: {
      checklists: [
        { key: 'PQ', sections: [{ key: 's', items: [{ key: 'P1', max: 1 }, { key: 'P2' }] }] },
      ],
    },
    found: ['< checklists/PQ/sections/s/items/P1/max', '> checklists/PQ/sections/s/items/P2 ENTRY'],
    content: {
      checklists: [
        { key: 'PQ', sections: [{ key: 's', items: [{ key: 'P1', max: 2 }, { key: 'P2' }] }] },
      ],
    },
  },
  {
    what: 'lists of names are sets with an order',
    base: { hidden: ['A', 'B'], tools: ['X'] },
    mine: { hidden: ['A', 'B', 'C'] },
    theirs: { hidden: ['D', 'A'], tools: ['X'] },
    found: ['> hidden/D ENTRY', '> hidden/B ENTRY', '< hidden/C ENTRY', '< tools/X ENTRY'],
    content: { hidden: ['D', 'A', 'C'] },
  },
  {
    what: 'who moved an entry decides the order; what the other added follows its neighbour',
    base: rules(entry('R1'), entry('R2'), entry('R3')),
    mine: rules(entry('R3'), entry('R1'), entry('R2')),
    theirs: rules(entry('R1'), entry('R1b'), entry('R2'), entry('R3')),
    found: ['> rules/R1b ENTRY', '< rules ORDER'],
    content: rules(entry('R3'), entry('R1'), entry('R1b'), entry('R2')),
  },
  {
    what: 'derived values bear one name once per group',
    base: { derived: [{ key: 'size' }, { key: 'size', group: 'basins' }] },
    mine: {
      derived: [
        { key: 'size', cases: 1 },
        { key: 'size', group: 'basins' },
      ],
    },
    theirs: { derived: [{ key: 'size' }, { key: 'size', group: 'basins', cases: 2 }] },
    found: ['< derived/size/cases', '> derived/basins.size/cases'],
    content: {
      derived: [
        { key: 'size', cases: 1 },
        { key: 'size', group: 'basins', cases: 2 },
      ],
    },
  },
  {
    what: 'the moves of a workflow, with their roles',
    base: { transitions: [{ id: 'T2', roles: ['QC_PERSON'], guards: [] }] },
    mine: { transitions: [{ id: 'T2', roles: ['QC_PERSON', 'ADMIN'], guards: [] }] },
    theirs: { transitions: [{ id: 'T2', roles: ['QC_PERSON'], guards: ['tasksDone'] }] },
    found: ['> transitions/T2/guards/tasksDone ENTRY', '< transitions/T2/roles/ADMIN ENTRY'],
    content: { transitions: [{ id: 'T2', roles: ['QC_PERSON', 'ADMIN'], guards: ['tasksDone'] }] },
  },
]

describe('what only one of the two changed is taken', () => {
  it.each(CASES)('$what', ({ found, content, ...one }) => {
    expect(foundIn(one).toSorted()).toEqual(found.toSorted())
    expect(contentOf(one)).toEqual(content)
  })
})

const CHOICES: readonly (Case & { what: string; choice: string; answers: [Taken, unknown][] })[] = [
  {
    what: 'both change one quantity',
    base: rules(entry('R1')),
    mine: rules(entry('R1', { quantity: 2 })),
    theirs: rules(entry('R1', { quantity: 3 })),
    choice: '? rules/R1/quantity',
    answers: [
      ['MINE', rules(entry('R1', { quantity: 2 }))],
      ['THEIRS', rules(entry('R1', { quantity: 3 }))],
    ],
  },
  {
    what: 'one removes what the other changes',
    base: rules(entry('R1'), entry('R2')),
    mine: rules(entry('R2')),
    theirs: rules(entry('R1', { quantity: 3 }), entry('R2')),
    choice: '? rules/R1 ENTRY',
    answers: [
      ['MINE', rules(entry('R2'))],
      ['THEIRS', rules(entry('R1', { quantity: 3 }), entry('R2'))],
    ],
  },
  {
    what: 'both add a rule and the editor proposes one name to both',
    base: rules(entry('R25')),
    mine: rules(entry('R25'), entry('R26', { quantity: 2 })),
    theirs: rules(entry('R25'), entry('R26', { quantity: 3 })),
    choice: '? rules/R26 ENTRY',
    answers: [
      ['MINE', rules(entry('R25'), entry('R26', { quantity: 2 }))],
      ['THEIRS', rules(entry('R25'), entry('R26', { quantity: 3 }))],
      [
        'BOTH',
        rules(entry('R25'), entry('R26', { quantity: 3 }), {
          ...entry('R26', { quantity: 2 }),
          id: 'R27',
        }),
      ],
    ],
  },
  {
    what: 'both reorder, each in a way of their own',
    base: rules(entry('R1'), entry('R2'), entry('R3')),
    mine: rules(entry('R2'), entry('R1'), entry('R3')),
    theirs: rules(entry('R3'), entry('R1'), entry('R2')),
    choice: '? rules ORDER',
    answers: [
      ['MINE', rules(entry('R2'), entry('R1'), entry('R3'))],
      ['THEIRS', rules(entry('R3'), entry('R1'), entry('R2'))],
    ],
  },
  {
    what: 'a condition is one sentence',
    base: { when: { op: 'between', path: 'length', min: 48, max: 60 } },
    mine: { when: { op: 'between', path: 'length', min: 49, max: 60 } },
    theirs: { when: { op: 'between', path: 'length', min: 48, max: 61 } },
    choice: '? when',
    answers: [
      ['MINE', { when: { op: 'between', path: 'length', min: 49, max: 60 } }],
      ['THEIRS', { when: { op: 'between', path: 'length', min: 48, max: 61 } }],
    ],
  },
  {
    what: 'an item of another kind is not mixed with the one it was',
    base: rules(entry('R1', { item: { kind: 'ITEM', id: 'A' } })),
    mine: rules(entry('R1', { item: { kind: 'CUSTOM', number: 'N' } })),
    theirs: rules(entry('R1', { item: { kind: 'ITEM', id: 'B' } })),
    choice: '? rules/R1/item',
    answers: [
      ['MINE', rules(entry('R1', { item: { kind: 'CUSTOM', number: 'N' } }))],
      ['THEIRS', rules(entry('R1', { item: { kind: 'ITEM', id: 'B' } }))],
    ],
  },
]

describe('what both changed is a choice', () => {
  it.each(CHOICES)('$what', ({ choice, answers, ...one }) => {
    expect(foundIn(one)).toEqual([choice])
    for (const [side, content] of answers)
      expect(contentOf(one, { [choice]: side })).toEqual(content)
  })

  it('two entries of one name each are all kept, under names of their own', () => {
    const one = {
      base: rules(entry('R25')),
      mine: rules(entry('R25'), entry('R26', { quantity: 2 }), entry('R27', { quantity: 3 })),
      theirs: rules(entry('R25'), entry('R26', { quantity: 4 }), entry('R27', { quantity: 5 })),
    }
    const [first, second] = ['? rules/R26 ENTRY', '? rules/R27 ENTRY'] as const
    expect(mergeContents(one).differences.map(({ freshName }) => freshName)).toEqual(['R28', 'R29'])
    const kept = (sides: Readonly<Record<string, Taken>>) =>
      entriesOf(Object(contentOf(one, sides))).map(({ id, quantity }) => `${id} ${quantity}`)
    expect(kept({ [first]: 'BOTH', [second]: 'BOTH' }).toSorted()).toEqual(
      ['R25 1', 'R26 4', 'R27 5', 'R28 2', 'R29 3'].toSorted(),
    )
    // the second is called the same whatever is answered about the first
    expect(kept({ [first]: 'THEIRS', [second]: 'BOTH' }).toSorted()).toEqual(
      ['R25 1', 'R26 4', 'R27 5', 'R29 3'].toSorted(),
    )
  })

  it.each([
    ['in a condition', { rules: [{ id: 'R1', when: { op: 'exists', path: 'trolley' } }] }],
    ['as the field of an element', { notes: [{ id: 'N1', field: 'element.trolley' }] }],
    ['in the path of an element', { notes: [{ id: 'N1', field: 'basins[0].trolley' }] }],
    ['by a fact', { dimensions: { length: 'trolley#length' } }],
    ['in a sentence', { label: { en: 'With {trolley}' } }],
    ['in the number of a part', { rules: [{ id: 'R1', item: { id: 'T2-{trolley}-KIT' } }] }],
    ['in a list of names', { rules: [{ id: 'R1', parts: ['trolley'] }] }],
    ['as what a test chooses', { samples: [{ name: 'One', configuration: { trolley: true } }] }],
  ])('what mine speaks of elsewhere, %s, keeps its name: only one can be taken', (_, speaking) => {
    const options = (max: number): Content => ({ options: [{ key: 'trolley', max }] })
    const one = { base: {}, mine: { ...options(1), ...speaking }, theirs: options(2) }
    const found = mergeContents(one).differences.filter(({ side }) => side === null)
    expect(found.map(({ freshName }) => freshName)).toEqual([null])
    expect(contentOf(one, { '? options/trolley ENTRY': 'BOTH' })).toMatchObject(options(2))
  })

  it('what mine only mentions in words for people can be called otherwise', () => {
    const options = (max: number): Content => ({ options: [{ key: 'trolley', max }] })
    const mine = { ...options(1), label: { en: 'trolley' } }
    const [first] = mergeContents({ base: {}, mine, theirs: options(2) }).differences
    expect(first?.freshName).toBe('trolley2')
  })

  it('what only one of the two changed can be left out as well', () => {
    const one = { base: rules(), mine: rules(entry('R1')), theirs: rules() }
    expect(contentOf(one, { '< rules/R1 ENTRY': 'THEIRS' })).toEqual(rules())
  })
})

// --- properties --------------------------------------------------------------------------------------

type Edit = (content: Content) => Content
type Entry = ReturnType<typeof entry>

const onRules =
  (change: (list: readonly Entry[]) => readonly Entry[]): Edit =>
  (content) => ({ ...content, rules: change(entriesOf(content)) })
const entriesOf = ({ rules: list }: Content): Entry[] =>
  Array.isArray(list) ? list.map((one: Entry) => one) : []

const NAMES = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6']
const BASE = rules(...NAMES.map((name) => entry(name)))

/** Edits of the rules that one person has to themselves. */
const editsOf = (own: readonly string[], fresh: string, toEnd: boolean) =>
  fc
    .array(
      fc.oneof(
        fc
          .tuple(fc.constantFrom(...own), fc.integer({ min: 2, max: 9 }))
          .map(([name, quantity]) =>
            onRules((list) => list.map((one) => (one.id === name ? { ...one, quantity } : one))),
          ),
        fc
          .tuple(fc.constantFrom(...own), fc.constantFrom('en', 'fr'), fc.string())
          .map(([name, language, text]) =>
            onRules((list) =>
              list.map((one) =>
                one.id === name ? { ...one, label: { ...one.label, [language]: text } } : one,
              ),
            ),
          ),
        fc
          .constantFrom(...own)
          .map((name) => onRules((list) => list.filter(({ id }) => id !== name))),
        fc.integer({ min: 1, max: 99 }).map((number) =>
          onRules((list) => {
            const id = `${fresh}${number}`
            const rest = list.filter((one) => one.id !== id)
            return toEnd ? [...rest, entry(id)] : [entry(id), ...rest]
          }),
        ),
      ),
      { maxLength: 6 },
    )
    .map(
      (edits): Edit =>
        (content) =>
          edits.reduce((done, edit) => edit(done), content),
    )

describe('for all edits', () => {
  const odd = editsOf(['R1', 'R3', 'R5'], 'A', true)
  const even = editsOf(['R2', 'R4', 'R6'], 'B', false)

  it('without a conflict a merge equals both edits, in either order', () => {
    fc.assert(
      fc.property(odd, even, (mineEdit, theirEdit) => {
        const versions = { base: BASE, mine: mineEdit(BASE), theirs: theirEdit(BASE) }
        const { content, differences } = mergeContents(versions)
        expect(differences.filter(({ side }) => side === null)).toEqual([])
        expect(content).toEqual(theirEdit(mineEdit(BASE)))
        expect(content).toEqual(mineEdit(theirEdit(BASE)))
        expect(
          mergeContents({ ...versions, mine: versions.theirs, theirs: versions.mine }).content,
        ).toEqual(content)
      }),
    )
  })

  it('against an unchanged side a merge is the other side', () => {
    fc.assert(
      fc.property(odd, (edit) => {
        const changed = edit(BASE)
        expect(mergeContents({ base: BASE, mine: changed, theirs: BASE }).content).toEqual(changed)
        expect(mergeContents({ base: BASE, mine: BASE, theirs: changed }).content).toEqual(changed)
        expect(mergeContents({ base: BASE, mine: changed, theirs: changed }).differences).toEqual(
          [],
        )
      }),
    )
  })

  it('one side for every difference gives that side, whoever changed what', () => {
    fc.assert(
      fc.property(odd, odd, (mineEdit, theirEdit) => {
        const versions = { base: BASE, mine: mineEdit(BASE), theirs: theirEdit(BASE) }
        const { differences } = mergeContents(versions)
        const all = (side: Taken) =>
          mergeContents(versions, new Map(differences.map(({ key }) => [key, side]))).content
        const asSet = (content: unknown) =>
          entriesOf(Object(content)).toSorted((a, b) => a.id.localeCompare(b.id))
        expect(asSet(all('MINE'))).toEqual(asSet(versions.mine))
        expect(asSet(all('THEIRS'))).toEqual(asSet(versions.theirs))
      }),
    )
  })

  it('what is shipped merges with itself, and one change is told as one', () => {
    for (const base of [MDRD, STANDARD_WORKFLOW, INSPECT_AFTER_PRODUCTION]) {
      expect(mergeContents({ base, mine: base, theirs: base }).content).toEqual(base)
      const mine = { ...base, label: { ...base.label, fr: 'Autre' } }
      expect(mergeContents({ base, mine, theirs: base })).toMatchObject({
        content: mine,
        differences: [{ what: 'VALUE', side: 'MINE' }],
      })
    }
  })
})
