import { sql, type SQL } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../../db/rows'
import type { Failure } from '../../domain/quality/failure'
import { contentHash } from '../contentHash'
import { intactFacts } from '../signatureFacts'

type Judgement = { outcome: 'PASS' | 'FAIL' | null; note: string | null; failure: Failure | null }

type StoredForm = {
  id: string
  build: string
  kind: string
  attempt: number
  template: string
  release: string
  header: unknown
  statement: string | null
  items: unknown
  outcome: 'PASS' | 'FAIL' | null
  note: string | null
  failure: unknown
  files: { id: string; sha256: string | null }[]
  signature: string | null
  signedHash: string | null
}

/**
 * Everything that the signature under a form covers (handbook 15.4): the form, the answers, the verdict
 * and the bytes of every photo by their hash. Read from the rows as they are stored now.
 */
export async function signedContent(
  req: PayloadRequest,
  id: string,
  { outcome, note, failure }: Judgement,
): Promise<unknown> {
  const [stored] = await readForms(req, sql`i.id = ${id}`)
  if (!stored) throw new Error(`Inspection ${id} does not exist.`)
  return contentOf({ ...stored, outcome, note, failure })
}

/**
 * Proves a signed form and what its signature says against what is stored now; false after any tampering.
 * Drafts have nothing to prove.
 */
export async function isFormIntact(req: PayloadRequest, id: string): Promise<boolean> {
  const [stored] = await readForms(req, sql`i.id = ${id}`)
  if (!stored?.signature || stored.signedHash !== contentHash(contentOf(stored))) return false
  return (await intactFacts(req, [stored.signature])).has(stored.signature)
}

/** What stands now under the signature of one form; null when there is no such form. */
export async function formContent(req: PayloadRequest, id: string): Promise<unknown> {
  const [stored] = await readForms(req, sql`i.id = ${id}`)
  return stored ? contentOf(stored) : null
}

/** What stands now where signatures of a build were given: the content of each form, by its id. */
export async function formContentsOf(
  req: PayloadRequest,
  build: string,
): Promise<Map<string, unknown>> {
  const forms = await readForms(req, sql`i.build_id = ${build}`)
  return new Map(forms.map((form) => [form.id, contentOf(form)]))
}

/** The signed part of a form, in the shape whose canonical JSON is hashed. */
const contentOf = ({
  id,
  signature: _signature,
  signedHash: _hash,
  ...content
}: StoredForm): unknown => ({
  inspection: id,
  ...content,
})

/**
 * Photos that the answers of form `i` name, those of another form among them. The signatures `s` of before
 * their own facts were hashed cover the files of their form only, and are proved by the same content.
 */
const NAMED_PHOTOS = sql`
  select array(
    select (photo #>> '{}')::uuid from jsonb_path_query(i.items, 'lax $[*].photos[*]') photo
    where photo #>> '{}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' and (s.id is null or s.facts_hash is not null)
  ) as photos`

const readForms = (req: PayloadRequest, which: SQL): Promise<StoredForm[]> =>
  rowsOf<StoredForm>(
    req,
    sql`select i.id, i.build_id as build, i.kind::text as kind, i.attempt::int as attempt, i.template,
               i.release_id as release, i.header, i.statement, i.items, i.outcome::text as outcome,
               i.note, i.failure, s.id as signature, s.content_hash as "signedHash",
               coalesce((select jsonb_agg(jsonb_build_object('id', d.id, 'sha256', d.sha256) order by d.id)
                         from documents d where d.inspection_id = i.id or d.id = any(named.photos)), '[]') as files
        from inspections i left join signatures s on s.id = i.signature_id
        cross join lateral (${NAMED_PHOTOS}) named
        where ${which}`,
  )
