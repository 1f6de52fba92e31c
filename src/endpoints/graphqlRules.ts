import {
  getVariableValues,
  GraphQLError,
  Kind,
  type ExecutionArgs,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql'

const MAX_DEPTH = 12

/**
 * What a GraphQL request must satisfy beyond the standard rules: bounded depth, variables that fit
 * their types (Payload's handler cannot report them later), and introspection for people who are
 * signed in only. Complexity is bounded by `graphQL.maxComplexity`.
 */
export const graphqlRules = (args: ExecutionArgs): ValidationRule[] => [
  boundedDepth,
  fittingVariables(args.variableValues ?? {}),
  ...(isSignedIn(args.contextValue) ? [] : [noIntrospection]),
]

const boundedDepth: ValidationRule = (context) => ({
  OperationDefinition: (operation) => {
    const fragments = new Map(
      context
        .getDocument()
        .definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    )
    if (depthOf(operation.selectionSet, fragments, new Set()) > MAX_DEPTH) {
      context.reportError(
        new GraphQLError(`The query is nested deeper than ${MAX_DEPTH} levels.`, {
          nodes: operation,
        }),
      )
    }
  },
})

/** Depth with fragments spread out; a fragment inside itself counts as too deep. */
function depthOf(
  set: SelectionSetNode | undefined,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  within: ReadonlySet<string>,
): number {
  if (!set) return 0
  let deepest = 0
  for (const selection of set.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      const name = selection.name.value
      if (within.has(name)) return Infinity
      const inner = fragments.get(name)?.selectionSet
      deepest = Math.max(deepest, depthOf(inner, fragments, new Set([...within, name])))
    } else {
      const step = selection.kind === Kind.FIELD ? 1 : 0
      deepest = Math.max(deepest, step + depthOf(selection.selectionSet, fragments, within))
    }
    if (deepest > MAX_DEPTH) return deepest
  }
  return deepest
}

const fittingVariables =
  (values: Readonly<Record<string, unknown>>): ValidationRule =>
  (context) => ({
    OperationDefinition: ({ variableDefinitions }) => {
      const { errors } = getVariableValues(context.getSchema(), variableDefinitions ?? [], values, {
        maxErrors: 10,
      })
      errors?.forEach((error) => context.reportError(error))
    },
  })

const noIntrospection: ValidationRule = (context) => ({
  Field: (node) => {
    if (node.name.value === '__schema' || node.name.value === '__type') {
      context.reportError(new GraphQLError('Sign in to read the schema.', { nodes: node }))
    }
  },
})

const isSignedIn = (context: unknown): boolean =>
  typeof context === 'object' &&
  context !== null &&
  'req' in context &&
  typeof context.req === 'object' &&
  context.req !== null &&
  'user' in context.req &&
  Boolean(context.req.user)
