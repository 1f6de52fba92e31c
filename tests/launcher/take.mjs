// Takes the lock of a folder, notes when it came and went in a file, and waits a moment in between.
import { appendFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { exclusively } from '../../scripts/lib/lock.mjs'

const [folder, notes, milliseconds] = process.argv.slice(2)
await exclusively(folder, async () => {
  appendFileSync(notes, `in ${process.pid}\n`)
  process.send?.('in')
  await pause(Number(milliseconds))
  appendFileSync(notes, `out ${process.pid}\n`)
})
process.disconnect?.()
