'use client'

import { say } from '../words'

export const RemoveButton = ({ what, remove }: { what: string; remove: () => void }) => (
  <button type="button" className="editor-icon" aria-label={say.remove(what)} onClick={remove}>
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M4 4 12 12M12 4 4 12" />
    </svg>
  </button>
)
