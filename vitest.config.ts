import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/**
 * Node takes the types off by WebAssembly, in each thread anew, and its V8 may abort the process when such threads
 * exchange the calls into it for faster ones ("Check failed: jit_page.has_value()"). With this budget none does. The
 * built application has no types to take off.
 */
const execArgv = ['--wasm-wrapper-tiering-budget=2147483647']

/** Unit tests that leave a mark on their process. */
const alone = [
  'electron/base/**/*.test.ts',
  'electron/preload/*.test.ts',
  'electron/services/snapshots/**/*.test.ts',
  'electron/snapshots/thread/**/*.test.ts',
  'tools/**/*.test.ts',
]

/** Tests of the whole that leave a mark on their process: its folder, its environment. */
const integrationAlone = ['tests/integration/plugin-lookups.test.ts', 'tests/integration/package.test.ts']

/** Unit tests also wait, for threads and programs. vitest would leave one of two cores to itself. */
const unitWorkers = availableParallelism()

// Limits for what hangs. A machine that does ten other things takes ten times as long.
const unitLimits = {
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 100_000 } },
  maxWorkers: unitWorkers,
}
const integrationLimits = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 120_000 } },
  maxWorkers: 2,
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          // Modules that keep nothing between tests: files share a process, which reads each module once.
          name: 'unit',
          execArgv,
          include: [
            '{electron,renderer,shared}/**/*.test.ts',
            'tests/{cluster,csv}/*.test.ts',
            'tests/soak/judge.test.ts',
          ],
          exclude: alone,
          isolate: false,
          ...unitLimits,
        },
      },
      {
        test: {
          // A process for each file: for what replaces modules, holds threads or starts programs.
          name: 'unit-alone',
          execArgv,
          include: alone,
          ...unitLimits,
        },
      },
      {
        test: {
          // Pieces of the window, in a real browser over the gallery.
          name: 'components',
          execArgv,
          include: ['tests/gallery/**/*.test.ts'],
          globalSetup: ['tests/gallery/global-setup.ts'],
          // axe looks at some hundred states at once.
          testTimeout: 240_000,
          hookTimeout: 60_000,
          maxWorkers: 1,
          isolate: false,
          // Projects with other numbers of workers can't run at the same time.
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          // What Credenza writes, read by programs that hosted CI alone installs.
          name: 'readers',
          execArgv,
          include: ['tests/csv/readers/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // The application for some minutes. A machine that does ten other things takes ten times as long.
          name: 'soak',
          execArgv,
          include: ['tests/soak/soak.test.ts'],
          testTimeout: 1_500_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          // Files share two processes, each of which reads every module once.
          name: 'integration',
          execArgv,
          include: ['tests/integration/**/*.test.ts'],
          exclude: integrationAlone,
          globalSetup: ['tests/cluster/vitest-global-setup.ts'],
          isolate: false,
          ...integrationLimits,
        },
      },
      {
        test: {
          name: 'integration-alone',
          execArgv,
          include: integrationAlone,
          ...integrationLimits,
        },
      },
    ],
  },
})
