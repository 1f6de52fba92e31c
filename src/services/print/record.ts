import type {
  RecordContent,
  RecordInspection,
  RecordItem,
  RecordMinutes,
  RecordNonconformance,
} from '../../domain/quality/record'
import type { Block, Cell, Column, Picture } from './blocks'
import { documentPdf } from './document'
import { wordsOf, type Say } from './recordWords'
import { thumbnailOf } from './thumbnail'
import { shortTime } from './time'

/** Bytes of pictures by the id of their file. */
export type Photos = ReadonlyMap<string, Uint8Array>

/** What every part of the record needs to print itself. */
type Print = {
  content: RecordContent
  say: Say
  at: (iso: string | null) => string
  pictures: (ids: readonly string[], caption: string) => Block[]
}

/**
 * The device history record of a build as PDF: the code that leads to it, what release still demands,
 * and then everything, in the order in which it happened. Pictures are printed small; a file that is
 * no picture is named. A content that was altered after signing is said on the first page.
 */
export async function deviceHistoryRecordPdf(
  content: RecordContent,
  photos: Photos,
): Promise<Buffer> {
  const say = wordsOf(content.language)
  const small = await thumbnails(photos)
  const titles = new Map(content.files.map(({ id, title }) => [id, title]))
  const print: Print = {
    content,
    say,
    at: (iso) => (iso === null ? '' : shortTime(iso, content.timeZone)),
    pictures: (ids, caption) => picturesOf(ids, caption, small, titles, say),
  }
  return documentPdf(
    {
      companyName: content.companyName,
      letterhead: content.letterhead,
      title: say('title'),
      number: content.build.buildNumber,
      version: null,
      language: content.language,
      printedAt: content.producedAt,
      timeZone: content.timeZone,
      qr: { url: content.url, caption: say('leads') },
    },
    [
      ...verdict(print),
      ...facts(print),
      ...configuration(print),
      ...rules(print),
      ...timeline(print),
      ...work(print),
      ...parts(print),
      ...titled(
        say,
        'inspections',
        content.inspections.flatMap((one) => inspection(print, one)),
      ),
      ...titled(
        say,
        'nonconformances',
        content.nonconformances.flatMap((one) => nonconformance(print, one)),
      ),
      ...shipments(print),
      ...titled(
        say,
        'signatures',
        content.signatures.length > 0
          ? [{ kind: 'signatures', signatures: content.signatures }]
          : [],
      ),
      ...files(print),
    ],
  )
}

async function thumbnails(photos: Photos): Promise<Photos> {
  const small = new Map<string, Uint8Array>()
  for (const [id, bytes] of photos) {
    const thumbnail = await thumbnailOf(bytes)
    if (thumbnail) small.set(id, thumbnail)
  }
  return small
}

function picturesOf(
  ids: readonly string[],
  caption: string,
  small: Photos,
  titles: ReadonlyMap<string, string>,
  say: Say,
): Block[] {
  const titleOf = (id: string): string => `${caption}: ${titles.get(id) ?? id}`
  const shown = ids.flatMap((id): Picture[] => {
    const bytes = small.get(id)
    return bytes ? [{ bytes, caption: titleOf(id) }] : []
  })
  const named = ids.filter((id) => !small.has(id))
  return [
    ...(shown.length > 0 ? [{ kind: 'pictures', pictures: shown } satisfies Block] : []),
    ...named.map((id): Block => ({
      kind: 'paragraph',
      tone: 'quiet',
      text: `${titleOf(id)} (${say('noPreview')})`,
    })),
  ]
}

/** A heading and what stands below it; an empty part says so, and is not left out. */
const titled = (say: Say, name: Parameters<Say>[0], blocks: readonly Block[]): Block[] => [
  { kind: 'heading', text: say(name) },
  ...(blocks.length > 0
    ? blocks
    : [{ kind: 'paragraph', text: say('none'), tone: 'quiet' } satisfies Block]),
]

const table = (
  columns: readonly (readonly [head: string, share: number, align?: Column['align']])[],
  rows: readonly (readonly Cell[])[],
): Block[] =>
  rows.length === 0
    ? []
    : [
        {
          kind: 'table',
          columns: columns.map(([head, share, align = 'left']) => ({ head, share, align })),
          rows,
        },
      ]

function verdict({ content, say }: Print): Block[] {
  const missing = content.completeness.filter(({ met }) => !met).length
  const altered = content.signatures.filter(({ isIntact }) => !isIntact).length
  return [
    ...(altered > 0
      ? [
          {
            kind: 'paragraph',
            tone: 'bad',
            text: say('altered', { count: altered }),
          } satisfies Block,
        ]
      : []),
    {
      kind: 'paragraph',
      tone: missing > 0 ? 'bad' : 'strong',
      text:
        missing > 0
          ? say('incomplete', { missing, all: content.completeness.length })
          : say('complete'),
    },
    ...content.build.overrides.map((reason): Block => ({
      kind: 'paragraph',
      tone: 'bad',
      text: `${say('override')}: ${reason}`,
    })),
  ]
}

function facts({ content, say }: Print): Block[] {
  const { build, order, customer } = content
  return [
    { kind: 'heading', text: say('build') },
    {
      kind: 'facts',
      columns: 3,
      facts: [
        { label: say('buildNumber'), value: build.buildNumber },
        { label: say('family'), value: build.family },
        { label: say('status'), value: build.status },
        ...build.facts,
      ],
    },
    { kind: 'heading', text: say('order') },
    {
      kind: 'facts',
      columns: 3,
      facts: [
        { label: say('order'), value: order.orderNumber },
        { label: say('po'), value: order.poNumber },
        ...order.facts,
      ],
    },
    { kind: 'heading', text: say('customer') },
    { kind: 'facts', columns: 3, facts: customer },
    ...titled(
      say,
      'completeness',
      table(
        [
          [say('point'), 3],
          [say('met'), 1],
          [say('note'), 5],
          [say('owedBy'), 2],
        ],
        content.completeness.map(({ point, met, message, owedBy }) => [
          point,
          { text: say(met ? 'yes' : 'no'), tone: met ? 'normal' : 'bad' },
          message,
          owedBy ?? '',
        ]),
      ),
    ),
  ]
}

const withBasin = (say: Say, text: string, basin: number | null): string =>
  basin === null ? text : `${text} · ${say('basin', { number: basin })}`

const configuration = ({ content, say }: Print): Block[] =>
  titled(
    say,
    'configuration',
    table(
      [
        [say('section'), 2],
        [say('option'), 3],
        [say('value'), 4],
      ],
      content.configuration.map(({ section, basin, label, value }) => [
        withBasin(say, section, basin),
        label,
        value,
      ]),
    ),
  )

function rules({ content, say, at }: Print): Block[] {
  const { bom } = content
  const releases = table(
    [
      [say('release'), 2],
      [say('published'), 3],
      [say('reason'), 3],
      [say('hash'), 4],
    ],
    content.releases.map(({ code, version, publishedAt, publishedBy, reason, sha256 }) => [
      `${code} ${version}`,
      [at(publishedAt), publishedBy ?? ''].join('\n'),
      reason ?? '',
      sha256,
    ]),
  )
  const bomBlocks: Block[] = bom
    ? [
        {
          kind: 'facts',
          columns: 2,
          facts: [
            { label: say('version'), value: String(bom.version) },
            { label: say('status'), value: bom.status },
            { label: say('lines'), value: String(bom.lineCount) },
            { label: say('hash'), value: bom.contentHash },
          ],
        },
        { kind: 'signatures', signatures: bom.decisions },
      ]
    : []
  return [...titled(say, 'releases', releases), ...titled(say, 'bom', bomBlocks)]
}

const timeline = ({ content, say, at }: Print): Block[] =>
  titled(
    say,
    'timeline',
    table(
      [
        [say('time'), 2],
        [say('who'), 2.5],
        [say('what'), 4],
        [say('note'), 3],
      ],
      content.timeline.map((event) => [
        at(event.at),
        [event.who, event.role].filter(Boolean).join(', '),
        event.what,
        event.note ?? '',
      ]),
    ),
  )

const minutesOf = (people: readonly RecordMinutes[]): string =>
  people.map(({ name, minutes }) => `${name} ${minutes}`).join('\n')

function work({ content, say, at, pictures }: Print): Block[] {
  const { time, tasks } = content
  return titled(say, 'tasks', [
    {
      kind: 'facts',
      columns: 3,
      facts: [
        { label: say('planned'), value: String(time.plannedMinutes) },
        { label: say('worked'), value: String(time.workedMinutes) },
        { label: say('people'), value: minutesOf(time.people) },
      ],
    },
    ...table(
      [
        [say('number'), 1],
        [say('task'), 4],
        [say('status'), 2],
        [say('completed'), 2.5],
        [say('people'), 2.5],
        [say('note'), 3],
      ],
      tasks.map(
        ({ number, title, basin, status, completedAt, completedBy, people, note, instruction }) => [
          number,
          [withBasin(say, title, basin), instruction ?? ''].join('\n').trim(),
          status,
          [at(completedAt), completedBy ?? ''].join('\n').trim(),
          minutesOf(people),
          note ?? '',
        ],
      ),
    ),
    ...tasks.flatMap(({ number, title, basin, photos }) =>
      pictures(photos, withBasin(say, `${number} ${title}`, basin)),
    ),
  ])
}

const parts = ({ content, say, at }: Print): Block[] =>
  titled(
    say,
    'parts',
    table(
      [
        [say('part'), 4],
        [say('serial'), 3],
        [say('lot'), 2],
        [say('recorded'), 3],
      ],
      content.parts.map((part) => [
        withBasin(say, `${part.partNumber}\n${part.name}`, part.basin),
        part.serial ?? '',
        part.lot ?? '',
        [
          at(part.recordedAt),
          part.recordedBy ?? '',
          part.replacedAt === null ? '' : say('replaced', { time: at(part.replacedAt) }),
        ]
          .filter(Boolean)
          .join('\n'),
      ]),
    ),
  )

function inspection({ say, pictures }: Print, one: RecordInspection): Block[] {
  const outcome = one.outcome === null ? one.state : resultOf(say, one.outcome).text
  return [
    {
      kind: 'heading',
      level: 2,
      text: `${one.title}, ${say('attempt', { number: one.attempt })}: ${outcome}`,
    },
    ...(one.header.length > 0
      ? [{ kind: 'facts', columns: 3, facts: one.header } satisfies Block]
      : []),
    ...table(
      [
        [say('item'), 5],
        [say('answer'), 2.5],
        [say('demand'), 2],
        [say('result'), 1.6],
        [say('note'), 3],
      ],
      one.items.map((item) => [
        withBasin(say, `${item.key} ${item.label}`, item.basin),
        item.answer,
        item.demand ?? '',
        resultOf(say, item.result),
        item.note ?? '',
      ]),
    ),
    ...one.items.flatMap((item) => pictures(item.photos, withBasin(say, item.key, item.basin))),
    ...[one.statement, one.note].flatMap((text): Block[] =>
      text ? [{ kind: 'paragraph', text }] : [],
    ),
    ...(one.failure.length > 0
      ? [{ kind: 'facts', columns: 2, facts: one.failure } satisfies Block]
      : []),
    one.signature
      ? { kind: 'signatures', signatures: [one.signature] }
      : { kind: 'paragraph', tone: 'quiet', text: say('open') },
  ]
}

function resultOf(say: Say, result: RecordItem['result']): Exclude<Cell, string> {
  if (result === 'FAIL') return { text: say('fail'), tone: 'bad' }
  if (result === null) return { text: '', tone: 'normal' }
  return { text: say(result === 'PASS' ? 'pass' : 'na'), tone: 'normal' }
}

function nonconformance({ say, at, pictures }: Print, one: RecordNonconformance): Block[] {
  return [
    { kind: 'heading', level: 2, text: `${one.number}: ${one.reason}` },
    { kind: 'paragraph', text: one.description },
    {
      kind: 'facts',
      columns: 3,
      facts: [
        { label: say('status'), value: one.status },
        { label: say('severity'), value: one.severity ?? '' },
        { label: say('reported'), value: `${at(one.reportedAt)} ${one.reportedBy}` },
        ...one.facts,
      ],
    },
    ...one.comments.map(({ at: when, who, role, text }): Block => ({
      kind: 'paragraph',
      text: `${say('comment')}, ${at(when)}, ${who} (${role}): ${text}`,
    })),
    ...pictures(one.photos, one.number),
  ]
}

const shipments = ({ content, say }: Print): Block[] =>
  titled(
    say,
    'shipments',
    table(
      [
        [say('number'), 2],
        [say('date'), 2],
        [say('carrier'), 3],
        [say('tracking'), 3],
        [say('who'), 2],
      ],
      content.shipments.map((one) => [
        one.title,
        one.date,
        one.carrier,
        one.trackingNumber ?? '',
        one.by,
      ]),
    ),
  )

const files = ({ content, say, at }: Print): Block[] =>
  titled(
    say,
    'files',
    table(
      [
        [say('file'), 4],
        [say('recorded'), 2.5],
        [say('hash'), 4],
      ],
      content.files.map(({ name, title, uploadedAt, uploadedBy, sha256 }) => [
        `${title}\n${name}`,
        [at(uploadedAt), uploadedBy ?? ''].join('\n').trim(),
        sha256,
      ]),
    ),
  )
