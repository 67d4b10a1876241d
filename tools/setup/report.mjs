import { stripVTControlCharacters } from 'node:util'

/**
 * A test that failed or didn't run, or what else failed, and the texts of its errors.
 * @typedef {{ name: string, errors: string[] }} Failure
 */

/**
 * The outcome of one suite. A requested suite that couldn't run counts as one failure.
 * @typedef {{ suite: string, passed: number, failed: number, seconds: number, failures?: Failure[], remark?: string }} Outcome
 */

/**
 * What the summary has of failures: whoever reads it may only have the last 120 lines of the output. The lines are for
 * all names and errors together, the characters for each line. Errors have at least three lines.
 */
const most = { lines: 100, characters: 400, names: 40, errors: 20, errorsOfOne: 2 }
/** How many lines of a suite's output are kept if it names no failure. */
const lastOfOutput = 40

/**
 * The counts of a report by `vitest-reporter.mjs`. A test that didn't run counts as failed: no suite may pass by
 * skipping.
 * @param {{ files: { name: string, errors: string[], tests: { name: string, state: string, errors: string[] }[] }[], errors: string[] }} report
 *   `errors` are those outside of tests: in hooks and while loading, and of the whole run
 */
export function countVitest({ files, errors }) {
  const tests = files.flatMap((file) =>
    file.tests.map((test) => ({ ...test, name: `${file.name} ${test.name}` })),
  )
  const passed = tests.filter(({ state }) => state === 'passed').length
  const failed = tests.filter(({ state }) => state === 'failed').length
  const broken = files.filter((file) => file.errors.length > 0)
  // A file whose tests failed is one failure less: its hooks may have failed because of them.
  const withoutTests = broken.filter((file) => !file.tests.some(({ state }) => state === 'failed'))
  const failures = [
    ...tests
      .filter(({ state }) => state !== 'passed')
      .map(({ name, state, errors }) => ({ name: state === 'failed' ? name : `${name} (${state})`, errors })),
    ...broken.map(({ name, errors }) => ({ name, errors })),
    ...errors.map((error) => ({ name: 'outside of tests', errors: [error] })),
  ]
  const skipped = tests.length - passed - failed
  return { passed, failed: failed + withoutTests.length, skipped, failures }
}

/**
 * The counts of a Playwright JSON report, including how many only passed when repeated.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: PlaywrightError[], suites: PlaywrightSuite[] }} report
 */
export function countPlaywright({ stats, errors, suites }) {
  return {
    passed: stats.expected + stats.flaky,
    repeated: stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    failures: [
      ...suites.flatMap((suite) => failuresIn(suite)),
      ...errors.map((error) => ({ name: 'outside of tests', errors: [textOf(error)] })),
    ],
  }
}

/**
 * @typedef {{ message?: string, location?: { file: string, line: number } }} PlaywrightError
 * @typedef {{ title: string, ok: boolean, tests?: { results: { errors: PlaywrightError[] }[] }[] }} PlaywrightSpec
 * @typedef {{ title: string, suites?: PlaywrightSuite[], specs?: PlaywrightSpec[] }} PlaywrightSuite
 * @param {PlaywrightSuite} suite
 * @returns {Failure[]}
 */
function failuresIn({ title, suites = [], specs = [] }) {
  const own = specs
    .filter(({ ok }) => !ok)
    .map(({ title, tests = [] }) => ({
      name: title,
      errors: tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(textOf))),
    }))
  const all = [...own, ...suites.flatMap((suite) => failuresIn(suite))]
  return all.map((each) => ({ ...each, name: `${title} ${each.name}` }))
}

const textOf = ({ message = '', location }) =>
  location ? `${location.file}:${location.line}\n${message}` : message

/**
 * Combines a suite's counts with how its program ended. Without a named failure, the end of its output is the error.
 * @param {string} suite
 * @param {{ code: number, isTimeout: boolean, seconds: number, output?: string }} ended
 * @param {{ passed: number, failed: number, skipped: number, repeated?: number, failures?: Failure[] } | undefined} counts undefined
 *   without a report
 * @returns {Outcome}
 */
export function judge(suite, { output = '', ...ended }, counts) {
  const outcome = { suite, seconds: ended.seconds, ...judged(ended, counts) }
  const failures = counts?.failures ?? []
  if (failures.length > 0) return { ...outcome, failures }
  const error = lastLines(output)
  if (outcome.failed === 0 || !error) return outcome
  return { ...outcome, failures: [{ name: 'the end of its output', errors: [error] }] }
}

function judged({ code, isTimeout }, counts) {
  const { passed, failed, skipped } = counts ?? { passed: 0, failed: 0, skipped: 0 }
  const sums = { passed, failed: failed + skipped }
  if (isTimeout) return { ...sums, failed: sums.failed + 1, remark: 'ended after its time limit' }
  if (!counts) return { ...sums, failed: 1, remark: 'ended without a report' }
  if (skipped > 0) return { ...sums, remark: `${skipped} skipped, which counts as failed` }
  if (passed + failed === 0) return { ...sums, failed: 1, remark: 'ran no test' }
  if (code === 0 && counts.repeated) return { ...sums, remark: `${counts.repeated} passed when repeated` }
  if (code !== 0 && failed === 0) return { ...sums, failed: 1, remark: `ended with code ${code}` }
  return sums
}

/**
 * The last lines of a run, with the failed tests and their errors. Errors share the lines: each has its start and its
 * end, where the call log of Playwright says why. The very last is `N passed, N failed`.
 * @param {Outcome[]} outcomes
 */
export function summaryLines(outcomes) {
  const total = (key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0)
  const lines = outcomes.map(({ suite, passed, failed, seconds, remark }) => {
    const counts = `${String(passed).padStart(6)} passed ${String(failed).padStart(5)} failed`
    return `${suite.padEnd(12)}${counts}${`${Math.round(seconds)} s`.padStart(9)}${remark ? `   ${remark}` : ''}`
  })
  const all = outcomes.flatMap(({ suite, failures = [] }) => failures.map((each) => ({ suite, ...each })))
  const ofOne = all.length * most.errorsOfOne > most.errors ? 1 : most.errorsOfOne
  const failures = all.slice(0, most.names).map(({ suite, name, errors }, index) => ({
    title: `failed in ${suite}: ${name}`,
    errors: index < most.errors ? errors.slice(0, ofOne).map(linesOf) : [],
  }))
  const more = all.length > most.names ? [`and ${all.length - most.names} more`] : []
  const each = sharedLines(
    failures.flatMap(({ errors }) => errors.map(({ length }) => length)),
    most.lines - failures.length,
  )
  const told = failures.flatMap(({ title, errors }) => [
    title,
    ...errors.flatMap((error) => startAndEnd(error, each).map((line) => `    ${shortened(line)}`)),
  ])
  return ['', ...told, ...more, ...lines, '', `${total('passed')} passed, ${total('failed')} failed`]
}

/** How many lines each error may have: short errors leave theirs to longer ones. */
function sharedLines(lengths, lines) {
  let left = lines
  for (const [at, length] of lengths.toSorted((a, b) => a - b).entries()) {
    const each = Math.floor(left / (lengths.length - at))
    if (length > each) return each
    left -= length
  }
  return lines
}

/** A third of the lines from the start, and the rest from the end. */
function startAndEnd(lines, count) {
  if (lines.length <= count) return lines
  const start = Math.ceil((count - 1) / 3)
  return [...lines.slice(0, start), '…', ...lines.slice(start + 1 - count)]
}

const shortened = (line) => (line.length > most.characters ? `${line.slice(0, most.characters)}…` : line)

const lastLines = (output) => linesOf(output).slice(-lastOfOutput).join('\n')

/** Lines without colors, and no empty ones. */
const linesOf = (text) =>
  stripVTControlCharacters(text)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
