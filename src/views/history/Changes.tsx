import type { PayloadRequest } from 'payload'
import { asJson, isJsonObject, type Json, type JsonObject } from '../../domain/canonical'
import { ChangeTable } from '../configuration/ChangeTable'
import { ChangesTable } from './ChangesTable'
import { changedFields, type Titles } from './changes'

type Props = {
  before: Json | null
  after: Json | null
  /** ISO 4217, of the amounts. */
  currency: string
  titles: Titles
  /** The draft of the record as it is now, for the words of its parts; null for what has none. */
  draft: Json | null
}

/**
 * What an act changed, in words: field by field, and the draft of a family or workflow as the comparison
 * of two releases tells it.
 */
export function Changes({ before, after, currency, titles, draft }: Props) {
  const fields = changedFields(withoutDraft(before), withoutDraft(after), currency, titles)
  const drafts = { before: draftIn(before), after: draftIn(after) }
  const tellsDraft = drafts.before !== null && drafts.after !== null
  return (
    <>
      {fields.length > 0 && <ChangesTable fields={fields} />}
      {tellsDraft && <ChangeTable {...drafts} whole={draft} />}
    </>
  )
}

/** How many things an act tells: its fields, and the draft as one of them. */
export const toldBy = ({
  before,
  after,
  currency,
}: Pick<Props, 'before' | 'after' | 'currency'>): number =>
  changedFields(withoutDraft(before), withoutDraft(after), currency).length +
  (draftIn(before) !== null && draftIn(after) !== null ? 1 : 0)

const draftIn = (part: Json | null): JsonObject | null =>
  part !== null && isJsonObject(part) && isJsonObject(part.draft) ? part.draft : null

/** A draft that only came or went is the whole record and nothing to compare. */
function withoutDraft(part: Json | null): Json | null {
  if (part === null || !isJsonObject(part) || draftIn(part) === null) return part
  return Object.fromEntries(Object.entries(part).filter(([name]) => name !== 'draft'))
}

/** The draft that a record of this kind has now. */
export async function draftOf(
  req: PayloadRequest,
  resource: string,
  id: string | null | undefined,
): Promise<Json | null> {
  if (!id || (resource !== 'product-families' && resource !== 'workflows')) return null
  const found = await req.payload.findByID({
    collection: resource,
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess: false,
    req,
  })
  return found === null ? null : asJson(found.draft)
}
