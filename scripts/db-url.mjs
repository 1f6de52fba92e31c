// npm run -s db:url: prints the owner's connection URL of the database in use, and nothing else.
import { loadEnvFile, prepare } from './lib/env.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { main } from './lib/processes.mjs'
import { talkOnStderr } from './lib/say.mjs'

await main(async () => {
  talkOnStderr()
  loadEnvFile()
  await ensureInstalled({ tools: false })
  const { env, close } = await prepare()
  await new Promise((resolve) => process.stdout.write(`${env.DATABASE_URL}\n`, resolve))
  await close()
})
