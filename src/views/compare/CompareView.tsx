import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { may } from '../../../access/can'
import {
  compareSides,
  findSide,
  type ComparedBuilds,
  type ComparedSide,
} from '../../services/builds/compare'
import { settingsOf } from '../../services/settings'
import { BomChanges } from '../boms/BomDiff'
import { BomStateBadge } from '../panel/Badge'
import { Card, Notice, Panel, ScrollTable } from '../panel/blocks'
import { PanelPage } from '../panel/PanelPage'
import { plural } from '../panel/words'
import '../boms/boms.scss'

type Params = AdminViewServerProps['searchParams']
const textOf = (params: Params, name: string): string => {
  const value = params?.[name]
  return typeof value === 'string' ? value : ''
}

/** `/admin/compare?a=…&b=…`: two sinks side by side, each named by a build, its number or a BOM version. */
export async function CompareView({ initPageResult, params, searchParams }: AdminViewServerProps) {
  const { req } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'boms.read') || !may(req, 'builds.read')) notFound()
  const [askedA, askedB] = [textOf(searchParams, 'a'), textOf(searchParams, 'b')]
  const [a, b] = [await findSide(req, askedA), await findSide(req, askedB)]
  const comparison = a && b ? await compareSides(req, a, b) : null
  const showsEqual = textOf(searchParams, 'equal') === '1'
  const currency = may(req, 'costs.read') ? (await settingsOf(req)).currency : null
  const missing = [
    { asked: askedA, found: a },
    { asked: askedB, found: b },
  ].filter(({ asked, found }) => asked !== '' && !found)

  return (
    <PanelPage {...{ initPageResult, params, searchParams }}>
      <Panel>
        <SetStepNav nav={[{ label: 'Compare two builds' }]} />
        <Card title="Compare two builds">
          <form method="get" action="/admin/compare" className="panel-filters panel-no-print">
            <Side
              name="a"
              label="This build"
              value={a?.side.buildNumber ?? askedA}
              found={a?.side}
            />
            <Side
              name="b"
              label="With build"
              value={b?.side.buildNumber ?? askedB}
              found={b?.side}
            />
            {showsEqual && <input type="hidden" name="equal" value="1" />}
            <button type="submit" className="panel-button panel-button--primary">
              Compare
            </button>
          </form>
          {missing.map(({ asked }) => (
            <Notice key={asked} tone="bad">
              <p>There is no build “{asked}” with a bill of materials. Check the number.</p>
            </Notice>
          ))}
        </Card>
        {comparison && <Comparison {...{ comparison, currency, showsEqual }} />}
      </Panel>
    </PanelPage>
  )
}

function Side({
  name,
  label,
  value,
  found,
}: {
  name: string
  label: string
  value: string
  found: ComparedSide | undefined
}) {
  return (
    <div className="panel-field">
      <label htmlFor={`compare-${name}`}>{label}</label>
      <input id={`compare-${name}`} name={name} type="text" defaultValue={value} required />
      <span className="panel-field__help">
        {found ? `Order ${found.orderNumber}, ${found.customerName}` : 'Enter its build number.'}
      </span>
    </div>
  )
}

function Comparison({
  comparison: { a, b, options, lines },
  currency,
  showsEqual,
}: {
  comparison: ComparedBuilds
  currency: string | null
  showsEqual: boolean
}) {
  const differing = options.filter(({ differs }) => differs)
  const same = options.length - differing.length
  const shown = showsEqual ? options : differing
  const other = new URLSearchParams({
    a: a.bom.id,
    b: b.bom.id,
    ...(!showsEqual && { equal: '1' }),
  })
  return (
    <>
      <Card title="Configuration">
        <p>
          {differing.length === 0
            ? `All ${options.length} options are the same.`
            : `${plural(differing.length, 'option differs', 'options differ')}, ${same} are the same.`}
        </p>
        {same > 0 && (
          <p className="panel-actions panel-no-print">
            <Link href={`/admin/compare?${other}`} className="panel-button">
              {showsEqual ? 'Show differences only' : 'Show what is equal too'}
            </Link>
          </p>
        )}
        <ScrollTable label="Options of both builds">
          <thead>
            <tr>
              <th scope="col">Option</th>
              <Head side={a} />
              <Head side={b} />
            </tr>
          </thead>
          <tbody>
            {shown.map((option) => (
              <tr key={`${option.section} ${option.option}`}>
                <th scope="row">
                  {option.option}
                  <span className="panel-table__sub">{option.section}</span>
                </th>
                <td>{option.a ?? 'not asked'}</td>
                <td>
                  {option.differs ? (
                    <strong>{option.b ?? 'not asked'}</strong>
                  ) : (
                    (option.b ?? 'not asked')
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </Card>
      <Card title={`What ${b.buildNumber} needs otherwise than ${a.buildNumber}`}>
        <BomChanges comparison={lines} currency={currency} />
      </Card>
    </>
  )
}

const Head = ({ side }: { side: ComparedSide }) => (
  <th scope="col">
    <Link href={`/admin/collections/builds/${side.build}`}>{side.buildNumber}</Link>
    <span className="panel-table__sub">
      {side.release}, BOM{' '}
      <Link href={`/admin/collections/boms/${side.bom.id}`}>version {side.bom.version}</Link>{' '}
      <BomStateBadge state={side.bom.state} />
    </span>
  </th>
)
