import { expect, it } from 'vitest'
import { changesInWords } from '../../../src/domain/drafts/changesInWords'
import { compareContents } from '../../../src/domain/configurator/compareReleases'
import { MDRD } from '../../../src/shipped/mdrd'
import { entryInWords, memberInWords, speakerOf } from '../../../src/domain/drafts/changeWords'

it('a changed rule is told in sentences, by the names that people know', () => {
  const [first, ...rest] = MDRD.rules
  if (!first) throw new Error('MDRD has no rule.')
  const after = {
    ...MDRD,
    rules: [
      {
        ...first,
        when: { op: 'between' as const, path: 'length', min: 48, max: 59 },
        quantity: { op: 'count' as const, group: 'basins' },
        because: { ...first.because, fr: 'Autrement' },
        enabled: false,
      },
      ...rest,
    ],
  }
  const speakers = { before: speakerOf(MDRD), after: speakerOf(after) }
  const [change, ...others] = compareContents(MDRD, after, speakers)
  expect(others).toEqual([])
  expect(change && entryInWords('rules', change.entry, [after])).toBe('R1 Body 48 to 60"')
  expect(
    change?.members.map(
      ({ path, before, after: now }) =>
        `${memberInWords('rules', path, [after], change.entry)}: ${before} → ${now}`,
    ),
  ).toEqual([
    `Reason on the line (French): ${first.because.fr} → Autrement`,
    'Switched on: yes → no',
    'How many: 1 → the number of Basins',
    'When: Length is between 48 and 60 → Length is between 48 and 59',
  ])
})

it('a choice that was renamed is told with its option', () => {
  expect(memberInWords('options', 'choices.T2-B1.label.fr', [MDRD], 'sinkModel')).toBe(
    'Choices › T2-B1 (1 basin) › Label (French)',
  )
  expect(entryInWords('options', 'sinkModel', [MDRD])).toBe('Model')
  expect(entryInWords('displayOrder', '', [MDRD])).toBe('as a whole')
})

const inWords = (before: unknown, after: unknown) =>
  compareContents(before, after, { before: speakerOf(before), after: speakerOf(after) }).map(
    ({ entry, kind, members }) => [
      entry,
      kind,
      members.map(
        (one) =>
          `${memberInWords('rules', one.path, [after, before], entry)}: ${one.before} → ${one.after}`,
      ),
    ],
  )

it('an alternative that was changed where its rule sounds the same is told part by part', () => {
  const draft = structuredClone(MDRD)
  const item = draft.rules.find(({ id }) => id === 'R8')?.item
  const [, second] = item?.kind === 'FIRST_OF' ? item.alternatives : []
  if (!second) throw new Error('R8 has no second alternative.')
  second.when = { op: 'equals', path: 'feet', value: 'CASTERS' }
  expect(inWords(MDRD, draft)).toEqual([
    ['R8', 'CHANGED', [expect.stringMatching(/When: .* → Feet is Lock and level casters$/)]],
  ])
  second.id = 'ANOTHER'
  const [[, , members] = []] = inWords(MDRD, draft)
  expect(members).toContainEqual(expect.stringMatching(/ → .* or ANOTHER or /))
})

it('a rule that came or went tells its condition, item, quantity and reason', () => {
  const [rule, ...rest] = MDRD.rules
  const less = { ...MDRD, rules: rest }
  const came = inWords(less, MDRD)
  expect(came).toEqual([['R1', 'ADDED', expect.any(Array)]])
  expect(came[0]?.[2]).toEqual(
    expect.arrayContaining([
      'When: – → Length is between 48 and 60',
      'Item: – → T2-BODY-48-60-HA',
      'How many: – → 1',
      `Reason on the line: – → ${rule?.because.en}`,
    ]),
  )
  expect(inWords(MDRD, less)[0]?.[2]).toContainEqual('Item: T2-BODY-48-60-HA → –')
})

it('a change holds both: the values for programs, and the words that people know', () => {
  const after = structuredClone(MDRD)
  const [rule] = after.rules
  if (!rule) throw new Error('MDRD has no rule.')
  rule.when = { op: 'between', path: 'length', min: 48, max: 59 }
  expect(changesInWords(MDRD, after)).toEqual([
    {
      ...{ area: 'rules', entry: 'R1', kind: 'CHANGED' },
      members: [{ path: 'when.max', before: '60', after: '59' }],
      areaInWords: 'Rules',
      entryInWords: 'R1 Body 48 to 60"',
      inWords: [
        {
          label: 'When',
          before: 'Length is between 48 and 60',
          after: 'Length is between 48 and 59',
        },
      ],
    },
  ])
})
