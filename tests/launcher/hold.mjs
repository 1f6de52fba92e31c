// Opens the database of a data folder, tells the parent, and gives it back when told to.
import { openDatabase } from '../../scripts/lib/postgres.mjs'

const { url, started, close } = await openDatabase(process.argv[2])
process.send({ url, started })
process.once('message', async () => {
  await close()
  process.exit(0)
})
