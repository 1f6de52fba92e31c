import Link from 'next/link'
import type { ServerProps } from 'payload'
import { may } from '../../../access/can'

/** The forms of the families in the menu, for those who read them. */
export function ChecklistsLink({ user }: Pick<ServerProps, 'user'>) {
  if (!may({ user: user ?? null }, 'checklists.read')) return null
  return (
    <Link className="nav__link" href="/admin/checklists" id="nav-checklists">
      <span className="nav__link-label">Checklists</span>
    </Link>
  )
}
