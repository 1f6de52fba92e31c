import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const WINDOWS = process.platform === 'win32'

/**
 * What tells a process apart from a later one with the same pid: the time it was started.
 *
 * @param {number} pid
 * @returns {string | undefined} undefined when there is no such process (a zombie counts as none)
 */
export function identityOf(pid) {
  if (process.platform === 'linux') return linuxIdentity(pid)
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (error.code !== 'EPERM') return undefined
  }
  if (WINDOWS) return 'alive'
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return createHash('sha256').update(started.trim()).digest('hex').slice(0, 12)
  } catch {
    return undefined
  }
}

function linuxIdentity(pid) {
  const fields = linuxStat(pid)
  return !fields || fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19]
}

/** State, parent, ... of `/proc/<pid>/stat`, after the name, which may contain anything. */
function linuxStat(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/** The parent of a process, where that can be told cheaply (Linux). */
export function parentOf(pid) {
  return Number(linuxStat(pid)?.[1]) || undefined
}

/**
 * The name of a process on disk: `pid-identity`. No two processes ever share one, which is why
 * whoever finds a dead process's file may remove it without asking.
 */
export const nameOf = (pid = process.pid) => `${pid}-${identityOf(pid)}`

/** Whether the process of such a name (further parts after it are ignored) still lives. */
export function isLiving(name) {
  const [pid, identity] = name.split('-')
  return identityOf(Number(pid)) === identity
}

/** The command line of a process, '' when it cannot be read. */
export function commandLineOf(pid) {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    if (WINDOWS) return ''
    return execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
