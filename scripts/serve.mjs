// npm run serve: production. Everything must be given, nothing is made up: no embedded database, no
// demo data, no start on a weak secret or on a schema that is not the one of this version.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { isBuilt } from './lib/build.mjs'
import { claimDataDir } from './lib/datadir.mjs'
import { loadEnvFile, portOf } from './lib/env.mjs'
import { ended, main, runNode, startNode, stop } from './lib/processes.mjs'
import { ROOT, Trouble } from './lib/project.mjs'
import { say } from './lib/say.mjs'
import { weaknessOf } from './lib/secret.mjs'
import { listenForStop, stopRequested, stopSignal } from './lib/signals.mjs'

await main(async () => {
  listenForStop(0)
  loadEnvFile()
  refuseUnlessProduction(process.env)
  if (!existsSync(join(ROOT, 'node_modules')))
    throw new Trouble('The packages are not installed. Run: npm ci')
  if (!isBuilt())
    throw new Trouble('There is no build of these sources. Run: npm run build, then npm run serve')

  const port = portOf()
  if (!process.env.SERVER_URL)
    say(
      `! SERVER_URL is not set: links in mails and the panel's cookies are made for http://localhost:${port}`,
    )
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: String(port),
    DATA_DIR: claimDataDir(),
    SERVER_URL: process.env.SERVER_URL || `http://localhost:${port}`,
  }
  const { code } = await runNode(['scripts/migrate.ts', '--check'], { env, typescript: true })
  if (code !== 0)
    throw new Trouble(
      'The database is not at this version (the reasons stand above). Run: npm run migrate',
    )

  const web = startNode(['scripts/web.mjs'], { env })
  web.once('message', () => say(`✓ Serving on port ${port}. The job runner is: npm run worker`))
  await Promise.race([stopRequested(), ended(web)])
  const wasAsked = stopSignal.aborted
  await stop(web, 20_000)
  return wasAsked ? 0 : 1
})

function refuseUnlessProduction(env) {
  const reasons = []
  if (!env.DATABASE_URL) reasons.push('DATABASE_URL is missing: the PostgreSQL server to use.')
  const weakness = weaknessOf(env.PAYLOAD_SECRET)
  if (weakness) reasons.push(`PAYLOAD_SECRET ${weakness}. Make one with: openssl rand -hex 32`)
  if (env.RATE_LIMIT === '0') reasons.push('RATE_LIMIT=0 is for tests only: remove it.')
  if (env.DEMO && env.DEMO !== '0') reasons.push('DEMO is for npm start only: remove it.')
  if (reasons.length > 0)
    throw new Trouble(
      ['This is no production set-up:', ...reasons.map((r) => `  - ${r}`)].join('\n'),
    )
}
