import {
  Kind,
  OperationTypeNode,
  parse,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import { refused } from '../services/http'

/** A query as long as ours ever are is a few hundred tokens; comparing fields costs their square. */
const MAX_TOKENS = 3_000
const MAX_DEPTH = 12
/** Fields after every fragment is spread out. */
const MAX_FIELDS = 2_000

/**
 * Refuses a GraphQL request that would be expensive merely to look at, before the handler parses,
 * validates and weighs it: too long, too deep, fragments that contain themselves or multiply. Subscriptions
 * too, of which there are none: the handler would answer them as a fault of its own.
 */
export async function guardGraphql(request: Request): Promise<void> {
  const body: unknown = await request.clone().json()
  const query =
    typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined
  if (typeof query !== 'string') throw malformed('Send {query, variables} as JSON.')
  const document = parsed(query)
  if (document.definitions.some(isSubscription)) {
    throw malformed('There are no subscriptions. Ask with a query.')
  }
  const { depth, fields } = extentOf(document)
  if (depth > MAX_DEPTH) throw malformed(`The query is nested deeper than ${MAX_DEPTH} levels.`)
  if (fields > MAX_FIELDS) throw malformed(`The query asks for more than ${MAX_FIELDS} fields.`)
}

const isSubscription = (one: DefinitionNode): boolean =>
  one.kind === Kind.OPERATION_DEFINITION && one.operation === OperationTypeNode.SUBSCRIPTION

function parsed(query: string): DocumentNode {
  try {
    return parse(query, { maxTokens: MAX_TOKENS, noLocation: true })
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : 'The query is not readable.')
  }
}

type Extent = { depth: number; fields: number }
const ENDLESS: Extent = { depth: Infinity, fields: Infinity }

/** Deepest nesting and number of fields with fragments spread out; each fragment is measured once. */
function extentOf({ definitions }: DocumentNode): Extent {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition)
  }
  const known = new Map<string, Extent>()

  const ofFragment = (name: string): Extent => {
    const measured = known.get(name)
    if (measured) return measured
    known.set(name, ENDLESS) // what it is while it is being measured: it contains itself
    const extent = ofSet(fragments.get(name)?.selectionSet)
    known.set(name, extent)
    return extent
  }

  const ofSet = (set: SelectionSetNode | undefined): Extent => {
    let depth = 0
    let fields = 0
    for (const selection of set?.selections ?? []) {
      const isField = selection.kind === Kind.FIELD ? 1 : 0
      const inner =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : ofSet(selection.selectionSet)
      depth = Math.max(depth, inner.depth + isField)
      fields += inner.fields + isField
    }
    return { depth, fields }
  }

  const extents = definitions.flatMap((one) =>
    one.kind === Kind.OPERATION_DEFINITION
      ? [ofSet(one.selectionSet)]
      : one.kind === Kind.FRAGMENT_DEFINITION
        ? [ofFragment(one.name.value)]
        : [],
  )
  return {
    depth: Math.max(0, ...extents.map(({ depth }) => depth)),
    fields: Math.max(0, ...extents.map(({ fields }) => fields)),
  }
}

const malformed = (message: string) => refused({ code: 'malformed', message })
