import { getPayload } from 'payload'
import config from '../payload.config'
import { isRole, ROLES } from '../src/domain/roles'
import { systemRequest } from '../src/services/actor'
import { shapeError } from '../src/services/http'
import { oneTimePassword } from '../src/services/people/password'

/**
 * `npm run user:create -- <email> <ROLE>`: opens an account and prints a one-time password. Exit 0 when
 * it exists now, 1 when it was refused, 2 when the call is wrong.
 */
const [email = '', role = ''] = process.argv.slice(2)
if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || !isRole(role)) {
  console.error('Usage: npm run user:create -- <email> <ROLE>')
  console.error(`Roles: ${ROLES.join(', ')}`)
  process.exit(2)
}

const payload = await getPayload({ config })
const [name = ''] = email.split('@')
const letters = name.replace(/[^A-Za-z]/g, '')
const password = oneTimePassword()
try {
  await payload.create({
    collection: 'users',
    data: {
      email,
      role,
      password,
      kind: 'HUMAN',
      isActive: true,
      firstName: name.slice(0, 60),
      lastName: 'Account',
      initials: (letters.slice(0, 2) || 'XX').toUpperCase(),
    },
    depth: 0,
    req: await systemRequest(payload),
  })
} catch (error) {
  for (const { message } of shapeError(error).errors) console.error(message)
  process.exit(1)
}
console.log(`${role} ${email} may sign in with the one-time password ${password}`)
console.log(
  role === 'ADMIN'
    ? 'Change it, and the name, under Account after signing in.'
    : 'Change it under Account after signing in. The name is changed by an Admin, under Users.',
)
process.exit(0)
