import { say } from '../words'

type Props = {
  take: () => void
  letGo: () => void
}

/** What a row of a list is dragged by; by keyboard it is moved with the buttons beside it. */
export const Grip = ({ take, letGo }: Props) => (
  <span
    className="editor-grip"
    aria-hidden="true"
    draggable
    onDragStart={take}
    onDragEnd={letGo}
    title={say.drag}
  >
    <svg viewBox="0 0 10 16">
      <path d="M3 3h.01M7 3h.01M3 8h.01M7 8h.01M3 13h.01M7 13h.01" />
    </svg>
  </span>
)
