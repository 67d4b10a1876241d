import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { countPlaywright, countVitest, judge, summaryLines } from './report.mjs'
import type { Failure, VitestReport } from './report.mjs'
import { run } from './run.mjs'

const tested = (...states: string[]) => ({
  name: 'a.test.ts',
  errors: [] as string[],
  tests: states.map((state, index) => ({
    name: String(index),
    state,
    errors: state === 'failed' ? ['expected 1 to be 2', 'and more'] : [],
  })),
})
const ended = { code: 0, isTimeout: false, seconds: 1 }

describe('A vitest report', () => {
  test('counts what passed, failed and did not run', () => {
    const files = [tested('passed', 'skipped', 'pending'), tested('failed', 'passed')]
    expect(countVitest({ files, errors: [] })).toEqual({
      passed: 2,
      failed: 1,
      skipped: 2,
      failures: [
        { name: 'a.test.ts 1 (skipped)', errors: [] },
        { name: 'a.test.ts 2 (pending)', errors: [] },
        { name: 'a.test.ts 0', errors: ['expected 1 to be 2', 'and more'] },
      ],
    })
  })

  test('counts a file that couldn’t be loaded as a failure', () => {
    expect(countVitest({ files: [{ ...tested(), errors: ['no such module'] }], errors: [] })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      failures: [{ name: 'a.test.ts', errors: ['no such module'] }],
    })
  })

  test('reports an error outside of tests', () => {
    const counts = countVitest({ files: [tested('passed')], errors: ['nobody caught this'] })
    expect(counts.failures).toEqual([{ name: 'outside of tests', errors: ['nobody caught this'] }])
    expect(judge('unit', { ...ended, code: 1 }, counts).failed).toBe(1)
  })

  test('has each error with its place and what differs', async () => {
    const counts = countVitest(await reportOf(sample))
    expect(counts).toMatchObject({ passed: 1, failed: 2, skipped: 1 })
    const told = Object.fromEntries(
      (counts.failures ?? []).map(({ name, errors }) => [name, errors[0]?.split('\n')]),
    )
    const place = (line: number): unknown =>
      expect.stringMatching(new RegExp(`^ +at .*sample\\.test\\.mjs:${line}:\\d+$`))
    expect(told).toEqual({
      'sample.test.mjs one > differs': [
        expect.stringContaining('to deeply equal'),
        place(3),
        '- Expected',
        '+ Received',
        '-   "a": 2,',
        '+   "a": 1,',
      ],
      'sample.test.mjs throws': ['thrown', place(5)],
      'sample.test.mjs hooked > waits (skipped)': undefined,
      'sample.test.mjs': ['no hook', place(8)],
    })
  })
})

const sample = `
describe('one', () => {
  test('differs', () => expect({ a: 1, b: 2 }).toEqual({ a: 2, b: 2 }))
})
test('throws', () => { throw new Error('thrown') })
test('passes', () => {})
describe('hooked', () => {
  beforeAll(() => { throw new Error('no hook') })
  test('waits', () => {})
})
`

/** The report of a run of this test file. */
async function reportOf(text: string): Promise<VitestReport> {
  const folder = await mkdtemp(join(tmpdir(), 'credenza-report-'))
  try {
    await writeFile(join(folder, 'sample.test.mjs'), text)
    const file = join(folder, 'report.json')
    const reporter = join(import.meta.dirname, 'vitest-reporter.mjs')
    const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs')
    const args = [
      'run',
      '--globals',
      `--root=${folder}`,
      `--reporter=${reporter}`,
      `--outputFile.json=${file}`,
    ]
    await run(process.execPath, [vitest, ...args], { environment: { ...process.env, FORCE_COLOR: '1' } })
    return JSON.parse(await readFile(file, 'utf8')) as VitestReport
  } finally {
    await rm(folder, { recursive: true })
  }
}

describe('A Playwright report', () => {
  test('counts a test that passed only when repeated, and reports it', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }
    const location = { file: 'application.ts', line: 7 }
    const errors = [{ message: 'Test timeout' }, { message: 'locator.click: closed', location }]
    const tests = [{ results: [{ errors }] }]
    const suites = [
      { title: 'a.spec.ts', suites: [{ title: 'group', specs: [{ title: 'breaks', ok: false, tests }] }] },
      { title: 'b.spec.ts', specs: [{ title: 'works', ok: true }] },
    ]
    expect(countPlaywright({ stats, errors: [], suites })).toEqual({
      passed: 5,
      repeated: 1,
      failed: 1,
      skipped: 2,
      failures: [
        {
          name: 'a.spec.ts group breaks',
          errors: ['Test timeout', 'application.ts:7\nlocator.click: closed'],
        },
      ],
    })
  })

  test('counts a failed global setup', () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }
    const counts = countPlaywright({ stats, errors: [{ message: 'no cluster' }], suites: [] })
    expect(counts.failed).toBe(1)
    expect(counts.failures).toEqual([{ name: 'outside of tests', errors: ['no cluster'] }])
  })
})

describe('A suite', () => {
  test('says how many of its tests passed only when they were repeated', () => {
    const outcome = judge('e2e', ended, { passed: 3, failed: 0, skipped: 0, repeated: 1 })
    expect(outcome).toMatchObject({ passed: 3, failed: 0, remark: '1 passed when repeated' })
  })

  test('passes with its tests', () => {
    expect(judge('unit', ended, { passed: 3, failed: 0, skipped: 0 })).toMatchObject({ passed: 3, failed: 0 })
  })

  test.each([
    ['skipped a test', ended, { passed: 3, failed: 0, skipped: 1 }],
    ['ran no test', ended, { passed: 0, failed: 0, skipped: 0 }],
    ['left no report', ended, undefined],
    ['ended badly though every test passed', { ...ended, code: 1 }, { passed: 3, failed: 0, skipped: 0 }],
    [
      'was ended after its time',
      { ...ended, code: 137, isTimeout: true },
      { passed: 3, failed: 0, skipped: 0 },
    ],
  ])('fails once if it %s', (_, how, counts) => {
    const outcome = judge('unit', how, counts)
    expect(outcome.failed).toBe(1)
    expect(outcome.remark).toBeTruthy()
  })

  test('that failed without naming a test shows the end of its output', () => {
    const output = Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n')
    const outcome = judge('lint', { ...ended, code: 1, output }, { passed: 0, failed: 1, skipped: 0 })
    expect(outcome.failures?.[0]?.errors[0]?.split('\n')).toEqual(output.split('\n').slice(-40))
  })

  test('does not count its exit code on top of its failed tests', () => {
    expect(judge('unit', { ...ended, code: 1 }, { passed: 3, failed: 2, skipped: 0 }).failed).toBe(2)
  })
})

describe('The summary', () => {
  test('ends with the sum of all suites', () => {
    const outcomes = [
      { suite: 'lint', passed: 1, failed: 0, seconds: 3 },
      { suite: 'e2e', passed: 7, failed: 2, seconds: 60 },
    ]
    expect(summaryLines(outcomes).at(-1)).toBe('8 passed, 2 failed')
  })

  const failing = (...failures: Failure[]) =>
    summaryLines([{ suite: 'unit', passed: 0, failed: failures.length, seconds: 1, failures }])

  test('has the errors of failed tests, without colors', () => {
    const lines = failing(
      { name: 'adds', errors: ['\u001B[31mexpected 1\u001B[39m\n\n  to be 2'] },
      { name: 'b', errors: [] },
    )
    expect(lines.slice(1, 5)).toEqual([
      'failed in unit: adds',
      '    expected 1',
      '      to be 2',
      'failed in unit: b',
    ])
  })

  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`).join('\n')
  const shownOf = (lines: string[]) => lines.filter((line) => line.startsWith(' '.repeat(4)))

  // The end of the call log says why a click wasn't possible, and was cut off.
  test('has the start and the end of a long error', () => {
    const shown = shownOf(failing({ name: 'adds', errors: [numbered(1000)] })).map((line) => line.trim())
    expect(shown.slice(0, 2)).toEqual(['line 0', 'line 1'])
    expect(shown.filter((line) => line === '…')).toHaveLength(1)
    expect(shown.slice(-40)).toEqual(numbered(1000).split('\n').slice(-40))
  })

  test('has whole errors if there is space, also next to short ones', () => {
    const lines = failing({ name: 'adds', errors: ['one', numbered(60)] }, { name: 'b', errors: ['two'] })
    expect(shownOf(lines)).toHaveLength(62)
    expect(lines.join('\n')).not.toContain('…')
  })

  test('fits with its errors in the lines that whoever reads it has', () => {
    for (const count of [1, 2, 3, 7, 10, 11, 20, 40, 200])
      expect(
        failing(
          ...Array.from({ length: count }, (_, index) => ({
            name: `test ${index}`,
            errors: [numbered(index * 30), numbered(50)],
          })),
        ).length,
      ).toBeLessThanOrEqual(110)
  })

  test('cuts long lines', () => {
    const lines = failing({ name: 'adds', errors: ['x'.repeat(10_000)] })
    expect(lines.join('').match(/x/g)).toHaveLength(400)
  })

  test('has the first two errors of a test', () => {
    const lines = failing({ name: 'adds', errors: ['one', 'two', 'three'] })
    expect(lines.filter((line) => line.startsWith(' '.repeat(4)))).toEqual(['    one', '    two'])
  })

  test('names failures and counts the rest, but has only the first errors', () => {
    const lines = failing(
      ...Array.from({ length: 50 }, (_, index) => ({ name: `test ${index}`, errors: ['wrong'] })),
    )
    expect(lines.filter((line) => line.startsWith('failed in'))).toHaveLength(40)
    expect(lines).toContain('and 10 more')
    expect(lines.filter((line) => line === '    wrong')).toHaveLength(20)
  })
})
