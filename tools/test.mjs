/**
 * `npm test`: prepares what the tests need on this machine and runs everything, or the named suites (`npm test -- unit
 * e2e`), as many in parallel as the machine has cores. The last line is `N passed, N failed`. `npm run check` is
 * `npm test -- check`. Runs on Node 20 before `npm ci`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSuites } from './setup/arguments.mjs'
import { requireBrowser } from './setup/browser.mjs'
import { buildApplication } from './setup/build.mjs'
import { requirePrograms } from './setup/debian.mjs'
import { installDependencies, projectNode } from './setup/dependencies.mjs'
import { hasDisplay } from './setup/display.mjs'
import { summaryLines } from './setup/report.mjs'
import { run } from './setup/run.mjs'
import { runSideBySide } from './setup/schedule.mjs'
import { suites } from './setup/suites.mjs'

const root = join(import.meta.dirname, '..')
const say = (line) => console.log(line)
const reports = mkdtempSync(join(tmpdir(), 'credenza-test-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

/** What must be ready before a suite can run. `room` as in a task. */
const setUps = {
  programs: { room: 0, start: preparePrograms },
  readers: { room: 0, start: prepareReaders },
  cluster: { after: ['programs'], start: prepareCluster },
  build: { start: () => buildApplication(root, say) },
}

const outcomes = []
await testAll()
for (const line of summaryLines(inOrder(outcomes))) say(line)
process.exitCode = outcomes.some(({ failed }) => failed > 0) ? 1 : 0

async function testAll() {
  let asked
  const isReady = await attempt('set-up', async () => {
    asked = readSuites(process.argv.slice(2), Object.keys(suites))
    await installDependencies(root, say)
  })
  if (!isReady) return
  const wanted = asked.names.map((name) => {
    const { needs, needsIfChanged = needs, start } = suites[name]
    return [name, { needs: asked.isChanged ? needsIfChanged : needs, start }]
  })
  const needed = Object.entries(setUps).filter(([name]) =>
    wanted.some(([, { needs }]) => needs.includes(name)),
  )
  const broken = new Set()
  const setUpTasks = needed.map(([name, { start, ...task }]) => ({
    ...task,
    name: `set-up: ${name}`,
    after: (task.after ?? []).map((each) => `set-up: ${each}`),
    start: async () => void ((await attempt(`set-up`, start)) || broken.add(name)),
  }))
  // A single suite shows its output live. Several would mix theirs.
  const isLive = wanted.length === 1
  const suiteTasks = wanted.map(([name, suite]) => ({
    name,
    after: suite.needs.map((each) => `set-up: ${each}`),
    start: async () => void (await attempt(name, () => runSuite(name, suite))),
  }))
  const runSuite = async (name, { needs, start }) => {
    const missing = needs.find((each) => broken.has(each))
    if (missing) throw new Error(`${name} didn’t run: the set-up of its ${missing} failed, see above.`)
    if (isLive) say(`\n== ${name}`)
    const { output, ...outcome } = await start({ ...asked, root, reports, isLive })
    if (!isLive) say(`\n== ${name}: ${Math.round(outcome.seconds)} seconds\n${output}`)
    return outcome
  }
  await runSideBySide([...setUpTasks, ...suiteTasks], {
    room: Math.max(2, availableParallelism()),
    tell: say,
  })
}

/** Runs one step and keeps its outcome. An exception is its failure, and the next step runs nevertheless. */
async function attempt(suite, step) {
  const begin = Date.now()
  const seconds = () => (Date.now() - begin) / 1000
  try {
    const outcome = await step()
    if (outcome) outcomes.push({ suite, seconds: seconds(), ...outcome })
    return true
  } catch (error) {
    console.error(error.message)
    const failures = [{ name: 'its start', errors: [error.message] }]
    outcomes.push({ suite, passed: 0, failed: 1, seconds: seconds(), failures, remark: 'see above' })
    return false
  }
}

function inOrder(all) {
  const order = ['set-up', ...Object.keys(suites)]
  return all.toSorted((one, other) => order.indexOf(one.suite) - order.indexOf(other.suite))
}

/** Debian's programs for the tests. On other systems, says what is missing. */
async function preparePrograms() {
  if (process.env.CREDENZA_RUNTIME !== 'electron') await requireBrowser(root, say)
  if (process.platform !== 'linux') return
  await requirePrograms(
    {
      ...(!hasDisplay(process.platform, process.env) && { 'xvfb-run': 'xvfb', xauth: 'xauth' }),
      Xvfb: 'xvfb',
      'gnome-keyring-daemon': 'gnome-keyring',
      'dbus-run-session': 'dbus-daemon',
      strace: 'strace',
      'docker-registry': 'docker-registry',
      python3: 'python3',
    },
    'a screen and a keychain for the tests, a second CSV reader, a tool to prove that reading snapshots uses no network, and a registry to test logins',
    say,
  )
}

/** Programs that read what Credenza writes. */
async function prepareReaders() {
  await requirePrograms(
    { python3: 'python3', mlr: 'miller', soffice: 'libreoffice-calc-nogui' },
    'readers of CSV',
    say,
  )
}

/** The programs of the test cluster, which the suites start themselves. */
async function prepareCluster() {
  const { code } = await run(projectNode(root), ['tests/cluster/prepare.ts'], { folder: root, isShown: true })
  if (code !== 0) throw new Error('There is no cluster to test with.')
}
