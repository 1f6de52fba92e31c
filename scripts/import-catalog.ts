import { parseArgs } from 'node:util'
import type { DeliveryTexts } from '../src/domain/catalog/import/delivery'
import { summaryOf } from '../src/domain/catalog/import/summary'
import { pendingMigrations } from '../src/db/migrations'
import { systemRequest } from '../src/services/actor'
import {
  importCatalogue,
  readDeliveryFolder,
  type ImportProgress,
} from '../src/services/catalogue/import'
import { importReportText } from '../src/services/catalogue/importReport'
import { loadDelivery, type LoadedDelivery } from '../src/services/catalogue/imports/load'
import { shapeError } from '../src/services/http'

/**
 * `npm run import:catalog -- <folder> [--dry-run] [--json]`: the report goes to stdout, progress to
 * stderr. Exit 0 when every record was taken, 1 when some were refused (the valid rest is imported),
 * 2 when nothing could be done: wrong call, unreadable files, failing database.
 */
const USAGE = 'Usage: npm run import:catalog -- <folder> [--dry-run] [--json]'
const ATTEMPTS = 3
const PROGRESS_STEP = 20_000
const LOG_ON_STDERR = { options: { level: 'warn' }, destination: process.stderr }

const exitCode = await main().catch((error: unknown) => {
  console.error(`The import failed: ${sentenceOf(error)}`)
  return 2
})
// the connection that Payload keeps for itself would hold the process open
process.exit(exitCode)

async function main(): Promise<number> {
  const call = callOf(process.argv.slice(2))
  if (!call) {
    console.error(USAGE)
    return 2
  }
  const files = await readDeliveryFolder(call.folder)
  if (!files.ok) {
    for (const { message } of files.refusals) console.error(message)
    console.error('Nothing was written.')
    return 2
  }

  const missing = await pendingMigrations(process.env.DATABASE_URL ?? '')
  if (missing.length > 0) {
    console.error(`The database lacks ${missing.length} migrations. Run "npm run migrate" first.`)
    return 2
  }

  const started = performance.now()
  const { plan, number } = await importFiles(files.value, call.dryRun)
  const summary = summaryOf(plan)
  const seconds = (performance.now() - started) / 1000
  await print(
    call.json
      ? JSON.stringify({ dryRun: call.dryRun, seconds, import: number, ...summary }, null, 2)
      : importReportText(summary, { dryRun: call.dryRun, seconds, number }),
  )
  return summary.refused.length > 0 ? 1 : 0
}

/** Resolves when the whole text is written: a pipe takes 64 kB at once, and the process ends after. */
function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()))
}

type Call = { folder: string; dryRun: boolean; json: boolean }

function callOf(args: string[]): Call | undefined {
  try {
    const { positionals, values } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
    })
    const [folder, ...more] = positionals
    if (!folder || more.length > 0) return undefined
    return { folder, dryRun: values['dry-run'] ?? false, json: values.json ?? false }
  } catch {
    return undefined
  }
}

/** A deadlock with somebody's order is nobody's fault: everything was rolled back, so try again. */
async function importFiles(texts: DeliveryTexts, dryRun: boolean): Promise<LoadedDelivery> {
  // loaded late, so that a wrong call is answered at once
  const [{ getPayload }, { default: config }] = await Promise.all([
    import('payload'),
    import('../payload.config'),
  ])
  const payload = await getPayload({
    // stdout belongs to the report
    config: Object.assign({}, await config, { logger: LOG_ON_STDERR }),
    disableOnInit: true,
  })
  for (let attempt = 1; ; attempt += 1) {
    try {
      const req = await systemRequest(payload)
      const onProgress = progressOn(process.stderr)
      return dryRun
        ? { plan: await importCatalogue(req, texts, { dryRun, onProgress }), number: null }
        : await loadDelivery(req, texts, onProgress)
    } catch (error) {
      if (attempt === ATTEMPTS || shapeError(error).errors[0].code !== 'retry') throw error
    }
  }
}

/** On a terminal one line that changes; elsewhere a line now and then. */
function progressOn(stream: NodeJS.WriteStream): ImportProgress {
  let shownStep = ''
  let shownDone = 0
  return (step, done, total) => {
    const line = total > 1 ? `${step}: ${done} of ${total}` : step
    if (stream.isTTY) stream.write(`\r\u001b[K${line}${done === total ? '\n' : ''}`)
    else if (step !== shownStep || done === total || done >= shownDone + PROGRESS_STEP) {
      stream.write(`${line}\n`)
      shownDone = done
    }
    shownStep = step
  }
}

function sentenceOf(error: unknown): string {
  const { errors } = shapeError(error)
  if (errors[0].code !== 'failed') return errors[0].message
  return error instanceof Error ? error.message : String(error)
}
