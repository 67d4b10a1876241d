import { scopeKey, type Credential, type UnusedSecret } from '../../../shared/credential.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'
import { isNewer } from '../../kube/lists/resource-version.ts'
import { createDuplicateNames } from './duplicate-names.ts'
import { createScopeNames, type Names } from './scope-names.ts'
import { readSecret, type SecretReading } from './read-secret.ts'

/** What changed since the last time it was asked. A row takes the place of the one of its uid, of either kind. */
export interface InventoryChange {
  credentials: Credential[]
  unused: UnusedSecret[]
  removed: string[]
}

/** A registered secret as the lists have it. */
interface Held {
  /** As it is told: the newest of what the lists that contain it have now. */
  row: KubeRow
  /** The last row from each list that contains it, by the list's number. */
  byList: Map<number, KubeRow>
  current: SecretReading | null
}

/**
 * The registered secrets of one cluster, merged by uid from several lists. The newest of what the lists have now wins,
 * so that a row goes back to an older version where all of them do; it is gone when no list contains it any more.
 * `toldBefore` are uids that an earlier inventory of the same cluster told, `runaiNamespace` is the namespace of cluster and department credentials.
 */
export function createInventory(
  cluster: string,
  toldBefore: Iterable<string> = [],
  runaiNamespace?: () => string,
) {
  const held = new Map<string, Held>()
  const duplicateNames = createDuplicateNames()
  const changed = new Set<string>()
  /** The uids that the window has. */
  const told = new Set(toldBefore)
  const names = createScopeNames()

  /** Reads a row again and marks it as changed. */
  function read(entry: Held): void {
    forgetName(entry)
    entry.current = names.named(readSecret(entry.row, names.projectOf, cluster, runaiNamespace?.()))
    const key = nameKey(entry.current)
    if (key !== null) duplicateNames.add(key, entry.row.uid)
    changed.add(entry.row.uid)
  }

  function forgetName(entry: Held): void {
    const key = nameKey(entry.current)
    if (key !== null) duplicateNames.remove(key, entry.row.uid)
  }

  function forget(uid: string, entry: Held): void {
    forgetName(entry)
    held.delete(uid)
    changed.add(uid)
  }

  function withDuplicateNames(credential: Credential): Credential {
    const key = nameKey({ kind: 'credential', credential }) ?? ''
    const { count, some } = duplicateNames.others(key, credential.uid, 3)
    const others = some.map((uid) => placeOf(held.get(uid)?.row) ?? uid)
    return count === 0 ? credential : withSharedName(credential, others, count)
  }

  return {
    projectOf: names.projectOf,

    /** Takes rows that list number `list` contains now. */
    put(list: number, rows: readonly KubeRow[]): void {
      for (const row of rows) {
        const entry = held.get(row.uid)
        if (entry === undefined) {
          const added: Held = { row, byList: new Map([[list, row]]), current: null }
          held.set(row.uid, added)
          read(added)
        } else if (takesNewest(entry, entry.byList.set(list, row))) read(entry)
      }
    },

    /** Takes uids that list number `list` does not contain any more. */
    remove(list: number, uids: readonly string[]): void {
      for (const uid of uids) {
        const entry = held.get(uid)
        if (entry === undefined) continue
        entry.byList.delete(list)
        if (entry.byList.size === 0) forget(uid, entry)
        else if (takesNewest(entry, entry.byList)) read(entry)
      }
    },

    /** What names projects and departments; rows whose project or department is called otherwise are read again. */
    setOrganization(next: Names): void {
      const isOther = names.change(next)
      for (const entry of held.values()) if (isOther(entry.current, entry.row.namespace)) read(entry)
    },

    nameScope: names.nameScope,

    /** The namespace of Run:ai is another one now, which tells originals from copies. */
    runaiNamespaceChanged(): void {
      for (const entry of held.values()) read(entry)
    },

    /** The lists are whole: what was told before and is in none of them is gone. */
    settle(): void {
      for (const uid of told) if (!held.has(uid)) changed.add(uid)
    },

    /** The uids of all rows that were told and not taken back. */
    told: (): string[] => [...told],

    /** How much there is to tell. */
    get changeSize(): number {
      return changed.size + duplicateNames.changeSize
    },

    /** What changed since the last call. */
    takeChange(): InventoryChange {
      const change: InventoryChange = { credentials: [], unused: [], removed: [] }
      for (const uid of duplicateNames.takeChanged()) changed.add(uid)
      for (const uid of changed) {
        const current = held.get(uid)?.current ?? null
        if (current === null || current.kind === 'copy') {
          if (told.delete(uid)) change.removed.push(uid)
          continue
        }
        told.add(uid)
        if (current.kind === 'credential') change.credentials.push(withDuplicateNames(current.credential))
        else change.unused.push(current.secret)
      }
      changed.clear()
      return change
    },

    /** All credentials as they are now. */
    credentials: function* (): Generator<Credential> {
      for (const { current } of held.values()) {
        if (current?.kind === 'credential') yield withDuplicateNames(current.credential)
      }
    },
  }
}

/** Makes the newest row of its lists the one that is told; says whether that is another than before. */
function takesNewest(entry: Held, byList: ReadonlyMap<number, KubeRow>): boolean {
  let newest: KubeRow | null = null
  for (const row of byList.values())
    if (newest === null || isNewer(row.resourceVersion, newest.resourceVersion)) newest = row
  if (newest === null || newest.resourceVersion === entry.row.resourceVersion) return false
  entry.row = newest
  return true
}

export type Inventory = ReturnType<typeof createInventory>

const placeOf = (row: KubeRow | undefined) => (row === undefined ? undefined : `${row.namespace}/${row.name}`)

/** The credential with the issue that others have its name. */
function withSharedName(credential: Credential, others: string[], count: number): Credential {
  if (credential.status.kind === 'deleting') return credential
  const issues = credential.status.kind === 'issues' ? credential.status.issues : []
  return {
    ...credential,
    status: { kind: 'issues', issues: [...issues, { code: 'name-shared', others, count }] },
  }
}

/** Credentials with the same key have the same name in the same scope. */
function nameKey(reading: SecretReading | null): string | null {
  if (reading?.kind !== 'credential' || reading.credential.origin === 'unknown') return null
  const { scope, name } = reading.credential
  return `${scopeKey(scope)}\n${name}`
}
