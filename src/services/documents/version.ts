import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { lockDocumentTitle } from '../../db/lock'
import { rowsOf } from '../../db/rows'
import { DOCUMENT_OWNERS, hasVersions, isDocumentType } from '../../domain/documents'
import type { Document } from '../../payload-types'
import { idOf } from '../relation'

export type DocumentVersion = {
  /** Counted from 1. */
  version: number
  /** Id of the version before. */
  replaces: string | null
}

const FIRST: DocumentVersion = { version: 1, replaces: null }

const uuid = z.uuid()

/** The records that a document stands with, null where there is none of a kind. */
export const ownersOf = (document: Partial<Document>): { column: string; id: string | null }[] =>
  DOCUMENT_OWNERS.map((field) => ({
    column: `${field}_id`,
    id: idOf(document[field]) || null,
  }))

/**
 * Which version a document that is about to be stored is (handbook 13). It takes the place of the newest one
 * of the same title (ignoring case), type and cost mark with the same records that nothing has replaced yet;
 * what the product numbers and what people upload never replace each other. Until the transaction ends nobody else stores a document
 * of this title with them. What the fields are going to refuse counts as a first version.
 */
export async function versionOf(
  req: PayloadRequest,
  document: Partial<Document>,
): Promise<DocumentVersion> {
  const { type, title, showsCost } = document
  if (!isDocumentType(type) || !hasVersions(type) || typeof title !== 'string') return FIRST
  const owners = ownersOf(document)
  const ids = owners.map(({ id }) => id)
  const isNamed = ids.some((id) => id !== null)
  if (!isNamed || ids.some((id) => id !== null && !uuid.safeParse(id).success)) return FIRST

  await lockDocumentTitle(req, title, ids)
  const filedAlike = owners.map(({ column, id }) =>
    id === null ? sql`${sql.identifier(column)} is null` : sql`${sql.identifier(column)} = ${id}`,
  )
  const [newest] = await rowsOf<{ id: string; version: number }>(
    req,
    sql`select id, version::int as version from documents d
        where ${sql.join(filedAlike, sql` and `)}
          and type = ${type} and lower(btrim(title)) = lower(btrim(${title}))
          and shows_cost = ${showsCost === true} and (number is not null) = ${Boolean(document.number)}
          and not exists (select from documents n where n.replaces_id = d.id)
        order by version desc, created_at desc, id desc limit 1`,
  )
  return newest ? { version: newest.version + 1, replaces: newest.id } : FIRST
}
