import { isJsonArray, isJsonObject } from './kube-object.ts'
import type { Json, JsonObject } from './kube-object.ts'

/** A patch that can't be applied to the document; the API reports no details. */
export class PatchError extends Error {}

/** Applies a JSON patch (RFC 6902). As in the API server, `replace` also adds a missing key. */
export function jsonPatch(document: JsonObject, operations: readonly JsonObject[]): Json {
  return operations.reduce<Json>(applyOperation, document)
}

function applyOperation(document: Json, operation: JsonObject): Json {
  const path = () => pointer(operation['path'])
  const value = Object.hasOwn(operation, 'value') ? (operation['value'] ?? null) : null
  switch (operation['op']) {
    case 'add':
      return change(document, path(), (container, key) => add(container, key, value))
    case 'replace':
      return change(document, path(), (container, key) => replace(container, key, value))
    case 'remove':
      return change(document, path(), remove)
    case 'move': {
      const from = pointer(operation['from'])
      const moved = read(document, from) ?? null
      return change(change(document, from, remove), path(), (container, key) => add(container, key, moved))
    }
    case 'copy': {
      const copied = read(document, pointer(operation['from'])) ?? null
      return change(document, path(), (container, key) => add(container, key, copied))
    }
    case 'test':
      if (!isSame(read(document, path()) ?? null, value)) throw new PatchError('test')
      return document
    default:
      throw new PatchError('operation')
  }
}

/** The keys of a JSON pointer, which must be valid. */
function pointer(path: Json | undefined): string[] {
  if (typeof path !== 'string' || !path.includes('/')) throw new PatchError('path')
  return path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The document with one of its containers changed. */
function change(
  document: Json,
  [key = '', ...rest]: readonly string[],
  edit: (container: Json, key: string) => Json,
): Json {
  if (rest.length === 0) return edit(document, key)
  const child = childOf(document, key)
  if (child === undefined || child === null) throw new PatchError('missing path')
  const changed = change(child, rest, edit)
  return isJsonArray(document)
    ? document.map((item, index) => (index === indexOf(key) ? changed : item))
    : replace(document, key, changed)
}

function read(document: Json, [key = '', ...rest]: readonly string[]): Json | undefined {
  const child = childOf(document, key)
  if (rest.length === 0) return child
  if (child === undefined || child === null) throw new PatchError('missing path')
  return read(child, rest)
}

function childOf(container: Json, key: string): Json | undefined {
  if (isJsonArray(container)) {
    const index = indexOf(key)
    if (index >= container.length) throw new PatchError('index')
    return container[index]
  }
  if (!isJsonObject(container)) throw new PatchError('no container')
  return Object.hasOwn(container, key) ? container[key] : undefined
}

function indexOf(key: string): number {
  if (!/^\d+$/.test(key)) throw new PatchError('index')
  return Number(key)
}

function add(container: Json, key: string, value: Json): Json {
  if (!isJsonArray(container)) return replace(container, key, value)
  const index = key === '-' ? container.length : indexOf(key)
  if (index > container.length) throw new PatchError('index')
  return [...container.slice(0, index), value, ...container.slice(index)]
}

function replace(container: Json, key: string, value: Json): Json {
  if (isJsonArray(container)) {
    const index = indexOf(key)
    if (index >= container.length) throw new PatchError('index')
    return container.map((item, at) => (at === index ? value : item))
  }
  if (!isJsonObject(container)) throw new PatchError('no container')
  const entries = Object.entries({ ...container, [key]: value })
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function remove(container: Json, key: string): Json {
  if (isJsonArray(container)) {
    const index = indexOf(key)
    if (index >= container.length) throw new PatchError('index')
    return container.filter((_, at) => at !== index)
  }
  if (!isJsonObject(container) || !Object.hasOwn(container, key)) throw new PatchError('missing key')
  return Object.fromEntries(Object.entries(container).filter(([name]) => name !== key))
}

/** Deep equality, regardless of the order of keys. */
function isSame(a: Json, b: Json): boolean {
  if (isJsonArray(a) && isJsonArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index] ?? null))
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return a === b
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every((key) => Object.hasOwn(b, key) && isSame(a[key] ?? null, b[key] ?? null))
}
