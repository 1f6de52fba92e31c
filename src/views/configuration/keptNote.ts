/** The note of a publishing that was refused, kept in this window until it is done: nobody types it twice. */

export function keptNote(record: string): string {
  try {
    return window.sessionStorage.getItem(keyOf(record)) ?? ''
  } catch {
    return ''
  }
}

/** Keeps the note, or forgets it where it is empty. */
export function keepNote(record: string, note: string): void {
  try {
    if (note === '') window.sessionStorage.removeItem(keyOf(record))
    else window.sessionStorage.setItem(keyOf(record), note)
  } catch {
    // a browser without storage keeps no note
  }
}

const keyOf = (record: string): string => `torvan-publish-note/${record}`
