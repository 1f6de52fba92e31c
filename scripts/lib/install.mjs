import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { exclusively } from './lock.mjs'
import { run, runNode } from './processes.mjs'
import { CACHE, ROOT, Trouble } from './project.mjs'
import { chatter, say, step } from './say.mjs'
import { stopSignal } from './signals.mjs'

/**
 * Installs the packages of the lockfile when `node_modules` is absent or does not match it.
 *
 * @param {{ tools?: boolean }} [options] `tools: false` is content without the devDependencies, as
 *   in a production image
 */
export async function ensureInstalled({ tools = true } = {}) {
  if (isInstalled(tools)) return
  await exclusively(
    join(CACHE, 'install'),
    async () => {
      if (isInstalled(tools)) return
      await step('Installing packages (about a minute, needs the network once)', install)
    },
    {
      onWait: () => say('· Another command of this clone installs the packages: waiting for it'),
      signal: stopSignal,
    },
  )
}

/**
 * Whether `node_modules` holds what the lockfile says. npm notes there what it installed, as the
 * last thing it does; packages of other platforms, and those the lockfile itself calls extraneous,
 * are missing by right.
 */
function isInstalled(tools) {
  const installed = packagesIn(join(ROOT, 'node_modules', '.package-lock.json'))
  if (!installed) return false
  return Object.entries(packagesIn(join(ROOT, 'package-lock.json')) ?? {}).every(
    ([path, wanted]) => {
      const found = installed[path]
      if (path === '') return true
      if (!found)
        return Boolean(
          wanted.optional ||
          wanted.os ||
          wanted.cpu ||
          wanted.extraneous ||
          (!tools && (wanted.dev || wanted.devOptional)),
        )
      return found.version === wanted.version && found.integrity === wanted.integrity
    },
  )
}

function packagesIn(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined
}

async function install() {
  const { code, output } = await npm(['ci', '--include=dev', '--no-audit', '--no-fund'])
  if (code !== 0)
    throw new Trouble(
      [
        output,
        'The packages could not be installed (npm ci failed, its reasons stand above).',
        'With a working network, run it again; node_modules must belong to the user who runs this.',
      ].join('\n'),
    )
}

/** Runs npm, the one that started us when there is one. */
function npm(args) {
  const cli = process.env.npm_execpath
  const stdio = ['ignore', chatter(), chatter()]
  // NODE_ENV=production would leave out what builds and tests.
  const env = { ...process.env, NODE_ENV: '' }
  return cli?.endsWith('.js')
    ? runNode([cli, ...args], { stdio, env })
    : run('npm', args, { stdio, env, shell: process.platform === 'win32' })
}
