import { percent } from './work'
import './production.scss'

/** A share from 0 to 1 as a bar that is read aloud too. */
export const ProgressBar = ({ share, label }: { share: number; label: string }) => (
  <div className="floor-bar">
    <progress max={1} value={share} aria-label={label}>
      {percent(share)}
    </progress>
    <span aria-hidden="true">{percent(share)}</span>
  </div>
)
