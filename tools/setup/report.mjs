/**
 * The outcome of one suite. A requested suite that couldn't run counts as one failure.
 * @typedef {{ suite: string, passed: number, failed: number, seconds: number, names?: string[], remark?: string }} Outcome
 */

/**
 * The counts of a vitest JSON report. A test that didn't run counts as failed: no suite may pass by skipping.
 * @param {{ testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} report
 */
export function countVitest(report) {
  const files = report.testResults
  const statuses = files.flatMap((file) => file.assertionResults.map(({ status }) => status))
  const passed = statuses.filter((status) => status === 'passed').length
  const failed = statuses.filter((status) => status === 'failed').length
  // A file that couldn't be loaded reports no tests at all.
  const broken = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  )
  const names = files
    .flatMap((file) => file.assertionResults)
    .filter(({ status }) => status !== 'passed')
    .map(({ fullName, status }) => (status === 'failed' ? fullName : `${fullName} (${status})`))
  return {
    passed,
    failed: failed + broken.length,
    skipped: statuses.length - passed - failed,
    names: [...names, ...broken.map(({ name }) => name)],
  }
}

/**
 * The counts of a Playwright JSON report, including how many only passed when repeated.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: object[], suites: PlaywrightSuite[] }} report
 */
export function countPlaywright({ stats, errors, suites }) {
  return {
    passed: stats.expected + stats.flaky,
    repeated: stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    names: suites.flatMap(namesOfFailed),
  }
}

/**
 * @typedef {{ title: string, suites?: PlaywrightSuite[], specs?: { title: string, ok: boolean }[] }} PlaywrightSuite
 * @param {PlaywrightSuite} suite
 * @returns {string[]}
 */
function namesOfFailed({ title, suites = [], specs = [] }) {
  const names = [...specs.filter(({ ok }) => !ok).map((spec) => spec.title), ...suites.flatMap(namesOfFailed)]
  return names.map((name) => `${title} ${name}`)
}

/**
 * Combines a suite's counts with how its program ended.
 * @param {string} suite
 * @param {{ code: number, isTimeout: boolean, seconds: number }} ended
 * @param {{ passed: number, failed: number, skipped: number, repeated?: number, names?: string[] } | undefined} counts undefined
 *   without a report
 * @returns {Outcome}
 */
export function judge(suite, { code, isTimeout, seconds }, counts) {
  const { passed, failed, skipped, names = [] } = counts ?? { passed: 0, failed: 0, skipped: 0 }
  const outcome = { suite, passed, failed: failed + skipped, seconds, ...(names.length > 0 && { names }) }
  if (isTimeout) return { ...outcome, failed: outcome.failed + 1, remark: 'ended after its time limit' }
  if (!counts) return { ...outcome, failed: 1, remark: 'ended without a report' }
  if (skipped > 0) return { ...outcome, remark: `${skipped} skipped, which counts as failed` }
  if (passed + failed === 0) return { ...outcome, failed: 1, remark: 'ran no test' }
  if (code === 0 && counts.repeated) return { ...outcome, remark: `${counts.repeated} passed when repeated` }
  if (code !== 0 && failed === 0) return { ...outcome, failed: 1, remark: `ended with code ${code}` }
  return outcome
}

/**
 * The last lines of a run, with the names of failed tests. The very last is `N passed, N failed`.
 * @param {Outcome[]} outcomes
 */
export function summaryLines(outcomes) {
  const total = (key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0)
  const lines = outcomes.map(({ suite, passed, failed, seconds, remark }) => {
    const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(5)} failed`
    return `${suite.padEnd(12)}${counts}${`${Math.round(seconds)} s`.padStart(9)}${remark ? `   ${remark}` : ''}`
  })
  const failures = outcomes.flatMap(({ suite, names = [] }) =>
    names.map((name) => `failed in ${suite}: ${name}`),
  )
  return ['', ...failures, ...lines, '', `${total('passed')} passed, ${total('failed')} failed`]
}
