import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lexicalEditor } from '@payloadcms/richtext-lexical'
import { buildConfig } from 'payload'
import sharp from 'sharp'
import { collections } from './collections'
import { Settings } from './collections/configuration/Settings'
import { followRefusal } from './hooks/audit/followRefusal'
import { withAudit, withGlobalAudit } from './hooks/audit/withAudit'
import { withGlobalHouseRules, withHouseRules } from './hooks/house'
import { answerErrors } from './hooks/house/answerErrors'
import { listenToPool, postgres } from './src/db/adapter'
import { graphqlRules } from './src/endpoints/graphqlRules'

const root = path.dirname(fileURLToPath(import.meta.url))

export default buildConfig({
  secret: process.env.PAYLOAD_SECRET ?? '',
  serverURL: process.env.SERVER_URL ?? '',
  collections: withHouseRules(collections).map(withAudit),
  globals: [Settings].map(withGlobalHouseRules).map(withGlobalAudit),
  db: postgres({ migrationDir: path.resolve(root, 'migrations') }),
  hooks: { afterError: [answerErrors, followRefusal] },
  onInit: listenToPool,
  loggingLevels: { AuthenticationError: 'info', LockedAuth: 'info', QueryError: 'info' },
  editor: lexicalEditor(),
  sharp,
  admin: {
    user: 'users',
    avatar: 'default',
    importMap: {
      baseDir: root,
      importMapFile: path.resolve(root, 'src/app/(payload)/admin/importMap.js'),
    },
    meta: { titleSuffix: ' · Torvan Workflow' },
  },
  defaultDepth: 1,
  maxDepth: 5,
  telemetry: false,
  graphQL: {
    disablePlaygroundInProduction: true,
    maxComplexity: 1_000,
    validationRules: graphqlRules,
  },
  typescript: { outputFile: path.resolve(root, 'src/payload-types.ts') },
})
