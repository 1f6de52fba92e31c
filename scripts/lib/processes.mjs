import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { ROOT, Trouble } from './project.mjs'
import { Stopped, stopSignal } from './signals.mjs'

const WINDOWS = process.platform === 'win32'

/** The module that makes a child end when its parent is gone. */
const TIED = new URL('./tied-to-parent.mjs', import.meta.url).href

/**
 * Starts a Node child. It has its own process group, so that Ctrl-C reaches only the parent, which
 * stops its children in order; and it ends by itself when the parent is killed.
 *
 * @param {string[]} args script and arguments
 * @param {{ env: NodeJS.ProcessEnv, stdio?: [any, any, any], typescript?: boolean }} options
 */
export function startNode(args, { env, stdio = ['ignore', 'inherit', 'inherit'], typescript }) {
  const preload = typescript ? ['--import', 'tsx', '--import', TIED] : ['--import', TIED]
  return spawn(process.execPath, [...preload, ...args], {
    cwd: ROOT,
    env: { ...env, TORVAN_PARENT: String(process.pid), npm_lifecycle_event: undefined },
    stdio: [...stdio, 'ipc'],
    detached: !WINDOWS,
    windowsHide: true,
  })
}

/**
 * Waits for the end of a child.
 *
 * @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>}
 */
export function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve({ code: child.exitCode, signal: child.signalCode })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
}

/**
 * Runs a Node child to its end; it is stopped when this process is asked to stop.
 *
 * @param {string[]} args
 * @param {Parameters<typeof startNode>[1]} options
 * @returns {Promise<{ code: number | null, output: string }>} output is stdout and stderr together,
 *   as far as they are piped
 * @throws {Stopped} when this process was asked to stop
 */
export async function runNode(args, options) {
  stopSignal.throwIfAborted()
  const child = startNode(args, options)
  const abort = () => void stop(child)
  stopSignal.addEventListener('abort', abort, { once: true })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk) => (output += chunk))
  try {
    const [{ code }] = await Promise.all([
      ended(child),
      ...[child.stdout, child.stderr].map(drained),
    ])
    return { code, output }
  } finally {
    stopSignal.removeEventListener('abort', abort)
    stopSignal.throwIfAborted()
  }
}

const drained = (stream) =>
  stream ? new Promise((resolve) => stream.once('close', resolve)) : undefined

/** Asks a child to end (SIGTERM), and after `patience` milliseconds no longer asks. */
export async function stop(child, patience = 15_000) {
  const end = ended(child).catch(() => undefined)
  child.kill('SIGTERM')
  const impatience = new AbortController()
  await Promise.race([
    end,
    pause(patience, undefined, { signal: impatience.signal })
      .then(() => killGroup(child))
      .catch(() => undefined),
  ])
  impatience.abort()
  await end
}

function killGroup(child) {
  try {
    if (WINDOWS) child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    child.kill('SIGKILL')
  }
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeoutMs?: number, input?: string }} options
 * @returns {Promise<{ code: number | null, output: string }>} code null when killed or timed out;
 *   output is stdout and stderr together when they are piped
 */
export function run(command, args, { timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      ...options,
    })
    let output = ''
    const collect = (chunk) => (output += chunk)
    child.stdout?.setEncoding('utf8').on('data', collect)
    child.stderr?.setEncoding('utf8').on('data', collect)
    const timer = timeoutMs && setTimeout(() => child.kill('SIGKILL'), timeoutMs)
    child.once('error', (error) => {
      clearTimeout(timer)
      resolve({ code: null, output: `${output}${error.message}\n` })
    })
    child.once('close', (code) => {
      clearTimeout(timer)
      resolve({ code, output })
    })
  })
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19))
    throw new Trouble(`This needs Node 20.19 or later, and it runs on ${process.version}.`)
}

/**
 * The body of a command: prints a `Trouble` as a sentence, an unexpected error with its stack, and
 * ends the process.
 *
 * @param {() => Promise<number | void>} work answers the exit code
 */
export async function main(work) {
  let code = 1
  try {
    checkNode()
    code = (await work()) ?? 0
  } catch (error) {
    if (error instanceof Stopped) code = error.code
    else process.stderr.write(`\n${error instanceof Trouble ? error.message : error.stack}\n`)
  }
  process.exit(code)
}
