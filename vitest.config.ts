import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

/** What needs the database of `tests/support/globalSetup.ts`. */
const DATABASE = ['tests/int/**/*.test.{ts,tsx}', 'tests/access/**/*.db.test.ts']

export default defineConfig({
  resolve: {
    alias: {
      '@payload-config': `${root}payload.config.ts`,
      // Payload's packages load the CommonJS build; a second copy would be another realm
      graphql: `${root}node_modules/graphql/index.js`,
    },
  },
  test: {
    passWithNoTests: false,
    setupFiles: ['tests/support/seed.ts'],
    // Payload checks nested filter paths beside the call that refuses them and lets their own refusal
    // go unheard; the call itself was answered 400. Anything else unhandled fails the run.
    onUnhandledError: ({ message }) =>
      /^The following paths? cannot be queried/.test(message) ? false : undefined,
    // Of two cores; a file with its own database copy disturbs no other file.
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['src/**', 'hooks/**', 'access/**', 'collections/**'],
      exclude: ['src/payload-types.ts', 'src/app/**'],
      reporter: ['text-summary', 'json-summary', 'html'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'domain',
          include: ['tests/domain/**/*.test.{ts,tsx}', 'tests/access/**/*.test.ts'],
          exclude: DATABASE,
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'int',
          include: DATABASE,
          globalSetup: ['tests/support/globalSetup.ts'],
          pool: 'forks',
          testTimeout: 180_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'launcher',
          include: ['tests/launcher/**/*.test.ts'],
          pool: 'forks',
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
