import { fieldsOf, isRecord } from '../core/models.ts'
import type { Untrusted, V1Status, V1StatusCause, V1StatusDetails } from '../core/models.ts'

/** The fields of a Status that are used, as the cluster sent them: they can repeat the request's content. */
export interface Status {
  code: number
  reason: string
  message: string
  retryAfterSeconds: number
  /** The subject: a resource such as `secrets` or a kind such as `Secret`, and its name. */
  kind: string
  name: string
  causes: readonly { reason: string; field: string }[]
}

/** Represents a response that isn't a Status. */
export const bareStatus = (code: number): Status => ({
  code,
  reason: '',
  message: '',
  retryAfterSeconds: 0,
  kind: '',
  name: '',
  causes: [],
})

/** Servers before 1.23 quote the part of the body that they couldn't parse. */
const quoteOfBody = /, error found in #\d+ byte of [^]*/

/** Reads a Status object of the API; returns `null` for anything else. */
export function readStatus(value: unknown): Status | null {
  const status: Untrusted<V1Status> = fieldsOf(value)
  if (status.kind !== 'Status') return null
  const details: Untrusted<V1StatusDetails> = fieldsOf(status.details)
  const causes: unknown[] = Array.isArray(details.causes) ? details.causes : []
  return {
    code: number(status.code),
    reason: text(status.reason),
    message: text(status.message).replace(quoteOfBody, ''),
    retryAfterSeconds: number(details.retryAfterSeconds),
    kind: text(details.kind),
    name: text(details.name),
    causes: causes
      .filter(isRecord)
      .map((cause: Untrusted<V1StatusCause>) => ({ reason: text(cause.reason), field: text(cause.field) })),
  }
}

const text = (given: unknown) => (typeof given === 'string' ? given : '')
const number = (given: unknown) => (typeof given === 'number' && Number.isFinite(given) ? given : 0)
