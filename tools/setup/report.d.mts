interface Counts {
  passed: number
  failed: number
  skipped: number
  /** Passed tests that only passed when repeated. */
  repeated?: number
  /** Failed tests. */
  names?: string[]
}

export interface Outcome {
  suite: string
  passed: number
  failed: number
  seconds: number
  names?: string[]
  remark?: string
}

export interface PlaywrightSuite {
  title: string
  suites?: PlaywrightSuite[]
  specs?: { title: string; ok: boolean }[]
}

export function countVitest(report: {
  testResults: {
    name: string
    status: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}): Counts
export function countPlaywright(report: {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: object[]
  suites: PlaywrightSuite[]
}): Counts
export function judge(
  suite: string,
  ended: { code: number; isTimeout: boolean; seconds: number },
  counts: Counts | undefined,
): Outcome
export function summaryLines(outcomes: Outcome[]): string[]
