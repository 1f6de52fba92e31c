import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildConfig } from 'payload'
import sharp from 'sharp'
import { collections } from './collections'
import { Settings } from './collections/configuration/Settings'
import { followRefusal } from './hooks/audit/followRefusal'
import { withAudit, withGlobalAudit } from './hooks/audit/withAudit'
import { withGlobalHouseRules, withHouseRules } from './hooks/house'
import { answerErrors } from './hooks/house/answerErrors'
import { postgres } from './src/db/adapter'
import { insertMailNow } from './src/db/outbox'
import { editor } from './src/editor'
import { rootEndpoints, withEndpoints } from './src/endpoints'
import { graphqlAccess } from './src/endpoints/graphqlAccess'
import { graphqlMutations } from './src/endpoints/graphqlMutations'
import { graphqlRules } from './src/endpoints/graphqlRules'
import { mail } from './src/integrations/mail'
import { logger } from './src/observability/logger'
import { trustedOrigins } from './src/serverAddress'

const root = path.dirname(fileURLToPath(import.meta.url))

export default buildConfig({
  secret: process.env.PAYLOAD_SECRET ?? '',
  // Pages and calls stay on the address they were opened with; `csrf` says which may use the cookie.
  serverURL: '',
  csrf: trustedOrigins(process.env),
  cors: [],
  email: mail(process.env, ({ db }, message) => insertMailNow(db.pool, message)),
  logger: logger(process.env),
  collections: withHouseRules(collections.map(withAudit)).map(withEndpoints),
  globals: [Settings].map(withGlobalHouseRules).map(withGlobalAudit),
  endpoints: rootEndpoints,
  db: postgres({ migrationDir: path.resolve(root, 'migrations') }),
  hooks: { afterError: [answerErrors, followRefusal] },
  loggingLevels: {
    APIError: 'info',
    AuthenticationError: 'info',
    LockedAuth: 'info',
    QueryError: 'info',
  },
  editor,
  sharp,
  admin: {
    user: 'users',
    avatar: 'default',
    importMap: {
      baseDir: root,
      importMapFile: path.resolve(root, 'src/app/(payload)/admin/importMap.js'),
    },
    components: {
      graphics: {
        Logo: '/src/views/panel/Brand#BrandLogo',
        Icon: '/src/views/panel/Brand#BrandIcon',
      },
      providers: ['/src/views/shared/KeepAlive#KeepAlive'],
      afterNavLinks: ['/src/views/configuration/ChecklistsLink#ChecklistsLink'],
      views: {
        dashboard: { Component: '/src/views/dashboards/DashboardView#DashboardView' },
        checklists: {
          Component: '/src/views/configuration/ChecklistsView#ChecklistsView',
          path: '/checklists',
          exact: true,
          meta: { title: 'Checklists' },
        },
        compare: {
          Component: '/src/views/compare/CompareView#CompareView',
          path: '/compare',
          exact: true,
          meta: { title: 'Compare two builds' },
        },
        newImport: {
          Component: '/src/views/imports/NewImportView#NewImportView',
          path: '/imports/new',
          exact: true,
          meta: { title: 'Import a file' },
        },
        compareItems: {
          Component: '/src/views/catalogue/CompareItemsView#CompareItemsView',
          path: '/compare-items',
          exact: true,
          meta: { title: 'Compare two items' },
        },
        massEdit: {
          Component: '/src/views/catalogue/MassEditView#MassEditView',
          path: '/edit-items',
          exact: true,
          meta: { title: 'Change many items' },
        },
        nonconformanceBoard: {
          Component: '/src/views/quality/NonconformanceBoard#NonconformanceBoard',
          path: '/nonconformance-board',
          exact: true,
          meta: { title: 'Board of nonconformances' },
        },
        orderWizard: {
          Component: '/src/views/wizard/OrderWizardView#OrderWizardView',
          path: '/orders/new',
          exact: true,
          meta: { title: 'New order' },
        },
      },
    },
    meta: {
      titleSuffix: ' · Torvan Workflow',
      // a picture would be drawn for anybody who asks
      defaultOGImageType: 'off',
      openGraph: {
        siteName: 'Torvan Workflow',
        title: 'Torvan Workflow',
        description: 'The back office of the sink plant, from order to delivery.',
      },
    },
  },
  i18n: {
    translations: {
      en: {
        // A locked account answers like a wrong password (trap 29).
        error: { userLocked: 'The email or password provided is incorrect.' },
        // the bounds themselves are allowed
        validation: {
          longerThanMin: 'Enter at least {{minLength}} characters.',
          shorterThanMax: 'Enter at most {{maxLength}} characters.',
          greaterThanMax: 'This is {{value}}; at most {{max}} is possible.',
          lessThanMin: 'This is {{value}}; at least {{min}} is needed.',
        },
      },
    },
  },
  defaultDepth: 1,
  maxDepth: 5,
  telemetry: false,
  graphQL: {
    disablePlaygroundInProduction: true,
    maxComplexity: 1_000,
    validationRules: graphqlRules,
    queries: graphqlAccess,
    mutations: graphqlMutations,
  },
  typescript: { outputFile: path.resolve(root, 'src/payload-types.ts') },
})
