import type { Credential, UnusedSecret } from '../../../shared/credential.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'
import { isNewer } from '../../kube/lists/resource-version.ts'
import { defaultRunaiNamespace } from '../../../shared/runai.ts'
import type { Organization } from '../organization/organization.ts'
import { createKeptUsage } from './kept-usage.ts'
import { createRegistrationReader } from './registration-reader.ts'
import { createSharedNames } from './shared-names.ts'
import { createToldCopies } from './told-copies.ts'
import { createScopeNames, type Names } from './scope-names.ts'
import { readSecret, type SecretReading } from './read-secret.ts'

/** What changed since the last call. A row replaces the one with its uid, whichever kind that was. */
interface InventoryChange {
  credentials: Credential[]
  unused: UnusedSecret[]
  removed: string[]
  /** The uids of rows that the cluster has added or changed, as opposed to listed, named or completed ones. */
  news: string[]
}

/** A registered secret as the lists contain it. */
interface Held {
  /** The reported row: the newest of what the lists have now. */
  row: KubeRow
  /** Number of the first list that contained it. */
  list: number
  /** The last row from each list that contains it, by list number. `null` if only `list` contains it, with `row`. */
  byList: Map<number, KubeRow> | null
  current: SecretReading | null
}

/** Removes and yields at most `most` entries of a map. */
function* takeFrom<K, V>(map: Map<K, V>, most: number): Generator<[K, V]> {
  let taken = 0
  for (const entry of map) {
    if (taken === most) return
    taken += 1
    map.delete(entry[0])
    yield entry
  }
}

/**
 * The registered secrets of one cluster, merged by uid from several lists. The newest current row wins, so that a row
 * goes back to an older version when all lists do. It is removed when no list contains it anymore. `toldBefore` are
 * uids that an earlier inventory of the same cluster reported. `home` returns the namespace of cluster and department
 * credentials.
 */
export function createInventory(
  cluster: string,
  toldBefore: Iterable<string> = [],
  home: () => string = () => defaultRunaiNamespace,
) {
  const held = new Map<string, Held>()
  const find = (uid: string) => held.get(uid)
  const sharedNames = createSharedNames(find)
  const readLabels = createRegistrationReader()
  /** By uid: whether it is news of the cluster. */
  const changed = new Map<string, boolean>()
  const mark = (uid: string, isNews = false) => changed.set(uid, isNews || changed.get(uid) === true)
  /** The uids that the window has. */
  const told = new Set(toldBefore)
  const names = createScopeNames()
  const usage = createKeptUsage((uid) => void (told.has(uid) && mark(uid)))
  /** The Run:ai namespace when the rows were read. */
  let homeOfRows = home()
  const copies = createToldCopies({ cluster, home: () => homeOfRows, nameScope: names.nameScope, find })

  /** Rereads a row and marks it as changed. */
  function read(entry: Held, isNews = false): void {
    leave(entry)
    entry.current = names.named(readSecret(entry.row, names.toldProject, cluster, homeOfRows, readLabels))
    sharedNames.put(entry)
    copies.put(entry)
    if (entry.current?.kind !== 'copy' || told.has(entry.row.uid)) mark(entry.row.uid, isNews)
  }

  /** Removes a row from the names and copies. */
  function leave(entry: Held): void {
    sharedNames.remove(entry)
    copies.remove(entry.row.uid)
  }

  const complete = (row: Credential) => usage.withUsage(copies.withCopies(sharedNames.withIssue(row)))

  /** The current row of a uid, as reported to the window. */
  function currentOf(uid: string): Credential | UnusedSecret | null {
    const current = held.get(uid)?.current
    if (current?.kind === 'credential') return complete(current.credential)
    return current?.kind === 'unused' ? current.secret : copies.gone(uid)
  }

  function forget(uid: string, entry: Held): void {
    leave(entry)
    held.delete(uid)
    if (entry.current?.kind !== 'copy' || told.has(uid)) mark(uid)
  }

  return {
    projectOf: names.projectOf,

    /** Adds or replaces rows of list number `list`. `isNews`: they are not part of its first list. */
    put(list: number, rows: readonly KubeRow[], isNews = false): void {
      for (const row of rows) {
        const known = held.get(row.uid)
        const entry = known ?? { row, list, byList: null, current: null }
        if (known === undefined) held.set(row.uid, entry)
        else if (!takesNewest(entry, rowsWith(entry, list, row))) continue
        read(entry, isNews)
      }
    },

    /** Removes uids that list number `list` no longer contains. */
    remove(list: number, uids: readonly string[]): void {
      for (const uid of uids) {
        const entry = held.get(uid)
        if (entry === undefined) continue
        const left = rowsWithout(entry, list)
        if (left === null) forget(uid, entry)
        else if (takesNewest(entry, left)) read(entry)
      }
    },

    /** Sets what names projects and departments. Rereads rows whose project or department was renamed. */
    setOrganization(next: Names & Partial<Pick<Organization, 'reaches' | 'projects'>>): void {
      copies.setOrganization(next)
      const isOther = names.change(next)
      for (const entry of held.values()) if (isOther(entry.current, entry.row.namespace)) read(entry)
    },

    setUsage: usage.set,
    nameScope: names.nameScope,

    /** The Run:ai namespace may have changed, which separates originals from copies. Rereads all rows then. */
    readNamespaceAnew(): void {
      if (home() === homeOfRows) return
      homeOfRows = home()
      for (const entry of held.values()) read(entry)
    },

    /**
     * Called when the lists are complete: removes rows that were reported before but are in no list. `isRead` returns
     * whether all secrets of a namespace are known. A user with few permissions can't read all of them.
     */
    settle(isRead: (namespace: string) => boolean = () => true): void {
      copies.settle(isRead)
      for (const uid of told) if (!held.has(uid)) mark(uid)
    },

    /** The uids of all rows that were reported and not removed. */
    told: (): string[] => [...told],

    /** Number of pending changes. */
    get changeSize(): number {
      return changed.size + sharedNames.changeSize + copies.changeSize
    },

    /** What changed since the last call, at most so many rows. The next call returns the rest. */
    takeChange(most = Infinity): InventoryChange {
      const change: InventoryChange = { credentials: [], unused: [], removed: [], news: [] }
      for (const uid of [...sharedNames.takeChanged(), ...copies.takeChanged()]) mark(uid)
      for (const [uid, isNews] of takeFrom(changed, most)) {
        const current = currentOf(uid)
        if (current === null && told.delete(uid)) change.removed.push(uid)
        if (current === null) continue
        told.add(uid)
        if (isNews) change.news.push(uid)
        if ('status' in current) change.credentials.push(current)
        else change.unused.push(current)
      }
      return change
    },

    /** All current credentials. */
    credentials: function* (): Generator<Credential> {
      for (const credential of credentialsOf(held.values())) yield complete(credential)
      yield* copies.allGone()
    },

    /** All current unused secrets. */
    unused: () => unusedOf(held.values()),
  }
}

function* credentialsOf(all: Iterable<Held>): Generator<Credential> {
  for (const { current } of all) if (current?.kind === 'credential') yield current.credential
}

function* unusedOf(all: Iterable<Held>): Generator<UnusedSecret> {
  for (const { current } of all) if (current?.kind === 'unused') yield current.secret
}

/** The rows of all lists that contain it, with the new row of one list. Most are in a single list. */
function rowsWith(entry: Held, list: number, row: KubeRow): Iterable<KubeRow> {
  if (entry.byList === null && entry.list === list) return [row]
  entry.byList ??= new Map([[entry.list, entry.row]])
  return entry.byList.set(list, row).values()
}

/** The rows of the other lists that contain it. `null` for none. */
function rowsWithout(entry: Held, list: number): Iterable<KubeRow> | null {
  if (entry.byList === null) return entry.list === list ? null : [entry.row]
  entry.byList.delete(list)
  return entry.byList.size === 0 ? null : entry.byList.values()
}

/** Reports the newest of these rows from now on. Returns whether it is a different one. */
function takesNewest(entry: Held, rows: Iterable<KubeRow>): boolean {
  let newest: KubeRow | null = null
  for (const row of rows)
    if (newest === null || isNewer(row.resourceVersion, newest.resourceVersion)) newest = row
  if (newest === null || newest.resourceVersion === entry.row.resourceVersion) return false
  entry.row = newest
  return true
}

export type Inventory = ReturnType<typeof createInventory>
