import { describe, expect, test } from 'vitest'
import { countPlaywright, countVitest, judge, summaryLines } from './report.mjs'

const file = (status: string, ...tests: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: tests.map((each, index) => ({ status: each, fullName: `${each} ${index}` })),
})
const ended = { code: 0, isTimeout: false, seconds: 1 }

describe('A vitest report', () => {
  test('counts what passed, failed and did not run', () => {
    const report = {
      testResults: [file('passed', 'passed', 'skipped', 'todo'), file('failed', 'failed', 'passed')],
    }
    expect(countVitest(report)).toEqual({
      passed: 2,
      failed: 1,
      skipped: 2,
      names: ['skipped 1 (skipped)', 'todo 2 (todo)', 'failed 0'],
    })
  })

  test('counts a file that couldn’t be loaded as a failure', () => {
    expect(countVitest({ testResults: [file('failed')] })).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      names: ['a.test.ts'],
    })
  })
})

describe('A Playwright report', () => {
  test('counts a test that passed only when repeated, and tells it', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 }
    const suites = [
      { title: 'a.spec.ts', suites: [{ title: 'group', specs: [{ title: 'breaks', ok: false }] }] },
      { title: 'b.spec.ts', specs: [{ title: 'works', ok: true }] },
    ]
    expect(countPlaywright({ stats, errors: [], suites })).toEqual({
      passed: 5,
      repeated: 1,
      failed: 1,
      skipped: 2,
      names: ['a.spec.ts group breaks'],
    })
  })

  test('counts a failed global setup', () => {
    const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }
    expect(countPlaywright({ stats, errors: [{}], suites: [] }).failed).toBe(1)
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

  test('does not count its exit code on top of its failed tests', () => {
    expect(judge('unit', { ...ended, code: 1 }, { passed: 3, failed: 2, skipped: 0 }).failed).toBe(2)
  })
})

test('The last line of a run adds up all suites', () => {
  const outcomes = [
    { suite: 'lint', passed: 1, failed: 0, seconds: 3 },
    { suite: 'e2e', passed: 7, failed: 2, seconds: 60 },
  ]
  expect(summaryLines(outcomes).at(-1)).toBe('8 passed, 2 failed')
})
