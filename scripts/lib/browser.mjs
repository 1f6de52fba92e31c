import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './processes.mjs'
import { Trouble } from './project.mjs'
import { say, step } from './say.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * A Chromium that runs here: `TORVAN_CHROMIUM`, the machine's own, Playwright's download, or the
 * Debian package, in this order. Says which.
 *
 * @returns {Promise<string>} path of the program
 * @throws {Trouble} names the package to install when there is none
 */
export async function findBrowser() {
  const given = process.env.TORVAN_CHROMIUM
  if (given) {
    if (await works(given)) return told(given, 'given by TORVAN_CHROMIUM')
    throw new Trouble(`TORVAN_CHROMIUM is ${given}, and that does not run.`)
  }
  return (
    told(await firstWorking(installed()), 'of this machine') ??
    told(await firstWorking([await playwrights()]), 'downloaded earlier by Playwright') ??
    told(await downloaded(), 'downloaded by Playwright') ??
    told(await packaged(), 'installed from the Debian package chromium') ??
    missing()
  )
}

function missing() {
  throw new Trouble(
    'No browser could be found, downloaded or installed. Install the package `chromium` (Debian, Ubuntu: apt-get install chromium), or Google Chrome, or set TORVAN_CHROMIUM to a Chromium.',
  )
}

function told(path, how) {
  if (path) say(`✓ Browser: ${path}, ${how}`)
  return path
}

const installed = () => [
  ...NAMES.flatMap((name) =>
    (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)),
  ),
  ...APPLICATIONS,
]

async function firstWorking(paths) {
  for (const path of paths) if (existsSync(path) && (await works(path))) return path
}

/** A file named like a browser may be a stub, or lack libraries: it has to tell its version. */
async function works(path) {
  const { code, output } = await run(path, ['--version'], { timeoutMs: 20_000 })
  return code === 0 && /chrom/i.test(output)
}

async function playwrights() {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

async function downloaded() {
  await step('No browser on this machine: downloading the one of Playwright', async () => {
    const cli = join('node_modules', '@playwright', 'test', 'cli.js')
    const { code, output } = await run(
      process.execPath,
      [cli, 'install', '--no-shell', 'chromium'],
      { timeoutMs: 180_000 },
    )
    if (code !== 0) say(`  It could not be downloaded. ${lastLine(output)}`)
  })
  return await firstWorking([await playwrights()])
}

async function packaged() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined
  await step('Installing the Debian package chromium', async () => {
    const options = {
      timeoutMs: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }
    await run('apt-get', ['update'], options)
    const { code, output } = await run(
      'apt-get',
      ['install', '-y', '--no-install-recommends', 'chromium'],
      options,
    )
    if (code !== 0) say(`  It could not be installed. ${lastLine(output)}`)
  })
  return await firstWorking(installed())
}

const lastLine = (text) => text.trim().split('\n').at(-1) ?? ''
