import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './scripts/test/chromium.ts'

// Looked for once: the workers that read this file again inherit the answer.
process.env.CHROMIUM_PATH ??= findChromium()

export default defineConfig({
  testDir: './test/e2e',
  globalSetup: './test/e2e/fixtures/server.ts',
  outputDir: './test-results',
  // One server, one world: the tests take turns.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices['Desktop Chrome'],
    // Set by the server above.
    baseURL: process.env.E2E_ORIGIN,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
