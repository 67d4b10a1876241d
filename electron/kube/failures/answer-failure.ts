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

/** What was asked, for the words of a refusal. */
export interface Asked {
  server: string
  user: string
  path: string
  verb: Verb
  /** Takes out of the cluster's words the values that the request carried. */
  mask?: Mask
}

/** As RBAC names them. */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'patch' | 'delete'

/** Characters of the cluster's words that are handed on, of its message and of a single one. */
const messageLimit = 1024
const wordLimit = 100
const nameLimit = 253
/** Most fields that are named, and the characters of one. */
const fieldsLimit = 10
const fieldLimit = 200

/** Turns an answer that isn't a success, or not in JSON, into one of our failures. `body` may be cut. */
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
  // Gateways send pages of their own while what is behind them is away or busy.
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

/** The code of a refusal; that of the answer's head where its Status tells another than a refusal's. */
function codeOf({ code }: Status, head: AnswerHead): number {
  return Number.isInteger(code) && code >= 400 && code < 600 ? code : head.status
}

/** Whether an answer's body can be read as JSON of the API. */
export function isJsonAnswer(head: AnswerHead): boolean {
  return head.status >= 200 && head.status < 300 && head.header('content-type').includes('json')
}

/** Turns a Status of the API into one of our failures. `head` is missing for one that came in a watch. */
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

/** Seconds after which the server wants to be asked again: from 0 to an hour, 1 if it does not tell. */
function secondsToWait(head: AnswerHead | null, { retryAfterSeconds }: Status): number {
  const header = head?.header('retry-after').trim() ?? ''
  const told = header === '' ? Number.NaN : secondsIn(header)
  return boundedSeconds(told) ?? boundedSeconds(retryAfterSeconds || 1) ?? 1
}

/** Seconds in a header that has a number of them, or the time until when to wait; not a number for all else. */
function secondsIn(header: string): number {
  return / GMT$/.test(header) ? (Date.parse(header) - Date.now()) / 1000 : Number(header)
}

/** Everything is masked before it is cut: half a value would be none that the mask knows. */
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

/** Resource and namespace of a path of the API. */
function target({ path }: Asked): { resource: string; namespace: string } {
  const parts = (path.split('?')[0] ?? '').split('/').filter((part) => part !== '')
  const rest = parts.slice(parts[0] === 'api' ? 2 : 3)
  const isNamespaced = rest[0] === 'namespaces' && rest.length > 2
  const resource = (isNamespaced ? rest[2] : rest[0]) ?? path
  return { resource, namespace: isNamespaced ? decodeURIComponent(rest[1] ?? '') : '' }
}

/** The name by which the cluster knows the user, where it is told and may be shown; the kubeconfig's may be another. */
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

/** The host that a redirect leads to, without anything else that is in its address. */
function hostOf(location: string, server: string): string {
  return URL.canParse(location, server) ? new URL(location, server).host : ''
}
