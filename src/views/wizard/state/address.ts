/** The address names the draft, so that a reload comes back to it. */
export function nameDraftInAddress(id: string | null): void {
  const url = new URL(window.location.href)
  if (id === null) url.searchParams.delete('draft')
  else url.searchParams.set('draft', id)
  window.history.replaceState(window.history.state, '', url)
}
