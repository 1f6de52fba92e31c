import type { PayloadRequest, Where } from 'payload'
import { placesOf } from '../db/audit'
import { actionInWords, actorRoleInWords } from '../domain/auditWords'
import { canonicalJson, asJson } from '../domain/canonical'
import { csvOf, csvRows } from '../domain/csv'
import type { AuditEvent } from '../payload-types'
import { recordAudit } from './audit'
import { refused } from './http'
import { namesOfRecords, recordKey, withRecordIds } from './recordNames'

const ROWS_PER_PAGE = 500
const MOST_ROWS = 200_000

const HEAD = [
  'When (UTC)',
  'Person',
  'Role',
  'Role in words',
  'Action',
  'Action in words',
  'Record',
  'Record name',
  'Record id',
  'Before',
  'After',
  'Reason',
  'Address',
  'Program',
  'Request',
  'Stream',
  'Person id',
  'Place',
  'Id',
  'Hash',
]

/**
 * The audit rows of a filter as CSV, newest first, page by page, so that a long list needs little
 * memory; with all that a row's hash is made of. The export itself is audited. Refuses a list beyond what a spreadsheet can work with.
 */
export async function exportAudit(req: PayloadRequest, where: Where): Promise<Response> {
  // counting with the caller's rights also checks the filter
  const { totalDocs } = await req.payload.count({
    collection: 'audit-events',
    where,
    overrideAccess: false,
    req,
  })
  if (totalDocs > MOST_ROWS)
    throw refused({
      code: 'too_large',
      message: `These are ${totalDocs} rows; at most ${MOST_ROWS} are exported at once. Narrow the period.`,
    })
  const asked = await withRecordIds(req, where)
  const first = await pageBefore(req, asked, null)
  await recordAudit(req, {
    action: 'export',
    resource: 'audit-events',
    after: { format: 'csv', rows: totalDocs, filter: where },
    stream: 'ACTIVITY',
  })
  const day = new Date().toISOString().slice(0, 10)
  return new Response(streamOf(textOf(req, asked, first)), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="audit-${day}.csv"`,
      'Cache-Control': 'no-store',
    },
  })
}

/** Ids grow with time: paging by them is as quick on the last page as on the first. */
async function pageBefore(
  req: PayloadRequest,
  where: Where,
  id: string | null,
): Promise<AuditEvent[]> {
  const { docs } = await req.payload.find({
    collection: 'audit-events',
    where: id === null ? where : { and: [where, { id: { less_than: id } }] },
    sort: '-id',
    limit: ROWS_PER_PAGE,
    pagination: false,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return docs
}

/** A page is read when the one before it has gone out. */
const streamOf = (pages: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const { done, value } = await pages.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pages.return(undefined)
    },
  })

async function* textOf(
  req: PayloadRequest,
  where: Where,
  first: readonly AuditEvent[],
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(csvOf([HEAD]))
  let page = first
  for (;;) {
    const places = await placesOf(
      req,
      page.map(({ id }) => id),
    )
    const names = await namesOfRecords(
      req.payload,
      page.map(({ resource, resourceId }) => recordKey(resource, resourceId ?? '')),
    )
    const rows = page.map((event) =>
      cellsOf(event, {
        name: names.get(recordKey(event.resource, event.resourceId ?? '')) ?? null,
        place: places.get(event.id) ?? null,
      }),
    )
    yield encoder.encode(csvRows(rows))
    const end = page.at(-1)
    if (!end || page.length < ROWS_PER_PAGE) return
    page = await pageBefore(req, where, end.id)
  }
}

/** `name` is what the record is called today, `place` that of the row in the trail. */
type Beside = { name: string | null; place: string | null }

const cellsOf = (event: AuditEvent, { name, place }: Beside): (string | null | undefined)[] => [
  event.at,
  event.actorName,
  event.role,
  actorRoleInWords(event.role),
  event.action,
  actionInWords(event.action),
  event.resource,
  name,
  event.resourceId,
  contentOf(event.before),
  contentOf(event.after),
  event.reason,
  event.ip,
  event.userAgent,
  event.requestId,
  event.stream,
  event.actor,
  place,
  event.id,
  event.hash,
]

const contentOf = (held: unknown): string | null =>
  held == null ? null : canonicalJson(asJson(held))
