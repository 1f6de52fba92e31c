import { expect } from 'vitest'

/**
 * A refused answer in the form of the contract, with this code among its errors:
 * `expect(answer).toMatchObject(refusal(409, 'wrong_state'))`.
 */
export const refusal = (status: number, code: string, own: Record<string, unknown> = {}) => ({
  status,
  body: {
    errors: expect.arrayContaining([
      expect.objectContaining({ code, message: expect.stringMatching(/\S{2,} \S{2,}/), ...own }),
    ]),
  },
})
