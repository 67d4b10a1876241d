import { defineConfig } from 'vitest/config'

/**
 * Node takes the types off by WebAssembly, in each thread anew, and its V8 may abort the process when such threads
 * exchange the calls into it for faster ones ("Check failed: jit_page.has_value()"). With this budget none does. The
 * built application has no types to take off.
 */
const execArgv = ['--wasm-wrapper-tiering-budget=2147483647']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          execArgv,
          include: ['{electron,renderer,shared,tools}/**/*.test.ts', 'tests/csv/*.test.ts'],
          // The linter's first look at the types, and the browser's start, take long on a busy machine.
          testTimeout: 60_000,
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
          name: 'integration',
          execArgv,
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/cluster/vitest-global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
