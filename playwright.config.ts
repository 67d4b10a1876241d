import { defineConfig } from '@playwright/test'

export default defineConfig({
  // Two windows, a cluster and a browser share the machine: one hiccup of theirs is told, and no failure of ours.
  retries: 1,
  testDir: 'tests/e2e',
  globalSetup: './tests/cluster/playwright-global-setup.ts',
  outputDir: 'test-results',
  // Every test has its own application, user data and namespaces.
  fullyParallel: true,
  workers: 2,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  // The same specs on both: a kube-apiserver, and Credenza's sandbox behind an address.
  projects: [{ name: 'sandbox' }, { name: 'cluster' }],
})
