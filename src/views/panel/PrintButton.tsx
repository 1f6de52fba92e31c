'use client'

import './panel.scss'

export const PrintButton = () => (
  <button type="button" className="panel-button panel-no-print" onClick={() => window.print()}>
    Print
  </button>
)
