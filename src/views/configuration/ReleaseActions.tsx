'use client'

import { toast } from '@payloadcms/ui'
import { useRef, useState, type ReactNode } from 'react'
import { z } from 'zod'
import { fileFault } from '../../domain/drafts/file'
import { REASON_LENGTH } from '../../domain/workflow/guards'
import { Dialog } from '../panel/Dialog'
import { TextArea } from '../panel/fields'
import { SignFields } from '../panel/SignFields'
import { useCommand } from '../panel/useCommand'
import { remember, remembered } from '../shared/windowMemory'
import { DraftFault } from './DraftFault'

const MEANINGS = ['APPROVAL', 'AUTHORSHIP', 'RESPONSIBILITY'] as const

/** `rev` is that of the draft on this page: who acts on it acts on nothing newer. */
type Owner = { slug: 'product-families' | 'workflows'; id: string; rev: number }

/**
 * Publishes the draft under a signature with a note of what changes. `usedInstead` names the workflow that new
 * orders go on following; null where they follow this one.
 */
export function PublishButton({
  slug,
  id,
  rev,
  sha256,
  name,
  signer,
  usedInstead,
}: Owner & { sha256: string; name: string; signer: string; usedInstead: string | null }) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [meaning, setMeaning] = useState<string>(MEANINGS[0])
  const [password, setPassword] = useState('')
  const { run, isBusy, refusals, forget } = useCommand()
  const faultAt = (field: string) =>
    refusals.find((refusal) => refusal.field === field)?.message ?? null
  const typed = (set: (value: string) => void) => (value: string) => {
    forget()
    set(value)
  }
  // the note of a refused publishing is kept until it is done: nobody types it twice
  const noteKey = `torvan-publish-note/${id}`
  const changeReason = (note: string) => {
    setReason(note)
    remember(noteKey, note)
  }
  const publish = () =>
    void run({
      path: `/api/${slug}/${id}/publish`,
      schema: z.object({ version: z.number() }),
      body: { password, meaning, reason: reason.trim(), rev, sha256 },
      done: ({ version }) => {
        setOpen(false)
        setPassword('')
        changeReason('')
        toast.success(
          usedInstead === null
            ? `Release ${version} is in force for new orders.`
            : `Release ${version} is in force, for orders that use this workflow.`,
        )
      },
    })
  return (
    <>
      <button
        type="button"
        className="panel-button panel-button--primary"
        onClick={() => {
          setReason(remembered(noteKey))
          setOpen(true)
        }}
      >
        Publish…
      </button>
      {isOpen && (
        <Dialog
          title={`Publish ${name}`}
          close={() => setOpen(false)}
          submit={publish}
          action="Sign and publish"
          isBusy={isBusy}
          faults={refusals
            .filter(({ field }) => !['password', 'meaning', 'reason'].includes(field ?? ''))
            .map(({ field, message }) => (
              <DraftFault key={message} collection={slug} id={id} field={field} message={message} />
            ))}
        >
          <p>
            {usedInstead === null
              ? 'New orders follow this release from now on; orders on their way keep theirs.'
              : `No new order follows it until this workflow is used for new orders${usedInstead && ` instead of “${usedInstead}”`}.`}{' '}
            You sign as <strong>{signer}</strong>.
          </p>
          {slug === 'product-families' && (
            <p role="status">
              {isBusy
                ? 'Checking every combination against the catalogue…'
                : 'Every combination is checked against the catalogue first; that takes some seconds.'}
            </p>
          )}
          <TextArea
            label="What changes, and why"
            value={reason}
            change={typed(changeReason)}
            fault={faultAt('reason')}
            maxLength={REASON_LENGTH.max}
            required
          />
          <SignFields
            meanings={MEANINGS}
            meaning={meaning}
            setMeaning={typed(setMeaning)}
            password={password}
            setPassword={typed(setPassword)}
            faultAt={faultAt}
          />
        </Dialog>
      )}
    </>
  )
}

/** Brings a former release back as the draft, after a confirmation: what the draft holds is replaced. */
export function RestoreButton({ id, version, rev }: { id: string; version: number; rev: number }) {
  const [isOpen, setOpen] = useState(false)
  const { run, isBusy, faults } = useCommand()
  return (
    <>
      <button type="button" className="panel-button" onClick={() => setOpen(true)}>
        Restore as draft…
      </button>
      {isOpen && (
        <Dialog
          title={`Restore release ${version} as the draft`}
          close={() => setOpen(false)}
          submit={() =>
            void run({
              path: `/api/configuration-releases/${id}/restore`,
              schema: z.object({ version: z.number() }),
              body: { rev },
              done: () => {
                setOpen(false)
                toast.success(`The draft is release ${version} again.`)
              },
            })
          }
          action="Replace the draft"
          isDanger
          isBusy={isBusy}
          faults={faults}
        >
          <p>
            What the draft holds now is replaced. What is in force stays in force until the draft is
            published.
          </p>
        </Dialog>
      )}
    </>
  )
}

/**
 * Takes a file into the draft; a file with faults changes nothing and says why. A draft that holds
 * something unpublished is replaced only after a question.
 */
export function ImportButton({ slug, id, rev, isChanged }: Owner & { isChanged: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  const [unreadable, setUnreadable] = useState<string | null>(null)
  const [waiting, setWaiting] = useState<{ name: string; content: unknown } | null>(null)
  const { run, isBusy, faults } = useCommand()
  const read = async (file: File) => {
    setUnreadable(null)
    const content = await file.text().then((text): unknown => {
      try {
        return JSON.parse(text)
      } catch (error) {
        if (error instanceof SyntaxError) return undefined
        throw error
      }
    })
    if (content === undefined) return setUnreadable(`${file.name} is not a saved configuration.`)
    const fault = fileFault(slug === 'workflows' ? 'WORKFLOW' : 'FAMILY', content)
    if (fault !== null) return setUnreadable(`${file.name}: ${fault}`)
    if (isChanged) return setWaiting({ name: file.name, content })
    await take(file.name, content)
  }
  const take = (name: string, content: unknown) =>
    run({
      path: `/api/${slug}/${id}/import`,
      schema: z.object({ changed: z.boolean(), from: z.string().nullable() }),
      body: { content, rev },
      done: ({ changed, from }) => {
        setWaiting(null)
        const copied = from === null ? '' : ` It is a copy of ${from}, under the code of this one.`
        toast.success(
          changed ? `The draft is ${name} now.${copied}` : 'The draft is the same already.',
        )
      },
    })
  const said = waiting ? [] : unreadable ? [unreadable] : faults
  return (
    <>
      <button
        type="button"
        className="panel-button"
        disabled={isBusy}
        onClick={() => input.current?.click()}
      >
        Read a file…
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label="File with a configuration"
        onChange={({ target }) => {
          const [file] = target.files ?? []
          target.value = ''
          if (file) void read(file)
        }}
      />
      {waiting && (
        <Dialog
          title={`Take ${waiting.name} as the draft`}
          close={() => setWaiting(null)}
          submit={() => void take(waiting.name, waiting.content)}
          action="Replace the draft"
          isDanger
          isBusy={isBusy}
          faults={faults}
        >
          <p>
            The draft holds changes that were not published; they are replaced. What is in force
            stays in force until the draft is published.
          </p>
        </Dialog>
      )}
      {said.length > 0 && (
        <div className="panel-notice panel-notice--bad release-unread" role="alert">
          <p>
            The file was not read, and the draft is as it was. Mend the file, then read it again.
          </p>
          <ul className="release-faults">
            {said.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

type ReasonProps = {
  path: string
  rev: number
  opens: string
  title: string
  action: string
  /** Said once it is done. */
  told: string
  isDanger?: boolean
  children: ReactNode
}

/** Something that is done under a reason, after what it brings about was read. */
function ReasonButton({ path, rev, opens, title, action, told, isDanger, children }: ReasonProps) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { run, isBusy, refusals, forget } = useCommand()
  const send = () =>
    void run({
      path,
      schema: z.object({ code: z.string() }),
      body: { reason: reason.trim(), rev },
      done: () => {
        setOpen(false)
        setReason('')
        toast.success(told)
      },
    })
  return (
    <>
      <button type="button" className="panel-button" onClick={() => setOpen(true)}>
        {opens}
      </button>
      {isOpen && (
        <Dialog
          title={title}
          close={() => setOpen(false)}
          submit={send}
          action={action}
          isDanger={isDanger ?? false}
          isBusy={isBusy}
          faults={refusals.filter(({ field }) => field !== 'reason').map(({ message }) => message)}
        >
          <p>{children}</p>
          <TextArea
            label="Why"
            value={reason}
            change={(value) => {
              forget()
              setReason(value)
            }}
            fault={refusals.find(({ field }) => field === 'reason')?.message ?? null}
            maxLength={REASON_LENGTH.max}
            required
          />
        </Dialog>
      )}
    </>
  )
}

type Named = Owner & { name: string }

/** New orders use this workflow from now on, and no longer the one called `instead`. */
export const MakeDefaultButton = ({
  id,
  rev,
  name,
  instead,
}: Omit<Named, 'slug'> & { instead: string }) => (
  <ReasonButton
    path={`/api/workflows/${id}/default`}
    rev={rev}
    opens="Use for new orders…"
    title={`Use “${name}” for new orders`}
    action="Use for new orders"
    told="New orders use this workflow from now on."
  >
    New orders follow “{name}” from now on{instead !== '' && `, and no longer “${instead}”`}. Orders
    on their way keep their workflow.
  </ReasonButton>
)

const RETIRE = {
  'product-families': {
    action: 'Retire the family',
    told: 'The family is retired.',
    means: 'No new order takes this family. Builds on their way keep their release and carry on.',
    back: 'The family is in use again.',
    meansBack: 'New orders take this family again, with the release that it had last.',
  },
  workflows: {
    action: 'Retire the workflow',
    told: 'The workflow is retired.',
    means:
      'New orders cannot use this workflow. Orders on their way keep their release and carry on.',
    back: 'The workflow is in use again.',
    meansBack:
      'This workflow can be chosen for new orders again, with the release that it had last.',
  },
} as const

/** Takes a family or workflow out of use. */
export const RetireButton = ({ slug, id, rev, name }: Named) => (
  <ReasonButton
    path={`/api/${slug}/${id}/retire`}
    rev={rev}
    opens="Retire…"
    title={`Retire “${name}”`}
    action={RETIRE[slug].action}
    told={RETIRE[slug].told}
    isDanger
  >
    {RETIRE[slug].means}
  </ReasonButton>
)

/** Puts what was retired back into use. */
export const ReinstateButton = ({ slug, id, rev, name }: Named) => (
  <ReasonButton
    path={`/api/${slug}/${id}/reinstate`}
    rev={rev}
    opens="Put back into use…"
    title={`Put “${name}” back into use`}
    action="Put back into use"
    told={RETIRE[slug].back}
  >
    {RETIRE[slug].meansBack}
  </ReasonButton>
)
