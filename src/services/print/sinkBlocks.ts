import type { SaidSection } from '../../domain/configurator/inWords'
import type { Language } from '../../domain/label'
import type { Block } from './blocks'
import { orderWords } from './orderWords'
import { wordsOf } from './recordWords'

export type PrintedAccessory = { partNumber: string; name: string; quantity: number }

/** What a sink is, as orders and travellers print it: its configuration, and its accessories if it has any. */
export function sinkBlocks(
  sections: readonly SaidSection[],
  accessories: readonly PrintedAccessory[],
  language: Language,
): Block[] {
  const say = wordsOf(language)
  const words = orderWords(language)
  return [
    {
      kind: 'table',
      columns: [
        { head: say('section'), share: 3 },
        { head: say('option'), share: 3 },
        { head: say('value'), share: 4 },
      ],
      rows: sections.flatMap(({ heading, blocks }) =>
        blocks.flatMap((block) =>
          block.fields.map(({ label, value }) => [block.heading ?? heading, label, value]),
        ),
      ),
    },
    ...(accessories.length === 0
      ? []
      : ([
          { kind: 'heading', level: 2, text: words.say('accessories') },
          {
            kind: 'table',
            columns: [
              { head: say('part'), share: 3 },
              { head: say('item'), share: 5 },
              { head: words.say('quantity'), share: 1.2, align: 'right' },
            ],
            rows: accessories.map(({ partNumber, name, quantity }) => [
              partNumber,
              name,
              String(quantity),
            ]),
          },
        ] satisfies Block[])),
  ]
}
