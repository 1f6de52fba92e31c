import { defineConfig } from '@playwright/test'

// Chromium as `npm test` found it; without it (a developer's own call) Playwright looks for its own.
const executablePath = process.env.TORVAN_CHROMIUM || undefined

export default defineConfig({
  testDir: './tests/e2e',
  // Starts the built application with a fresh demo plant and sets TORVAN_E2E_URL.
  globalSetup: './scripts/lib/e2e.mjs',
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['list'], ['json']] : [['list']],
  outputDir: 'test-results',
  use: {
    baseURL: process.env.TORVAN_E2E_URL,
    actionTimeout: 60_000,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
})
