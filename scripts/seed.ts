import { getPayload } from 'payload'
import config from '../payload.config'
import { loadDemoPlant, loadDemoUsers } from './demo/plant'

/** Loads what `DEMO` asks for: `full` the demo plant, `users` the demo sign-ins only. */
const payload = await getPayload({ config })
if (process.env.DEMO === 'users') await loadDemoUsers(payload)
else await loadDemoPlant(payload, (step) => console.log(`Demo plant: ${step}`))
await payload.destroy()
process.exit(0)
