import { buildNumberOf, designsOf } from './designs'
import type { CustomerChoice, CustomerForm, WizardState, World } from './wizard'

/** Between the wizard's state and the JSON of the submit, which is also what a draft keeps. */

export const customerInput = (customer: CustomerChoice | null): string | CustomerForm | null =>
  customer === null ? null : (customer.id ?? customer.form)

/** The body of `POST /api/orders/submit`; also the content of a draft. */
export function submissionOf(state: WizardState, world: World) {
  const { customer, ...details } = state.details
  const designs = designsOf(state, world)
  const unread = state.family === null ? undefined : state.unread[state.family]
  return {
    ...details,
    customer: customerInput(customer),
    documents: state.files.map(({ id }) => id),
    acknowledged: [...new Set([...state.acknowledged].map((key) => key.replace(/^\d+\//, '')))],
    builds: Array.from({ length: state.quantity }, (_, build) => ({
      buildNumber: buildNumberOf(state, build),
      family: state.family ?? '',
      configuration: (designs[build] ?? unread?.[build])?.configuration ?? {},
      accessories: (designs[build] ?? unread?.[build])?.accessories ?? [],
    })),
  }
}

export type Submission = ReturnType<typeof submissionOf>

/** How a draft is named in the list of drafts. */
export function titleOf({ details }: WizardState, untitled: string): string {
  const named = [details.poNumber, details.customer?.form.companyName].map((text) => text?.trim())
  return named.filter(Boolean).join(' · ').slice(0, 200) || untitled
}
