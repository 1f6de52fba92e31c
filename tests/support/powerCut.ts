import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Kills a launcher, its servers and every process of its database, none of which can say goodbye.
 * `pid` is the launcher's; `first` says whose processes go first.
 */
export function cutPower(
  { pid, dataDir }: { pid: number; dataDir: string },
  first: 'launcher' | 'database',
): void {
  const database = parseInt(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10)
  const processes = parentage()
  const trees = [pid, database].map((root) => [root, ...descendants(root, processes)])
  if (first === 'database') trees.reverse()
  for (const one of trees.flat()) kill(one)
}

/** A connection that ended in this moment needs no killing. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const parentage = (): [pid: number, parent: number][] =>
  execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0]) => [pid, parent])

const descendants = (root: number, processes: ReturnType<typeof parentage>): number[] =>
  processes
    .filter(([, parent]) => parent === root)
    .flatMap(([pid]) => [pid, ...descendants(pid, processes)])
