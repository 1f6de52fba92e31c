import Link from 'next/link'
import './settings.scss'

/** Who changed which setting, and what stood there before. */
export const SettingsLog = () => (
  <Link
    className="settings-log"
    href="/admin/collections/audit-events?where[resource][equals]=settings"
  >
    Changes of the settings
  </Link>
)
