import { SetStepNav } from '@payloadcms/ui'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { ITEM_COLLECTIONS } from '../../domain/catalog/item'
import { settingsOf } from '../../services/settings'
import { Panel } from '../panel/blocks'
import { PanelPage } from '../panel/PanelPage'
import { MassEdit } from './MassEdit'
import './catalogue.scss'
import { everyPage } from '../../services/readAll'

/** `/admin/edit-items`: one change of many parts or assemblies, looked at before it is made. */
export async function MassEditView({ initPageResult, params, searchParams }: AdminViewServerProps) {
  const { req } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'items.manage')) notFound()
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'categories',
      sort: ['code', 'id'],
      ...page,
      depth: 0,
      select: { code: true, name: true },
      overrideAccess: false,
      req,
    }),
  )
  const { currency } = await settingsOf(req)
  const asked = ITEM_COLLECTIONS.find((one) => one === searchParams?.of)
  return (
    <PanelPage {...{ initPageResult, params, searchParams }}>
      <Panel>
        <SetStepNav nav={[{ label: 'Change many items' }]} />
        <MassEdit
          collection={asked ?? 'parts'}
          categories={docs.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))}
          currency={may(req, 'costs.update') ? currency : null}
        />
      </Panel>
    </PanelPage>
  )
}
