import { goJsonKind, goJsonProblem } from '../words/go-json.ts'
import { goQuote } from '../words/go-text.ts'
import { findInJson } from '../words/json-position.ts'
import { isJsonObject } from './kube-object.ts'
import type { Json, JsonObject } from './kube-object.ts'
import { decodeShape, ShapeError } from './shapes.ts'
import type { Shape } from './shapes.ts'

/** The kind that a body must have. */
export interface ExpectedKind {
  /** Empty for the core group. */
  group: string
  version: string
  kind: string
  /** The server's internal name of the kind, such as `core.Secret`. */
  goType: string
  shape: Shape
}

/** A body that can't be decoded as an object, in the words of the server's decoder. */
export class DecodeError extends Error {
  /** The kind and version in the body; `null` if it couldn't be read that far. */
  readonly found: { kind: string; version: string } | null

  constructor(words: string, found: DecodeError['found']) {
    super(words)
    this.found = found
  }
}

interface DecodedBody {
  object: JsonObject
  apiVersion: string
}

const kindGoType =
  'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
const scheme = 'k8s.io/kubernetes/pkg/api/legacyscheme/scheme.go:30'

/** Kinds that the server knows besides the expected one, to get its messages for them right. */
const otherCoreKinds = new Set([
  'ConfigMap',
  'Namespace',
  'Node',
  'Pod',
  'Secret',
  'Service',
  'ServiceAccount',
])

export const apiVersionOf = ({ group, version }: Pick<ExpectedKind, 'group' | 'version'>): string =>
  group === '' ? version : `${group}/${version}`

/** Decodes the bytes of a body as an object of one kind. Throws a `DecodeError`. */
export function decodeObject(bytes: Buffer, expected: ExpectedKind): DecodedBody {
  const body = parseBody(bytes)
  const kind = kindField(body, 'kind') || expected.kind
  const apiVersion = kindField(body, 'apiVersion') || apiVersionOf(expected)
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1)
  const found = { kind, version }
  if (kind !== expected.kind || !isKnownVersion(apiVersion, expected)) {
    throw new DecodeError(strangeKind(kind, apiVersion, expected), found)
  }
  try {
    return { object: decodeShape(body, expected.shape) as JsonObject, apiVersion }
  } catch (error) {
    if (error instanceof ShapeError) throw new DecodeError(`${error.words}, ${placeOf(error, bytes)}`, found)
    throw error
  }
}

function parseBody(bytes: Buffer): JsonObject {
  const text = bytes.toString('utf8')
  const unreadable = (words: string) =>
    new DecodeError(`couldn't get version/kind; json parse error: ${words}`, null)
  let body: Json
  try {
    body = JSON.parse(text) as Json
  } catch {
    throw unreadable(goJsonProblem(text) ?? 'unexpected end of JSON input')
  }
  if (body === null) return {}
  if (!isJsonObject(body)) {
    throw unreadable(`json: cannot unmarshal ${goJsonKind(body)} into Go value of type ${kindGoType}`)
  }
  for (const name of ['kind', 'apiVersion']) {
    const value = body[name] ?? ''
    if (typeof value !== 'string') {
      throw unreadable(
        `json: cannot unmarshal ${goJsonKind(value)} into Go struct field .${name} of type string`,
      )
    }
  }
  return body
}

function kindField(body: JsonObject, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

/** Authorization has an older version besides the served one. */
function isKnownVersion(apiVersion: string, expected: ExpectedKind): boolean {
  return (
    apiVersion === apiVersionOf(expected) ||
    (expected.group === 'authorization.k8s.io' && apiVersion === `${expected.group}/v1beta1`)
  )
}

function strangeKind(kind: string, apiVersion: string, { goType }: ExpectedKind): string {
  if (apiVersion === 'v1' && otherCoreKinds.has(kind)) {
    return `converting (v1.${kind}) to (${goType}): unknown conversion`
  }
  return `no kind ${goQuote(kind)} is registered for version ${goQuote(apiVersion)} in scheme ${goQuote(scheme)}`
}

/** The part of the body around an error, as the server quotes it. */
function placeOf({ trail, read }: ShapeError, bytes: Buffer): string {
  const { start, end } = findInJson(bytes, trail)
  const head = read === 'all' ? end : start + read
  const near = (distance: number) =>
    bytes.toString('utf8', Math.max(0, head - distance), Math.min(bytes.length, head + distance))
  return `error found in #${Math.min(10, head)} byte of ...|${near(10)}|..., bigger context ...|${near(50)}|...`
}
