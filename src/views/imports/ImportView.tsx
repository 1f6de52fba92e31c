import { SetStepNav } from '@payloadcms/ui'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { z } from 'zod'
import { may } from '../../../access/can'
import { progressOfImport } from '../../services/catalogue/imports/background'
import { idOf } from '../../services/relation'
import { settingsOf } from '../../services/settings'
import { Badge } from '../panel/Badge'
import { Card, Facts, Notice, Panel } from '../panel/blocks'
import { instantInWords } from '../panel/dates'
import { namesOf } from '../panel/people'
import { plural } from '../panel/words'
import { ImportActs } from './ImportActs'
import { ImportProgress } from './ImportProgress'
import { ImportReport } from './ImportReport'
import { KIND_WORDS, STATE_LOOKS, type ShownCounts } from './words'

const countsSchema = z
  .object({
    rows: z.number(),
    new: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    refused: z.number(),
    refusedInside: z.number().default(0),
    refusedLines: z.number().optional(),
    warnings: z.number(),
    changedSince: z.number().default(0),
    fields: z.number(),
    unknownHeads: z.array(z.string()),
  })
  // imports of former versions counted no lines
  .transform((counts) => ({ ...counts, refusedLines: counts.refusedLines ?? counts.refused }))
const undoSchema = z.object({ restored: z.number(), removed: z.number(), kept: z.number() })
const filesSchema = z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.number() }))

/** What the worker can be asked to do with an import. */
const NEXT_TASK = { CHECKED: 'APPLY', APPLIED: 'UNDO', UNDONE: null } as const

/** `/admin/collections/catalogue-imports/:id`: what an import would do, did, and how it was taken back. */
export async function ImportView({ initPageResult }: DocumentViewServerProps) {
  const { req, docID } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'imports.read') || docID === undefined) notFound()
  const batch = await req.payload.findByID({
    collection: 'catalogue-imports',
    id: String(docID),
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!batch) notFound()
  const { timeZone, currency } = await settingsOf(req)
  const names = await namesOf(req, [batch.createdBy, batch.appliedBy, batch.undoneBy])
  const counts = countsSchema.parse(batch.applyResult ?? batch.checkResult)
  const undone = undoSchema.nullable().parse(batch.undoResult ?? null)
  const files = filesSchema.parse(batch.files)
  const asked = await progressOfImport(req, batch.id)
  // what became of an earlier task says nothing about this state
  const job = asked?.task === NEXT_TASK[batch.state] ? asked : null
  // it may have ended between the two readings: the next one shows what became of it
  const isRunning = job !== null && job.state !== 'FAILED'
  const mayAct =
    may(req, 'imports.sheets') && (batch.kind !== 'DELIVERY' || may(req, 'imports.delivery'))
  const act = (at: string | null | undefined, by: typeof batch.createdBy) =>
    at ? `${instantInWords(at, timeZone)}, ${names.get(idOf(by)) ?? 'by the system'}` : null

  return (
    <Panel>
      <SetStepNav
        nav={[
          { label: 'Imports', url: '/admin/collections/catalogue-imports' },
          { label: batch.number },
        ]}
      />
      <div className="panel-head">
        <div className="panel-head__title">
          <h2>{KIND_WORDS[batch.kind].label}</h2>
          <Badge look={STATE_LOOKS[batch.state]} />
        </div>
        {mayAct && !isRunning && (
          <ImportActs
            id={batch.id}
            number={batch.number}
            state={batch.state}
            counts={counts}
            currency={currency}
          />
        )}
      </div>
      {isRunning ? (
        <ImportProgress job={job} />
      ) : (
        <Verdict state={batch.state} counts={counts} undone={undone} />
      )}
      {job?.state === 'FAILED' && (
        <Notice tone="bad">
          <p role="alert">
            {job.task === 'APPLY'
              ? 'It was not applied, and nothing of it was written.'
              : 'It was not taken back, and nothing was changed.'}{' '}
            {job.doing}
          </p>
        </Notice>
      )}
      <Card title="The file">
        <div className="panel-stack">
          <Facts
            facts={[
              { label: files.length === 1 ? 'Name' : 'Names', value: batch.fileNames },
              { label: 'Checked', value: act(batch.createdAt, batch.createdBy) },
              { label: 'Applied', value: act(batch.appliedAt, batch.appliedBy) },
              { label: 'Taken back', value: act(batch.undoneAt, batch.undoneBy) },
              {
                label: 'SHA-256',
                value: <code>{files.map(({ sha256 }) => sha256.slice(0, 16)).join(', ')}</code>,
              },
            ]}
          />
          {counts.unknownHeads.length > 0 && (
            <Notice tone="warn">
              <p>
                {plural(counts.unknownHeads.length, 'column was', 'columns were')} not looked at:{' '}
                {counts.unknownHeads.join(', ')}.
              </p>
            </Notice>
          )}
        </div>
      </Card>
      <ImportReport
        id={batch.id}
        kind={batch.kind}
        state={batch.state}
        counts={counts}
        kept={undone?.kept ?? 0}
        currency={currency}
      />
    </Panel>
  )
}

function Verdict({
  state,
  counts,
  undone,
}: {
  state: keyof typeof STATE_LOOKS
  counts: ShownCounts
  undone: z.infer<typeof undoSchema> | null
}) {
  if (state === 'UNDONE' && undone)
    return (
      <Notice tone={undone.kept > 0 ? 'warn' : 'good'}>
        <p>
          Taken back: {plural(undone.restored, 'record is', 'records are')} as before the import,{' '}
          {plural(undone.removed, 'new one is', 'new ones are')} gone
          {undone.kept > 0 &&
            `, ${plural(undone.kept, 'was', 'were')} left alone because of what was done since`}
          .
        </p>
      </Notice>
    )
  if (state === 'APPLIED')
    return (
      <Notice tone={counts.changedSince > 0 ? 'warn' : 'good'}>
        <p>
          Applied: {plural(counts.new, 'new record', 'new records')} and{' '}
          {plural(counts.changed, 'changed one', 'changed ones')} are in the catalogue
          {counts.refused > 0 &&
            `, ${plural(counts.refused, 'refused row is', 'refused rows are')} not`}
          .
          {counts.changedSince > 0 &&
            ` ${plural(counts.changedSince, 'record was', 'records were')} changed by others between the dry run and now, and ${counts.changedSince === 1 ? 'stays as it is' : 'stay as they are'}: look under Refused.`}
        </p>
      </Notice>
    )
  return (
    <Notice tone={counts.refused > 0 ? 'warn' : 'plain'}>
      <p>
        This is a dry run: nothing has changed yet.{' '}
        {counts.new + counts.changed === 0
          ? 'Applying it would not change anything either.'
          : `Applying it makes ${plural(counts.new, 'new record', 'new records')} and changes ${plural(counts.changed, 'record', 'records')}.`}
        {counts.refused > 0 &&
          ` ${plural(counts.refused, 'row is', 'rows are')} refused and would be left out.`}
      </p>
    </Notice>
  )
}
