import type { V1Status } from '@kubernetes/client-node'
import { failed } from '../../shared/failure.ts'
import type { ExpectedError } from '../../shared/failure.ts'
import type { AnswerHead } from './exchange.ts'
import { isRecord } from './kube-row.ts'

/** What was asked, for the words of a refusal. */
export interface Asked {
  server: string
  user: string
  path: string
  verb: Verb
  /** Takes out of the cluster's words the values that the request carried. */
  mask?: (text: string) => string
}

/** As RBAC names them. */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete'

/** The fields of a Status that are used. */
export interface Status {
  code: number
  reason: string
  message: string
  retryAfterSeconds: number
  /** What it is about, such as `secrets` and the name of one. */
  kind: string
  name: string
  causes: { reason: string; field: string }[]
}

/** Characters of a Status message that are handed on. */
const messageLimit = 1024

/** Most fields that are named, and the characters of one. */
const fieldsLimit = 10
const fieldLimit = 200

/** Reads a Status object of the API; `null` for anything else. All its texts go through the mask. */
export function readStatus(value: unknown, mask = (text: string) => text): Status | null {
  if (!isRecord(value) || value['kind'] !== 'Status') return null
  const field = (name: keyof V1Status): unknown => value[name]
  const found = field('details')
  const details = isRecord(found) ? found : {}
  // A text is masked before it is cut: half a value would be none that the mask knows.
  const text = (given: unknown, most: number) => (typeof given === 'string' ? mask(given).slice(0, most) : '')
  const number = (given: unknown) => (typeof given === 'number' && Number.isFinite(given) ? given : 0)
  return {
    code: number(field('code')),
    reason: text(field('reason'), 100),
    message: text(field('message'), messageLimit),
    retryAfterSeconds: number(details['retryAfterSeconds']),
    kind: text(details['kind'], 100),
    name: text(details['name'], 253),
    causes: (Array.isArray(details['causes']) ? (details['causes'] as unknown[]) : [])
      .filter(isRecord)
      .slice(0, fieldsLimit)
      .map((cause) => ({ reason: text(cause['reason'], 100), field: text(cause['field'], fieldLimit) })),
  }
}

/** Turns an answer that is no success, or not in JSON, into one of our failures. `body` may be cut. */
export function answerFailure(head: AnswerHead, body: string, asked: Asked): ExpectedError {
  const status = readStatus(parsed(body), asked.mask)
  const { server } = asked
  if (status !== null) return statusFailure({ ...status, code: status.code || head.status }, head, asked)
  const contentType = head.header('content-type').split(';')[0]?.trim().slice(0, 100) ?? ''
  const isPlain = contentType === 'text/plain' || contentType === '' || contentType === 'application/json'
  if (!isPlain || head.status < 400) {
    return failed('not-kubernetes', { server, status: head.status, contentType })
  }
  const bare = { reason: '', message: '', retryAfterSeconds: 0, kind: '', name: '', causes: [] }
  return statusFailure({ ...bare, code: head.status }, head, asked)
}

/** Whether an answer's body can be read as JSON of the API. */
export function isJsonAnswer(head: AnswerHead): boolean {
  return head.status >= 200 && head.status < 300 && head.header('content-type').includes('json')
}

/** Turns a Status of the API into one of our failures. `head` is missing for one that came in a watch. */
export function statusFailure(status: Status, head: AnswerHead | null, asked: Asked): ExpectedError {
  const { server, user } = asked
  const { code, reason, message } = status
  const refusal = writeRefusal(status, asked)
  if (refusal !== null) return refusal
  switch (code) {
    case 401:
      return failed('unauthorized', { server, user, expiredAt: '' }, message)
    case 403:
      return failed(
        'forbidden',
        { ...target(asked), user: userIn(message) ?? user, verb: asked.verb },
        message,
      )
    case 404:
      return failed('not-found', { what: whatOf(status, asked) }, message)
    case 410:
      return failed('version-expired', { what: target(asked).resource }, message)
    case 429: {
      const seconds = Number(head?.header('retry-after') ?? '') || status.retryAfterSeconds || 1
      return failed('too-many-requests', { server, seconds }, message)
    }
    default:
      return code >= 500
        ? failed('server-error', { server, status: code, reason }, message)
        : failed('refused', { server, status: code, reason }, message)
  }
}

/** Refusals that only a write meets; `null` for every other. */
function writeRefusal(status: Status, asked: Asked): ExpectedError | null {
  const { code, reason, message, causes } = status
  const { namespace } = target(asked)
  const webhook = /admission webhook "([^"]{1,253})" denied the request/.exec(message)?.[1]
  if (webhook !== undefined) return failed('admission-refused', { webhook }, message)
  if (code === 413 || /request is too large|message larger than max|Request entity too large/.test(message))
    return failed('too-large', { what: whatOf(status, asked) }, message)
  switch (code) {
    case 403:
      if (/exceeded quota/.test(message)) return failed('quota-exceeded', { namespace }, message)
      return causes.some((cause) => cause.reason === 'NamespaceTerminating') ||
        /because it is being terminated/.test(message)
        ? failed('namespace-terminating', { namespace }, message)
        : null
    case 409:
      if (reason === 'AlreadyExists')
        return failed('already-exists', { what: whatOf(status, asked) }, message)
      return reason === 'Conflict' ? failed('conflict', { what: whatOf(status, asked) }, message) : null
    case 422: {
      const fields = causes.map(({ field }) => field).filter((field) => field !== '')
      return failed('invalid', { what: whatOf(status, asked), fields }, message)
    }
    default:
      return null
  }
}

/** The object that a Status is about, or the resource that was asked for. */
function whatOf({ kind, name }: Status, asked: Asked): string {
  return kind !== '' && name !== '' ? `${kind} ${name}` : target(asked).resource
}

/** Resource and namespace of a path of the API. */
function target({ path }: Asked): { resource: string; namespace: string } {
  const parts = (path.split('?')[0] ?? '').split('/').filter((part) => part !== '')
  const rest = parts.slice(parts[0] === 'api' ? 2 : 3)
  const isNamespaced = rest[0] === 'namespaces' && rest.length > 2
  const resource = (isNamespaced ? rest[2] : rest[0]) ?? path
  return { resource, namespace: isNamespaced ? decodeURIComponent(rest[1] ?? '') : '' }
}

/** The name by which the cluster knows the user; the kubeconfig's may be another. */
function userIn(message: string): string | null {
  return /User "([^"]{1,300})"/.exec(message)?.[1] ?? null
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return null
  }
}
