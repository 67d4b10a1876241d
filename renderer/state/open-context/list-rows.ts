import { computed, shallowRef } from 'vue'
import type { ClusterMessage } from '../../../shared/contract/cluster.ts'
import type { Credential, UnusedSecret } from '../../../shared/credential.ts'
import type { RowChange } from '../../ui/grid/ordered-rows.ts'

/** Receives changes of the list. `null`: everything was removed. */
export type ChangeListener<T> = (change: RowChange<T> | null) => void

const rememberedChanges = 2000

/** The rows of one kind by uid, with those that changed since the last notification. */
function createRowSet<T extends { uid: string }>() {
  const rows = new Map<string, T>()
  let changes = new Map<string, T | null>()
  const listeners = new Set<ChangeListener<T>>()
  return {
    rows,
    put(row: T): void {
      rows.set(row.uid, row)
      changes.set(row.uid, row)
    },
    remove(uid: string): void {
      if (rows.delete(uid)) changes.set(uid, null)
    },
    tell(): void {
      if (changes.size === 0) return
      const change = { changed: [] as T[], removed: [] as string[] }
      for (const [uid, row] of changes) {
        if (row === null) change.removed.push(uid)
        else change.changed.push(row)
      }
      changes = new Map()
      listeners.forEach((listener) => listener(change))
    },
    clear(): void {
      rows.clear()
      changes = new Map()
      listeners.forEach((listener) => listener(null))
    },
    subscribe(listener: ChangeListener<T>): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

const issuesOf = (row: Credential | undefined): number =>
  row?.status.kind === 'issues' ? row.status.issues.length : 0

/** All rows of a list, of both kinds. No uid is in both. Counts are those of the last `tell`. */
export function createListRows(now: () => number) {
  const openContext = createRowSet<Credential>()
  const unused = createRowSet<UnusedSecret>()
  const changedAt = new Map<string, number>()
  /** The start time of rows that the cluster's list doesn't contain yet. */
  const creating = new Map<string, number>()
  const counts = shallowRef({ credentials: 0, unused: 0, issues: 0 })
  let issues = 0

  function removeCredential(uid: string): void {
    issues -= issuesOf(openContext.rows.get(uid))
    openContext.remove(uid)
  }

  /** Applies a page or a change. Returns its number of rows. */
  function take(message: ClusterMessage & { kind: 'rows' }): number {
    for (const row of message.credentials) {
      creating.delete(row.uid)
      unused.remove(row.uid)
      issues += issuesOf(row) - issuesOf(openContext.rows.get(row.uid))
      openContext.put(row)
    }
    for (const row of message.unused) {
      removeCredential(row.uid)
      unused.put(row)
    }
    for (const uid of message.news) changedAt.set(uid, now())
    for (const uid of message.removed) {
      changedAt.set(uid, now())
      creating.delete(uid)
      removeCredential(uid)
      unused.remove(uid)
    }
    if (changedAt.size > rememberedChanges) changedAt.clear()
    return message.credentials.length + message.unused.length + message.removed.length
  }

  /** Adds a row that was just written, unless the cluster’s own row of it came first, or came and went. */
  function putCreating(credential: Credential): void {
    const { uid } = credential
    const isThere = openContext.rows.has(uid)
    const hasGone = changedAt.has(uid) && !isThere && !unused.rows.has(uid)
    if (hasGone) return
    changedAt.set(uid, now())
    if (isThere) return
    unused.remove(uid)
    creating.set(uid, now())
    openContext.put({ ...credential, status: { kind: 'creating' } })
  }

  /** A list as of a time contains what was written before it. What it doesn't contain is already deleted. */
  function dropCreating(asOf: number): void {
    for (const [uid, since] of creating) {
      if (since >= asOf) continue
      creating.delete(uid)
      removeCredential(uid)
    }
  }

  /** Notifies the views of what was applied since the last call. */
  function tell(): void {
    openContext.tell()
    unused.tell()
    const { size } = openContext.rows
    const before = counts.value
    if (before.credentials === size && before.unused === unused.rows.size && before.issues === issues) return
    counts.value = { credentials: size, unused: unused.rows.size, issues }
  }

  function clear(): void {
    issues = 0
    changedAt.clear()
    creating.clear()
    openContext.clear()
    unused.clear()
    tell()
  }

  return {
    counts,
    hasRows: computed(() => counts.value.credentials + counts.value.unused > 0),
    take,
    tell,
    clear,
    putCreating,
    dropCreating,
    credentialRows: () => openContext.rows.values(),
    unusedRows: () => unused.rows.values(),
    credentialWith: (uid: string) => openContext.rows.get(uid),
    unusedWith: (uid: string) => unused.rows.get(uid),
    onCredentials: (listener: ChangeListener<Credential>) => openContext.subscribe(listener),
    onUnused: (listener: ChangeListener<UnusedSecret>) => unused.subscribe(listener),
    /** When the watch reported a row or its removal, in milliseconds since 1970. 0 for long ago. */
    rowChangedAt: (row: { uid: string }) => changedAt.get(row.uid) ?? 0,
  }
}
