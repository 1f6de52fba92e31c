import { SetStepNav } from '@payloadcms/ui'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { may } from '../../../access/can'
import { INSTRUCTION_STATE_LABELS } from '../../domain/production/codes'
import { settingsOf } from '../../services/settings'
import { Badge } from '../panel/Badge'
import { Facts, Panel } from '../panel/blocks'
import { instantInWords } from '../panel/dates'
import { InstructionSteps } from './InstructionSteps'
import { instructionOf, readPictures } from './readWork'
import { ReviseButton } from './ReviseButton'
import { minutesInWords } from './work'
import './production.scss'

/** The tab of a work instruction that shows it as the floor sees it, and begins its next revision. */
export async function InstructionView({ initPageResult }: DocumentViewServerProps) {
  const { req, docID } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'instructions.read') || docID === undefined) notFound()
  const doc = await req.payload.findByID({
    collection: 'work-instructions',
    id: String(docID),
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!doc) notFound()
  const instruction = instructionOf(doc)
  const pictures = await readPictures(req, [instruction])
  const { id, code, revision, minutes } = instruction
  const { timeZone } = await settingsOf(req)
  const at = (moment: string | null | undefined) =>
    moment ? instantInWords(moment, timeZone) : null
  return (
    <Panel className="floor">
      <SetStepNav
        nav={[
          { label: 'Work instructions', url: '/admin/collections/work-instructions' },
          { label: code, url: `/admin/collections/work-instructions/${id}` },
          { label: 'As the floor sees it' },
        ]}
      />
      <header className="panel-head">
        <div className="panel-head__title">
          <Badge
            look={{
              label: INSTRUCTION_STATE_LABELS[doc.state],
              tone: doc.state === 'PUBLISHED' ? 'green' : doc.state === 'DRAFT' ? 'amber' : 'slate',
            }}
          />
        </div>
        {doc.state === 'PUBLISHED' && may(req, 'instructions.manage') && <ReviseButton id={id} />}
      </header>
      <Facts
        facts={[
          { label: 'Code', value: code },
          { label: 'Revision', value: revision },
          { label: 'Minutes', value: minutes === null ? null : minutesInWords(minutes) },
          { label: 'Reason of this revision', value: doc.reason },
          { label: 'In force from', value: at(doc.publishedAt) },
          { label: 'In force until', value: at(doc.retiredAt) },
          { label: 'Reason for retiring', value: doc.retireReason },
        ]}
      />
      <InstructionSteps
        instruction={instruction}
        pictures={pictures}
        checksKey={`${String(req.user.id)}:preview:${id}`}
      />
    </Panel>
  )
}
