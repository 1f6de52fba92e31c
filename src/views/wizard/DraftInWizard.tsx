import { redirect } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'

/** `/admin/collections/order-drafts/:id` and `/create`: a draft has no form but the wizard, which opens it or begins a new one. */
export function DraftInWizard({ initPageResult: { docID } }: DocumentViewServerProps): never {
  redirect(docID === undefined ? '/admin/orders/new' : `/admin/orders/new?draft=${docID}`)
}
