// npm start: everything from a fresh clone to a served demo plant, in one command.
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { ensureBuilt } from './lib/build.mjs'
import { claimDataDir } from './lib/datadir.mjs'
import { loadEnvFile, portOf, prepare } from './lib/env.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { ended, main, runNode, startNode, stop } from './lib/processes.mjs'
import { Trouble } from './lib/project.mjs'
import { elapsed, say, step } from './lib/say.mjs'
import { listenForStop, stopRequested, stopSignal } from './lib/signals.mjs'

const DEMOS = ['full', 'users', '0']
const DEMO_PASSWORD = 'Torvan-demo-2026'
const DEMO_USERS = [
  ['admin', 'Admin'],
  ['coordinator', 'Production Coordinator'],
  ['procurement', 'Procurement Specialist'],
  ['qc', 'QC Person'],
  ['assembler', 'Assembler'],
  ['assembler2', 'Assembler'],
  ['service', 'Service Department'],
]

const READY_WITHIN_MS = 120_000
const STOPPED_WITHIN_MS = 20_000

await main(async () => {
  const began = Date.now()
  listenForStop(0)
  loadEnvFile()
  const port = portOf()
  const demo = process.env.DEMO || 'full'
  if (!DEMOS.includes(demo))
    throw new Trouble(`DEMO must be one of ${DEMOS.join(', ')}, and it is "${demo}".`)
  claimDataDir()
  await ensurePortIsFree(port)
  await ensureInstalled()
  await ensureBuilt()

  const database = process.env.DATABASE_URL ? 'Reading the environment' : 'Starting the database'
  const { env: prepared, close } = await step(database, prepare)
  const env = { ...prepared, PORT: String(port), DEMO: demo }
  const children = []
  try {
    await step('Bringing the database up to date', () => command('scripts/migrate.ts', env))
    if (demo !== '0')
      await step('Looking after the demo plant', () => command('scripts/seed.ts', env))

    const web = startNode(['scripts/web.mjs'], { env })
    children.push(web)
    await step('Starting the server', () => ready(web, port))
    const worker = startNode(['scripts/worker.ts'], { env, typescript: true })
    children.push(worker)

    welcome(env.SERVER_URL, demo, Date.now() - began)
    await Promise.race([
      stopRequested(),
      ended(web).then(() => unexpected('web server')),
      ended(worker).then(() => unexpected('worker')),
    ])
  } finally {
    say()
    say('· Stopping ...')
    for (const child of children) await stop(child, STOPPED_WITHIN_MS)
    await close()
    say('✓ Stopped. The data is kept; the next npm start continues with it.')
  }
})

/** Runs a TypeScript command to its end. */
async function command(script, env) {
  const { code } = await runNode([script], { env, typescript: true })
  if (code !== 0) throw new Trouble(`${script} failed, its reasons stand above.`)
}

/** Waits until the server answers that it is ready, which also makes the first page a quick one. */
async function ready(web, port) {
  const began = Date.now()
  let answer = 'nothing'
  while (Date.now() - began < READY_WITHIN_MS) {
    stopSignal.throwIfAborted()
    if (web.exitCode !== null || web.signalCode !== null) unexpected('web server')
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/ready`, {
        signal: AbortSignal.timeout(30_000),
      })
      if (response.status === 200) return
      answer = `${response.status} ${await response.text()}`
    } catch {
      answer = 'nothing'
    }
    await pause(100)
  }
  throw new Trouble(`The server did not get ready. /api/ready answers: ${answer}`)
}

function unexpected(name) {
  if (!stopSignal.aborted)
    throw new Trouble(`The ${name} ended unexpectedly, its reasons stand above.`)
}

/** A server that was killed a moment ago frees its port within a second or two. */
async function ensurePortIsFree(port) {
  for (let attempt = 1; !(await isFree(port)); attempt += 1) {
    if (attempt === 20)
      throw new Trouble(
        [
          `Port ${port} is in use by another program (another npm start, perhaps).`,
          'Stop it, or choose another port:',
          `  PORT=${port + 1} npm start`,
          'A second plant beside the first also needs its own DATA_DIR.',
        ].join('\n'),
      )
    await pause(250)
  }
}

function isFree(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', (error) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else if (error.code === 'EACCES')
        reject(new Trouble(`Port ${port} may not be used by this user. Choose one above 1023.`))
      else reject(error)
    })
    probe.listen(port, () => probe.close(() => resolve(true)))
  })
}

function welcome(url, demo, took) {
  say()
  say(`Torvan Workflow is ready after ${elapsed(took)}:  ${url}`)
  if (demo !== '0') {
    say()
    say(`Sign in with password ${DEMO_PASSWORD} as`)
    for (const [name, role] of DEMO_USERS) say(`  ${`${name}@torvan.example`.padEnd(28)} ${role}`)
  }
  say()
  say('Ctrl-C stops everything and keeps the data.')
}
