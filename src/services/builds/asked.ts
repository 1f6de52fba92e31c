import type { PayloadRequest } from 'payload'
import { acknowledgedSchema } from '../../domain/orders/entry'
import { parse } from '../../domain/parse'
import type { Transition } from '../../domain/workflow/decide'
import type { Signature } from '../../domain/workflow/definition'
import { orThrow } from '../http'

/** What a write on a build asks for. Payload fills in what was not sent, so it is heard before that. */
export type AskedWrite = {
  /** The note that came with this write; the one that the row still holds speaks for an earlier one. */
  note: string | null
  /** Nothing but a status was sent: a move, even to the status that the build is in already. */
  isMove: boolean
  /** Nothing but what the sink is was sent, and why: a wish for its bill of materials, changed or not. */
  isSpecification: boolean
  /** Ids or codes of the warnings that whoever writes has read. */
  acknowledged: ReadonlySet<string>
}

const OF_A_MOVE: ReadonlySet<string> = new Set([
  'status',
  'statusNote',
  'holdClass',
  'override',
  'rev',
])

const OF_A_SPECIFICATION: ReadonlySet<string> = new Set([
  'family',
  'configuration',
  'accessories',
  'acknowledged',
  'statusNote',
  'rev',
])

const heard = new WeakMap<PayloadRequest, AskedWrite>()
const decided = new WeakMap<PayloadRequest, Transition>()
const renewing = new WeakSet<PayloadRequest>()

/** Remembers what was sent, until the next write of the same request. */
export function hearWrite(req: PayloadRequest, sent: object): void {
  const note = 'statusNote' in sent ? sent.statusNote : null
  const read = 'acknowledged' in sent ? sent.acknowledged : undefined
  heard.set(req, {
    acknowledged: new Set(orThrow(parse(acknowledgedSchema, read, 'acknowledged'))),
    note: typeof note === 'string' ? note : null,
    isMove: 'status' in sent && Object.keys(sent).every((name) => OF_A_MOVE.has(name)),
    isSpecification:
      ('configuration' in sent || 'accessories' in sent) &&
      Object.keys(sent).every((name) => OF_A_SPECIFICATION.has(name)),
  })
  decided.delete(req)
  renewing.delete(req)
}

/** What the present write of this request asks for. */
export function askedWrite(req: PayloadRequest): AskedWrite {
  const asked = heard.get(req)
  if (!asked) throw new Error('A build is written past the hook that hears what is asked for.')
  return asked
}

/** Keeps the decision on the present write's move for what follows from it. */
export const rememberMove = (req: PayloadRequest, transition: Transition): unknown =>
  decided.set(req, transition)

/** The move that the present write makes, if it makes one. */
export const moveOf = (req: PayloadRequest): Transition | undefined => decided.get(req)

/** Keeps that the present write has the bill made anew although the sink stays what it is. */
export const rememberRenewal = (req: PayloadRequest): unknown => renewing.add(req)

/** Does the present write have the bill of an unchanged sink made anew? */
export const isRenewal = (req: PayloadRequest): boolean => renewing.has(req)

const signed = new WeakMap<PayloadRequest, Signature>()

/** Said by the signing service alone: the inspection that it has just signed makes the next move. */
export const signedMove = (req: PayloadRequest, signature: Signature): unknown =>
  signed.set(req, signature)

/** The signature that makes the present move, once: a later move needs one of its own. */
export function takeSignature(req: PayloadRequest): Signature | undefined {
  const signature = signed.get(req)
  signed.delete(req)
  return signature
}
