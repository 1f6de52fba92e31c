// npm run build: builds the application unless a build of exactly these sources is there.
import { ensureBuilt } from './lib/build.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { main } from './lib/processes.mjs'
import { say } from './lib/say.mjs'
import { listenForStop } from './lib/signals.mjs'

await main(async () => {
  listenForStop(130)
  await ensureInstalled()
  if (!(await ensureBuilt())) say('✓ The build is up to date')
})
