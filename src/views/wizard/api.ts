import { z } from 'zod'
import { familyContentSchema } from '../../domain/configurator/release'
import { isRefusalCode, type Refusal } from '../../domain/refusal'
import { previewSchema, type Preview } from '../shared/preview'
import { customerFormSchema } from './state/resume'
import type { NewRelease } from './state/republished'
import type { KnownDraft } from './state/draftSaver'
import type { CustomerChoice, FileEntry } from './state/wizard'
import { words } from './words'

/** Every call the wizard makes. Answers are read with a schema; refusals are thrown as one error. */

export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly refusals: readonly Refusal[],
  ) {
    super(refusals[0]?.message ?? words.failed)
  }
}

/** The server could not be reached at all. */
export class Unreachable extends Error {
  constructor() {
    super(words.unreachable)
  }
}

const errorsSchema = z.object({
  errors: z.array(
    z.object({
      code: z.string().optional(),
      message: z.string(),
      field: z.string().optional(),
      rule: z.string().optional(),
      item: z.string().optional(),
    }),
  ),
})

/** The refusals of an answer that is not a success. */
export function refusalsOf(body: unknown): readonly Refusal[] {
  const read = errorsSchema.safeParse(body)
  if (!read.success) return [{ code: 'malformed', message: words.failed }]
  return read.data.errors.map(({ code, ...rest }) => ({
    ...rest,
    code: isRefusalCode(code) ? code : 'malformed',
  }))
}

type Call = {
  method?: 'POST' | 'PATCH' | 'DELETE'
  body?: unknown
  signal?: AbortSignal
  headers?: Readonly<Record<string, string>>
  /** Lets the call outlive the page. */
  keepalive?: boolean
}

async function call<Answer>(
  path: string,
  schema: z.ZodType<Answer>,
  { method, body, signal, headers, keepalive = false }: Call = {},
): Promise<Answer> {
  const response = await fetch(path, {
    method: method ?? 'GET',
    credentials: 'same-origin',
    keepalive,
    headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new Unreachable()
  })
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) throw new Refused(response.status, refusalsOf(answer))
  return schema.parse(answer)
}

/** `where` and other parameters as Payload reads them. */
const query = (parameters: Readonly<Record<string, string | number>>): string =>
  new URLSearchParams(
    Object.entries(parameters).map(([name, value]) => [name, String(value)]),
  ).toString()

const idSchema = z.object({ id: z.string() })
const savedSchema = z.object({ doc: idSchema.extend({ rev: z.number() }) })

// --- drafts ------------------------------------------------------------------------------------

const draftSchema = z.object({
  id: z.string(),
  title: z.string(),
  step: z.number(),
  rev: z.number(),
  updatedAt: z.string(),
  content: z.unknown(),
})
export type DraftRecord = z.infer<typeof draftSchema>

export type DraftInput = { title: string; step: number; content: unknown }

/**
 * Writes the known draft if it still has that revision (null = whatever it has), or makes a new one, which
 * the files named in it then belong to.
 */
export async function saveDraft(
  known: KnownDraft | null,
  draft: DraftInput,
  keepalive = false,
): Promise<{ id: string; rev: number }> {
  const { doc } = await (known === null
    ? call('/api/order-drafts?depth=0', savedSchema, { method: 'POST', body: draft, keepalive })
    : call(draftPath(known.id), savedSchema, {
        method: 'PATCH',
        body: known.rev === null ? draft : { ...draft, rev: known.rev },
        keepalive,
      }))
  if (known === null)
    await Promise.all(filesIn(draft.content).map((file) => attachFile(file, doc.id)))
  return doc
}

const filesSchema = z.object({ documents: z.array(z.string()) })
const filesIn = (content: unknown): readonly string[] =>
  filesSchema.safeParse(content).data?.documents ?? []

/**
 * Names the draft of a file. One that has moved to an order meanwhile stays there; the submit says so. Where
 * it fails, the draft names the file all the same: it is there when the draft is opened again, and is submitted.
 */
const attachFile = (id: string, draft: string): Promise<unknown> =>
  call(filePath(id), z.unknown(), { method: 'PATCH', body: { draft } }).catch(() => null)

const draftPath = (id: string) => `/api/order-drafts/${id}?depth=0`

export const loadDraft = (id: string): Promise<DraftRecord> => call(draftPath(id), draftSchema)

export const deleteDraft = (id: string): Promise<unknown> =>
  call(draftPath(id), z.unknown(), { method: 'DELETE' })

// --- customers ---------------------------------------------------------------------------------

const nullableText = z.string().nullish()
const customerSchema = z
  .object({
    id: z.string(),
    companyName: z.string(),
    contactName: nullableText,
    email: nullableText,
    phone: nullableText,
    shippingAddress: z.record(z.string(), nullableText).nullish(),
  })
  .transform(({ id, ...form }): CustomerChoice => ({ id, form: customerFormSchema.parse(form) }))

const listOf = <Doc extends z.ZodType>(doc: Doc) =>
  z.object({ docs: z.array(doc), totalDocs: z.number() })

export const searchCustomers = async (text: string, signal: AbortSignal) =>
  (
    await call(
      `/api/customers?${query({
        'where[companyName][like]': text,
        sort: 'companyName',
        limit: 50,
        depth: 0,
      })}`,
      listOf(customerSchema),
      { signal },
    )
  ).docs

/** The customer, or null when there is none of that id. */
export const loadCustomer = (id: string): Promise<CustomerChoice | null> =>
  call(`/api/customers/${id}?depth=0`, customerSchema).catch((error: unknown) => {
    if (error instanceof Refused && error.status === 404) return null
    throw error
  })

// --- numbers -----------------------------------------------------------------------------------

const takenSchema = z.object({ taken: z.boolean() })
const checkSchema = z.object({
  poNumber: takenSchema.nullable(),
  buildNumbers: z.record(z.string(), takenSchema),
})

/** Which of these numbers exist already. */
export async function takenAmong(
  poNumber: string | null,
  buildNumbers: readonly string[],
  signal: AbortSignal,
): Promise<{ po: boolean; builds: readonly string[] }> {
  const asked = new URLSearchParams(buildNumbers.map((number) => ['buildNumber', number]))
  if (poNumber !== null) asked.set('poNumber', poNumber)
  const answer = await call(`/api/orders/check?${asked.toString()}`, checkSchema, { signal })
  return {
    po: answer.poNumber?.taken ?? false,
    builds: buildNumbers.filter((number) => answer.buildNumbers[number]?.taken),
  }
}

export const proposeNumbers = async (count: number, hint: string): Promise<readonly string[]> =>
  (
    await call(
      `/api/orders/propose-build-numbers?${query({ count, ...(hint ? { hint } : {}) })}`,
      z.object({ buildNumbers: z.array(z.string()) }),
    )
  ).buildNumbers

// --- files -------------------------------------------------------------------------------------

const documentSchema = z
  .object({
    id: z.string(),
    type: z.string(),
    title: z.string(),
    filesize: z.number().nullish(),
  })
  .transform(({ id, type, title, filesize }): FileEntry => ({
    id,
    type,
    name: title,
    size: filesize ?? 0,
  }))

export const filesOfDraft = async (draft: string): Promise<readonly FileEntry[]> =>
  (
    await call(
      `/api/documents?${query({ 'where[draft][equals]': draft, sort: 'createdAt', limit: 50, depth: 0 })}`,
      listOf(documentSchema),
    )
  ).docs

/** The files that the content of a draft names, as far as they are this person's to see. */
export const filesNamedIn = async (content: unknown): Promise<readonly FileEntry[]> => {
  const ids = filesIn(content)
  if (ids.length === 0) return []
  const { docs } = await call(
    `/api/documents?${query({ 'where[id][in]': ids.join(','), sort: 'createdAt', limit: 50, depth: 0 })}`,
    listOf(documentSchema),
  )
  return docs
}

/** Takes a file off the draft; the record itself stays, as every document does. */
export const detachFile = (id: string): Promise<unknown> =>
  call(filePath(id), z.unknown(), { method: 'PATCH', body: { draft: null } })

const filePath = (id: string) => `/api/documents/${id}?depth=0`

/** Uploads one file; `onProgress` hears the part done, 0 to 1. */
export function uploadFile(
  file: File,
  meta: { type: string; draft: string },
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<FileEntry> {
  const form = new FormData()
  form.append('file', file)
  form.append('_payload', JSON.stringify({ ...meta, title: file.name.slice(0, 200) }))

  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/documents?depth=0')
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new Unreachable())
    request.onabort = () => reject(new DOMException('Aborted', 'AbortError'))
    request.onload = () => {
      const body: unknown = request.response
      if (request.status >= 400) return reject(new Refused(request.status, refusalsOf(body)))
      const read = z.object({ doc: documentSchema }).safeParse(body)
      return read.success ? resolve(read.data.doc) : reject(new Error(words.failed))
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

// --- configurator ------------------------------------------------------------------------------

export type PreviewAsk = {
  family: string
  configuration: unknown
  accessories: unknown
  language: string
  /** The build that is changed, on the release that it has. */
  build?: string | undefined
  /** Version of the release that the asking form was made by: another form asks anew. */
  askedUnder: number | undefined
}

export const previewBuild = (
  { askedUnder: _, ...build }: PreviewAsk,
  signal: AbortSignal,
): Promise<Preview> =>
  call('/api/configurator/preview', previewSchema, { method: 'POST', body: build, signal })

const headerSchema = listOf(z.object({ release: z.string() }))
const versionSchema = listOf(z.object({ version: z.number() }))
const releaseSchema = z.object({ version: z.number(), content: familyContentSchema })

/** The release of a family in force; null while it is the one of this version. `CLOSED`: none is. */
export async function releaseInForce(
  family: string,
  version: number | undefined,
): Promise<NewRelease | 'CLOSED' | null> {
  const { docs } = await call(
    `/api/product-families?${query({
      'where[code][equals]': family,
      'where[state][equals]': 'PUBLISHED',
      'select[release]': 'true',
      limit: 1,
      depth: 0,
    })}`,
    headerSchema,
  )
  const [header] = docs
  if (!header) return 'CLOSED'
  // the content is some hundred kilobytes: it is fetched only when it is another one
  const known = await call(
    `/api/configuration-releases?${query({
      'where[id][equals]': header.release,
      'select[version]': 'true',
      limit: 1,
      depth: 0,
    })}`,
    versionSchema,
  )
  return known.docs[0]?.version === version
    ? null
    : call(`/api/configuration-releases/${header.release}?depth=0`, releaseSchema)
}

const accessorySchema = z.object({
  id: z.string(),
  partNumber: z.string(),
  name: z.string(),
  description: nullableText,
  category: z.object({ code: z.string(), name: z.string() }).nullish(),
  photo: nullableText,
})
export type AccessoryOffer = z.infer<typeof accessorySchema>

const offerSchema = z.object({
  docs: z.array(accessorySchema),
  totalDocs: z.number(),
  categories: z.array(z.object({ code: z.string(), name: z.string(), count: z.number() })),
})
export type AccessoryPage = z.infer<typeof offerSchema>

export const accessoriesOf = (
  asked: {
    family: string
    build: string | undefined
    search: string
    category: string | null
    page: number
  },
  signal: AbortSignal,
): Promise<AccessoryPage> =>
  call(
    `/api/configurator/accessories?${query({
      family: asked.family,
      page: asked.page,
      ...(asked.build ? { build: asked.build } : {}),
      ...(asked.search ? { search: asked.search } : {}),
      ...(asked.category ? { category: asked.category } : {}),
    })}`,
    offerSchema,
    { signal },
  )

const successorSchema = z.object({ partNumber: z.string(), name: z.string() }).nullish().catch(null)
const knownSchema = z
  .object({
    partNumber: z.string(),
    name: z.string(),
    isActive: z.boolean().nullish(),
    successorPart: successorSchema,
    successorAssembly: successorSchema,
  })
  .transform(({ partNumber, name, isActive, successorPart, successorAssembly }) => ({
    partNumber,
    name,
    isRetired: isActive === false,
    successor: successorPart ?? successorAssembly ?? null,
  }))
export type KnownAccessory = z.infer<typeof knownSchema>

/** The catalogue's word on these accessories; those that it does not hold are missing in the answer. */
export const accessoriesNamed = async (numbers: readonly string[], signal: AbortSignal) =>
  (
    await call(
      `/api/assemblies?${query({
        ...Object.fromEntries(
          numbers.map((number, index) => [`where[partNumber][in][${index}]`, number]),
        ),
        ...{ 'select[partNumber]': 'true', 'select[name]': 'true', 'select[isActive]': 'true' },
        ...{ 'select[successorPart]': 'true', 'select[successorAssembly]': 'true' },
        ...{ limit: 100, depth: 1, joins: 'false' },
      })}`,
      listOf(knownSchema),
      { signal },
    )
  ).docs

const buildSchema = z.object({
  id: z.string(),
  buildNumber: z.string(),
  customerName: nullableText,
  projectName: nullableText,
  configuration: z.unknown(),
  accessories: z.unknown(),
  order: z.object({ orderNumber: z.string(), poNumber: z.string() }).nullish().catch(null),
})
export type EarlierBuild = z.infer<typeof buildSchema>

const SEARCHED = [
  'buildNumber',
  'customerName',
  'projectName',
  'order.orderNumber',
  'order.poNumber',
] as const

/** Builds of earlier orders of one family, newest first. */
export const searchBuilds = async (family: string, text: string, signal: AbortSignal) =>
  (
    await call(
      `/api/builds?${query({
        'where[and][0][family][equals]': family,
        ...Object.fromEntries(
          text
            ? SEARCHED.map((field, index) => [`where[and][1][or][${index}][${field}][like]`, text])
            : [],
        ),
        sort: '-createdAt',
        limit: 12,
        depth: 1,
        joins: 'false',
      })}`,
      listOf(buildSchema),
      { signal },
    )
  ).docs

// --- submit ------------------------------------------------------------------------------------

const submittedSchema = z.object({
  order: z.object({ id: z.string(), orderNumber: z.string() }),
  builds: z.array(z.object({ id: z.string(), buildNumber: z.string() })),
})
export type SubmittedOrder = z.infer<typeof submittedSchema>

export const submitOrder = (body: unknown, key: string): Promise<SubmittedOrder> =>
  call('/api/orders/submit', submittedSchema, {
    method: 'POST',
    body,
    headers: { 'Idempotency-Key': key },
  })

/** Whether the server has said no for certain; after anything else the order may stand all the same. */
export const isAnswered = (error: unknown): error is Refused =>
  error instanceof Refused &&
  error.status < 500 &&
  error.refusals.every(({ code }) => code !== 'retry')
