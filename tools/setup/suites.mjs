import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasDisplay, virtualScreen } from './display.mjs'
import { countPlaywright, countVitest, judge } from './report.mjs'
import { run, runNpm } from './run.mjs'

/** No suite may hold a machine for longer than this, whatever hangs. */
const suiteSeconds = 30 * 60

/**
 * Runs a script of package.json that passes or fails as a whole.
 * @param {string} suite
 * @param {string} script
 * @param {string} root
 */
export async function runWhole(suite, script, root) {
  const ended = await timed(() => runNpm(['run', script], shown(root)))
  const hasPassed = ended.code === 0
  return judge(suite, ended, { passed: Number(hasPassed), failed: Number(!hasPassed), skipped: 0 })
}

/**
 * Runs a project of vitest.
 * @param {string} suite
 * @param {string} root
 * @param {string} folder takes the report
 */
export async function runVitest(suite, root, folder) {
  const file = join(folder, `${suite}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const ended = await timed(() => runNpm(['run', `test:${suite}`, '--', ...reporters], shown(root)))
  return judge(suite, ended, readReport(file, countVitest))
}

/**
 * Runs the end-to-end specs on one of their clusters, on a virtual screen where there is no other.
 * @param {string} suite
 * @param {'sandbox' | 'cluster'} project
 * @param {string} root
 * @param {string} folder takes the report
 */
export async function runPlaywright(suite, project, root, folder) {
  const file = join(folder, `${suite}.json`)
  const options = shown(root, { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const args = ['run', 'test:e2e', '--', `--project=${project}`, '--reporter=list,json']
  const start = hasDisplay(process.platform, process.env)
    ? () => runNpm(args, options)
    : () => run('xvfb-run', [...virtualScreen, 'npm', ...args], options)
  return judge(suite, await timed(start), readReport(file, countPlaywright))
}

/** CI makes both test runners refuse a test that was left alone with `only`. */
function shown(root, more = {}) {
  const environment = { ...process.env, CI: process.env.CI || '1', ...more }
  return { folder: root, isShown: true, seconds: suiteSeconds, environment }
}

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
