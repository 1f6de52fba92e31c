import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { may } from '../../../access/can'
import type { ContentChange, ContentComparison } from '../../domain/catalog/compareContents'
import {
  compareItems,
  findItem,
  type ComparedField,
  type ComparedItems,
} from '../../services/catalogue/compareItems'
import { settingsOf } from '../../services/settings'
import { fieldInWords } from '../history/auditWords'
import { Card, Notice, Panel, ScrollTable } from '../panel/blocks'
import { plural, readable } from '../panel/words'
import { costInWords, formatMoney } from '../shared/money'
import { PanelPage } from '../panel/PanelPage'
import { CompareForm } from './CompareForm'
import { itemHref, RetiredMark } from './SuccessorLink'
import './catalogue.scss'

type Params = AdminViewServerProps['searchParams']
const textOf = (params: Params, name: string): string => {
  const value = params?.[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** `/admin/compare-items?a=…&b=…`: two parts or assemblies side by side, each by its id or number. */
export async function CompareItemsView({
  initPageResult,
  params,
  searchParams,
}: AdminViewServerProps) {
  const { req } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'whereUsed.read')) notFound()
  const [askedA, askedB] = [textOf(searchParams, 'a'), textOf(searchParams, 'b')]
  const a = askedA === '' ? undefined : await findItem(req, askedA)
  const b = askedB === '' ? undefined : await findItem(req, askedB)
  const compared = a && b ? await compareItems(req, a.id, b.id) : null
  const { currency } = await settingsOf(req)
  const missing = [
    { asked: askedA, found: a },
    { asked: askedB, found: b },
  ].filter(({ asked, found }) => asked !== '' && !found)

  return (
    <PanelPage {...{ initPageResult, params, searchParams }}>
      <Panel>
        <SetStepNav nav={[{ label: 'Compare two items' }]} />
        <Card title="Compare two items">
          <CompareForm
            a={a?.partNumber ?? askedA}
            b={b?.partNumber ?? askedB}
            idOfA={a?.id}
            idOfB={b?.id}
          />
          {missing.map(({ asked }) => (
            <Notice key={asked} tone="bad">
              <p>There is no part or assembly “{asked}”. Check the number.</p>
            </Notice>
          ))}
        </Card>
        {compared && <Comparison compared={compared} currency={currency} />}
      </Panel>
    </PanelPage>
  )
}

function Comparison({ compared, currency }: { compared: ComparedItems; currency: string }) {
  const { a, b, fields, direct, flat } = compared
  const differing = fields.filter(({ differs }) => differs)
  const isPlain = direct.same + flat.same + count(direct) + count(flat) === 0
  return (
    <>
      <Card title="What they are">
        <p>
          {differing.length === 0
            ? `All ${fields.length} facts are the same.`
            : `${plural(differing.length, 'fact differs', 'facts differ')}, ${fields.length - differing.length} are the same.`}
        </p>
        <ScrollTable label="Facts of both items">
          <thead>
            <tr>
              <th scope="col">Fact</th>
              <Head item={a} />
              <Head item={b} />
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.field} className={field.differs ? 'is-different' : ''}>
                <th scope="row">{fieldInWords(field.field)}</th>
                <td>{said(field, 'a', a, currency)}</td>
                <td>
                  {field.differs ? (
                    <strong>{said(field, 'b', b, currency)}</strong>
                  ) : (
                    said(field, 'b', b, currency)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </Card>
      {!isPlain && (
        <div className="panel-columns panel-columns--even">
          <Contents title="Direct components" comparison={direct} {...{ a, b }} />
          <Contents title="All pieces, every level" comparison={flat} {...{ a, b }} />
        </div>
      )}
    </>
  )
}

const count = ({ added, removed, changed }: ContentComparison): number =>
  added.length + removed.length + changed.length

const Head = ({ item }: { item: ComparedItems['a'] }) => (
  <th scope="col">
    <Link href={itemHref(item)}>{item.partNumber}</Link>
    <span className="panel-table__sub">
      {item.collection === 'parts' ? 'Part' : 'Assembly'}{' '}
      <RetiredMark isActive={item.isActive} successor={item.successor} />
    </span>
  </th>
)

const CODES = new Set(['kind', 'type'])

function said(
  { field, ...values }: ComparedField,
  side: 'a' | 'b',
  { itemsWithoutCost }: ComparedItems['a'],
  currency: string,
): string {
  const value = values[side]
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (field === 'cost' && typeof value === 'number') return formatMoney(value, currency)
  if (field === 'costWithContents' && typeof value === 'number')
    return costInWords(value, itemsWithoutCost ?? 0, currency)
  return CODES.has(field) ? readable(String(value)) : String(value)
}

function Contents({
  title,
  comparison,
  a,
  b,
}: {
  title: string
  comparison: ContentComparison
  a: ComparedItems['a']
  b: ComparedItems['a']
}) {
  const { added, removed, changed, same } = comparison
  return (
    <Card title={title}>
      <p>
        {count(comparison) === 0
          ? 'Both hold the same.'
          : `${added.length} only in ${b.partNumber}, ${removed.length} only in ${a.partNumber}, ${changed.length} in other quantities, ${same} the same.`}
      </p>
      {count(comparison) > 0 && (
        <ScrollTable label={`${title} that differ`}>
          <thead>
            <tr>
              <th scope="col">Item</th>
              <th scope="col" className="is-figure">
                {a.partNumber}
              </th>
              <th scope="col" className="is-figure">
                {b.partNumber}
              </th>
              <th scope="col">Difference</th>
            </tr>
          </thead>
          <tbody>
            <Rows changes={added} word="Added" />
            <Rows changes={removed} word="Removed" />
            <Rows changes={changed} word="Quantity" />
          </tbody>
        </ScrollTable>
      )}
    </Card>
  )
}

const Rows = ({ changes, word }: { changes: readonly ContentChange[]; word: string }) =>
  changes.map(({ askedId, name, a, b }) => (
    <tr key={askedId}>
      <th scope="row">
        <code>{askedId}</code>
        <span className="panel-table__sub">{name}</span>
      </th>
      <td className="is-figure">{a ?? '–'}</td>
      <td className="is-figure">
        <strong>{b ?? '–'}</strong>
      </td>
      <td>{word}</td>
    </tr>
  ))
