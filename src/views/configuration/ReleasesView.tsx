import { SetStepNav } from '@payloadcms/ui'
import Link from 'next/link'
import { notFound, redirect } from 'next/navigation'
import type { DocumentViewServerProps, PayloadRequest } from 'payload'
import { may } from '../../../access/can'
import type { FamilyProblem } from '../../domain/configurator/lint/problem'
import { familyContentSchema } from '../../domain/configurator/release'
import { daySchema } from '../../domain/days'
import { isReleased, type WorkflowDefinition } from '../../domain/workflow/definition'
import type { Build, ConfigurationRelease, ReleaseCheck } from '../../payload-types'
import { gapsOf, judgeFamily, judgeWorkflow } from '../../services/configuration/candidate'
import type { Consequences } from '../../services/configuration/consequences'
import { inForceOn } from '../../services/configuration/inForce'
import { contentHash } from '../../services/contentHash'
import { everyPage } from '../../services/readAll'
import { idOf } from '../../services/relation'
import { settingsOf } from '../../services/settings'
import { Badge } from '../panel/Badge'
import { Card, Empty, Notice, Panel, ScrollTable } from '../panel/blocks'
import { dateInWords, instantInWords } from '../panel/dates'
import { namesOf } from '../panel/people'
import { definitionOf } from '../panel/states'
import { plural } from '../panel/words'
import { ChangeTable } from './ChangeTable'
import { ConsequencesCard } from './ConsequencesCard'
import { DraftFault } from './DraftFault'
import { readReleaseSignatures } from './readReleaseSignatures'
import './releases.scss'
import { ReleaseSigned } from './ReleaseSigned'
import {
  ImportButton,
  MakeDefaultButton,
  PublishButton,
  ReinstateButton,
  RestoreButton,
  RetireButton,
} from './ReleaseActions'

const KINDS = {
  'product-families': { kind: 'FAMILY', title: 'Product Families' },
  workflows: { kind: 'WORKFLOW', title: 'Workflows' },
} as const

const PER_PAGE = 25

type Slug = keyof typeof KINDS

/** What a check of consequences came to, as far as it has come; written by the worker alone. */
export type ShownCheck = Pick<ReleaseCheck, 'id' | 'state' | 'progress' | 'doing'> & {
  isOfThisDraft: boolean
  /** When it was asked for, as people read it. */
  asked: string
  /** The version of the release in force, once it is what was checked. */
  published: number | null
  result: Consequences | null
}

/** A build that an Admin may take to the release in force, and the version of the release it has. */
export type MovableBuild = Pick<Build, 'id' | 'buildNumber' | 'rev'> & { from: number }

/** `/admin/collections/product-families/:id/releases`: from the draft to what is in force, and back. */
export const FamilyReleasesView = (props: DocumentViewServerProps) =>
  releasesView(props, 'product-families')

/** The same for a workflow. */
export const WorkflowReleasesView = (props: DocumentViewServerProps) =>
  releasesView(props, 'workflows')

async function releasesView({ initPageResult, searchParams }: DocumentViewServerProps, slug: Slug) {
  const { req, docID } = initPageResult
  if (!req.user) redirect('/admin/login')
  if (!may(req, 'configuration.read') || docID === undefined) notFound()
  const header = await req.payload.findByID({
    collection: slug,
    id: String(docID),
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  if (!header) notFound()
  const { kind, title } = KINDS[slug]
  const { code, draft, name, id } = header
  const rev = header.rev ?? 1
  const inForce = idOf(header.release)
  const releases = await readReleases(req, kind, code)
  const current = await readRelease(req, releases, inForce)
  const judged =
    kind === 'FAMILY' ? await judgeFamily(req, draft, code) : judgeWorkflow(draft, code)
  const parsed = kind === 'FAMILY' ? familyContentSchema.safeParse(draft) : null
  const gaps = parsed?.success ? (await gapsOf(req, parsed.data, code)).known : []
  const isSame = judged.ok && contentHash(judged.value) === current?.sha256
  const isRetired = header.state === 'RETIRED'
  const isUsed = 'isDefault' in header && header.isDefault
  const mayManage = may(req, 'configuration.manage')
  const { timeZone } = await settingsOf(req)
  const asked = (name: string) => {
    const value = searchParams?.[name]
    return typeof value === 'string' ? value : ''
  }
  const pages = Math.max(1, Math.ceil(releases.length / PER_PAGE))
  const page = Math.min(pages, Math.max(1, Number.parseInt(asked('page'), 10) || 1))
  const listed = releases.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const names = await namesOf(
    req,
    listed.map(({ publishedBy }) => publishedBy),
  )
  const signatures = await readReleaseSignatures(
    req,
    listed.map(({ id }) => id),
  )
  const on = daySchema.catch('').parse(asked('on'))
  const then = on === '' ? null : await inForceOn(req, kind, id, on)
  const to = await readRelease(req, releases, asked('release'))
  const from = await readRelease(req, releases, asked('against'))
  const check =
    kind === 'FAMILY'
      ? await newestCheck(req, id, judged.ok ? judged.value : null, current, timeZone)
      : null
  const movable =
    check?.result && current && check.published !== null && mayManage && !isRetired
      ? await buildsToMove(req, check.result, releases, current)
      : []

  return (
    <Panel>
      <SetStepNav
        nav={[
          { label: title, url: `/admin/collections/${slug}` },
          { label: name, url: `/admin/collections/${slug}/${id}` },
          { label: 'Releases' },
        ]}
      />
      <header className="panel-head">
        <div className="panel-head__title">
          <strong>{name}</strong>
          <Badge
            look={
              isRetired
                ? { label: 'Retired', tone: 'amber' }
                : current
                  ? { label: `Release ${current.version} in force`, tone: 'green' }
                  : { label: 'Not published', tone: 'slate' }
            }
          />
          {isUsed && <Badge look={{ label: 'Used by new orders', tone: 'blue' }} />}
        </div>
        {mayManage && (
          <div className="panel-actions">
            <a className="panel-button" href={`/api/${slug}/${id}/export`}>
              Save as a file
            </a>
            <ImportButton slug={slug} id={id} rev={rev} isChanged={!isSame} />
            {kind === 'WORKFLOW' && !isUsed && !isRetired && current && (
              <MakeDefaultButton id={id} rev={rev} name={name} instead={await nameOfDefault(req)} />
            )}
            {isRetired ? (
              <ReinstateButton slug={slug} id={id} rev={rev} name={name} />
            ) : (
              current && !isUsed && <RetireButton slug={slug} id={id} rev={rev} name={name} />
            )}
          </div>
        )}
      </header>
      <Card title="The draft">
        {!judged.ok ? (
          <>
            <Notice tone="bad">
              <p>
                {plural(judged.refusals.length, 'fault keeps', 'faults keep')} the draft from being
                published. Correct what is named here.
              </p>
            </Notice>
            <ul className="release-faults">
              {judged.refusals.map(({ field, message }) => (
                <li key={message}>
                  {mayManage ? (
                    <DraftFault collection={slug} id={id} field={field} message={message} />
                  ) : (
                    message
                  )}
                </li>
              ))}
            </ul>
            {!judged.isWhole && <p>More is checked once these are mended.</p>}
          </>
        ) : isSame ? (
          <Empty title="The draft is what is in force.">
            Change it in the editor; what you save there can be published here.
          </Empty>
        ) : (
          <div className="release-stack">
            <p>
              The draft fits together
              {current ? ` and differs from release ${current.version}` : ''}.
              {kind === 'FAMILY' &&
                ' Before it is published, every combination of answers is checked; “Work out the consequences” below does it beforehand.'}{' '}
              Builds on their way keep the release they were entered with.
            </p>
            <KnownGaps gaps={gaps} />
            {check?.isOfThisDraft && (check.result?.verification.failureCount ?? 0) > 0 && (
              <Notice tone="bad">
                <p>
                  Some combinations fail: see Consequences below. A failure that the release in
                  force does not have keeps the draft from being published.
                </p>
              </Notice>
            )}
            {current && <ChangeTable before={current.content} after={judged.value} />}
            {mayManage && !isRetired && (
              <div className="panel-actions">
                <PublishButton
                  slug={slug}
                  id={id}
                  rev={rev}
                  sha256={contentHash(draft)}
                  name={name}
                  signer={`${req.user.firstName} ${req.user.lastName}`}
                  usedInstead={kind === 'WORKFLOW' && !isUsed ? await nameOfDefault(req) : null}
                />
              </div>
            )}
          </div>
        )}
      </Card>
      {kind === 'FAMILY' && judged.ok && mayManage && (
        <ConsequencesCard family={id} isRetired={isRetired} check={check} movable={movable} />
      )}
      <Card title="In force on a day">
        <form className="release-pair" method="get" aria-label="Version in force on a day">
          <label className="panel-field">
            <span>Day</span>
            <input type="date" name="on" key={on} defaultValue={on} required />
          </label>
          <button type="submit" className="panel-button">
            Show
          </button>
        </form>
        {then && (
          <p role="status">
            {then.release ? (
              <>
                On {dateInWords(on)} release {then.release.version} was in force, published{' '}
                {instantInWords(then.release.publishedAt, timeZone)}: {then.release.reason}
              </>
            ) : then.retiredAt ? (
              `On ${dateInWords(on)} nothing was in force: it was retired ${instantInWords(then.retiredAt, timeZone)}.`
            ) : (
              `On ${dateInWords(on)} nothing was published yet.`
            )}
          </p>
        )}
        {then?.usedByNewOrders && (
          <p>
            New orders used{' '}
            {then.usedByNewOrders.id === id ? (
              'this workflow'
            ) : (
              <>
                <Link
                  href={`/admin/collections/workflows/${then.usedByNewOrders.id}/releases?on=${on}`}
                >
                  {then.usedByNewOrders.name}
                </Link>
                , release {then.usedByNewOrders.version}
              </>
            )}{' '}
            at the end of that day.
          </p>
        )}
      </Card>
      <Card title="Releases">
        {releases.length > 1 && (
          <ComparePair releases={releases} to={to?.id ?? ''} from={from?.id ?? ''} page={page} />
        )}
        {releases.length === 0 ? (
          <Empty title="Nothing was published yet." />
        ) : (
          <ScrollTable label="Releases">
            <thead>
              <tr>
                <th scope="col">Release</th>
                <th scope="col">Published</th>
                <th scope="col">By</th>
                <th scope="col">What and why</th>
                <th scope="col">Signature</th>
                <th scope="col">SHA-256</th>
                <th scope="col">What you can do</th>
              </tr>
            </thead>
            <tbody>
              {listed.map((release) => {
                const before = releases[releases.indexOf(release) + 1]
                return (
                  <tr key={release.id}>
                    <th scope="row">{release.version}</th>
                    <td>{instantInWords(release.createdAt, timeZone)}</td>
                    <td>{names.get(idOf(release.publishedBy)) ?? 'System'}</td>
                    <td>{release.reason}</td>
                    <td>
                      <ReleaseSigned
                        signature={signatures.get(release.id)}
                        isPublishedByPerson={idOf(release.publishedBy) !== ''}
                      />
                    </td>
                    <td>
                      <code className="release-hash">{release.sha256.slice(0, 12)}</code>
                    </td>
                    <td>
                      <div className="panel-actions">
                        {before && (
                          <Link
                            className="panel-button"
                            href={`?release=${release.id}&against=${before.id}&page=${page}`}
                          >
                            What changed
                          </Link>
                        )}
                        {mayManage && (
                          <RestoreButton id={release.id} version={release.version} rev={rev} />
                        )}
                      </div>
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </ScrollTable>
        )}
        {pages > 1 && (
          <nav className="panel-actions" aria-label="Pages of releases">
            {page > 1 && <Link href={`?page=${page - 1}`}>Newer releases</Link>}
            <span>
              Page {page} of {pages}
            </span>
            {page < pages && <Link href={`?page=${page + 1}`}>Older releases</Link>}
          </nav>
        )}
      </Card>
      {from && to && (
        <Card title={`From release ${from.version} to ${to.version}`}>
          <ChangeTable before={from.content} after={to.content} />
        </Card>
      )}
    </Panel>
  )
}

/** The workflow that new orders use, by name. */
async function nameOfDefault(req: PayloadRequest): Promise<string> {
  const { docs } = await req.payload.find({
    collection: 'workflows',
    where: { isDefault: { equals: true } },
    select: { name: true },
    depth: 0,
    limit: 1,
    overrideAccess: false,
    req,
  })
  return docs[0]?.name ?? ''
}

/** What the release in force lacks as well: told, and no obstacle. */
function KnownGaps({ gaps }: { gaps: readonly FamilyProblem[] }) {
  if (gaps.length === 0) return null
  return (
    <Notice>
      <p>
        {plural(gaps.length, 'known gap', 'known gaps')}: the release in force has the same, so this
        does not keep the draft from being published.
      </p>
      <details>
        <summary>Show what is missing</summary>
        <ul className="release-members">
          {gaps.map(({ where, message }) => (
            <li key={`${where} ${message}`}>
              {where}: {message}
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  )
}

/** Any two releases of the list, side by side. */
function ComparePair({
  releases,
  from,
  to,
  page,
}: {
  releases: readonly ListedRelease[]
  from: string
  to: string
  page: number
}) {
  const select = (name: string, label: string, chosen: string) => (
    <label className="panel-field">
      <span>{label}</span>
      <select name={name} key={chosen} defaultValue={chosen} required>
        <option value="">Choose a release</option>
        {releases.map(({ id, version, reason }) => (
          <option key={id} value={id}>
            {version}: {reason}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <form className="release-pair" method="get" aria-label="Compare two releases">
      {select('against', 'From release', from)}
      {select('release', 'To release', to)}
      <input type="hidden" name="page" value={page} />
      <button type="submit" className="panel-button">
        Compare
      </button>
    </form>
  )
}

type ListedRelease = Pick<
  ConfigurationRelease,
  'id' | 'version' | 'createdAt' | 'publishedBy' | 'reason' | 'sha256'
>

/** All releases of a code, without their contents. */
async function readReleases(
  req: PayloadRequest,
  kind: 'FAMILY' | 'WORKFLOW',
  code: string,
): Promise<ListedRelease[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'configuration-releases',
      where: { kind: { equals: kind }, code: { equals: code } },
      sort: ['-version', 'id'],
      depth: 0,
      select: { version: true, createdAt: true, publishedBy: true, reason: true, sha256: true },
      overrideAccess: false,
      req,
      ...page,
    }),
  )
  return docs
}

/** One of the listed releases with its content. */
async function readRelease(
  req: PayloadRequest,
  listed: readonly ListedRelease[],
  id: string,
): Promise<ConfigurationRelease | null> {
  if (!listed.some((release) => release.id === id)) return null
  return req.payload.findByID({
    collection: 'configuration-releases',
    id,
    depth: 0,
    overrideAccess: false,
    req,
  })
}

async function newestCheck(
  req: PayloadRequest,
  family: string,
  draft: unknown,
  current: Pick<ConfigurationRelease, 'version' | 'sha256'> | null,
  timeZone: string,
): Promise<ShownCheck | null> {
  const { docs } = await req.payload.find({
    collection: 'release-checks',
    where: { family: { equals: family } },
    sort: '-createdAt',
    depth: 0,
    limit: 1,
    overrideAccess: false,
    req,
  })
  const [check] = docs
  if (!check) return null
  const { id, state, progress, doing, sha256, result, createdAt } = check
  return {
    id,
    state,
    progress,
    doing,
    asked: instantInWords(createdAt, timeZone),
    isOfThisDraft: sha256 === contentHash(draft),
    published: current?.sha256 === sha256 ? current.version : null,
    result: isConsequences(result) ? result : null,
  }
}

/** The builds of a check that may still go over to the release in force, and the release they have. */
async function buildsToMove(
  req: PayloadRequest,
  { replay }: Consequences,
  releases: readonly ListedRelease[],
  current: Pick<ConfigurationRelease, 'id'>,
): Promise<MovableBuild[]> {
  const docs = await everyPage((page) =>
    req.payload.find({
      collection: 'builds',
      where: {
        id: { in: replay.differing.map(({ build }) => build) },
        release: { not_equals: current.id },
      },
      sort: ['buildNumber', 'id'],
      ...page,
      depth: 0,
      select: {
        buildNumber: true,
        rev: true,
        status: true,
        heldFrom: true,
        workflow: true,
        release: true,
      },
      joins: false,
      overrideAccess: false,
      req,
    }),
  )
  const versions = new Map(releases.map(({ id, version }) => [id, version]))
  const workflows = new Map<string, WorkflowDefinition>()
  for (const id of new Set(docs.map(({ workflow }) => idOf(workflow))))
    workflows.set(id, await definitionOf(req, id))
  return docs.flatMap(({ id, buildNumber, rev, status, heldFrom, workflow, release }) => {
    const definition = workflows.get(idOf(workflow))
    const from = versions.get(idOf(release))
    if (!definition || from === undefined) return []
    return isReleased(definition, status, heldFrom ?? null) ? [] : [{ id, buildNumber, rev, from }]
  })
}

/** The worker wrote it; an older shape, without `outdated`, is shown as if it were not there. */
const isConsequences = (result: unknown): result is Consequences =>
  typeof result === 'object' &&
  result !== null &&
  'verification' in result &&
  'replay' in result &&
  typeof result.replay === 'object' &&
  result.replay !== null &&
  'outdated' in result.replay
