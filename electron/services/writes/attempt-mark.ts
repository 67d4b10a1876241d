import { randomInt } from 'node:crypto'
import { annotationKeys } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'

/** Who writes, and when: annotations that distinguish one attempt from every other. */
type AttemptMark = Readonly<Record<string, string>>

/**
 * Creates the mark of an attempt. Clocks of two programs may show the same millisecond, so that the digits below are
 * random. After a lost answer the time shows whether the content of the cluster is ours.
 */
export function markAttempt(user: string, now: Date): AttemptMark {
  const drawn = String(randomInt(1_000_000)).padStart(6, '0')
  return {
    [annotationKeys.createdBy]: user,
    [annotationKeys.createdAt]: now.toISOString().replace('Z', `${drawn}Z`),
  }
}

/** Whether this attempt wrote what is in the cluster. */
export const bearsMark = (found: ObjectMetadata, mark: AttemptMark): boolean =>
  Object.entries(mark).every(([key, value]) => found.annotations[key] === value)
