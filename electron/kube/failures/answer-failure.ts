import { failed } from '../../../shared/failure.ts'
import { visibleLines } from '../../../shared/visible-text.ts'
import type { ExpectedError } from '../../../shared/failure.ts'
import { boundedSeconds } from '../core/bounds.ts'
import type { AnswerHead } from '../http/exchange.ts'
import { noMask, type Mask } from './mask-values.ts'
import { bareStatus, readStatus } from './status.ts'
import type { Status } from './status.ts'
import { writeRefusal } from './write-refusal.ts'
import type { RefusalDetails } from './write-refusal.ts'

/** The request, for the text of the failure. */
export interface Asked {
  server: string
  user: string
  path: string
  verb: Verb
  /** Removes the request's values from the cluster's message. */
  mask?: Mask
}

/** As RBAC names them. */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete'

/** Maximum characters of the cluster's message, and of a name in it. */
const messageLimit = 1024
const wordLimit = 100
const nameLimit = 253
/** Maximum number of fields named, and characters of one. */
const fieldsLimit = 10
const fieldLimit = 200

/** Converts a response that isn't a success, or isn't JSON, to a failure. `body` may be truncated. */
export function answerFailure(head: AnswerHead, body: string, asked: Asked): ExpectedError {
  const status = readStatus(parsed(body))
  const { server, mask = noMask } = asked
  if (status !== null) return statusFailure({ ...status, code: codeOf(status, head) }, head, asked)
  const contentType = head.header('content-type').split(';')[0]?.trim() ?? ''
  const location = head.header('location')
  if (head.status >= 300 && head.status < 400 && location !== '')
    return failed('redirected', {
      server,
      status: head.status,
      target: mask.name(hostOf(location, server)).slice(0, nameLimit),
    })
  const isPlain = contentType === 'text/plain' || contentType === '' || contentType === 'application/json'
  // Gateways respond with their own pages while the server behind them is down or busy.
  const isPassing = head.status >= 500 || head.status === 429
  if (!isPassing && (!isPlain || head.status < 400)) {
    return failed('not-kubernetes', {
      server,
      status: head.status,
      contentType: mask.name(contentType).slice(0, wordLimit),
    })
  }
  return statusFailure(bareStatus(head.status), head, asked)
}

/** The error code in the Status, or the HTTP status if it contains none. */
function codeOf({ code }: Status, head: AnswerHead): number {
  return Number.isInteger(code) && code >= 400 && code < 600 ? code : head.status
}

/** Whether the response's body can be parsed as JSON of the API. */
export function isJsonAnswer(head: AnswerHead): boolean {
  return head.status >= 200 && head.status < 300 && head.header('content-type').includes('json')
}

/** Converts a Status of the API to a failure. `head` is `null` for a Status from a watch. */
export function statusFailure(status: Status, head: AnswerHead | null, asked: Asked): ExpectedError {
  const { server, user } = asked
  const { code, message } = status
  const told = toldOf(status, asked)
  const { said, what } = told
  const refusal = writeRefusal(status, told)
  if (refusal !== null) return refusal
  const reason = told.mask.name(status.reason).slice(0, wordLimit)
  switch (code) {
    case 401:
      return failed('unauthorized', { server, user, expiredAt: '' }, said)
    case 403:
      return failed(
        'forbidden',
        { ...target(asked), user: toldUser(message, told.mask) ?? user, verb: asked.verb },
        said,
      )
    case 404:
      return failed('not-found', { what }, said)
    case 410:
      return failed('version-expired', { what: target(asked).resource }, said)
    case 429:
      return failed('too-many-requests', { server, seconds: secondsToWait(head, status) }, said)
    default:
      return code >= 500
        ? failed('server-error', { server, status: code, reason }, said)
        : failed('refused', { server, status: code, reason }, said)
  }
}

/** Seconds to wait before the next attempt: 0 to an hour, 1 if the server doesn't say. */
function secondsToWait(head: AnswerHead | null, { retryAfterSeconds }: Status): number {
  const header = head?.header('retry-after').trim() ?? ''
  const told = header === '' ? Number.NaN : secondsIn(header)
  return boundedSeconds(told) ?? boundedSeconds(retryAfterSeconds || 1) ?? 1
}

/** Parses a Retry-After header, a number of seconds or a date; NaN for anything else. */
function secondsIn(header: string): number {
  return / GMT$/.test(header) ? (Date.parse(header) - Date.now()) / 1000 : Number(header)
}

/** Masks everything before cutting it: the mask wouldn't recognize half a value. */
function toldOf(status: Status, asked: Asked): RefusalDetails {
  const { mask = noMask } = asked
  const { resource, namespace } = target(asked)
  const { kind, name, message, causes } = status
  const isNamespace = kind === 'namespaces'
  const called = mask.name(name).slice(0, nameLimit)
  return {
    said: visibleLines(mask.message(message).slice(0, messageLimit)),
    resource,
    what: called === '' ? resource : isNamespace ? `The namespace ${called}` : called,
    namespace,
    fields: causes
      .filter(({ field }) => field !== '')
      .slice(0, fieldsLimit)
      .map(({ field }) => mask.name(field).slice(0, fieldLimit)),
    mask,
  }
}

/** Resource and namespace of an API path. */
function target({ path }: Asked): { resource: string; namespace: string } {
  const parts = (path.split('?')[0] ?? '').split('/').filter((part) => part !== '')
  const rest = parts.slice(parts[0] === 'api' ? 2 : 3)
  const isNamespaced = rest[0] === 'namespaces' && rest.length > 2
  const resource = (isNamespaced ? rest[2] : rest[0]) ?? path
  return { resource, namespace: isNamespaced ? decodeURIComponent(rest[1] ?? '') : '' }
}

/**
 * The cluster's name of the user, if the message contains it and the mask allows it; the kubeconfig's name can differ.
 */
function toldUser(message: string, mask: Mask): string | null {
  const name = /User "([^"]{1,300})" cannot /.exec(message)?.[1] ?? null
  return name === null || mask.name(name) !== name ? null : name
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return null
  }
}

/** The host of a redirect, without the rest of its address. */
function hostOf(location: string, server: string): string {
  return URL.canParse(location, server) ? new URL(location, server).host : ''
}
