import type { PayloadRequest } from 'payload'
import type { AuditAction } from '../domain/audit'
import { recordApart } from './audit'
import { requestFacts } from './requestFacts'

/**
 * A refused call as the trail keeps it (handbook 1.2 "a refused call answers 401 or 403 and is
 * logged"). `email` is set when somebody tried to sign in with it.
 */
export type RefusedCall = {
  status: 401 | 403
  /** Collection slug or route that was called. */
  resource: string
  resourceId?: string | null
  method: string
  path: string
  /** The operation that GraphQL was asked for. */
  field?: string | undefined
  code: string
  email?: string | null
}

const WINDOW_MS = 60_000
const PER_CALLER = 60
const PER_PROCESS = 1_200

/**
 * Nobody can fill the disk with refusals: per minute and process the first 60 of a caller (account,
 * else address) and the first 1 200 of all callers are written. What was left out is counted and
 * stands as `unwritten` on the next row that is written. Failed sign-ins count the same.
 */
class Budget {
  private opened = 0
  private spent = 0
  private readonly callers = new Map<string, number>()
  private unwritten = 0

  /** How many refusals went unwritten before this one, or null when this one must not be written. */
  spend(caller: string, now: number): number | null {
    if (now - this.opened >= WINDOW_MS) this.open(now)
    const mine = this.callers.get(caller) ?? 0
    if (mine >= PER_CALLER || this.spent >= PER_PROCESS) {
      this.unwritten += 1
      return null
    }
    this.callers.set(caller, mine + 1)
    this.spent += 1
    const left = this.unwritten
    this.unwritten = 0
    return left
  }

  private open(now: number): void {
    this.opened = now
    this.spent = 0
    this.callers.clear()
  }
}

const budget = new Budget()

/**
 * Records a refusal or a failed sign-in in a transaction of its own. Never throws: the caller is about
 * to answer the refusal, and the answer must stand even while the database cannot be reached.
 */
export async function recordRefusal(req: PayloadRequest, call: RefusedCall): Promise<void> {
  const caller = req.user ? String(req.user.id) : (requestFacts(req).ip ?? 'local')
  const unwritten = budget.spend(caller, Date.now())
  if (unwritten === null) return
  const { email, method, path, field, code, status } = call
  try {
    await recordApart(req, {
      action: actionOf(call),
      resource: call.resource,
      resourceId: call.resourceId,
      after: { method, path, field, status, code, email, unwritten: unwritten || undefined },
      stream: 'ACTIVITY',
    })
  } catch (error) {
    req.payload.logger.error({ err: error, msg: 'A refusal could not be recorded' })
  }
}

function actionOf({ code, email }: RefusedCall): AuditAction {
  if (email !== undefined) return 'sign_in_failed'
  return code === 'wrong_password' ? 'signature_refused' : 'access_refused'
}
