import type { CheckResult, Found } from '../../../shared/checks.ts'

export const lineBreak: Found = {
  finding: { code: 'line-break', key: 'Password' },
  mend: { kind: 'strip-line-break', key: 'Password' },
}
export const sameValue: Found = {
  finding: { code: 'same-value', key: 'Password', others: { count: 1, some: ['n/other, Password'] } },
  mend: null,
}

/** A check's result for one credential, for tests. */
export const checkedOf = (
  uid: string,
  found: Found[] = [],
  more: Partial<CheckResult> = {},
): CheckResult => ({
  ...{ uid, namespace: 'n', name: `secret-${uid}`, resourceVersion: '1', owner: null, found, failure: null },
  ...more,
})
