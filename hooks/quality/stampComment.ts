import type { CollectionBeforeChangeHook } from 'payload'
import type { NonconformanceComment } from '../../src/payload-types'
import { authorOfComment } from '../../src/services/quality/comments'

/** A comment carries who wrote it and when, by the clock of the server; a closed case takes none. */
export const stampComment: CollectionBeforeChangeHook<NonconformanceComment> = async ({
  data,
  req,
}) => ({ ...data, ...(await authorOfComment(req, data)) })
