import { decodeObject, DecodeError } from '../objects/decode-object.ts'
import { jsonPatch, PatchError } from '../objects/json-patch.ts'
import { isJsonArray, isJsonObject } from '../objects/kube-object.ts'
import type { Json, JsonObject, KubeObject } from '../objects/kube-object.ts'
import { mergePatch } from '../objects/merge-patch.ts'
import { ApiError, badRequest, plainError, rejectedPatch } from '../objects/status-object.ts'
import { goJsonKind, goJsonProblem } from '../words/go-json.ts'
import { invalid } from '../objects/field-errors.ts'
import { invalidObject } from '../objects/status-object.ts'
import { kindOf } from './decode-body.ts'
import type { PatchType } from './media-types.ts'
import type { Resource } from '../objects/resource.ts'

/** How many operations the server accepts in a JSON patch. */
const operationsLimit = 10_000

/** Applies the bytes of a patch to an object and parses the result like a new object. */
export function applyPatch(
  resource: Resource,
  object: KubeObject,
  type: PatchType,
  body: Buffer,
): KubeObject {
  const document = {
    apiVersion: resource.apiVersion ?? 'v1',
    kind: resource.kind,
    ...object,
  } as unknown as JsonObject
  const patched = type === 'merge' ? applyMergePatch(document, body) : applyJsonPatch(document, body)
  const bytes = Buffer.from(JSON.stringify(patched), 'utf8')
  try {
    return resource.read(decodeObject(bytes, kindOf(resource)).object)
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    // The server names no subject here, and quotes the whole object.
    throw invalidObject({ kind: '' }, '', [invalid('patch', bytes.toString('utf8'), error.message)])
  }
}

function applyMergePatch(document: JsonObject, body: Buffer): Json {
  const patch = parse(body)
  if (patch === undefined || (!isJsonObject(patch) && !isJsonArray(patch))) {
    throw plainError('Invalid JSON Patch')
  }
  return isJsonObject(patch) ? mergePatch(document, patch) : patch
}

function applyJsonPatch(document: JsonObject, body: Buffer): Json {
  const patch = parse(body)
  if (patch === undefined)
    throw badRequest(goJsonProblem(body.toString('utf8')) ?? 'unexpected end of JSON input')
  const operations = patch ?? []
  if (!isJsonArray(operations)) throw badRequest(cannotRead(operations, 'jsonpatch.Patch'))
  for (const operation of operations) {
    if (!isJsonObject(operation)) throw badRequest(cannotRead(operation, 'jsonpatch.Operation'))
  }
  if (operations.length > operationsLimit) {
    throw new ApiError(
      413,
      'RequestEntityTooLarge',
      `Request entity too large: The allowed maximum operations in a JSON patch is ${operationsLimit}, got ${operations.length}`,
    )
  }
  try {
    return jsonPatch(document, operations.filter(isJsonObject))
  } catch (error) {
    if (error instanceof PatchError) throw rejectedPatch()
    throw error
  }
}

const cannotRead = (value: Json, goType: string) =>
  `json: cannot unmarshal ${goJsonKind(value)} into Go value of type ${goType}`

/** `undefined` for text that isn't JSON. */
function parse(body: Buffer): Json | undefined {
  try {
    return JSON.parse(body.toString('utf8')) as Json
  } catch {
    return undefined
  }
}
