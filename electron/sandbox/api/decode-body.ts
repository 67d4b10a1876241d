import { apiVersionOf, decodeObject, DecodeError } from '../objects/decode-object.ts'
import type { ExpectedKind } from '../objects/decode-object.ts'
import type { JsonObject } from '../objects/kube-object.ts'
import type { Resource } from '../objects/resource.ts'
import { badRequest, tooLarge } from '../objects/status-object.ts'
import { goQuote } from '../words/go-text.ts'

/** Maximum size of a body, in bytes. */
const bodyLimit = 3 * 1024 * 1024

/** Throws 413 for a body that is too large. */
export function limitBody(body: Buffer): Buffer {
  if (body.length > bodyLimit) throw tooLarge(bodyLimit)
  return body
}

export function kindOf({ kind, shape, apiVersion = 'v1' }: Resource): ExpectedKind {
  const [version = '', group = ''] = apiVersion.split('/').reverse()
  return { group, version, kind, goType: `${group === '' ? 'core' : group}.${kind}`, shape }
}

/** The object in a POST's body, without `kind` and `apiVersion`. Throws 400. */
export function decodeBody(body: Buffer, expected: ExpectedKind): JsonObject {
  const { object, apiVersion } = decode(body, expected)
  const wanted = apiVersionOf(expected)
  if (apiVersion !== wanted) {
    throw badRequest(
      `the API version in the data (${apiVersion}) does not match the expected API version (${wanted})`,
    )
  }
  return object
}

function decode(body: Buffer, expected: ExpectedKind) {
  try {
    return decodeObject(body, expected)
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    const { found, message } = error
    throw badRequest(
      found === null
        ? `the object provided is unrecognized (must be of type ${expected.kind}): ${message} (${summaryOf(body)})`
        : `${found.kind} in version ${goQuote(found.version)} cannot be handled as a ${expected.kind}: ${message}`,
    )
  }
}

/** The start of a body that isn't an object, as the server quotes it. */
function summaryOf(body: Buffer): string {
  if (body.length === 0) return '<empty>'
  const start = body.subarray(0, 30)
  const text = start.toString('latin1').startsWith('{') ? start.toString('utf8') : start.toString('hex')
  return body.length > 30 ? `${text} ...` : text
}
