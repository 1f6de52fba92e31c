import {
  configToJSONSchema,
  type Endpoint,
  type Payload,
  type SanitizedCollectionConfig,
} from 'payload'
import { z } from 'zod'
import { nobody } from '../../access/can'
import { FIXED_PATHS, SENT_BESIDE, schemaOf } from './openapiFixed'

type Json = Readonly<Record<string, unknown>>
type Paths = Record<string, Record<string, unknown>>

const json = (schema: Json): Json => ({ content: { 'application/json': { schema } } })
const form = (schema: Json): Json => ({ content: { 'multipart/form-data': { schema } } })
const reference = (name: string): Json => ({ $ref: `#/components/schemas/${name}` })
const answer = (description: string, schema?: Json): Json => ({
  description,
  ...(schema && json(schema)),
})

const REFUSALS = { default: { $ref: '#/components/responses/Refusal' } }

const LIST_PARAMETERS = ['where', 'sort', 'limit', 'page', 'depth', 'select'].map((name) => ({
  name,
  in: 'query',
  schema: name === 'where' || name === 'select' ? { type: 'object' } : {},
  ...((name === 'where' || name === 'select') && { style: 'deepObject', explode: true }),
}))

const pageOf = (slug: string): Json => ({
  type: 'object',
  properties: {
    docs: { type: 'array', items: reference(slug) },
    totalDocs: { type: 'integer' },
    limit: { type: 'integer' },
    page: { type: 'integer' },
    totalPages: { type: 'integer' },
  },
})

/**
 * The API as an OpenAPI 3.1 document, made from what runs: the collections with their fields, and the
 * commands with the schemas that check their input. What nobody may do is left out.
 */
export function openApiOf({ config }: Payload): Json {
  const { definitions = {} } = configToJSONSchema(config, 'text')
  const paths: Paths = Object.fromEntries(
    Object.entries(FIXED_PATHS).map(([path, operations]) => [path, { ...operations }]),
  )
  for (const collection of config.collections) {
    if (collection.slug.startsWith('payload-')) continue
    Object.assign(paths, recordPaths(collection))
    addCommands(paths, `/api/${collection.slug}`, collection.slug, collection.endpoints || [])
  }
  for (const { slug } of config.globals) paths[`/api/globals/${slug}`] = globalPath(slug)
  addCommands(paths, '/api', 'general', config.endpoints)
  return {
    openapi: '3.1.0',
    info: { title: 'Torvan Workflow', version: '1' },
    security: [{ session: [] }, { machine: [] }],
    paths,
    components: {
      schemas: { ...rebased(definitions), Refusal: REFUSAL_SCHEMA },
      responses: { Refusal: answer('A refusal with a stable code', reference('Refusal')) },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`JWT <token>`',
        },
        machine: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`users API-Key <key>`',
        },
      },
    },
  }
}

const REFUSAL_SCHEMA: Json = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'message'],
        properties: {
          code: { type: 'string' },
          message: { type: 'string' },
          field: { type: 'string' },
        },
      },
    },
  },
}

/** List, one, and whatever writing is not closed to everybody (`nobody` of `access/can.ts`). */
function recordPaths({ access, slug, upload }: SanitizedCollectionConfig): Paths {
  const body = { requestBody: json(reference(slug)) }
  const whole = upload ? { requestBody: form(UPLOAD) } : body
  const one = { 200: answer('The record', reference(slug)), ...REFUSALS }
  const tags = [slug]
  const open = (operation: 'create' | 'delete' | 'update'): boolean => access[operation] !== nobody
  return {
    [`/api/${slug}`]: {
      get: {
        tags,
        parameters: LIST_PARAMETERS,
        responses: { 200: answer('A page of records', pageOf(slug)), ...REFUSALS },
      },
      ...(open('create') && {
        post: { tags, ...whole, responses: { 201: answer('The new record'), ...REFUSALS } },
      }),
    },
    [`/api/${slug}/{id}`]: {
      parameters: [ID],
      get: { tags, responses: one },
      ...(open('update') && { patch: { tags, requestBody: json(changeOf(slug)), responses: one } }),
      ...(open('delete') && { delete: { tags, responses: one } }),
    },
  }
}

/** What a change of a record may bring: its fields, and what stands beside them. */
function changeOf(slug: string): Json {
  const beside = SENT_BESIDE[slug]
  return beside ? { allOf: [reference(slug), schemaOf(beside)] } : reference(slug)
}

/** A file with the fields of its record as JSON text. */
const UPLOAD: z.core.JSONSchema.JSONSchema = {
  type: 'object',
  required: ['file'],
  properties: {
    file: { type: 'string', contentMediaType: 'application/octet-stream' },
    _payload: { type: 'string', contentMediaType: 'application/json' },
  },
}

const isFields = (value: unknown): value is Record<string, z.core.JSONSchema.JSONSchema> =>
  typeof value === 'object' && value !== null

/** Files with further fields of the form. */
const formOf = (
  fields: Record<string, z.core.JSONSchema.JSONSchema>,
): z.core.JSONSchema.JSONSchema => ({
  type: 'object',
  required: ['file', ...Object.keys(fields)],
  properties: {
    file: {
      type: 'array',
      items: { type: 'string', contentMediaType: 'application/octet-stream' },
    },
    ...fields,
  },
})

function globalPath(slug: string): Json {
  const responses = { 200: answer('The settings', reference(slug)), ...REFUSALS }
  const tags = [slug]
  return {
    get: { tags, responses },
    post: { tags, requestBody: json(reference(slug)), responses },
  }
}

const ID: Json = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

/**
 * Commands and queries that carry the schema of their input (`endpoints/command.ts`); those with a
 * capability and no schema take a file.
 */
function addCommands(
  paths: Paths,
  base: string,
  tag: string,
  endpoints: readonly Omit<Endpoint, 'root'>[],
): void {
  for (const { custom, method, path } of endpoints) {
    const input: unknown = custom?.input
    if (!custom?.capability) continue
    const isFile = !(input instanceof z.ZodType)
    const fields: unknown = custom.form
    const schema =
      input instanceof z.ZodType ? schemaOf(input) : isFields(fields) ? formOf(fields) : UPLOAD
    const route = `${base}${path}`.replace(/:(\w+)/g, '{$1}')
    paths[route] = {
      ...paths[route],
      [method]: {
        tags: [tag],
        parameters: [
          ...parametersOf(route),
          ...(method === 'get' ? queryOf(schema) : [IDEMPOTENCY]),
        ],
        ...(method !== 'get' && { requestBody: isFile ? form(schema) : json(schema) }),
        responses: { [String(custom.status ?? 200)]: answer('Done'), ...REFUSALS },
        'x-capability': custom.capability,
      },
    }
  }
}

const IDEMPOTENCY: Json = { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } }

const parametersOf = (route: string): Json[] =>
  [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ ...ID, name }))

const queryOf = ({ properties = {}, required = [] }: z.core.JSONSchema.JSONSchema): Json[] =>
  Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }))

/** Payload points at `#/definitions`; in this document the schemas live elsewhere. */
function rebased(definitions: object): Json {
  const text = JSON.stringify(definitions).replaceAll('#/definitions/', '#/components/schemas/')
  const moved: unknown = JSON.parse(text)
  return typeof moved === 'object' && moved !== null ? { ...moved } : {}
}
