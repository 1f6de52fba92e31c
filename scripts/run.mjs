// node scripts/run.mjs <script.ts> [arguments]: runs a TypeScript command with its environment.
// stdout belongs to the command; what this file has to say goes to stderr.
import { loadEnvFile, prepare } from './lib/env.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { main, runNode } from './lib/processes.mjs'
import { Trouble } from './lib/project.mjs'
import { talkOnStderr } from './lib/say.mjs'
import { listenForStop } from './lib/signals.mjs'

await main(async () => {
  listenForStop(130)
  talkOnStderr()
  const args = process.argv.slice(2)
  if (args.length === 0) throw new Trouble('Usage: node scripts/run.mjs <script.ts> [arguments]')
  loadEnvFile()
  await ensureInstalled({ tools: false })
  const { env, close } = await prepare()
  try {
    const stdio = /** @type {const} */ (['inherit', 'inherit', 'inherit'])
    const { code } = await runNode(args, { env, typescript: true, stdio })
    return code ?? 1
  } finally {
    await close()
  }
})
