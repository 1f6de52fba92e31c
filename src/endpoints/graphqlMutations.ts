import { GraphQLBoolean, GraphQLNonNull, GraphQLString, type GraphQLFieldConfig } from 'graphql'
import type { GraphQLExtension, PayloadRequest } from 'payload'
import { refused } from '../services/http'
import { requestResetUnseen } from '../services/people/reset'
import { graphqlCreates } from './graphqlCreates'
import { graphqlUpdates } from './graphqlUpdates'

type Mutation<Arguments> = GraphQLFieldConfig<unknown, { req: PayloadRequest }, Arguments>

/**
 * Mutations that the framework makes and that answer differently here: creates leave to the server what it
 * fills, updates take a part of a record, there is nothing to verify, and a reset message is asked for as over REST.
 */
export const graphqlMutations: GraphQLExtension = (_graphql, made) => ({
  ...graphqlCreates(made),
  ...graphqlUpdates(made),
  ...accountMutations,
})

const accountMutations: {
  forgotPasswordUser: Mutation<{ email: string }>
  verifyEmailUser: Mutation<{ token?: string }>
} = {
  forgotPasswordUser: {
    type: new GraphQLNonNull(GraphQLBoolean),
    args: { email: { type: new GraphQLNonNull(GraphQLString) } },
    resolve: async (_source, { email }, { req }) => {
      await requestResetUnseen(req, email)
      return true
    },
  },
  verifyEmailUser: {
    type: GraphQLBoolean,
    args: { token: { type: GraphQLString } },
    resolve: () => {
      throw refused({ code: 'not_found', message: 'Accounts need no confirmation here.' })
    },
  },
}
