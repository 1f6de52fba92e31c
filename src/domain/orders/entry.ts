import { z } from 'zod'
import { dayCalled } from '../days'
import { isSeen, readsAsNothing } from '../label'
import { BUILD_NUMBER_LENGTH } from '../numbering'
import { refusalOf } from '../parse'

/**
 * What a coordinator types in, steps 1 and 2 of the wizard (domain handbook 5.1, 5.2). The form and
 * the server read with the same schemas; the configuration of step 3 is judged by the family release.
 */

export const PRIORITIES = ['STANDARD', 'RUSH', 'EMERGENCY'] as const
export const DOCUMENT_LANGUAGES = ['EN', 'FR', 'ES'] as const
export const MAX_BUILDS = 10

/** What the forms call the reason for a language that changes late (handbook R20). */
export const CHANGE_REASON_LABEL = 'Reason for the change'

const NUL = String.fromCharCode(0)
const text = (name: string, min: number, max: number) =>
  z
    .string({
      error: ({ input }) =>
        input === undefined || input === null
          ? `Enter the ${name}.`
          : `${sentence(name)} must be text.`,
    })
    .trim()
    .min(
      min,
      min === 1 ? `Enter the ${name}.` : `${sentence(name)} needs at least ${min} characters.`,
    )
    .max(max, `${sentence(name)} takes at most ${max} characters.`)
    .refine(
      (value) => !value.includes(NUL),
      `${sentence(name)} holds a character that cannot be stored.`,
    )
    .refine((value) => value === '' || !readsAsNothing(value), `Enter the ${name}.`)

const sentence = (name: string) => name.charAt(0).toUpperCase() + name.slice(1)

/** Null where something may be left out: programs send it for what they do not know. */
const nullAsAbsent = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => value ?? undefined, schema)

/** An optional text: absent, null and blank all mean "none". */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : (value ?? null)),
    schema.nullable(),
  )

export const shippingAddressSchema = z.object(
  {
    line1: text('street', 1, 200),
    line2: optional(text('second street line', 1, 200)),
    city: text('city', 1, 100),
    region: text('region or state', 1, 100),
    postalCode: text('postal code', 1, 20),
    country: text('country', 1, 60),
  },
  'Enter the shipping address.',
)

export const customerSchema = z.object(
  {
    companyName: text('company name', 3, 100),
    contactName: optional(text('contact name', 1, 100)),
    email: optional(z.email('Enter an e-mail address such as name@hospital.org.').max(200)),
    phone: optional(
      z
        .string('Phone must be text.')
        .trim()
        .regex(
          /^[+()\d][\d\s().\-/x]{4,38}$/i,
          'Enter a phone number: digits, spaces and + ( ) - . /',
        ),
    ),
    shippingAddress: shippingAddressSchema,
  },
  'Choose a customer or enter a new one.',
)

/** One spelling of the same letters and blanks, and nothing that cannot be seen: two orders are told apart by it. */
export const poNumberSchema = text('PO number', 3, 60)
  .normalize('NFC')
  .overwrite((value) => value.replaceAll(/\p{Zs}/gu, ' '))
  .refine(
    (value) => isSeen(value.replaceAll(' ', '')),
    'A PO number stands on one line and holds no invisible characters.',
  )

/** As it is stored: trimmed. Whether it is still free is another question. */
export const buildNumberSchema = text(
  'build number',
  BUILD_NUMBER_LENGTH.min,
  BUILD_NUMBER_LENGTH.max,
).regex(/^[A-Za-z0-9\-_/.]*$/, 'A build number is made of letters, digits and - _ / .')

/** A date-only value that lies after today, both as `YYYY-MM-DD` in the company's time zone. */
export const wantDateSchema = (today: string) =>
  dayCalled('want date').refine((date) => date > today, 'The want date must lie after today.')

/** `SP` is the old spelling of Spanish and is stored as `ES`. */
export const languageSchema = z.preprocess(
  (value) => (value === 'SP' ? 'ES' : value),
  z.enum(DOCUMENT_LANGUAGES, 'Choose English (EN), French (FR) or Spanish (ES).'),
)

const uuid = (what: string) => z.uuid(`${sentence(what)} is not an id.`)

/** An id of a known customer, or a new one; each judged by its own schema so that faults keep their field. */
const customerChoice = z.unknown().transform((value, context): string | CustomerEntry => {
  const result =
    typeof value === 'string' ? uuid('customer').safeParse(value) : customerSchema.safeParse(value)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const { code, message } = refusalOf(issue, value)
    context.addIssue({ code: 'custom', path: issue.path, message, params: { refusal: code } })
  }
  return z.NEVER
})

/** Step 1 without the files. */
export const orderDataSchema = (today: string) =>
  z.object({
    customer: customerChoice,
    poNumber: poNumberSchema,
    projectName: optional(text('project name', 3, 100)),
    salesPerson: text('sales person', 3, 100),
    wantDate: wantDateSchema(today),
    language: languageSchema,
    priority: z.enum(PRIORITIES, 'Choose STANDARD, RUSH or EMERGENCY.').default('STANDARD'),
    specialInstructions: optional(text('special instructions', 1, 500)),
    notes: optional(text('notes', 1, 4000)),
  })

/** Step 2: one row per build. Configuration and accessories are judged by the release. */
export const buildEntrySchema = z.strictObject({
  buildNumber: buildNumberSchema,
  family: text('family', 1, 40),
  configuration: z.unknown(),
  accessories: nullAsAbsent(
    z
      .array(z.unknown(), 'Accessories are a list.')
      .max(200, 'At most 200 accessories per build.')
      .default([]),
  ),
})

/** Warnings that were read, by their ids or their codes. */
export const acknowledgedSchema = z
  .array(z.string().max(60), 'Acknowledged warnings are a list of their ids or codes.')
  .max(200)
  .default([])

/** The whole wizard, as submitted (contract 4). `today` is the company's date. */
export const submissionSchema = (today: string) =>
  z.strictObject({
    ...orderDataSchema(today).shape,
    priority: nullAsAbsent(orderDataSchema(today).shape.priority),
    documents: nullAsAbsent(z.array(uuid('document')).max(50).default([])),
    draft: uuid('draft').nullish(),
    acknowledged: nullAsAbsent(acknowledgedSchema),
    builds: z
      .array(buildEntrySchema, 'Builds are a list.')
      .min(1, 'An order has at least one build.')
      .max(MAX_BUILDS, `An order has at most ${MAX_BUILDS} builds.`)
      .superRefine((builds, context) => {
        const seen = new Set<string>()
        builds.forEach(({ buildNumber }, index) => {
          const key = buildNumber.toLowerCase()
          if (seen.has(key)) {
            context.addIssue({
              code: 'custom',
              path: [index, 'buildNumber'],
              params: { refusal: 'duplicate_build_number' },
              message: `Build number ${buildNumber} is used twice in this order.`,
            })
          }
          seen.add(key)
        })
      }),
  })

export type Submission = z.output<ReturnType<typeof submissionSchema>>
export type CustomerEntry = z.output<typeof customerSchema>
export type BuildEntry = z.output<typeof buildEntrySchema>
export type Priority = (typeof PRIORITIES)[number]
export type DocumentLanguage = (typeof DOCUMENT_LANGUAGES)[number]
