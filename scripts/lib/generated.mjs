import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runNode } from './processes.mjs'
import { ROOT } from './project.mjs'
import { say } from './say.mjs'

const PASSED = { passed: 1, failed: 0, skipped: 0 }
const FAILED = { passed: 0, failed: 1, skipped: 0 }

const TYPES = join(ROOT, 'src', 'payload-types.ts')
const IMPORT_MAP = join(ROOT, 'src', 'app', '(payload)', 'admin', 'importMap.js')
const MIGRATIONS = join(ROOT, 'migrations')

/** What Payload prints once it has compared the schema with the last snapshot. */
const COMPARED = 'DOWN statements generation complete'

/** Whether `src/payload-types.ts` is what the collections generate. */
export async function isTypesFresh({ env, dataDir }) {
  const file = join(dataDir, 'payload-types.ts')
  const run = await payload(['generate:types'], { ...env, PAYLOAD_TS_OUTPUT_PATH: file })
  if (!existsSync(file)) return refused('generate:types wrote nothing', run.output)
  return textOf(file) === textOf(TYPES)
    ? PASSED
    : refused('src/payload-types.ts is not what the collections say. Run: npm run generate')
}

/** Whether the import map is what the configuration generates. Leaves the file as it was. */
export async function isImportMapFresh({ env }) {
  const before = textOf(IMPORT_MAP)
  const run = await payload(['generate:importmap'], env)
  const after = textOf(IMPORT_MAP)
  if (run.code !== 0) return refused('generate:importmap failed', run.output)
  if (after === before) return PASSED
  writeFileSync(IMPORT_MAP, before)
  return refused('The import map is not what the configuration says. Run: npm run generate')
}

/**
 * Whether the migrations build the schema that the collections describe. Payload compares without a
 * database; its exit code is 0 whatever happened, so the files tell, and its own word that it did
 * compare. Leaves the folder as it was.
 */
export async function isMigrationFresh({ env }) {
  const before = filesOf(MIGRATIONS)
  const { output } = await payload(['migrate:create', 'drift', '--skip-empty'], env)
  const after = filesOf(MIGRATIONS)
  const added = [...after.keys()].filter((name) => !before.has(name))
  for (const name of added) rmSync(join(MIGRATIONS, name))
  for (const [name, text] of before)
    if (after.get(name) !== text) writeFileSync(join(MIGRATIONS, name), text)
  if (added.length > 0) {
    const sql = added.filter((name) => name.endsWith('.ts')).map((name) => after.get(name))
    return refused(
      'The collections differ from the migrations. Run: npm run payload migrate:create',
      sql.join('\n'),
    )
  }
  return output.includes(COMPARED)
    ? PASSED
    : refused('Payload did not compare the schema with the migrations', output)
}

function payload(args, env) {
  return runNode(['node_modules/payload/bin.js', ...args], {
    env: { ...env, NODE_ENV: 'production', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function refused(reason, details = '') {
  say(`${reason}\n${details}`.trim())
  return FAILED
}

const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

const filesOf = (folder) =>
  new Map(readdirSync(folder).map((name) => [name, textOf(join(folder, name))]))
