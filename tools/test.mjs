/**
 * `npm test`: makes ready what the tests need on this machine and runs everything, or the suites that are named
 * (`npm test -- unit e2e`). The last line is `N passed, N failed`. Runs on Node 20 before `npm ci`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSuites } from './setup/arguments.mjs'
import { requireBrowser } from './setup/browser.mjs'
import { buildApplication } from './setup/build.mjs'
import { requirePrograms } from './setup/debian.mjs'
import { installDependencies, projectNode } from './setup/dependencies.mjs'
import { hasDisplay } from './setup/display.mjs'
import { summaryLines } from './setup/report.mjs'
import { run } from './setup/run.mjs'
import { runPlaywright, runVitest, runWhole } from './setup/suites.mjs'

const root = join(import.meta.dirname, '..')
const say = (line) => console.log(line)
const reports = mkdtempSync(join(tmpdir(), 'credenza-test-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const outcomes = []
await testAll()
for (const line of summaryLines(outcomes)) console.log(line)
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0

async function testAll() {
  let suites = []
  const isReady = await attempt('set-up', async () => {
    suites = readSuites(process.argv.slice(2))
    await installDependencies(root, say)
  })
  if (!isReady) return
  const areWanted = (...names) => names.some((each) => suites.includes(each))
  // Tests of the runtime among the unit tests open a window too.
  if (areWanted('unit', 'integration', 'e2e-sandbox', 'e2e-cluster')) await attempt('set-up', prepareWindow)
  if (areWanted('integration', 'e2e-sandbox', 'e2e-cluster')) await attempt('set-up', prepareKeychain)
  if (areWanted('integration')) await attempt('set-up', prepareTrace)
  const hasCluster = areWanted('integration', 'e2e-cluster') && (await attempt('set-up', prepareCluster))
  for (const suite of suites) {
    say(`\n== ${suite}`)
    await attempt(suite, () => runSuite(suite, hasCluster))
  }
}

/** Runs one step and keeps its outcome; what it throws is its failure, and the next step follows all the same. */
async function attempt(suite, step) {
  const begin = Date.now()
  const seconds = () => (Date.now() - begin) / 1000
  try {
    const outcome = await step()
    if (outcome) outcomes.push({ suite, seconds: seconds(), ...outcome })
    return true
  } catch (error) {
    console.error(error.message)
    outcomes.push({ suite, passed: 0, failed: 1, seconds: seconds(), remark: 'see above' })
    return false
  }
}

async function runSuite(suite, hasCluster) {
  switch (suite) {
    case 'format':
      return runWhole(suite, 'format:check', root)
    case 'lint':
    case 'types':
      return runWhole(suite, suite, root)
    case 'unit':
      return runVitest(suite, root, reports)
    case 'build':
      await buildApplication(root, say)
      return { passed: 1, failed: 0 }
    case 'e2e-sandbox':
      await buildApplication(root, say)
      return runPlaywright(suite, 'sandbox', root, reports)
    default:
  }
  if (!hasCluster) throw new Error('Not run: there is no cluster to test with, as said at the beginning.')
  await buildApplication(root, say)
  return suite === 'e2e-cluster'
    ? runPlaywright(suite, 'cluster', root, reports)
    : runVitest(suite, root, reports)
}

/** A browser and a screen for the suites that open the window. */
async function prepareWindow() {
  if (process.env.CREDENZA_RUNTIME !== 'electron') await requireBrowser(root, say)
  if (hasDisplay(process.platform, process.env)) return
  await requirePrograms(
    { 'xvfb-run': 'xvfb', xauth: 'xauth' },
    'the virtual screen for the windows of the tests',
    say,
  )
}

/** The programs of a keychain for the tests alone; other systems than Linux have no such, and no test of it. */
async function prepareKeychain() {
  if (process.platform !== 'linux') return
  await requirePrograms(
    { 'gnome-keyring-daemon': 'gnome-keyring', 'dbus-run-session': 'dbus-daemon', Xvfb: 'xvfb' },
    'a keychain of the tests’ own, and the screen for its prompts',
    say,
  )
}

/** What shows that reading snapshots asks nothing of a network. */
async function prepareTrace() {
  if (process.platform !== 'linux') return
  await requirePrograms({ strace: 'strace' }, 'the test that snapshots need no network', say)
}

/** The programs of the test cluster; the suites start it themselves. */
async function prepareCluster() {
  const { code } = await run(projectNode(root), ['tests/cluster/prepare.ts'], { folder: root, isShown: true })
  if (code !== 0) throw new Error('There is no cluster to test with.')
}
