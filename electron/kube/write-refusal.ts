import { failed } from '../../shared/failure.ts'
import type { ExpectedError } from '../../shared/failure.ts'
import type { Mask } from './mask-values.ts'
import type { Status } from './status.ts'

/** What of a Status is told, without the values that the request carried. */
export interface Told {
  said: string
  /** The object that it is about, or the resource that was asked for. */
  what: string
  namespace: string
  fields: string[]
  mask: Mask
}

const webhookWords = /admission webhook "([^"]{1,253})" denied the request/
const sizeWords = /request is too large|Request entity too large|larger than max/
const terminatingWords = /because it is being terminated/

/** A refusal that only a write meets; `null` for every other. */
export function writeRefusal(status: Status, told: Told): ExpectedError | null {
  const { code, message, causes } = status
  const { said, what, namespace } = told
  const webhook = webhookWords.exec(message)?.[1]
  if (webhook !== undefined) return failed('admission-refused', { webhook: told.mask.name(webhook) }, said)
  if (code === 413 || (code !== 422 && sizeWords.test(message))) return failed('too-large', { what }, said)
  switch (code) {
    case 403:
      if (message.includes('exceeded quota')) return failed('quota-exceeded', { namespace }, said)
      return causes.some(({ reason }) => reason === 'NamespaceTerminating') || terminatingWords.test(message)
        ? failed('namespace-terminating', { namespace }, said)
        : null
    case 409:
      return writeConflict(status, told)
    case 422:
      return failed('invalid', { what, fields: told.fields }, said)
    default:
      return null
  }
}

function writeConflict({ reason }: Status, { what, said }: Told): ExpectedError | null {
  if (reason === 'AlreadyExists') return failed('already-exists', { what }, said)
  return reason === 'Conflict' ? failed('conflict', { what }, said) : null
}
