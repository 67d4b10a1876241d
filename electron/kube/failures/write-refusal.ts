import { failed } from '../../../shared/failure.ts'
import type { ExpectedError } from '../../../shared/failure.ts'
import type { Mask } from './mask-values.ts'
import type { Status } from './status.ts'

/** What is reported of a Status, without the request's values. */
export interface RefusalDetails {
  said: string
  /** The object concerned, or the requested resource. */
  what: string
  namespace: string
  /** The requested API resource, such as `secrets`. */
  resource: string
  fields: string[]
  mask: Mask
}

const webhookWords = /admission webhook "([^"]{1,253})" denied the request/
const sizeWords = /request is too large|Request entity too large|larger than max/
/** The server is still calculating a new quota and allows nothing until it has. */
const uncountedWords = /status unknown for quota/
const terminatingWords = /because it is being terminated/

/** The failure of a refusal that only writes can get; `null` for any other. */
export function writeRefusal(status: Status, told: RefusalDetails): ExpectedError | null {
  const { code, message, causes } = status
  const { said, what, namespace } = told
  const webhook = webhookWords.exec(message)?.[1]
  if (webhook !== undefined) return failed('admission-refused', { webhook: told.mask.name(webhook) }, said)
  if (code === 413 || (code !== 422 && sizeWords.test(message))) return failed('too-large', { what }, said)
  switch (code) {
    case 403:
      if (uncountedWords.test(message)) return failed('quota-busy', { namespace }, said)
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

/** Reads a conflict by its object: during a write the server also changes its own objects, such as quotas. */
function writeConflict({ reason, kind }: Status, told: RefusalDetails): ExpectedError | null {
  const { what, said, namespace, resource } = told
  if (!isOfResource(kind, resource)) {
    return kind === 'resourcequotas' && reason === 'Conflict'
      ? failed('quota-busy', { namespace }, said)
      : null
  }
  if (reason === 'AlreadyExists') return failed('already-exists', { what }, said)
  return reason === 'Conflict' ? failed('conflict', { what }, said) : null
}

/** Whether a Status is about the requested resource: it names the resource, its kind, or nothing. */
function isOfResource(kind: string, resource: string): boolean {
  const named = kind.toLowerCase()
  return named === '' || named === resource || `${named}s` === resource
}
