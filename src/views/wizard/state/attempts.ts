import type { SubmittedOrder } from '../api'
import type { Submission } from './submission'

type Attempt = { said: string; body: Submission & { draft: string | null }; key: string }

/** What a submit needs from outside. */
export type AttemptDoors = {
  submit: (body: Attempt['body'], key: string) => Promise<SubmittedOrder>
  newKey: () => string
  /** What the server's certain no is about, by field; null where the order may stand all the same. */
  refusedFields: (error: unknown) => readonly (string | undefined)[] | null
}

/**
 * The tries to submit one order. Until it is answered the same order keeps its body and key, also over a
 * change of the step, so that a lost answer cannot place it twice.
 */
export class Attempts {
  private last: Attempt | null = null

  constructor(private readonly doors: AttemptDoors) {}

  /** Whether this very order was sent, and nobody knows what became of it. */
  isUnanswered(order: Submission): boolean {
    return this.last?.said === JSON.stringify(order)
  }

  /**
   * Submits the order with its draft; answers what was placed, and the draft that went with it. Throws what
   * the server refused; where the answer was lost, the same order is tried again as it was.
   */
  async place(
    order: Submission,
    draft: string | null,
  ): Promise<{ placed: SubmittedOrder; draft: string | null }> {
    const attempt = this.attemptFor(order, draft)
    try {
      return await this.send(attempt)
    } catch (error) {
      const fields = this.doors.refusedFields(error)
      // removed in another window this very moment: the order does not need it
      if (!fields?.includes('draft') || attempt.body.draft === null) throw error
      return this.send(this.attemptFor(order, null))
    }
  }

  private attemptFor(order: Submission, draft: string | null): Attempt {
    const said = JSON.stringify(order)
    if (this.last?.said !== said)
      this.last = { said, body: { ...order, draft }, key: this.doors.newKey() }
    return this.last
  }

  private async send({ body, key }: Attempt) {
    try {
      const placed = await this.doors.submit(body, key)
      return { placed, draft: body.draft }
    } catch (error) {
      if (this.doors.refusedFields(error) !== null) this.last = null
      throw error
    }
  }
}
