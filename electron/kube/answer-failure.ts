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
  verb: 'get' | 'list' | 'watch'
}

/** The fields of a Status that are used. */
export interface Status {
  code: number
  reason: string
  message: string
  retryAfterSeconds: number
}

/** Characters of a Status message that are handed on. */
const messageLimit = 1024

/** Reads a Status object of the API; `null` for anything else. */
export function readStatus(value: unknown): Status | null {
  if (!isRecord(value) || value['kind'] !== 'Status') return null
  const field = (name: keyof V1Status): unknown => value[name]
  const found = field('details')
  const details = isRecord(found) ? found : {}
  const text = (given: unknown) => (typeof given === 'string' ? given : '')
  const number = (given: unknown) => (typeof given === 'number' && Number.isFinite(given) ? given : 0)
  return {
    code: number(field('code')),
    reason: text(field('reason')).slice(0, 100),
    message: text(field('message')).slice(0, messageLimit),
    retryAfterSeconds: number(details['retryAfterSeconds']),
  }
}

/** Turns an answer that is no success, or not in JSON, into one of our failures. `body` may be cut. */
export function answerFailure(head: AnswerHead, body: string, asked: Asked): ExpectedError {
  const status = readStatus(parsed(body))
  const { server } = asked
  if (status !== null) return statusFailure({ ...status, code: status.code || head.status }, head, asked)
  const contentType = head.header('content-type').split(';')[0]?.trim().slice(0, 100) ?? ''
  const isPlain = contentType === 'text/plain' || contentType === '' || contentType === 'application/json'
  if (!isPlain || head.status < 400) {
    return failed('not-kubernetes', { server, status: head.status, contentType })
  }
  return statusFailure({ code: head.status, reason: '', message: '', retryAfterSeconds: 0 }, head, asked)
}

/** Whether an answer's body can be read as JSON of the API. */
export function isJsonAnswer(head: AnswerHead): boolean {
  return head.status >= 200 && head.status < 300 && head.header('content-type').includes('json')
}

/** Turns a Status of the API into one of our failures. `head` is missing for one that came in a watch. */
export function statusFailure(status: Status, head: AnswerHead | null, asked: Asked): ExpectedError {
  const { server, user } = asked
  const { code, reason, message } = status
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
      return failed('not-found', { what: target(asked).resource }, message)
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
