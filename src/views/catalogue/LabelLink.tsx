'use client'

import { useAuth, useDocumentInfo } from '@payloadcms/ui'
import { grantOf } from '../../../access/matrix'
import { isRole } from '../../domain/roles'
import '../panel/panel.scss'

/** On the page of a part or assembly: its label with the code that leads back here. */
export function LabelLink() {
  const { id, collectionSlug } = useDocumentInfo()
  const { user } = useAuth()
  const role: unknown = user && Reflect.get(user, 'role')
  if (!id || !isRole(role) || grantOf('labels.print', role) === 'none') return null
  return (
    <a
      className="panel-button panel-no-print"
      href={`/api/${collectionSlug}/${id}/label.pdf`}
      target="_blank"
      rel="noreferrer"
    >
      Label (PDF)<span className="panel-hidden"> (opens in a new tab)</span>
    </a>
  )
}
