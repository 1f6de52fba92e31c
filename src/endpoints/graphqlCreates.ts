import {
  getNullableType,
  GraphQLInputObjectType,
  GraphQLNonNull,
  isInputObjectType,
  type GraphQLFieldConfig,
} from 'graphql'
import type { FlattenedField, GraphQLExtension } from 'payload'
import { noField } from '../../access/can'

type Mutation = GraphQLFieldConfig<unknown, unknown>

/**
 * The create mutations of all collections with the fields left to the caller that the server fills, as in a
 * POST: the framework demands everything that a stored record must have, a default or not.
 */
export const graphqlCreates = ({
  Mutation: { fields },
  collections,
}: Parameters<GraphQLExtension>[1]): Record<string, Mutation> => {
  const made: Readonly<Record<string, Mutation>> = fields
  const all = Object.values(collections)
  return Object.fromEntries(
    Object.entries(made).flatMap(([name, mutation]): [string, Mutation][] => {
      const { data } = mutation.args ?? {}
      const collection = all.find(({ graphQL }) => graphQL?.mutationInputType === data?.type)
      const input = data && getNullableType(data.type)
      if (!name.startsWith('create') || !collection || !isInputObjectType(input)) return []
      const filled = new Set(
        collection.config.flattenedFields.flatMap((one) => (isFilled(one) ? [one.name] : [])),
      )
      if (filled.size === 0) return []
      const config = input.toConfig()
      const type = new GraphQLInputObjectType({
        ...config,
        fields: Object.fromEntries(
          Object.entries(config.fields).map(([key, field]) => [
            key,
            filled.has(key) ? { ...field, type: getNullableType(field.type) } : field,
          ]),
        ),
      })
      const args = { ...mutation.args, data: { ...data, type: new GraphQLNonNull(type) } }
      return [[name, { ...mutation, args }]]
    }),
  )
}

/** Demanded, and filled by a default, by services alone, or by a hook that the field names with `custom: { filled: true }`. */
const isFilled = (field: FlattenedField): boolean =>
  'required' in field &&
  field.required === true &&
  (('defaultValue' in field && field.defaultValue !== undefined) ||
    field.access?.create === noField ||
    field.custom?.filled === true)
