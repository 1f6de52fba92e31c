import Link from 'next/link'
import type { DocumentViewServerProps, PayloadRequest } from 'payload'
import {
  whereUsed,
  type UseAbove,
  type UseByRule,
  type WhereUsed,
} from '../../services/catalogue/whereUsed'
import { Badge } from '../panel/Badge'
import { Card, Empty, Facts, Notice, ScrollTable } from '../panel/blocks'
import { definitionOf, lookOf } from '../panel/states'
import { plural } from '../panel/words'
import { conditionInWords } from '../../domain/drafts/sayings'
import { NO_SURROUNDINGS, vocabularyOf, type Vocabulary } from '../../domain/drafts/vocabulary'
import { ItemFrame, openItem } from './ItemFrame'
import { itemHref, RetiredMark } from './SuccessorLink'

/** The tab of a part or an assembly that shows everything it is part of, at every level. */
export async function WhereUsedView(props: DocumentViewServerProps) {
  const open = await openItem(props, 'whereUsed.read')
  const { req, item } = open
  const used = await whereUsed(req, item.collection, item.id)
  const { builds, rules, categories, records } = used
  return (
    <ItemFrame {...open} tab="Where used">
      <Card title="In short">
        <Facts
          facts={[
            { label: 'Assemblies, all levels', value: used.assemblies },
            { label: 'Rules that can add it', value: rules?.length },
            { label: 'Builds under way', value: builds?.length },
            { label: 'Categories', value: new Set(categories.map(({ code }) => code)).size },
            { label: 'Other records', value: records.length },
          ]}
        />
      </Card>
      <Card title="In assemblies">
        <Above used={used} />
      </Card>
      {rules && (
        <Card title="Added by rules">
          <Rules rules={rules} words={await vocabulariesOf(req, rules)} item={item.id} />
        </Card>
      )}
      {builds && (
        <Card title="On builds under way">
          <Builds req={req} builds={builds} />
        </Card>
      )}
      <div className="panel-columns panel-columns--even">
        <Card title="Listed in categories">
          <Categories categories={categories} />
        </Card>
        <Card title="Named by other records">
          <Records records={records} />
        </Card>
      </div>
    </ItemFrame>
  )
}

/** A way comes behind the shorter one that it goes on from. */
function inOrder(above: readonly UseAbove[]): UseAbove[] {
  const beneath = new Map<string, UseAbove[]>()
  for (const use of above) {
    const parent = use.path.slice(0, -1).join()
    const known = beneath.get(parent)
    if (known) known.push(use)
    else beneath.set(parent, [use])
  }
  const walk = (parent: string): UseAbove[] =>
    (beneath.get(parent) ?? [])
      .toSorted((a, b) => a.assembly.partNumber.localeCompare(b.assembly.partNumber))
      .flatMap((use) => [use, ...walk(use.path.join())])
  return walk('')
}

function Above({ used: { above, isCut, item } }: { used: WhereUsed }) {
  if (above.length === 0)
    return <Empty title="In no assembly.">It stands at the top, or nobody has used it yet.</Empty>
  return (
    <>
      {isCut && (
        <Notice tone="warn">
          <p>It is used in more places than fit here; the nearest {above.length} are listed.</p>
        </Notice>
      )}
      <ScrollTable label={`Assemblies that contain ${item.partNumber}`}>
        <thead>
          <tr>
            <th scope="col">Assembly</th>
            <th scope="col">Name</th>
            <th scope="col" className="is-figure">
              Holds of the one below
            </th>
            <th scope="col" className="is-figure">
              Pieces of this item
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder(above).map(({ path, assembly, quantityPer, quantity, isTop }) => (
            <tr key={path.join()}>
              <th scope="row">
                <span className="used-above" style={{ paddingLeft: (path.length - 1) * 22 }}>
                  {path.length > 1 && <span aria-hidden="true">↳</span>}
                  <span className="panel-hidden">{`Level ${path.length} up: `}</span>
                  <Link href={`${itemHref(assembly)}/structure`}>
                    <code>{assembly.partNumber}</code>
                  </Link>
                </span>
              </th>
              <td>
                {assembly.name}{' '}
                {isTop && <Badge plain look={{ label: 'In nothing else', tone: 'slate' }} />}
                <RetiredMark isActive={assembly.isActive} successor={assembly.successor} />
              </td>
              <td className="is-figure">{quantityPer}</td>
              <td className="is-figure">
                <strong>{quantity}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  )
}

/** The words of the families whose rules are shown. */
async function vocabulariesOf(
  req: PayloadRequest,
  rules: readonly UseByRule[],
): Promise<ReadonlyMap<string, Vocabulary>> {
  const ids = [...new Set(rules.map(({ family }) => family.id))]
  if (ids.length === 0) return new Map()
  const { docs } = await req.payload.find({
    collection: 'product-families',
    where: { id: { in: ids } },
    select: { draft: true },
    limit: 100,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return new Map(docs.map(({ id, draft }) => [id, vocabularyOf(draft, NO_SURROUNDINGS)]))
}

const HOW = {
  ITEM: null,
  ALTERNATIVE: 'one of several alternatives',
  CUSTOM: 'made to measure',
  CUSTOM_REPLACEMENT: 'made to measure, in place of a child',
  REPLACEMENT: 'in place of a child',
} as const

function inForce({ release, isInDraft }: UseByRule): string {
  if (release === null) return 'Draft only'
  return isInDraft ? `Release ${release}` : `Release ${release}, not in the draft any more`
}

function Rules({
  rules,
  words,
  item,
}: {
  rules: readonly UseByRule[]
  words: ReadonlyMap<string, Vocabulary>
  item: string
}) {
  if (rules.length === 0)
    return (
      <Empty title="No rule adds it.">
        No published release and no draft asks for it or for an assembly that contains it.
      </Empty>
    )
  return (
    <ScrollTable label="Rules that can add it">
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col">When</th>
          <th scope="col">Adds</th>
          <th scope="col">In force</th>
        </tr>
      </thead>
      <tbody>
        {rules.map((use) => {
          const vocabulary = words.get(use.family.id)
          return (
            <tr key={`${use.family.id} ${use.rule} ${use.adds.id}`}>
              <th scope="row">
                <Link href={`/admin/collections/product-families/${use.family.id}`}>
                  {use.family.code} {use.rule}
                </Link>
                <span className="panel-table__sub">{use.label}</span>
              </th>
              <td>
                {use.when && vocabulary
                  ? conditionInWords(vocabulary, use.when, use.forEach)
                  : 'always'}
                {use.forEach && (
                  <span className="panel-table__sub">
                    for each of{' '}
                    {vocabulary?.groups.find(({ key }) => key === use.forEach)?.label ??
                      use.forEach}
                  </span>
                )}
              </td>
              <td>
                {use.adds.id === item ? (
                  'this item'
                ) : (
                  <>
                    <Link href={itemHref(use.adds)}>
                      <code>{use.adds.partNumber}</code>
                    </Link>
                    <span className="panel-table__sub">which contains it</span>
                  </>
                )}
                {HOW[use.how] && <span className="panel-table__sub">{HOW[use.how]}</span>}
              </td>
              <td>
                {inForce(use)}
                {!use.isOn && (
                  <>
                    {' '}
                    <Badge plain look={{ label: 'Switched off', tone: 'slate' }} />
                  </>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </ScrollTable>
  )
}

async function Builds({
  req,
  builds,
}: {
  req: PayloadRequest
  builds: NonNullable<WhereUsed['builds']>
}) {
  if (builds.length === 0)
    return (
      <Empty title="On no build under way.">
        Builds that are delivered or cancelled are not counted.
      </Empty>
    )
  const workflows = [...new Set(builds.map(({ workflow }) => workflow))]
  const definitions = new Map(
    await Promise.all(
      workflows.map(async (workflow) => [workflow, await definitionOf(req, workflow)] as const),
    ),
  )
  return (
    <ScrollTable label="Builds under way that use it">
      <thead>
        <tr>
          <th scope="col">Build</th>
          <th scope="col">Order</th>
          <th scope="col">Customer</th>
          <th scope="col">Status</th>
          <th scope="col" className="is-figure">
            Pieces
          </th>
        </tr>
      </thead>
      <tbody>
        {builds.map((build) => {
          const definition = definitions.get(build.workflow)
          return (
            <tr key={build.id}>
              <th scope="row">
                <Link href={`/admin/collections/builds/${build.id}/bom`}>{build.buildNumber}</Link>
              </th>
              <td>
                <Link href={`/admin/collections/orders/${build.order}`}>{build.orderNumber}</Link>
              </td>
              <td>{build.customer}</td>
              <td>{definition && <Badge look={lookOf(definition, build.status)} />}</td>
              <td className="is-figure">
                <strong>{build.quantity}</strong>
              </td>
            </tr>
          )
        })}
      </tbody>
    </ScrollTable>
  )
}

function Categories({ categories }: Pick<WhereUsed, 'categories'>) {
  if (categories.length === 0)
    return (
      <Empty title="In no category.">Neither it nor an assembly that contains it is listed.</Empty>
    )
  return (
    <ul className="used-list">
      {categories.slice(0, 50).map(({ code, name, through }) => (
        <li key={`${code} ${through?.id ?? ''}`}>
          <strong>{code}</strong> {name}
          {through && (
            <span className="panel-table__sub">
              through <Link href={itemHref(through)}>{through.partNumber}</Link>
            </span>
          )}
        </li>
      ))}
      {categories.length > 50 && <li>{plural(categories.length - 50, 'more', 'more')}</li>}
    </ul>
  )
}

const RECORD_WORDS = {
  INSTRUCTION: 'Work instruction',
  NONCONFORMANCE: 'Open nonconformance',
  PREDECESSOR: 'Stands in for a retired item',
  SUBSTITUTION: 'Substitution in force',
} as const

function Records({ records }: Pick<WhereUsed, 'records'>) {
  if (records.length === 0)
    return (
      <Empty title="Named nowhere else.">
        Substitutions, instructions, nonconformances and retired items would be listed.
      </Empty>
    )
  return (
    <ul className="used-list">
      {records.map(({ kind, collection, id, title, note }) => (
        <li key={`${kind} ${id}`}>
          <Link href={`/admin/collections/${collection}/${id}`}>{title}</Link>
          <span className="panel-table__sub">
            {RECORD_WORDS[kind]}
            {note ? `: ${note}` : ''}
          </span>
        </li>
      ))}
    </ul>
  )
}
