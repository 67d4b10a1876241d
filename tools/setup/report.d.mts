interface Counts {
  passed: number
  failed: number
  skipped: number
  /** Passed tests that only passed when repeated. */
  repeated?: number
  failures?: Failure[]
}

export interface Failure {
  name: string
  errors: string[]
}

export interface Outcome {
  suite: string
  passed: number
  failed: number
  seconds: number
  failures?: Failure[]
  remark?: string
}

interface PlaywrightError {
  message?: string
  location?: { file: string; line: number }
}

interface PlaywrightSuite {
  title: string
  suites?: PlaywrightSuite[]
  specs?: { title: string; ok: boolean; tests?: { results: { errors: PlaywrightError[] }[] }[] }[]
}

export interface VitestReport {
  files: {
    name: string
    errors: string[]
    tests: { name: string; state: string; errors: string[] }[]
  }[]
  errors: string[]
}

export function countVitest(report: VitestReport): Counts
export function countPlaywright(report: {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: PlaywrightError[]
  suites: PlaywrightSuite[]
}): Counts
export function judge(
  suite: string,
  ended: { code: number; isTimeout: boolean; seconds: number; output?: string },
  counts: Counts | undefined,
): Outcome
export function summaryLines(outcomes: Outcome[]): string[]
