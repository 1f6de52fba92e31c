import type { PayloadRequest } from 'payload'
import type { RecordComment } from '../../domain/quality/record'
import { isRole, ROLE_LABELS } from '../../domain/roles'
import type { NonconformanceComment } from '../../payload-types'
import { refused } from '../http'
import { lockChain } from '../lockChain'
import { idOf } from '../relation'

type Author = Pick<NonconformanceComment, 'by' | 'byName' | 'byRole' | 'at'>

/**
 * Who says something about a nonconformance, and when. Refuses with `not_found` for one that the author may
 * not read, with `wrong_state` for a closed one, `required` for a text of blanks. The case is locked, so
 * that nothing is said about it while it closes.
 */
export async function authorOfComment(
  req: PayloadRequest,
  { nonconformance, text }: Partial<NonconformanceComment>,
): Promise<Author> {
  const { user } = req
  if (!user) throw refused({ code: 'unauthenticated', message: 'Sign in first.' })
  if (typeof text !== 'string' || text.trim() === '')
    throw refused({ code: 'required', field: 'text', message: 'Write what you have to say.' })
  const id = idOf(nonconformance)
  await lockChain(req, 'nonconformances', id)
  const { docs } = await req.payload.find({
    collection: 'nonconformances',
    where: { id: { equals: id } },
    select: { number: true, status: true },
    limit: 1,
    depth: 0,
    joins: false,
    overrideAccess: false,
    req,
  })
  const [about] = docs
  if (!about)
    throw refused({
      code: 'not_found',
      field: 'nonconformance',
      message: 'There is no such nonconformance.',
    })
  if (about.status === 'CLOSED')
    throw refused({
      code: 'wrong_state',
      message: `Nonconformance ${about.number ?? ''} is closed: nothing is added to it any more.`,
    })
  return {
    by: user.id,
    byName: `${user.firstName} ${user.lastName}`,
    byRole: user.role,
    at: new Date().toISOString(),
  }
}

/** What was said, by whom and when, as screens and prints show it. */
export const commentInWords = ({
  at,
  byName,
  byRole,
  createdAt,
  text,
}: NonconformanceComment): RecordComment => ({
  at: at ?? createdAt,
  who: byName ?? '',
  role: isRole(byRole) ? ROLE_LABELS[byRole] : '',
  text,
})
