import {
  getNullableType,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  isInputObjectType,
  type GraphQLFieldConfig,
  type GraphQLInputFieldConfigMap,
  type GraphQLInputType,
} from 'graphql'
import type { GraphQLExtension } from 'payload'

type NullableInput = Exclude<GraphQLInputType, GraphQLNonNull<never>>
type Mutation = GraphQLFieldConfig<unknown, unknown>

/**
 * The update mutations of all collections and globals with every field of their data left to the caller, as
 * in a PATCH: the framework demands what is required inside a group, and of a global, even of a change that
 * leaves it alone. The rows of a list stay whole, since a list is written whole. What must not be empty is
 * judged by the fields themselves, on the merged record.
 */
export const graphqlUpdates = ({
  Mutation: { fields },
}: Parameters<GraphQLExtension>[1]): Record<string, Mutation> => {
  const made: Readonly<Record<string, Mutation>> = fields
  return Object.fromEntries(
    Object.entries(made).flatMap(([name, mutation]): [string, Mutation][] => {
      const { data } = mutation.args ?? {}
      if (!name.startsWith('update') || !data) return []
      const type = new GraphQLNonNull(opened(data.type, BESIDE[name]))
      return [[name, { ...mutation, args: { ...mutation.args, data: { ...data, type } } }]]
    }),
  )
}

/** What a change brings beside the fields of its record, as over REST: the warnings of a build that were read. */
const BESIDE: Readonly<Record<string, GraphQLInputFieldConfigMap>> = {
  updateBuild: { acknowledged: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)) } },
}

/** The type without its demand to be there, and so its fields all the way down. */
function opened(type: GraphQLInputType, beside: GraphQLInputFieldConfigMap = {}): NullableInput {
  const inner = getNullableType(type)
  if (!isInputObjectType(inner)) return inner
  const { name, fields } = inner.toConfig()
  return new GraphQLInputObjectType({
    name,
    fields: {
      ...Object.fromEntries(
        Object.entries(fields).map(([key, field]) => [key, { ...field, type: opened(field.type) }]),
      ),
      ...beside,
    },
  })
}
