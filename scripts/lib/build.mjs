import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exclusively } from './lock.mjs'
import { isLiving, nameOf } from './identity.mjs'
import { runNode } from './processes.mjs'
import { CACHE, ROOT, Trouble } from './project.mjs'
import { chatter, say, step } from './say.mjs'
import { stopSignal } from './signals.mjs'

/**
 * What the build is made from. (Not tsconfig.json, which Next rewrites while it builds, and not
 * scripts and tests, which it only type-checks.)
 */
const SOURCES = [
  'src',
  'collections',
  'access',
  'hooks',
  'migrations',
  'public',
  'payload.config.ts',
  'next.config.mjs',
  'next.config.ts',
  'package.json',
  'package-lock.json',
]

const STAMP = join(ROOT, '.next', 'torvan-build')
const SERVERS = join(CACHE, 'servers')

/**
 * Builds the application when there is no build of exactly these sources. Two commands of one clone
 * never build at once.
 *
 * @returns {Promise<boolean>} whether it built
 */
export async function ensureBuilt() {
  if (isBuilt()) return false
  return await exclusively(
    join(CACHE, 'build'),
    async () => {
      if (isBuilt()) return false
      warnServers()
      await step('Building the application (one to two minutes the first time)', build)
      return true
    },
    {
      onWait: () => say('· Another command of this clone builds the application: waiting for it'),
      signal: stopSignal,
    },
  )
}

/** Whether `.next` holds a finished build of the sources as they are now. */
export function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashOfSources()
}

/** Notes that this process serves the present build, so that a rebuild can warn about it. */
export function registerServer() {
  mkdirSync(SERVERS, { recursive: true })
  const file = join(SERVERS, nameOf())
  writeFileSync(file, '')
  return () => rmSync(file, { force: true })
}

function warnServers() {
  if (!existsSync(SERVERS)) return
  for (const name of readdirSync(SERVERS)) {
    if (isLiving(name))
      say(
        `! Process ${name.split('-')[0]} serves this clone from the build that is replaced now: restart it afterwards`,
      )
    else rmSync(join(SERVERS, name), { force: true })
  }
}

async function build() {
  const hash = hashOfSources()
  rmSync(STAMP, { force: true })
  const { code } = await runNode(['node_modules/next/dist/bin/next', 'build'], {
    stdio: ['ignore', chatter(), chatter()],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  if (code !== 0 || !existsSync(join(ROOT, '.next', 'BUILD_ID')))
    throw new Trouble('The build failed, its reasons stand above.')
  writeFileSync(STAMP, hash)
}

function hashOfSources() {
  const hash = createHash('sha256').update(process.version.split('.')[0])
  for (const source of SOURCES) addTo(hash, source)
  return hash.digest('hex')
}

function addTo(hash, path) {
  const full = join(ROOT, path)
  if (!existsSync(full)) return
  const entries = contentsOf(full)
  if (!entries) hash.update(`${path}\0`).update(readFileSync(full)).update('\0')
  else for (const entry of entries) addTo(hash, `${path}/${entry}`)
}

/** The sorted names in a folder, undefined for a file. */
function contentsOf(path) {
  try {
    return readdirSync(path).sort()
  } catch (error) {
    if (error.code === 'ENOTDIR') return undefined
    throw error
  }
}
