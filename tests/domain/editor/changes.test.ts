import { expect, it } from 'vitest'
import { compareContents } from '../../../src/domain/configurator/compareReleases'
import { MDRD } from '../../../src/shipped/mdrd'
import {
  entryInWords,
  memberInWords,
  speakerOf,
} from '../../../src/views/configuration/changeWords'

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
      ({ path, before, after: now }) => `${memberInWords('rules', path)}: ${before} → ${now}`,
    ),
  ).toEqual([
    `Reason on the line (French): ${first.because.fr} → Autrement`,
    'Switched on: yes → no',
    'How many: 1 → the number of Basins',
    'When: Length is between 48 and 60 → Length is between 48 and 59',
  ])
})

it('a choice that was renamed is told with its option', () => {
  expect(memberInWords('options', 'choices.T2_B1.label.en')).toBe('Choices › T2 b1 › Label')
  expect(entryInWords('options', 'sinkModel', [MDRD])).toBe('Model')
  expect(entryInWords('displayOrder', '', [MDRD])).toBe('as a whole')
})
