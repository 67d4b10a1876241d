import { withMetadata } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { resourceNames } from '../objects/resource.ts'
import type { CoreName, OtherName, ResourceName } from '../objects/resource.ts'

/** One stored object. */
export interface Stored {
  /** `namespace/name`, or only the name of a cluster-scoped object. Lists are sorted by key. */
  key: string
  object: KubeObject
  revision: number
}

/** One write: the new state, and the previous one. */
export interface Change {
  revision: number
  resource: ResourceName
  key: string
  now: Stored | null
  before: Stored | null
}

/** The content of the storage as plain JSON. */
export interface StorageContent {
  revision: number
  objects: Readonly<
    Record<CoreName, readonly KubeObject[]> & Partial<Record<OtherName, readonly KubeObject[]>>
  >
}

/** All objects, a revision that counts every write, and the recent changes. */
export interface Storage {
  revision: () => number
  /** All changes after this revision are known; earlier ones were forgotten. */
  knownSince: () => number
  get: (resource: ResourceName, key: string) => Stored | undefined
  /** Sorted by key. The returned list is never mutated. */
  list: (resource: ResourceName) => readonly Stored[]
  /** The `list` of an earlier revision, which must not be before `knownSince`. */
  listAt: (resource: ResourceName, revision: number) => readonly Stored[]
  /** Creates or replaces; the object gets the new revision as its `resourceVersion`. */
  put: (resource: ResourceName, key: string, object: KubeObject) => KubeObject
  /** Removes an object; returns it with the revision of its removal. */
  remove: (resource: ResourceName, key: string) => KubeObject | null
  changesSince: (resource: ResourceName, revision: number) => Change[]
  /** The revision of a resource's last change, `knownSince` if there was none. */
  lastChange: (resource: ResourceName) => number
  /** Calls the listener synchronously with every change. The returned function removes it. */
  listen: (listener: (change: Change) => void) => () => void
  /** Forgets all changes, as a server does from time to time. */
  compact: () => void
}

/** How many changes are kept. */
const historyLimit = 10_000

export function createStorage(content: StorageContent): Storage {
  const { revision: first, objects } = content
  const tables = Object.fromEntries(
    resourceNames.map((name) => [name, createTable(objects[name] ?? [])]),
  ) as Record<ResourceName, ReturnType<typeof createTable>>
  const listeners = new Set<(change: Change) => void>()
  let history: Change[] = []
  let revision = first
  let knownSince = first

  const remember = (change: Change) => {
    history.push(change)
    if (history.length > historyLimit * 1.5) {
      const forgotten = history.length - historyLimit
      knownSince = history[forgotten - 1]?.revision ?? knownSince
      history = history.slice(forgotten)
    }
    for (const listener of [...listeners]) listener(change)
  }
  const changesSince = (resource: ResourceName, since: number) => {
    let start = history.length
    while (start > 0 && (history[start - 1]?.revision ?? 0) > since) start -= 1
    return history.slice(start).filter((change) => change.resource === resource)
  }

  return {
    revision: () => revision,
    knownSince: () => knownSince,
    get: (resource, key) => tables[resource].get(key),
    list: (resource) => tables[resource].list(),
    listAt: (resource, at) => rewind(tables[resource].list(), changesSince(resource, at)),
    put: (resource, key, object) => {
      revision += 1
      const versioned = withMetadata(object, { resourceVersion: String(revision) })
      const now = { key, object: versioned, revision }
      const before = tables[resource].put(now)
      remember({ revision, resource, key, now, before })
      return versioned
    },
    remove: (resource, key) => {
      const before = tables[resource].remove(key)
      if (before === null) return null
      revision += 1
      remember({ revision, resource, key, now: null, before })
      return withMetadata(before.object, { resourceVersion: String(revision) })
    },
    changesSince,
    lastChange: (resource) =>
      history.findLast((change) => change.resource === resource)?.revision ?? knownSince,
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    compact: () => {
      history = []
      knownSince = revision
    },
  }
}

/** The objects of one resource, by key and sorted by key. */
function createTable(objects: readonly KubeObject[]) {
  const byKey = new Map<string, Stored>()
  for (const object of objects) {
    const key = keyOf(object)
    byKey.set(key, { key, object, revision: Number(object.metadata.resourceVersion ?? 0) })
  }
  let sorted: Stored[] = [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
  /** Whether `sorted` was handed out, so that it must not be mutated. */
  let isShared = false
  const own = () => {
    if (isShared) sorted = [...sorted]
    isShared = false
    return sorted
  }
  return {
    get: (key: string) => byKey.get(key),
    list: (): readonly Stored[] => {
      isShared = true
      return sorted
    },
    put: (stored: Stored): Stored | null => {
      const before = byKey.get(stored.key) ?? null
      byKey.set(stored.key, stored)
      own().splice(firstFrom(sorted, stored.key), before === null ? 0 : 1, stored)
      return before
    },
    remove: (key: string): Stored | null => {
      const before = byKey.get(key) ?? null
      if (before === null) return null
      byKey.delete(key)
      own().splice(firstFrom(sorted, key), 1)
      return before
    },
  }
}

export function keyOf({ metadata }: KubeObject): string {
  const { namespace = '', name = '' } = metadata
  return namespace === '' ? name : `${namespace}/${name}`
}

/** The index of the first key that is not before this one. */
export function firstFrom(sorted: readonly Stored[], key: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle]?.key ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

/** The objects of one namespace; all if it is empty. */
export function inNamespace(sorted: readonly Stored[], namespace: string): readonly Stored[] {
  if (namespace === '') return sorted
  // The character after the slash ends the range of the namespace's keys.
  return sorted.slice(firstFrom(sorted, `${namespace}/`), firstFrom(sorted, `${namespace}0`))
}

/** Undoes changes that are given in their order. */
function rewind(sorted: readonly Stored[], changes: readonly Change[]): readonly Stored[] {
  if (changes.length === 0) return sorted
  const undone = new Map<string, Stored | null>()
  for (const { key, before } of [...changes].reverse()) undone.set(key, before)
  const restored = [...undone.values()].filter((stored) => stored !== null)
  return [...sorted.filter(({ key }) => !undone.has(key)), ...restored].sort((a, b) =>
    a.key < b.key ? -1 : 1,
  )
}
