import type { FailureAction, FailureText } from './failure-text-shape.ts'

/** Combines a failure's texts. Absent parts get defaults. */
export function words(
  title: string,
  text: string,
  actions: readonly FailureAction[] = ['try-again', 'other-cluster'],
  state: FailureText['state'] = 'Failed',
): FailureText {
  return { title, text, actions, state }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you don’t have permission',
  EPERM: 'the system doesn’t allow it',
  EISDIR: 'it’s a folder',
  ENOTDIR: 'part of its path isn’t a folder',
  ENOENT: 'it doesn’t exist',
  ENOSPC: 'the disk is full',
  EROFS: 'the disk is read-only',
  EDQUOT: 'your quota is used up',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links form a loop',
  EIO: 'the disk reported an error',
  E2BIG: 'its arguments and variables are too long',
  ENOEXEC: 'the system can’t run it',
  EFBIG: 'it’s too large for this disk',
  EBUSY: 'another program is using it',
  EINVAL: 'the system doesn’t accept it',
  ENODEV: 'the drive isn’t connected',
  ENXIO: 'the drive isn’t connected',
  ENOTCONN: 'the drive is no longer connected',
  ESTALE: 'the network drive has changed',
  EHOSTDOWN: 'the network drive isn’t responding',
  ETIMEDOUT: 'the drive didn’t respond in time',
  'not-a-file': 'it isn’t a regular file',
  'too-large': 'it’s too large',
}

/** A system error code such as EACCES in words, followed by the code for searching. */
export function systemReason(code: string): string {
  const known = reasons[code]
  if (known === undefined) return code
  return /^[A-Z]/.test(code) ? `${known} (${code})` : known
}

/** The host of a server's URL, or the text itself if it isn't a URL. */
export function hostOf(server: string): string {
  try {
    return new URL(server).host
  } catch {
    return server
  }
}

/** Starts a sentence with a capital letter and ends it with a full stop if it has no end yet. */
export function sentence(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '') return ''
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1)
  return /[.!?…]$/.test(capital) ? capital : `${capital}.`
}

/** The name of a cluster for people: its context, or its address if there is none. */
export const clusterName = (context: string, server: string): string =>
  context === '' ? hostOf(server) : context
