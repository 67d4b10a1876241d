import { randomInt } from 'node:crypto'
import { annotationKeys } from '../../../shared/runai.ts'
import type { ObjectMetadata } from '../../kube/connection.ts'

/** Who writes, and when: the annotations by which one attempt is told from every other. */
export type AttemptMark = Readonly<Record<string, string>>

/**
 * Makes the mark of one attempt. No clock tells milliseconds apart in two programs, so the digits below them are
 * drawn: after a lost answer the time says whether what is in the cluster is ours.
 */
export function markAttempt(user: string, now: Date): AttemptMark {
  const drawn = String(randomInt(1_000_000)).padStart(6, '0')
  return {
    [annotationKeys.createdBy]: user,
    [annotationKeys.createdAt]: now.toISOString().replace('Z', `${drawn}Z`),
  }
}

/** Whether what is in the cluster was written by this attempt. */
export const bearsMark = (found: ObjectMetadata, mark: AttemptMark): boolean =>
  Object.entries(mark).every(([key, value]) => found.annotations[key] === value)
