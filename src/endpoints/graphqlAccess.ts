import type { GraphQLFieldConfig } from 'graphql'
import type { GraphQLExtension } from 'payload'

type Query = GraphQLFieldConfig<unknown, unknown>

/**
 * The queries that tell what the caller may do (`Access`, `docAccess…`). The framework shortens its answer
 * as for the panel (`true` for everything beneath, nothing for what is closed) but types it in full, so that
 * nearly every such query failed. Here each permission that a query names is read out of the short form.
 */
export const graphqlAccess: GraphQLExtension = (_graphql, { Query: { fields } }) => {
  const made: Readonly<Record<string, Query>> = fields
  return Object.fromEntries(
    Object.entries(made).flatMap(([name, query]): [string, Query][] => {
      const resolve = query.resolve
      if (!resolve || !/^(Access$|docAccess)/.test(name)) return []
      return [
        [
          name,
          {
            ...query,
            resolve: async (...args) => {
              const answer: unknown = await resolve(...args)
              return name === 'Access' ? overall(answer) : permissions(answer)
            },
          },
        ],
      ]
    }),
  )
}

function overall(answer: unknown): Record<string, unknown> {
  const { canAccessAdmin, ...entities } = isRecord(answer) ? answer : {}
  return {
    ...Object.fromEntries(
      Object.entries(entities).map(([entity, granted]) => [entity, permissions(granted)]),
    ),
    canAccessAdmin: canAccessAdmin === true,
  }
}

/** Permissions of a record, a field or one act, spelled out as far down as a query asks. */
const permissions = (granted: unknown): object =>
  new Proxy(
    {},
    {
      get(_target, key) {
        if (key === 'permission') {
          return granted === true || (isRecord(granted) && granted.permission === true)
        }
        if (key === 'where') return isRecord(granted) ? granted.where : undefined
        // not a promise, whatever it is asked for
        if (typeof key === 'symbol' || key === 'then') return undefined
        return permissions(isRecord(granted) ? granted[key] : granted)
      },
    },
  )

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
