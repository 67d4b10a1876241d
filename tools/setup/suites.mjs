import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApplication } from './build.mjs'
import { changedFiles } from './changed-files.mjs'
import { projectNode } from './dependencies.mjs'
import { hasDisplay, specsScreen } from './display.mjs'
import { countPlaywright, countVitest, judge } from './report.mjs'
import { run, runNpm } from './run.mjs'

/** The time limit of each suite, whatever hangs. */
const suiteSeconds = 30 * 60

/**
 * How a suite runs: where, where its report goes, whether its output is shown live (otherwise it is in `output`),
 * whether only changes since the last commit are checked, and whether each spec runs on both clusters.
 * @typedef {{ root: string, reports: string, isLive: boolean, isChanged: boolean, isEverywhere: boolean }} How
 */

/**
 * All suites of `npm test` in starting order: the longest first, so that short ones fill the gaps. `needsIfChanged` is
 * what a suite needs to check only what changed.
 * @typedef {'programs' | 'readers' | 'cluster' | 'build'} Need
 * @type {Record<string, { needs: Need[], needsIfChanged?: Need[], start: (how: How) => Promise<import('./report.mjs').Outcome & { output: string }> }>}
 */
export const suites = {
  'e2e-sandbox': {
    needs: ['programs', 'build'],
    start: (how) => runPlaywright('e2e-sandbox', 'sandbox', how),
  },
  integration: {
    needs: ['programs', 'cluster', 'build'],
    start: (how) => runVitest('integration', [], how),
  },
  'e2e-cluster': {
    needs: ['programs', 'cluster', 'build'],
    start: (how) => runPlaywright('e2e-cluster', 'cluster', how),
  },
  soak: {
    needs: ['programs', 'build'],
    start: (how) => runVitest('soak', [], how),
  },
  unit: {
    // Tests of the runtime and the gallery open a browser. Others check the build.
    needs: ['programs', 'build'],
    needsIfChanged: ['programs'],
    start: (how) => (how.isChanged ? runRelated('unit', how) : runVitest('unit', [], how)),
  },
  readers: {
    needs: ['readers'],
    start: (how) => runVitest('readers', [], how),
  },
  lint: {
    needs: [],
    start: (how) => runWhole('lint', how.isChanged ? 'lint:changed' : 'lint', how),
  },
  types: { needs: [], start: checkTypes },
  format: {
    needs: [],
    start: (how) => runWhole('format', 'format:check', how),
  },
  build: { needs: ['build'], start: () => Promise.resolve({ ...built, output: 'Already built.' }) },
}

const built = { suite: 'build', passed: 1, failed: 0, seconds: 0 }

/** Runs a script of package.json that passes or fails as a whole. */
async function runWhole(suite, script, how) {
  const ended = await timed(() => runNpm(['run', script], optionsOf(how)))
  const hasPassed = ended.code === 0
  return withOutput(
    ended,
    judge(suite, ended, { passed: Number(hasPassed), failed: Number(!hasPassed), skipped: 0 }),
  )
}

/**
 * Whether the types of the window must be checked after a change of these files. That takes most of the time of all.
 * @param {string[]} changed
 */
export const concernsWindow = (changed) =>
  changed.some((file) => /^(renderer|shared)\/|^package|tsconfig/.test(file))

async function checkTypes(how) {
  const isAll = !how.isChanged || concernsWindow(await changedFiles(how.root))
  return runWhole('types', isAll ? 'types' : 'types:node', how)
}

/** Runs the tests that import what changed, directly or indirectly. vitest would need a minute to find these. */
async function runRelated(suite, how) {
  const changed = await changedFiles(how.root)
  const args = ['tools/architecture/related-tests.ts', ...changed]
  const { code, output } = await run(projectNode(how.root), args, { folder: how.root })
  if (code !== 0) throw new Error(output)
  const tests = output.split('\n').filter(Boolean)
  // They read the build. Others don't, and it takes longer than they do.
  if (tests.some((file) => file.startsWith('tools/package/'))) await buildApplication(how.root, console.log)
  if (tests.length > 0) return runVitest(suite, tests, how)
  return { suite, passed: 1, failed: 0, seconds: 0, output: 'No test imports what changed.' }
}

/** Runs the script `test:<suite>`, which is vitest. */
async function runVitest(suite, args, how) {
  const file = join(how.reports, `${suite}.json`)
  const reporters = [
    '--reporter=default',
    '--reporter=./tools/setup/vitest-reporter.mjs',
    `--outputFile.json=${file}`,
  ]
  const ended = await timed(() =>
    runNpm(['run', `test:${suite}`, '--', ...args, ...reporters], optionsOf(how)),
  )
  return withOutput(ended, judge(suite, ended, readReport(file, countVitest)))
}

/** Runs the end-to-end specs on one of their clusters, on a virtual screen if there is no other. */
async function runPlaywright(suite, project, how) {
  const file = join(how.reports, `${suite}.json`)
  const options = optionsOf(how, {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    ...(how.isEverywhere && { CREDENZA_SPECS: 'everywhere' }),
  })
  // Two suites may run in parallel, and each cleans its own results folder.
  const args = [
    'run',
    'test:e2e',
    '--',
    `--project=${project}`,
    '--reporter=list,json',
    `--output=test-results/${project}`,
  ]
  const start = hasDisplay(process.platform, process.env)
    ? () => runNpm(args, options)
    : () => run('xvfb-run', [...specsScreen, 'npm', ...args], options)
  const ended = await timed(start)
  return withOutput(ended, judge(suite, ended, readReport(file, countPlaywright)))
}

/**
 * CI makes both test runners reject a leftover `only`. Keeps Node's compile cache: a run starts hundreds of processes,
 * which mostly compile the same modules.
 */
function optionsOf({ root, isLive }, more = {}) {
  const cache = join(root, 'node_modules/.cache/node-compile')
  const environment = { NODE_COMPILE_CACHE: cache, ...process.env, CI: process.env.CI || '1', ...more }
  return { folder: root, isShown: isLive, seconds: suiteSeconds, environment }
}

const withOutput = ({ output }, outcome) => ({ ...outcome, output })

async function timed(start) {
  const begin = Date.now()
  const ended = await start()
  return { ...ended, seconds: (Date.now() - begin) / 1000 }
}

function readReport(file, count) {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}
