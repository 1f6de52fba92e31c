import { getVariableValues, GraphQLError, type ExecutionArgs, type ValidationRule } from 'graphql'

/**
 * What a GraphQL request must satisfy beyond the standard rules: variables that fit their types
 * (Payload's handler cannot report them later), and introspection for people who are signed in only.
 * Its size is bounded before, by the guard at the door, and by `graphQL.maxComplexity`.
 */
export const graphqlRules = (args: ExecutionArgs): ValidationRule[] => [
  fittingVariables(args.variableValues ?? {}),
  ...(isSignedIn(args.contextValue) ? [] : [noIntrospection]),
]

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
