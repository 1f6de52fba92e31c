import { SetStepNav } from '@payloadcms/ui'
import { notFound } from 'next/navigation'
import type { DocumentViewServerProps, PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import { finalStates } from '../../domain/workflow/definition'
import { whereNotIn } from '../../services/builds/closed'
import { Card, Panel } from '../panel/blocks'
import type { Option } from '../panel/fields'
import { ReportForm } from './ReportForm'
import './quality.scss'
import { words } from './words'
import { everyPage } from '../../services/readAll'

const TEXT = words.nc

/** `/admin/collections/nonconformances/create`: something is wrong, and nobody has written it down yet. */
export async function ReportView({ initPageResult, searchParams }: DocumentViewServerProps) {
  const { req } = initPageResult
  if (!may(req, 'nonconformances.report')) notFound()
  const { build } = (await searchParams) ?? {}
  return (
    <Panel className="inspection">
      <SetStepNav
        nav={[
          { label: TEXT.many, url: '/admin/collections/nonconformances' },
          { label: TEXT.report },
        ]}
      />
      <Card title={TEXT.report}>
        <ReportForm
          builds={await readBuilds(req)}
          given={typeof build === 'string' ? build : ''}
          mayBeGeneral={req.user?.role !== 'ASSEMBLER'}
          suppliers={may(req, 'nonconformances.judge') ? await readSuppliers(req) : []}
        />
      </Card>
    </Panel>
  )
}

/** Builds that have not left the house, newest first. */
async function readBuilds(req: PayloadRequest): Promise<Option[]> {
  const where = await whereNotIn(req, finalStates)
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'builds',
      where,
      select: { buildNumber: true, customerName: true },
      sort: ['-createdAt', 'id'],
      ...page,
      depth: 0,
      joins: false,
      overrideAccess: false,
      req,
    }),
  )
  return docs.map(({ id, buildNumber, customerName }) => ({
    value: id,
    label: [buildNumber, customerName].filter(Boolean).join(', '),
  }))
}

/** By name only, which is all that quality control reads of them. */
async function readSuppliers(req: PayloadRequest): Promise<Option[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'suppliers',
      where: { isActive: { equals: true } },
      select: { name: true },
      sort: ['name', 'id'],
      ...page,
      depth: 0,
      joins: false,
      overrideAccess: false,
      req,
    }),
  )
  return docs.map(({ id, name }) => ({ value: id, label: name }))
}
