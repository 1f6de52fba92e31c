import { createHash, type Hash } from 'node:crypto'
import type { ClientBase } from 'pg'
import type { AuditStream } from '../domain/audit'
import {
  chainFault,
  NO_SEAL,
  retentionEnd,
  sealName,
  type AuditFault,
  type ChainEnd,
} from '../domain/seals'
import { MARK_DIGITS, markOf, readSeals, sealHashOf, type StoredSeal } from './seals'

type Row = { place: string; id: string; hash: string }

/**
 * Follows the seals of one stream while its rows come by in their order, and finds the first row or seal
 * that is not what was sealed. Seals whose rows are all gone are accepted at the beginning of the stream
 * once their retention is over.
 */
export class SealWalk {
  /** The last seal that was found good. */
  end: ChainEnd = NO_SEAL
  /** Rows that stand under a seal. */
  sealed = 0

  private page: StoredSeal[] = []
  private isAtEnd = false
  private seal: StoredSeal | null = null
  private met = 0
  private digest: Hash = createHash('sha256')
  private readonly expired: number

  constructor(
    private readonly client: ClientBase,
    private readonly stream: AuditStream,
  ) {
    this.expired = retentionEnd(stream, new Date()).getTime()
  }

  /** The next row of the stream; null when it is as it was sealed, or not sealed yet. */
  async meet(row: Row): Promise<AuditFault | null> {
    const place = Number(row.place)
    for (;;) {
      const bad = await this.open()
      if (bad) return bad
      if (!this.seal || place <= this.seal.toSeq) break
      const unfinished = this.close()
      if (unfinished) return unfinished
    }
    if (!this.seal) return null
    const name = sealName(this.seal)
    const fault = (reason: string): AuditFault => ({
      id: row.id,
      seq: row.place,
      seal: name,
      reason,
    })
    if (place < this.seal.fromSeq || this.met >= this.seal.rows)
      return fault(`it was not there when seal ${name} was taken`)
    const start = this.met * MARK_DIGITS
    if (this.seal.marks.slice(start, start + MARK_DIGITS) !== markOf(row.hash))
      return fault(
        `seal ${name} holds another row here: it was rewritten, or one before it is gone`,
      )
    this.digest.update(row.hash)
    this.met += 1
    this.sealed += 1
    return null
  }

  /** After the last row: what remains of the chain. */
  async finish(): Promise<AuditFault | null> {
    for (;;) {
      const bad = await this.open()
      if (bad) return bad
      if (!this.seal) return null
      const unfinished = this.close()
      if (unfinished) return unfinished
    }
  }

  /** Makes the next seal of the chain the present one when there is none. */
  private async open(): Promise<AuditFault | null> {
    if (this.seal || this.isAtEnd) return null
    if (this.page.length === 0) this.page = await readSeals(this.client, this.stream, this.end.seq)
    const next = this.page.shift()
    if (!next) {
      this.isAtEnd = true
      return null
    }
    const { marks: _, hash, ...content } = next
    const reason = chainFault(this.end, { ...content, hash }, sealHashOf(content))
    if (reason) return { id: null, seq: String(next.fromSeq), seal: sealName(next), reason }
    this.seal = next
    this.met = 0
    this.digest = createHash('sha256')
    return null
  }

  /** All rows of the present seal have come by. */
  private close(): AuditFault | null {
    const { seal } = this
    if (!seal) return null
    const fault = (reason: string): AuditFault => ({
      id: null,
      seq: String(seal.toSeq),
      seal: sealName(seal),
      reason,
    })
    if (this.met === 0 && this.mayBeGone(seal)) {
      this.move(seal)
      return null
    }
    if (this.met < seal.rows)
      return fault(`${seal.rows - this.met} of the ${seal.rows} rows under it are gone`)
    if (this.digest.digest('hex') !== seal.digest)
      return fault('the rows under it are not those that were sealed')
    this.move(seal)
    return null
  }

  /** Retention drops from the old end only: behind a row that is there, nothing may be missing. */
  private mayBeGone({ newestAt }: StoredSeal): boolean {
    return this.sealed === 0 && newestAt !== null && Date.parse(newestAt) < this.expired
  }

  private move(seal: StoredSeal): void {
    this.end = { seq: seal.seq, toSeq: seal.toSeq, hash: seal.hash }
    this.seal = null
  }
}
