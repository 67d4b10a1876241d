import { isJsonArray, isJsonObject } from './kube-object.ts'
import type { Json, JsonObject } from './kube-object.ts'

/**
 * Field paths as in `managedFields`. A path is its steps joined by a character that no step contains: `f:name` for a
 * field, `k:{"name":"x"}` for an item of a list with keys, `v:"x"` for an item of a set.
 */
export type FieldSet = ReadonlySet<string>

const separator = '\n'

/** Lists whose items are separate fields, by path: the key that identifies an item, or `set`. */
const listKeys: Readonly<Record<string, string>> = {
  'f:metadata/f:finalizers': 'set',
  'f:metadata/f:ownerReferences': 'uid',
  'f:secrets': 'name',
  'f:spec/f:containers': 'name',
  'f:spec/f:initContainers': 'name',
  'f:spec/f:imagePullSecrets': 'name',
  'f:spec/f:volumes': 'name',
  'f:spec/f:containers/f:env': 'name',
  'f:spec/f:initContainers/f:env': 'name',
  'f:spec/f:containers/f:volumeMounts': 'mountPath',
  'f:spec/f:initContainers/f:volumeMounts': 'mountPath',
}

/** Thrown for a list with duplicate keys: the server then stops tracking managers. */
export class AmbiguousListError extends Error {}

/** Every field of an object, down to its leaves. */
type FieldValues = ReadonlyMap<string, string>

/** The fields of an object and their values as JSON; containers have an empty value. */
export function fieldValues(object: JsonObject): FieldValues {
  const found = new Map<string, string>()
  const visit = (value: Json, steps: readonly string[]) => {
    const path = steps.join(separator)
    const items = itemsOf(value, steps)
    // null counts as an empty container.
    if (path !== '') found.set(path, items === null && value !== null ? JSON.stringify(value) : '')
    for (const [step, item] of items ?? []) {
      if (found.has([...steps, step].join(separator))) throw new AmbiguousListError(step)
      visit(item, [...steps, step])
    }
  }
  visit(object, [])
  return found
}

/** The items of a container by their steps; `null` for a leaf. */
function itemsOf(value: Json, steps: readonly string[]): [string, Json][] | null {
  if (isJsonObject(value)) return Object.entries(value).map(([key, item]) => [`f:${key}`, item])
  if (!isJsonArray(value)) return null
  const key = listKeys[steps.filter((step) => step.startsWith('f:')).join('/')]
  if (key === undefined || value.length === 0) return null
  if (key === 'set') return value.map((item) => [`v:${JSON.stringify(item)}`, item])
  return value.map((item) => {
    const name = isJsonObject(item) ? (item[key] ?? '') : ''
    return [`k:${JSON.stringify({ [key]: name })}`, item]
  })
}

/** The differences between two versions of an object: fields that are new or changed, and fields that were removed. */
export function compareFields(before: JsonObject, now: JsonObject): { changed: FieldSet; removed: FieldSet } {
  const old = fieldValues(before)
  const current = fieldValues(now)
  const changed = [...current].filter(([path, value]) => old.get(path) !== value).map(([path]) => path)
  const removed = [...old.keys()].filter((path) => !current.has(path))
  return { changed: new Set(changed), removed: new Set(removed) }
}

/** Encodes as `fieldsV1`: a tree in which `.` marks a container that is itself a member. */
export function encodeFields(fields: FieldSet): JsonObject {
  interface Node {
    isMember: boolean
    children: Map<string, Node>
  }
  const root: Node = { isMember: false, children: new Map() }
  for (const path of fields) {
    let node = root
    for (const step of path.split(separator)) {
      const next = node.children.get(step) ?? { isMember: false, children: new Map<string, Node>() }
      node.children.set(step, next)
      node = next
    }
    node.isMember = true
  }
  const encode = ({ isMember, children }: Node): JsonObject => {
    const names = [...children.keys()].sort()
    const entries = names.map((name) => [name, encode(children.get(name) ?? root)] as const)
    return Object.fromEntries([...(isMember && names.length > 0 ? [['.', {}] as const] : []), ...entries])
  }
  return encode(root)
}

export function decodeFields(encoded: JsonObject): FieldSet {
  const fields = new Set<string>()
  const visit = (node: Json, steps: readonly string[]) => {
    const entries = isJsonObject(node) ? Object.entries(node) : []
    if (entries.length === 0 && steps.length > 0) fields.add(steps.join(separator))
    for (const [step, child] of entries) {
      if (step === '.') fields.add(steps.join(separator))
      else visit(child, [...steps, step])
    }
  }
  visit(encoded, [])
  return fields
}
