import type { Accessory, Configuration } from '../../../domain/configurator/configuration'
import type { Reassignment } from '../../../domain/configurator/follow'
import type { FamilyContent } from '../../../domain/configurator/release'
import type { DocumentLanguage, Priority } from '../../../domain/orders/entry'
import type { Refusal } from '../../../domain/refusal'

/** What the wizard knows while an order is typed in, and the words for changing it. */

export const STEPS = [1, 2, 3, 4, 5] as const
export type Step = (typeof STEPS)[number]

/** Text as typed; blank means "none". */
export type CustomerForm = {
  companyName: string
  contactName: string
  email: string
  phone: string
  shippingAddress: {
    line1: string
    line2: string
    city: string
    region: string
    postalCode: string
    country: string
  }
}

/** A customer on file carries an id; a new one does not. Null while none is chosen. */
export type CustomerChoice = { id: string | null; form: CustomerForm }

export type Details = {
  customer: CustomerChoice | null
  poNumber: string
  projectName: string
  salesPerson: string
  /** YYYY-MM-DD, or blank. */
  wantDate: string
  language: DocumentLanguage
  priority: Priority
  specialInstructions: string
  notes: string
}

/** One sink as designed; its number is kept apart so that families can be switched. */
export type Design = { configuration: Configuration; accessories: readonly Accessory[] }

/** One sink of a stored draft, as it was stored. */
export type StoredDesign = { configuration?: unknown; accessories?: unknown }

export type FileEntry = { id: string; type: string; name: string; size: number }

export type WizardState = {
  step: Step
  /** The furthest step seen. */
  reached: Step
  /** The build that steps 3 and 4 show, from 0. */
  build: number
  details: Details
  files: readonly FileEntry[]
  family: string | null
  quantity: number
  /** One per possible build, so that fewer sinks and back loses nothing. */
  buildNumbers: readonly string[]
  designs: Readonly<Record<string, readonly Design[]>>
  /** Sinks of a family that is not open, which nothing can read: kept as they are, by its code. */
  unread: Readonly<Record<string, readonly StoredDesign[]>>
  /** Fields whose faults may show because they were left. */
  touched: ReadonlySet<string>
  /** Forms whose faults may all show because Next was pressed: `step.1`, `build.0`. */
  attempted: ReadonlySet<string>
  /** Choices that gave way to others, per build, until seen. */
  reassigned: Readonly<Record<number, readonly Reassignment[]>>
  /** `build/warning id` of what was acknowledged. */
  acknowledged: ReadonlySet<string>
  /**
   * A release that came into force meanwhile, and the answers for which it has no place, until it is read;
   * without a version: the family was retired.
   */
  news: { family: string; version: number | null; lost: readonly string[] } | null
  /** What the server answered to the last submit. */
  refusals: readonly Refusal[]
}

/** What the wizard is given and never changes. */
export type World = {
  families: Readonly<Record<string, FamilyContent>>
  /** Version of the release of each of them. */
  releases: Readonly<Record<string, number>>
  /** Settings that override figures of a release. */
  parameters: Readonly<Record<string, number>>
  /** The company's date, YYYY-MM-DD. */
  today: string
  /** The build that is changed on the release that it has; absent while an order is entered. */
  build?: string
}

export const blankCustomer = (companyName = ''): CustomerForm => ({
  companyName,
  contactName: '',
  email: '',
  phone: '',
  shippingAddress: { line1: '', line2: '', city: '', region: '', postalCode: '', country: '' },
})

export const BLANK_DETAILS: Details = {
  customer: null,
  poNumber: '',
  projectName: '',
  salesPerson: '',
  wantDate: '',
  language: 'EN',
  priority: 'STANDARD',
  specialInstructions: '',
  notes: '',
}

/** A family is preselected only when there is no choice. */
export function blankWizard(world: World): WizardState {
  const codes = Object.keys(world.families)
  return {
    step: 1,
    reached: 1,
    build: 0,
    details: BLANK_DETAILS,
    files: [],
    family: codes.length === 1 ? (codes[0] ?? null) : null,
    quantity: 1,
    buildNumbers: [],
    designs: {},
    unread: {},
    touched: new Set(),
    attempted: new Set(),
    reassigned: {},
    acknowledged: new Set(),
    news: null,
    refusals: [],
  }
}
