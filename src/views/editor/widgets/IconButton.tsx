'use client'

/** A small button with a drawing; `label` is what it is called. */
export function IconButton({
  label,
  id,
  act,
  shape,
  isOff = false,
}: {
  label: string
  id?: string
  act: () => void
  /** Path in a square of sixteen. */
  shape: string
  isOff?: boolean
}) {
  return (
    <button
      type="button"
      id={id}
      className="editor-icon"
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={act}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={shape} />
      </svg>
    </button>
  )
}
