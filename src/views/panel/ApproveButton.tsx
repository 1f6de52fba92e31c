'use client'

import { z } from 'zod'
import { ActButton } from './ActButton'

type Props = { id: string; title: string; version: number }

const approved = z.object({ version: z.number() })

/** Marks a drawing as the one that the sink is compared with. The mark stays for good. */
export const ApproveButton = ({ id, title, version }: Props) => (
  <ActButton
    path={`/api/documents/${id}/approve`}
    schema={approved}
    body={{}}
    done={`“${title}”, version ${version}, is approved.`}
  >
    Approve this version
    <span className="panel-hidden"> of {title}</span>
  </ActButton>
)
