import { parentOf } from './identity.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']
const controller = new AbortController()

/** The end of a command that somebody asked to stop: no failure, no message. */
export class Stopped extends Error {
  /** @param {number} code the exit code of the command */
  constructor(code) {
    super('stopped')
    this.code = code
  }
}

/** Aborted, with a `Stopped` as its reason, once this process is asked to end. */
export const stopSignal = controller.signal

/**
 * From now on SIGINT, SIGTERM, SIGHUP and the end of the parent that started us abort `stopSignal`
 * instead of ending the process. Only the first one counts: npm passes Ctrl-C on to a
 * process that the terminal has told already.
 *
 * @param {number} code exit code of a command that was stopped
 */
export function listenForStop(code) {
  const stop = () => controller.abort(new Stopped(code))
  for (const signal of SIGNALS) process.on(signal, stop)
  if (process.channel) {
    process.on('disconnect', stop)
    process.channel.unref()
  }
  if (process.env.npm_lifecycle_event) followShell(stop)
}

/**
 * npm runs a script as child of a shell and passes signals to that shell. Some shells (dash) pass
 * nothing on, they just end; and after a kill -9 of npm nobody could stop us any more. Either way
 * an ancestor is gone.
 */
function followShell(stop) {
  const shell = process.ppid
  const npm = parentOf(shell)
  setInterval(() => {
    if (process.ppid !== shell || parentOf(shell) !== npm) stop()
  }, 100).unref()
}

/** Resolves once somebody asks this process to end. */
export const stopRequested = () =>
  new Promise((resolve) => {
    if (stopSignal.aborted) resolve()
    else stopSignal.addEventListener('abort', () => resolve(), { once: true })
  })
