import { Base64Error, canonicalBase64 } from '../words/go-base64.ts'
import { goQuote } from '../words/go-text.ts'
import { isJsonArray, isJsonObject } from './kube-object.ts'
import type { Json, JsonObject } from './kube-object.ts'

/** The type of a field in the API; `goType` is its name in the API's messages. */
export type Shape =
  | { kind: 'text' | 'boolean' | 'integer' | 'time' | 'bytes' | 'anything' }
  | { kind: 'map'; of: Shape }
  | { kind: 'list'; of: Shape; goType: string }
  | { kind: 'struct'; goType: string; fields: readonly ShapeField[] }

export interface ShapeField {
  name: string
  goName: string
  shape: Shape
  /** What happens to an empty value: it is omitted, kept like any other value, or always present. */
  empty: 'omitted' | 'kept' | 'always'
}

/** A value of the wrong type, in the words of the server's decoder. */
export class ShapeError extends Error {
  /** Its path from the object down. */
  readonly trail: (string | number)[] = []
  /** How far the decoder had read when it failed: bytes from the value's start, or all of it. */
  readonly read: number | 'all'
  words: string

  constructor(words: string, read: number | 'all') {
    super(words)
    this.words = words
    this.read = read
  }
}

/**
 * Decodes a value like the API: drops unknown and empty fields, and puts fields in the API's order and map keys in
 * alphabetical order. `undefined` for an empty value. Throws a `ShapeError`.
 */
export function decodeShape(value: Json | undefined, shape: Shape): Json | undefined {
  if (value === undefined || value === null)
    return shape.kind === 'struct' ? decodeStruct({}, shape) : undefined
  switch (shape.kind) {
    case 'anything':
      return value
    case 'text':
      if (typeof value !== 'string') throw unexpected('ReadString: expects " or n, but found', value)
      return value
    case 'boolean':
      if (typeof value !== 'boolean') throw unexpected('ReadBool: expect t or f, but found', value)
      return value
    case 'integer':
      return decodeInteger(value)
    case 'time':
      return decodeTime(value)
    case 'bytes':
      return decodeBytes(value)
    case 'map':
      return decodeMap(value, shape.of)
    case 'list':
      return inside(`${shape.goType}: `, () => decodeList(value, shape.of))
    case 'struct':
      if (!isJsonObject(value)) throw unexpected('readObjectStart: expect { or n, but found', value)
      return decodeStruct(value, shape)
  }
}

function decodeInteger(value: Json): number {
  if (typeof value !== 'number') throw new ShapeError('readUint64: unexpected character: \ufffd', 1)
  if (Number.isInteger(value)) return value
  throw new ShapeError('assertInteger: can not decode float as int', String(Math.trunc(value)).length)
}

function decodeTime(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)) {
    return `${new Date(text).toISOString().slice(0, 19)}Z`
  }
  const layout = goQuote('2006-01-02T15:04:05Z07:00')
  const quoted = goQuote(text)
  throw new ShapeError(
    `unmarshalerDecoder: parsing time ${quoted} as ${layout}: cannot parse ${quoted} as "2006"`,
    'all',
  )
}

function decodeBytes(value: Json): string {
  if (typeof value !== 'string') throw new ShapeError('base64Codec: invalid input', 0)
  try {
    return canonicalBase64(value)
  } catch (error) {
    if (error instanceof Base64Error) throw new ShapeError(`decode base64: ${error.message}`, 'all')
    throw error
  }
}

function decodeMap(value: Json, of: Shape): JsonObject | undefined {
  if (!isJsonObject(value)) throw unexpected('ReadMapCB: expect { or n, but found', value)
  const keys = Object.keys(value).sort()
  if (keys.length === 0) return undefined
  return Object.fromEntries(keys.map((key) => [key, at(key, () => decodeShape(value[key], of) ?? '')]))
}

function decodeList(value: Json, of: Shape): readonly Json[] | undefined {
  if (!isJsonArray(value)) throw unexpected('decode slice: expect [ or n, but found', value)
  if (value.length === 0) return undefined
  return value.map((item, index) => at(index, () => decodeShape(item, of) ?? emptyOf(of)))
}

function decodeStruct(value: JsonObject, { goType, fields }: Shape & { kind: 'struct' }): JsonObject {
  const decoded = new Map<string, Json>()
  for (const field of fields) {
    const found = inside(`${goType}.${laterFields(value, field, fields)}${field.goName}: `, () =>
      at(field.name, () => decodeField(value, field)),
    )
    if (found !== undefined) decoded.set(field.name, found)
  }
  return Object.fromEntries(decoded)
}

function decodeField(value: JsonObject, { name, shape, empty }: ShapeField): Json | undefined {
  const given = Object.hasOwn(value, name) ? value[name] : undefined
  if (empty === 'always') return decodeShape(given, shape) ?? emptyOf(shape)
  if (given === undefined || given === null) return undefined
  const found = decodeShape(given, shape)
  if (empty === 'kept') return found ?? emptyOf(shape)
  return found === '' || found === 0 || found === false ? undefined : found
}

function emptyOf(shape: Shape): Json {
  switch (shape.kind) {
    case 'text':
    case 'bytes':
      return ''
    case 'boolean':
      return false
    case 'integer':
      return 0
    case 'list':
      return []
    case 'time':
      return null
    case 'map':
    case 'struct':
    case 'anything':
      return {}
  }
}

/** After an error the decoder continues and names every further field, the last one first. */
function laterFields(value: JsonObject, field: ShapeField, fields: readonly ShapeField[]): string {
  const keys = Object.keys(value)
  const later = keys.slice(keys.indexOf(field.name) + 1).reverse()
  const names = later.map((key) => fields.find(({ name }) => name === key)?.goName)
  return names.map((name) => (name === undefined ? '' : `${name}: `)).join('')
}

function unexpected(words: string, value: Json): ShapeError {
  return new ShapeError(`${words} ${JSON.stringify(value).charAt(0)}`, 1)
}

function at<T>(step: string | number, decode: () => T): T {
  try {
    return decode()
  } catch (error) {
    if (error instanceof ShapeError) error.trail.unshift(step)
    throw error
  }
}

function inside<T>(prefix: string, decode: () => T): T {
  try {
    return decode()
  } catch (error) {
    if (error instanceof ShapeError) error.words = `${prefix}${error.words}`
    throw error
  }
}
