import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { idOf } from '../../services/relation'
import { Badge } from '../panel/Badge'
import { Panel } from '../panel/blocks'
import { definitionOf, lookOf } from '../panel/states'
import { stageLabel } from '../panel/words'
import { readBuild } from '../builds/readBuild'
import { BomSheet } from './BomSheet'

/** `/admin/collections/boms/:id`: a version is read and decided on here, never edited. */
export async function BomView({ initPageResult }: DocumentViewServerProps) {
  const { req, docID } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'boms.read') || docID === undefined) notFound()
  const bom = await req.payload.findByID({
    collection: 'boms',
    id: String(docID),
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  const build = bom && (await readBuild(req, idOf(bom.build)))
  if (!bom || !build) notFound()
  const definition = await definitionOf(req, idOf(build.workflow))
  const buildUrl = `/admin/collections/builds/${build.id}`

  return (
    <Panel>
      <SetStepNav
        nav={[
          { label: 'Builds', url: '/admin/collections/builds' },
          { label: build.buildNumber, url: buildUrl },
          { label: `BOM version ${bom.version}` },
        ]}
      />
      <p>
        Build{' '}
        <Link href={buildUrl} className="panel-row-link">
          {build.buildNumber}
        </Link>
        {build.customerName && ` for ${build.customerName}`}{' '}
        <Badge look={lookOf(definition, build.status)} /> {build.stage && stageLabel(build.stage)}
      </p>
      <BomSheet req={req} bom={bom} build={build} follow />
    </Panel>
  )
}
