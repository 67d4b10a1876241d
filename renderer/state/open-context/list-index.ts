import { shallowRef } from 'vue'
import {
  scopeKey,
  type Credential,
  type Department,
  type Project,
  type ScopeId,
  type UnusedSecret,
} from '../../../shared/credential.ts'
import type { ChangeListener } from './list-rows.ts'

interface Deps {
  credentialRows: () => Iterable<Credential>
  unusedRows: () => Iterable<UnusedSecret>
  onCredentials: (listener: ChangeListener<Credential>) => () => void
  onUnused: (listener: ChangeListener<UnusedSecret>) => () => void
}

/** Finds rows by key. A change costs time proportional to its number of rows. */
function createLookup<T extends { uid: string }>(keysOf: (row: T) => string[]) {
  const found = new Map<string, Map<string, T>>()
  const known = new Map<string, T>()

  function remove(uid: string): void {
    const row = known.get(uid)
    if (row === undefined) return
    known.delete(uid)
    for (const key of keysOf(row)) {
      const rows = found.get(key)
      rows?.delete(uid)
      if (rows?.size === 0) found.delete(key)
    }
  }

  function put(row: T): void {
    remove(row.uid)
    known.set(row.uid, row)
    for (const key of keysOf(row)) {
      const rows = found.get(key) ?? new Map<string, T>()
      found.set(key, rows.set(row.uid, row))
    }
  }

  return {
    put,
    remove,
    clear(): void {
      found.clear()
      known.clear()
    },
    withUid: (uid: string): T | undefined => known.get(uid),
    withKey: (key: string): Iterable<T> => found.get(key)?.values() ?? [],
    firstOf: (key: string): T | undefined => found.get(key)?.values().next().value,
    /** One row per key. */
    *perKey(): Generator<T> {
      for (const rows of found.values()) {
        const first = rows.values().next().value
        if (first !== undefined) yield first
      }
    },
  }
}

type Row = Credential | UnusedSecret

const inScope = (row: Row) => [scopeKey(row.scope)]
const named = (scope: ScopeId, name: string) => `name ${scopeKey(scope)} ${name}`
const secret = (namespace: string, name: string) => `secret ${namespace}/${name}`
const secretOf = (row: Row) => secret(row.namespace, row.kubernetesName)

/** Keeps lookups up to date with the rows of one kind. Returns a function that stops it. */
function follow<T extends Row>(
  lookups: readonly ReturnType<typeof createLookup<T>>[],
  rows: Iterable<T>,
  subscribe: (listener: ChangeListener<T>) => () => void,
  onChange: () => void,
): () => void {
  for (const row of rows) for (const lookup of lookups) lookup.put(row)
  return subscribe((change) => {
    for (const lookup of lookups) {
      if (change === null) lookup.clear()
      change?.removed.forEach(lookup.remove)
      change?.changed.forEach(lookup.put)
    }
    onChange()
  })
}

/**
 * The live list by name, secret and scope, so that no keystroke has to search all of it. It follows the list until it
 * is left. Computeds that use it are reevaluated after each change of the list.
 */
export function createListIndex(list: Deps) {
  const version = shallowRef(0)
  const credentials = createLookup<Credential>((row) => [named(row.scope, row.name), secretOf(row)])
  const unused = createLookup<UnusedSecret>((row) => [secretOf(row)])
  const credentialScopes = createLookup<Credential>(inScope)
  const unusedScopes = createLookup<UnusedSecret>(inScope)

  const onChange = () => void (version.value += 1)
  const leaveCredentials = follow(
    [credentials, credentialScopes],
    list.credentialRows(),
    list.onCredentials,
    onChange,
  )
  const leaveUnused = follow([unused, unusedScopes], list.unusedRows(), list.onUnused, onChange)

  const now = <R>(read: () => R): R => (version.value, read())

  /** At least one row per scope of a kind. */
  const perScope = (kind: ScopeId['kind']): Row[] =>
    [...credentialScopes.perKey(), ...unusedScopes.perKey()].filter((row) => row.scope.kind === kind)

  return {
    credentialNamed: (scope: ScopeId, name: string) => now(() => credentials.firstOf(named(scope, name))),
    credentialOf: (namespace: string, name: string) =>
      now(() => credentials.firstOf(secret(namespace, name))),
    unusedNamed: (namespace: string, name: string) => now(() => unused.firstOf(secret(namespace, name))),
    credentialWith: (uid: string) => now(() => credentials.withUid(uid)),
    unusedWith: (uid: string) => now(() => unused.withUid(uid)),
    unusedOf: (scope: ScopeId): UnusedSecret[] => now(() => [...unusedScopes.withKey(scopeKey(scope))]),
    /** The departments that some registered secret names. */
    departments: (): Department[] =>
      now(() => {
        const names = new Map(perScope('department').map(({ scope }) => [scope.id, scope.name]))
        return [...names].map(([id, name]) => ({ id, name }))
      }),
    /** The projects that some registered secret belongs to. */
    projects: (): Project[] =>
      now(() => {
        const namespaces = new Map(perScope('project').map((row) => [row.scope.id, row.namespace]))
        return [...namespaces].map(([name, namespace]) => ({ name, namespace }))
      }),
    leave(): void {
      leaveCredentials()
      leaveUnused()
    },
  }
}

export type ListIndex = ReturnType<typeof createListIndex>
