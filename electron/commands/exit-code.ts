import type { Failure, FailureCode } from '../../shared/failure.ts'

/** Exit codes of the commands, for scripts to distinguish; the README documents them. */
export const exitCodes = {
  done: 0,
  other: 1,
  usage: 2,
  kubeconfig: 3,
  signIn: 4,
  notAllowed: 5,
  notReached: 6,
  notWritten: 7,
  /** Of `compare`: something was added, removed or changed. */
  different: 10,
  /** Of `activity verify`: the record was changed after it was written. */
  notIntact: 11,
} as const

const codes: Readonly<Partial<Record<FailureCode, number>>> = {
  'kubeconfig-missing': exitCodes.kubeconfig,
  'kubeconfig-unreadable': exitCodes.kubeconfig,
  'kubeconfig-malformed': exitCodes.kubeconfig,
  'context-unknown': exitCodes.kubeconfig,
  'context-unset': exitCodes.kubeconfig,
  'context-dangling': exitCodes.kubeconfig,
  'context-unusable': exitCodes.kubeconfig,
  'sign-in-unsupported': exitCodes.kubeconfig,
  'plugin-not-allowed': exitCodes.signIn,
  'files-not-allowed': exitCodes.signIn,
  'plugin-missing': exitCodes.signIn,
  'plugin-failed': exitCodes.signIn,
  'plugin-timeout': exitCodes.signIn,
  'plugin-rubbish': exitCodes.signIn,
  'token-file-unreadable': exitCodes.signIn,
  'client-certificate-expired': exitCodes.signIn,
  'client-certificate-refused': exitCodes.signIn,
  unauthorized: exitCodes.signIn,
  forbidden: exitCodes.notAllowed,
  'name-not-resolved': exitCodes.notReached,
  'connection-refused': exitCodes.notReached,
  'connection-cut': exitCodes.notReached,
  'no-answer': exitCodes.notReached,
  'certificate-untrusted': exitCodes.notReached,
  'certificate-expired': exitCodes.notReached,
  'certificate-not-yet-valid': exitCodes.notReached,
  'certificate-other-host': exitCodes.notReached,
  'tls-failed': exitCodes.notReached,
  'proxy-failed': exitCodes.notReached,
  'too-many-requests': exitCodes.notReached,
  'server-error': exitCodes.notReached,
  'not-kubernetes': exitCodes.notReached,
  redirected: exitCodes.notReached,
  'answer-garbled': exitCodes.notReached,
  'answer-too-large': exitCodes.notReached,
  'file-not-written': exitCodes.notWritten,
  'record-not-written': exitCodes.notWritten,
}

/** The exit code of a failure. */
export const exitCodeOf = (failure: Failure): number => codes[failure.code] ?? exitCodes.other
