/**
 * A few words that this window remembers over a reload; the empty text forgets them. A browser that keeps
 * nothing remembers nothing.
 */
export function remember(key: string, words: string): void {
  try {
    if (words === '') window.sessionStorage.removeItem(key)
    else window.sessionStorage.setItem(key, words)
  } catch {
    // a browser without storage: the page begins as it does for a newcomer
  }
}

/** What this window remembers under a key; the empty text where it is nothing. */
export function remembered(key: string): string {
  try {
    return window.sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
