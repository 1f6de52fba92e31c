import './brand.scss'

/** A sink from above: two basins in a body. */
const Mark = ({ size }: { size: number | '100%' }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round">
      <rect x="1.5" y="4.5" width="21" height="15" rx="2.5" />
      <rect x="5" y="8" width="5.5" height="8" rx="1.2" />
      <rect x="13.5" y="8" width="5.5" height="8" rx="1.2" />
    </g>
  </svg>
)

/** The name of the product where people sign in. */
export const BrandLogo = () => (
  <div className="brand">
    <Mark size={40} />
    <span>Torvan Workflow</span>
  </div>
)

/** The way home in front of the path of a page, as large as the panel has room for it. */
export const BrandIcon = () => <Mark size="100%" />
