import './panel.scss'

/** A file that the server makes: a plain link, which the router does not fetch ahead, in a new tab. */
export const FileLink = ({ href, children }: { href: string; children: string }) => (
  <a className="panel-button panel-no-print" href={href} target="_blank" rel="noreferrer">
    {children}
    <span className="panel-hidden"> (opens in a new tab)</span>
  </a>
)
