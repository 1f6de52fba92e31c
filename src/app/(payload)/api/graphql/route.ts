import config from '@payload-config'
import { GRAPHQL_POST, REST_OPTIONS } from '@payloadcms/next/routes'
import { door, settleGraphql } from '../../../../endpoints/door'
import { guardGraphql } from '../../../../endpoints/graphqlGuard'
import { whoIs } from '../whoIs'

const answer = GRAPHQL_POST(config)

export const POST = door(
  async (request) => {
    await guardGraphql(request)
    return answer(request)
  },
  settleGraphql,
  whoIs,
)
export const OPTIONS = REST_OPTIONS(config)
