interface Counts {
  passed: number
  failed: number
  skipped: number
}

export interface Outcome {
  suite: string
  passed: number
  failed: number
  seconds: number
  remark?: string
}

export function countVitest(report: {
  testResults: { status: string; assertionResults: { status: string }[] }[]
}): Counts
export function countPlaywright(report: {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: object[]
}): Counts
export function judge(
  suite: string,
  ended: { code: number; isTimeout: boolean; seconds: number },
  counts: Counts | undefined,
): Outcome
export function summaryLines(outcomes: Outcome[]): string[]
