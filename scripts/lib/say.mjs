let out = process.stdout

/** Moves every notice to stderr, for commands whose stdout belongs to their own output. */
export function talkOnStderr() {
  out = process.stderr
}

/** Prints one line. */
export function say(line = '') {
  out.write(`${line}\n`)
}

/** The file descriptor that children with chatty output should write to. */
export const chatter = () => (out === process.stderr ? 2 : 1)

/** Milliseconds as people read them: `0.4 s`, `43 s`, `2 min 05 s`. */
export function elapsed(ms) {
  const seconds = ms / 1000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 60) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}

/**
 * Runs a long step: names it, tells every ten seconds that it still runs, and how long it took.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = Date.now()
  say(`· ${title} ...`)
  const ticker = setInterval(
    () => say(`  ... ${title}: ${elapsed(Date.now() - began)} so far`),
    10_000,
  )
  try {
    const result = await work()
    say(`✓ ${title} (${elapsed(Date.now() - began)})`)
    return result
  } catch (error) {
    say(`✗ ${title} (${elapsed(Date.now() - began)})`)
    throw error
  } finally {
    clearInterval(ticker)
  }
}
