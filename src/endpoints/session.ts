import type { Endpoint } from 'payload'
import { z } from 'zod'
import { errorBodyOf, shapeStatus } from '../services/http'
import { requestResetUnseen } from '../services/people/reset'

const gone = (path: string, message: string): Endpoint => ({
  path,
  method: 'post',
  handler: () => Response.json(errorBodyOf(shapeStatus(404, message)), { status: 404 }),
})

/** Doors of the framework that this house does not have (trap 27): self-registration in any form. */
export const closedDoors: Endpoint[] = [
  gone(
    '/first-register',
    'Accounts are opened by an Admin; the first one by the command "npm run user:create".',
  ),
  gone('/verify/:id', 'Accounts need no confirmation here.'),
]

const Body = z.object({ email: z.string().trim().min(1).max(254) })

/** Asks for a reset mail. Known and unknown addresses get the same answer after the same time. */
export const forgotPassword: Endpoint = {
  path: '/forgot-password',
  method: 'post',
  handler: async (req) => {
    const body = Body.safeParse(await req.json?.().catch(() => null))
    if (!body.success) {
      const refusal = shapeStatus(400, 'Send the e-mail address of the account as "email".')
      return Response.json(errorBodyOf(refusal), { status: 400 })
    }
    await requestResetUnseen(req, body.data.email)
    return Response.json({
      message: 'If the account exists, a message with a link is on its way.',
    })
  },
}
