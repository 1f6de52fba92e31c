import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps, PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { FAILURE_LABELS, NC_STATUS_LABELS, type NcStatus } from '../../domain/quality/codes'
import { idOf } from '../../services/relation'
import { settingsOf, todayIn } from '../../services/settings'
import { Badge } from '../panel/Badge'
import { Card, Empty, Panel } from '../panel/blocks'
import { dateInWords } from '../panel/dates'
import { PanelPage } from '../panel/PanelPage'
import { namesOf } from '../panel/people'
import './quality.scss'
import { SEVERITY_LOOKS, words } from './words'

/** Cases of a column; the list has the others. */
const SHOWN = 20
const COLUMNS: readonly NcStatus[] = ['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED']

/** `/admin/nonconformance-board`: a column per state, what is due first on top. */
export async function NonconformanceBoard({
  initPageResult,
  params,
  searchParams,
}: AdminViewServerProps) {
  const { req } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'nonconformances.read')) notFound()
  const { timeZone } = await settingsOf(req)
  const today = todayIn(timeZone)
  const columns = []
  for (const status of COLUMNS) columns.push({ status, ...(await casesIn(req, status)) })

  return (
    <PanelPage {...{ initPageResult, params, searchParams }}>
      <Panel>
        <SetStepNav
          nav={[
            { label: words.nc.many, url: '/admin/collections/nonconformances' },
            { label: words.nc.board },
          ]}
        />
        <div className="nc-board">
          {columns.map(({ status, docs, totalDocs, owners }) => (
            <Card key={status} title={`${NC_STATUS_LABELS[status]} (${totalDocs})`}>
              {docs.length === 0 && <Empty title={words.nc.noneIn} />}
              <ul className="nc-board__cases">
                {docs.map((one) => {
                  const isLate = status !== 'CLOSED' && !!one.dueDate && one.dueDate < today
                  return (
                    <li key={one.id}>
                      <Link
                        className="panel-row-link"
                        href={`/admin/collections/nonconformances/${one.id}`}
                      >
                        {one.number}
                      </Link>{' '}
                      {one.severity && <Badge plain look={SEVERITY_LOOKS[one.severity]} />}
                      <span>{FAILURE_LABELS[one.reason]}</span>
                      <span className="panel-table__sub">
                        {[
                          typeof one.build === 'object' && one.build?.buildNumber,
                          owners.get(idOf(one.owner)) ?? words.nc.nobody,
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                      {one.dueDate && (
                        <span className="panel-table__sub">
                          {words.nc.dueOn(dateInWords(one.dueDate))}
                          {isLate && <strong> · {words.board.overdue}</strong>}
                        </span>
                      )}
                    </li>
                  )
                })}
              </ul>
              {totalDocs > docs.length && (
                <Link
                  href={`/admin/collections/nonconformances?where[status][equals]=${status}`}
                  className="panel-row-link"
                >
                  {words.nc.allOf(totalDocs)}
                </Link>
              )}
            </Card>
          ))}
        </div>
      </Panel>
    </PanelPage>
  )
}

/** The newest where all is done, else what is due first; in the name of whoever looks. */
async function casesIn(req: PayloadRequest, status: NcStatus) {
  const { docs, totalDocs } = await req.payload.find({
    collection: 'nonconformances',
    where: { status: { equals: status } },
    select: {
      number: true,
      severity: true,
      reason: true,
      build: true,
      owner: true,
      dueDate: true,
    },
    populate: { builds: { buildNumber: true } },
    sort: status === 'CLOSED' ? '-updatedAt' : ['dueDate', 'createdAt'],
    limit: SHOWN,
    depth: 1,
    joins: false,
    overrideAccess: false,
    req,
  })
  const owners = await namesOf(
    req,
    docs.map(({ owner }) => idOf(owner)),
  )
  return { docs, totalDocs, owners }
}
