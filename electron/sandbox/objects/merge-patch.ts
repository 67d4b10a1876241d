import { isJsonArray, isJsonObject } from './kube-object.ts'
import type { Json, JsonObject } from './kube-object.ts'

/**
 * Applies a JSON merge patch (RFC 7396): `null` removes a key. Like the API server, it also removes `null` from new
 * lists.
 */
export function mergePatch(document: JsonObject, patch: JsonObject): JsonObject {
  const merged = new Map(Object.entries(document))
  for (const [key, value] of Object.entries(patch)) {
    const current = merged.get(key)
    if (value === null) merged.delete(key)
    else if (current === undefined || current === null) merged.set(key, withoutNulls(value))
    else merged.set(key, mergeValue(current, value))
  }
  return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function mergeValue(current: Json, patch: Json): Json {
  if (!isJsonObject(current)) return withoutNulls(patch)
  return isJsonObject(patch) ? mergePatch(current, patch) : patch
}

function withoutNulls(value: Json): Json {
  if (isJsonArray(value)) return value.filter((item) => item !== null).map(withoutNulls)
  return isJsonObject(value) ? mergePatch({}, value) : value
}
