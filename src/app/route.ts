import config from '@payload-config'
import { redirect } from 'next/navigation'
import { getPayload } from 'payload'

/** The front door: to the place of work of whoever is signed in, else to the sign-in page. */
export async function GET(request: Request): Promise<never> {
  const payload = await getPayload({ config })
  const { user } = await payload.auth({ headers: request.headers, canSetHeaders: false })
  redirect(user ? '/admin' : '/admin/login')
}
