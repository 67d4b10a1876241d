import type { Credential } from '../../../shared/credential.ts'

/** Whether the Secret of a credential may exist. Of some, only copies are known. */
export function hasSecret({ status }: Credential): boolean {
  if (status.kind === 'issues') return !status.issues.some(({ code }) => code === 'original-gone')
  return status.kind !== 'none' || status.reason.code !== 'original-unread'
}
