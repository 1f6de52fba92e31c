// npm test: every check of the product, cheapest first, on a database of its own.
//   npm test -- --only domain,int        some suites
//   npm test -- --only int orders        of those, the files whose path contains "orders"
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { findBrowser } from './lib/browser.mjs'
import { ensureBuilt } from './lib/build.mjs'
import { cleanEnvironment } from './lib/env.mjs'
import { isImportMapFresh, isMigrationFresh, isTypesFresh } from './lib/generated.mjs'
import { ensureInstalled } from './lib/install.mjs'
import {
  openDatabase,
  removeAbandoned,
  removeTemporary,
  temporaryDataDir,
} from './lib/postgres.mjs'
import { main, runNode } from './lib/processes.mjs'
import { ROOT, Trouble } from './lib/project.mjs'
import { elapsed, say } from './lib/say.mjs'
import { listenForStop, stopSignal } from './lib/signals.mjs'

/**
 * `faults` names each failed test with the first lines of its reason.
 * @typedef {{ passed: number, failed: number, skipped: number, faults?: string[] }} Score
 * @typedef {{ env: NodeJS.ProcessEnv, dataDir: string, filters: string[] }} Bench
 */

const PASSED = { passed: 1, failed: 0, skipped: 0 }
const FAILED = { passed: 0, failed: 1, skipped: 0 }
/** Of the reason of a failed test, in the summary. */
const REASON_LINES = 12

/** @type {Record<string, { title: string, run: (bench: Bench) => Promise<Score> }>} */
const SUITES = {
  format: {
    title: 'Formatting (prettier)',
    run: tool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  },
  types: {
    title: 'Types (tsc)',
    run: all(tool('next/dist/bin/next', 'typegen'), tool('typescript/bin/tsc', '--noEmit')),
  },
  lint: { title: 'Lint (eslint)', run: tool('eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  rooms: {
    title: 'Rooms (dependency-cruiser)',
    run: tool(
      'dependency-cruiser/bin/dependency-cruise.mjs',
      ...['--config', '.dependency-cruiser.cjs', 'payload.config.ts'],
      ...['collections', 'hooks', 'access', 'src', 'scripts'],
    ),
  },
  generated: {
    title: 'Generated files are fresh (types, import map, migrations)',
    run: async (bench) =>
      sum([
        await isTypesFresh(bench),
        await isImportMapFresh(bench),
        await isMigrationFresh(bench),
      ]),
  },
  domain: { title: 'Domain (vitest)', run: vitest('domain', 'tests/domain') },
  access: { title: 'Access (vitest)', run: vitest('access', 'tests/access') },
  int: { title: 'Integration, on a real PostgreSQL (vitest)', run: vitest('int', 'tests/int') },
  build: { title: 'Build (next)', run: build },
  launcher: { title: 'Launcher (vitest)', run: vitest('launcher', 'tests/launcher') },
  e2e: { title: 'End to end, in a browser (playwright)', run: playwright },
}

await main(async () => {
  const began = Date.now()
  listenForStop(130)
  const { names, filters } = parse(process.argv.slice(2))
  await ensureInstalled()
  await removeAbandoned()
  const dataDir = temporaryDataDir()
  try {
    const { url } = await openDatabase(dataDir)
    const env = {
      ...cleanEnvironment(),
      DATABASE_URL: url,
      DATA_DIR: join(dataDir, 'files'),
      PAYLOAD_SECRET: randomBytes(32).toString('hex'),
      SERVER_URL: 'http://localhost:3000',
      NEXT_TELEMETRY_DISABLED: '1',
    }
    mkdirSync(env.DATA_DIR)
    const rows = []
    for (const [index, name] of names.entries()) {
      stopSignal.throwIfAborted()
      say(`\n━━ ${index + 1}/${names.length} ${SUITES[name].title}`)
      rows.push(await scored(name, { env, dataDir, filters }))
    }
    return report(rows, Date.now() - began)
  } finally {
    await removeTemporary(dataDir)
  }
})

function parse(args) {
  const at = args.indexOf('--only')
  const only = at < 0 ? Object.keys(SUITES) : (args[at + 1] ?? '').split(',')
  const filters = args.filter((_, index) => at < 0 || (index !== at && index !== at + 1))
  const unknown = only.filter((name) => !(name in SUITES))
  if (unknown.length > 0)
    throw new Trouble(
      `No suite "${unknown.join(', ')}". There are: ${Object.keys(SUITES).join(', ')}`,
    )
  return { names: Object.keys(SUITES).filter((name) => only.includes(name)), filters }
}

async function scored(name, bench) {
  const began = Date.now()
  let score = FAILED
  try {
    score = await SUITES[name].run(bench)
  } catch (error) {
    stopSignal.throwIfAborted()
    say(error instanceof Trouble ? error.message : error.stack)
  }
  const took = elapsed(Date.now() - began)
  say(`${score.failed === 0 ? '✓' : '✗'} ${name}: ${sentence(score)} (${took})`)
  return { name, took, ...score }
}

function report(rows, ms) {
  const total = sum(rows)
  say(`\n━━ Summary (${elapsed(ms)})`)
  for (const { name, took, ...score } of rows)
    say(
      `${score.failed === 0 ? '✓' : '✗'} ${name.padEnd(10)} ${took.padStart(12)}  ${sentence(score)}`,
    )
  for (const { name, faults = [] } of rows) for (const fault of faults) say(`\n✗ ${name}: ${fault}`)
  say()
  say(sentence(total))
  return total.failed === 0 ? 0 : 1
}

function sentence({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** @param {Score[]} scores */
function sum(scores) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const score of scores) for (const key of Object.keys(total)) total[key] += score[key]
  return total
}

/** A failed test and the head of its reason, without the colours of a terminal. */
function fault(file, title, reasons) {
  const lines = stripVTControlCharacters(reasons.join('\n')).split('\n').slice(0, REASON_LINES)
  return [`${relative(ROOT, file)} › ${title}`, ...lines].join('\n    ')
}

/** A check that is a program of a package: its exit code is the answer. */
function tool(bin, ...args) {
  return async ({ env }) => {
    const { code } = await runNode([`node_modules/${bin}`, ...args], { env })
    return code === 0 ? PASSED : FAILED
  }
}

/** Several programs that count as one check. */
function all(...checks) {
  return async (bench) => {
    for (const check of checks) if ((await check(bench)).failed > 0) return FAILED
    return PASSED
  }
}

async function build() {
  if (!(await ensureBuilt())) say('The build of exactly these sources is there already.')
  return PASSED
}

function vitest(name, folder) {
  return async ({ env, dataDir, filters }) => {
    const file = join(dataDir, `vitest-${name}.json`)
    const where =
      filters.length > 0 ? filters.map((f) => f.replace(/^(?!tests\/)/, `${folder}/`)) : [folder]
    const { code } = await runNode(
      [
        'node_modules/vitest/vitest.mjs',
        'run',
        ...where,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${file}`,
      ],
      { env },
    )
    const result = readJson(file)
    if (!result) return FAILED
    const crashed = result.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
    )
    return honest(code, {
      passed: result.numPassedTests,
      failed: result.numFailedTests + crashed.length,
      skipped: result.numPendingTests + result.numTodoTests,
      faults: [
        ...result.testResults.flatMap(({ name: path, assertionResults }) =>
          assertionResults
            .filter(({ status }) => status === 'failed')
            .map(({ fullName, failureMessages }) => fault(path, fullName, failureMessages)),
        ),
        ...crashed.map(({ name: path, message }) => fault(path, 'the whole file', [message])),
      ],
    })
  }
}

async function playwright({ env, dataDir, filters }) {
  await ensureBuilt()
  const file = join(dataDir, 'playwright.json')
  const { code } = await runNode(['node_modules/@playwright/test/cli.js', 'test', ...filters], {
    env: {
      ...env,
      DATABASE_URL: '',
      TORVAN_CHROMIUM: await findBrowser(),
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
  })
  const result = readJson(file)
  if (!result) return FAILED
  const { expected, unexpected, flaky, skipped } = result.stats
  const faults = result.suites
    .flatMap(specsOf)
    .flatMap(({ file: path, title, ok, tests }) =>
      ok && tests.every(({ status }) => status !== 'flaky')
        ? []
        : [fault(join(result.config.rootDir, path), title, tests.flatMap(reasonsOf))],
    )
  return honest(code, { passed: expected, failed: unexpected + flaky, skipped, faults })
}

function specsOf({ specs = [], suites = [] }) {
  return [...specs, ...suites.flatMap(specsOf)]
}

function reasonsOf({ results }) {
  return results.flatMap(({ errors }) => errors.map(({ message }) => message))
}

/** A suite that ran nothing, or ended badly without a failed test, has failed. */
function honest(code, score) {
  const ran = score.passed + score.failed
  const hasFailed = score.failed > 0
  if (ran > 0 && (code === 0 || hasFailed)) return score
  say(ran === 0 ? 'No test ran.' : `The suite ended with code ${code} though no test failed.`)
  return { ...score, failed: score.failed + 1 }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    say('The suite crashed before it could report.')
    return undefined
  } finally {
    rmSync(file, { force: true })
  }
}
