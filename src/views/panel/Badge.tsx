import { isBomState } from '../../domain/boms/state'
import './panel.scss'
import { bomLook, isPriority, PRIORITY_LOOKS, readable, type Look } from './words'

/** A coloured word; the word alone says it all. */
export function Badge({ look: { label, tone }, plain = false }: { look: Look; plain?: boolean }) {
  return (
    <span className={`panel-badge panel-badge--${tone}${plain ? ' panel-badge--plain' : ''}`}>
      {label}
    </span>
  )
}

/** `isBuildOver` where the build ended, delivered or cancelled: what was not decided then never is. */
export const BomStateBadge = ({
  state,
  isBuildOver = false,
}: {
  state: string
  isBuildOver?: boolean
}) => (
  <Badge
    look={
      isBomState(state) ? bomLook(state, isBuildOver) : { label: readable(state), tone: 'slate' }
    }
  />
)

export const PriorityBadge = ({ priority }: { priority: string }) => (
  <Badge
    plain
    look={
      isPriority(priority) ? PRIORITY_LOOKS[priority] : { label: readable(priority), tone: 'slate' }
    }
  />
)
