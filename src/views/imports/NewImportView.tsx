import { SetStepNav } from '@payloadcms/ui'
import { notFound, redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { COLUMNS, SHEET_KINDS } from '../../domain/catalog/sheets/columns'
import { settingsOf } from '../../services/settings'
import { Panel } from '../panel/blocks'
import { PanelPage } from '../panel/PanelPage'
import { UploadForm, type OfferedKind } from './UploadForm'
import { KIND_WORDS } from './words'

/** `/admin/imports/new`: what the file holds, the file, and its dry run. */
export async function NewImportView({
  initPageResult,
  params,
  searchParams,
}: AdminViewServerProps) {
  const { req } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'imports.sheets')) notFound()
  const { currency } = await settingsOf(req)
  const tables = SHEET_KINDS.map((kind): OfferedKind => {
    const columns = COLUMNS[kind]
      .filter(({ isForReading }) => !isForReading)
      .map(({ name, head }) => (name === 'cost' ? `${head} (${currency})` : head))
    return { kind, ...KIND_WORDS[kind], columns }
  })
  const kinds = may(req, 'imports.delivery')
    ? [...tables, { kind: 'DELIVERY' as const, ...KIND_WORDS.DELIVERY, columns: [] }]
    : tables

  return (
    <PanelPage {...{ initPageResult, params, searchParams }}>
      <Panel>
        <SetStepNav
          nav={[
            { label: 'Imports', url: '/admin/collections/catalogue-imports' },
            { label: 'Import a file' },
          ]}
        />
        <UploadForm kinds={kinds} />
      </Panel>
    </PanelPage>
  )
}
