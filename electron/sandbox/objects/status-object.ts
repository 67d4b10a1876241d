import type { FieldError } from './field-errors.ts'
import { sentenceOf } from './field-errors.ts'
import { goQuote } from '../words/go-text.ts'

/** The subject of a Status. */
interface StatusDetails {
  name?: string
  group?: string
  kind?: string
  uid?: string
  causes?: { reason?: string; message?: string; field?: string }[]
  retryAfterSeconds?: number
}

/** The API's Status object, with its fields in order. */
export interface StatusObject {
  kind: 'Status'
  apiVersion: 'v1'
  metadata: { continue?: string }
  status: 'Success' | 'Failure'
  message?: string
  reason?: string
  details?: StatusDetails
  code?: number
}

/** A refusal by the API: handlers throw it, and it becomes the response. */
export class ApiError extends Error {
  readonly status: StatusObject & { code: number }

  constructor(
    code: number,
    reason: string,
    message: string,
    more: { details?: StatusDetails; continueToken?: string } = {},
  ) {
    super(message)
    const { details, continueToken } = more
    this.status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: continueToken === undefined ? {} : { continue: continueToken },
      status: 'Failure',
      message,
      ...(reason === '' ? {} : { reason }),
      ...(details === undefined ? {} : { details }),
      code,
    }
  }
}

/** A kind or resource and its group, as in a Status. */
interface About {
  /** A resource such as `secrets` or a kind such as `Secret`. */
  kind: string
  /** Empty for the core group. */
  group?: string
}

const written = ({ kind, group = '' }: About) => (group === '' ? kind : `${kind}.${group}`)
const detailsOf = ({ kind, group = '' }: About, name: string): StatusDetails => ({
  ...(name === '' ? {} : { name }),
  ...(group === '' ? {} : { group }),
  ...(kind === '' ? {} : { kind }),
})

export const badRequest = (message: string) => new ApiError(400, 'BadRequest', message)

/** An error that the server reports as 500 without a reason, such as one it doesn't expect from clients. */
export const plainError = (message: string) => new ApiError(500, '', message)

export const unauthorized = () => new ApiError(401, 'Unauthorized', 'Unauthorized')

export const notFound = (about: About, name: string) =>
  new ApiError(404, 'NotFound', `${written(about)} ${goQuote(name)} not found`, {
    details: detailsOf(about, name),
  })

export const alreadyExists = (about: About, name: string, isDeleting: boolean) =>
  new ApiError(
    409,
    'AlreadyExists',
    `${isDeleting ? 'object is being deleted: ' : ''}${written(about)} ${goQuote(name)} already exists`,
    { details: detailsOf(about, name) },
  )

export const conflict = (about: About, name: string, why: string) =>
  new ApiError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${written(about)} ${goQuote(name)}: ${why}`,
    { details: detailsOf(about, name) },
  )

export function invalidObject(about: About, name: string, errors: readonly FieldError[]): ApiError {
  const causes = errors.map(({ reason, message, field }) => ({ reason, message, field }))
  return new ApiError(
    422,
    'Invalid',
    `${written(about)} ${goQuote(name)} is invalid: ${sentenceOf(errors)}`,
    {
      details: { ...detailsOf(about, name), causes },
    },
  )
}

export function forbidden(
  about: About,
  name: string,
  why: string,
  causes?: StatusDetails['causes'],
): ApiError {
  const what = name === '' ? written(about) : `${written(about)} ${goQuote(name)}`
  const details = { ...detailsOf(about, name), ...(causes === undefined ? {} : { causes }) }
  // A path that isn't an object has no name.
  return new ApiError(403, 'Forbidden', `${what === '' ? '' : `${what} is `}forbidden: ${why}`, { details })
}

/** The resource version or page token is too old. */
export const expired = (message: string, continueToken?: string) =>
  new ApiError(410, 'Expired', message, continueToken === undefined ? {} : { continueToken })

export const tooLarge = (limit: number) =>
  new ApiError(413, 'RequestEntityTooLarge', `Request entity too large: limit is ${limit}`)

export const notAcceptable = (message: string) => new ApiError(406, 'NotAcceptable', message)

export const unsupportedMediaType = (message: string) => new ApiError(415, 'UnsupportedMediaType', message)

/** Refusals before any handler is called: the server names no subject. */
export const refusedByRouter = (code: 404 | 405 | 406 | 415) => {
  const [reason, message] = routerWords[code]
  return new ApiError(code, reason, message, { details: {} })
}

const routerWords = {
  404: ['NotFound', 'the server could not find the requested resource'],
  405: ['MethodNotAllowed', 'the server does not allow this method on the requested resource'],
  406: ['NotAcceptable', '406: Not Acceptable'],
  415: ['UnsupportedMediaType', '415: Unsupported Media Type'],
} as const

export const rejectedPatch = () =>
  new ApiError(422, 'Invalid', 'the server rejected our request due to an error in our request', {
    details: {},
  })

export const versionTooLarge = (asked: string, current: number) =>
  new ApiError(504, 'Timeout', `Timeout: Too large resource version: ${asked}, current: ${current}`, {
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  })
