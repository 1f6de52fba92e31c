'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { z } from 'zod'
import { codeInWords } from '../../domain/drafts/fieldWords'
import { MoveToReleaseButton } from '../builds/MoveToRelease'
import { Card, Empty, Facts, Notice, ScrollTable } from '../panel/blocks'
import { useCommand } from '../panel/useCommand'
import { plural } from '../panel/words'
import { DraftFault } from './DraftFault'
import { movesInWords, outdatedInWords, staleInWords } from './consequenceWords'
import type { MovableBuild, ShownCheck } from './ReleasesView'

const POLL_MS = 2_000

/** Digits in groups of three: these counts have thirty of them. */
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ' ')

type Props = {
  family: string
  /** Nothing is published of it and no build moved to it. */
  isRetired: boolean
  check: ShownCheck | null
  /** Builds of the check that may go over to the release in force, once that is what was checked. */
  movable: readonly MovableBuild[]
}

/** What publishing would bring about: the check of all combinations and the replay of existing builds. */
export function ConsequencesCard({ family, isRetired, check, movable }: Props) {
  const router = useRouter()
  const { run, isBusy, faults } = useCommand()
  const [closed, setClosed] = useState('100')
  const isRunning = check?.state === 'QUEUED' || check?.state === 'RUNNING'
  useEffect(() => {
    if (!isRunning) return
    const timer = setInterval(() => router.refresh(), POLL_MS)
    return () => clearInterval(timer)
  }, [isRunning, router])

  const ask = () =>
    void run({
      path: `/api/product-families/${family}/consequences`,
      schema: z.object({ id: z.string() }),
      body: { closedBuilds: Number(closed) },
      done: () => undefined,
    })
  return (
    <Card
      title="Consequences"
      actions={
        <form
          className="panel-actions release-ask"
          onSubmit={(event) => {
            event.preventDefault()
            ask()
          }}
        >
          <label className="panel-field">
            <span>Finished builds to compare as well</span>
            <input
              type="number"
              min={0}
              max={10_000}
              step={1}
              required
              value={closed}
              onChange={({ target }) => setClosed(target.value)}
            />
          </label>
          <button type="submit" className="panel-button" disabled={isBusy || isRunning}>
            Work out the consequences
          </button>
        </form>
      }
    >
      {faults.map((fault) => (
        <Notice key={fault} tone="bad">
          <p role="alert">{fault}</p>
        </Notice>
      ))}
      <div aria-live="polite" className="release-stack">
        {!check && (
          <Empty title="Nothing was worked out yet.">
            Every combination of answers is checked, and the bill of every build on its way is
            compared with the one that the draft gives.
          </Empty>
        )}
        {isRunning && check && (
          <p>
            <progress max={100} value={check.progress} aria-label="Progress" /> {check.progress} %
            {check.doing ? `, ${check.doing}` : ''}
          </p>
        )}
        {check?.state === 'FAILED' && (
          <Notice tone="bad">
            <p>It could not be worked out. Try again, or tell whoever looks after the server.</p>
          </Notice>
        )}
        {check?.result &&
          (check.isOfThisDraft ? (
            <>
              <p>Of this draft, {check.asked}.</p>
              <Result family={family} check={check} movable={movable} isRetired={isRetired} />
            </>
          ) : (
            <>
              <Notice tone="warn">
                <p>{staleInWords(check.asked, check.published)}</p>
              </Notice>
              <details>
                <summary>
                  Show the consequences of{' '}
                  {check.published === null ? 'the earlier draft' : `release ${check.published}`}
                </summary>
                <Result family={family} check={check} movable={movable} isRetired={isRetired} />
              </details>
            </>
          ))}
      </div>
    </Card>
  )
}

type ResultProps = Omit<Props, 'check'> & { check: ShownCheck }

function Result({ family, check, movable, isRetired }: ResultProps) {
  const { result, published } = check
  if (!result) return null
  const { verification, replay } = result
  return (
    <>
      {verification.failures.length > 0 && (
        <Notice tone="bad">
          <p>
            {plural(verification.failureCount, 'failure', 'failures')}. A failure that the release
            in force does not have keeps the draft from being published.
          </p>
        </Notice>
      )}
      {verification.failures.length > 0 && (
        <ScrollTable label="Failures">
          <thead>
            <tr>
              <th scope="col">Rule or check</th>
              <th scope="col">What is wrong</th>
            </tr>
          </thead>
          <tbody>
            {verification.failures.map(({ item, rule, why, field, sentence }) => (
              <tr key={`${item} ${rule} ${why}`}>
                <th scope="row">{rule}</th>
                <td>
                  <DraftFault
                    collection="product-families"
                    id={family}
                    field={field}
                    message={sentence ?? why}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <Facts
        facts={[
          { label: 'Failures', value: verification.failureCount },
          { label: 'Builds compared', value: replay.builds },
          { label: 'Bills that change', value: replay.changed },
          { label: 'Builds the draft refuses', value: replay.refused },
          { label: 'Orders affected', value: replay.orders },
          { label: 'Combinations checked', value: grouped(verification.combinations) },
          {
            label: 'With a complete bill',
            value:
              verification.complete === null
                ? 'Not counted: too much fails'
                : grouped(verification.complete),
          },
          { label: 'Rightly refused', value: grouped(verification.refused) },
        ]}
      />
      {replay.outdated > 0 && <p>{outdatedInWords(replay.outdated)}</p>}
      {replay.differing.length > 0 && (
        <Notice>
          <p>{movesInWords(published, isRetired)}</p>
        </Notice>
      )}
      {replay.differing.length > 0 && (
        <ScrollTable label="Builds that would come out differently">
          <thead>
            <tr>
              <th scope="col">What would change</th>
              <th scope="col">Where</th>
            </tr>
          </thead>
          <tbody>
            {alike(replay.differing).map(([key, builds]) => (
              <tr key={key}>
                <td>{builds[0] && <Difference of={builds[0]} />}</td>
                <td>
                  <Where builds={builds} movable={movable} to={published} />
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {replay.differing.length < replay.changed + replay.refused && (
        <p>
          The first {replay.differing.length} of {replay.changed + replay.refused} builds are
          listed.
        </p>
      )}
    </>
  )
}

type Replayed = NonNullable<ShownCheck['result']>['replay']['differing'][number]

/** Builds with the same difference stand together, the greatest number of them first. */
function alike(builds: readonly Replayed[]): [string, Replayed[]][] {
  const groups = new Map<string, Replayed[]>()
  for (const one of builds) {
    const key = JSON.stringify([one.refusals, one.added, one.removed, one.changed])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length)
}

/** More builds than this are folded away. */
const NAMED_AT_MOST = 3

type WhereProps = Pick<Props, 'movable'> & { builds: readonly Replayed[]; to: number | null }

function Where({ builds, movable, to }: WhereProps) {
  const moveOf = (build: string) => movable.find(({ id }) => id === build)
  const list = (
    <ul className="release-members">
      {builds.map(({ build, buildNumber, orderNumber, status }) => {
        const move = moveOf(build)
        return (
          <li key={build} className="release-build">
            <span>
              <a href={`/admin/collections/builds/${build}`}>{buildNumber}</a>, {orderNumber},{' '}
              {codeInWords(status)}
            </span>
            {move && to !== null && (
              <MoveToReleaseButton build={move} from={move.from} to={to} isListed />
            )}
          </li>
        )
      })}
    </ul>
  )
  if (builds.length <= NAMED_AT_MOST) return list
  const orders = new Set(builds.map(({ order }) => order)).size
  return (
    <details>
      <summary>
        {plural(builds.length, 'build', 'builds')} of {plural(orders, 'order', 'orders')}
      </summary>
      {list}
    </details>
  )
}

const FACTS: Readonly<Record<string, string>> = {
  kind: 'another kind of item',
  name: 'another name',
  attributes: 'other attributes',
  note: 'another note',
}

function Difference({ of: { refusals, added, removed, changed } }: { of: Replayed }) {
  return (
    <ul className="release-members">
      {refusals.map((refusal) => (
        <li key={refusal}>Refused: {refusal}</li>
      ))}
      {added.map(({ partNumber, quantity, name, rule }, index) => (
        <li key={`+${index}`}>
          <ins>
            + {quantity} × {partNumber}
          </ins>{' '}
          {name} ({rule})
        </li>
      ))}
      {removed.map(({ partNumber, quantity, name, rule }, index) => (
        <li key={`-${index}`}>
          <del>
            − {quantity} × {partNumber}
          </del>{' '}
          {name} ({rule})
        </li>
      ))}
      {changed.map(({ before, after, facts }, index) => (
        <li key={`~${index}`}>
          {after.partNumber} {after.name}:{' '}
          {[
            ...(before.quantity === after.quantity
              ? []
              : [`${before.quantity} → ${after.quantity} pieces`]),
            ...(before.quantity === after.quantity && facts.includes('quantityPer')
              ? ['another quantity in its assembly']
              : []),
            ...facts.flatMap((fact) => FACTS[fact] ?? []),
          ].join(', ')}
        </li>
      ))}
    </ul>
  )
}
