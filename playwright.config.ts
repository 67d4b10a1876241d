import { defineConfig } from '@playwright/test'
import { misplacedSpec, specsOf } from './tests/e2e/subjects.ts'

// A spec runs on the cluster that its subject needs. Asked for by name, it runs wherever it is asked for.
const isEverywhere =
  process.env['CREDENZA_SPECS'] === 'everywhere' ||
  process.argv.some((argument) => argument.includes('.spec'))

const misplaced = misplacedSpec(process.argv)
if (misplaced !== undefined) throw new Error(misplaced)

// The stand-in runtime’s browser starts faster with fewer processes. Electron ignores this.
if (process.env['CREDENZA_SPECS'] !== 'everywhere') process.env['CREDENZA_FEW_PROCESSES'] ??= '1'

export default defineConfig({
  // A test that passes only when it is repeated has found something.
  retries: 0,
  testDir: 'tests/e2e',
  globalSetup: './tests/cluster/playwright-global-setup.ts',
  outputDir: 'test-results',
  // What a screen reader hears, a file for each state.
  snapshotPathTemplate: '{testDir}/trees/{arg}{ext}',
  // Tests share nothing that one of them could leave to another, so that they run in any order and side by side.
  fullyParallel: true,
  workers: 2,
  // Limits for what hangs. A machine that does ten other things takes ten times as long.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  projects: [
    { name: 'sandbox', ...specsOf('sandbox', isEverywhere) },
    { name: 'cluster', ...specsOf('cluster', isEverywhere) },
  ],
})
