import { scopeKey, type Credential, type UnusedSecret } from '../../../shared/credential.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'
import { isNewer } from '../../kube/lists/resource-version.ts'
import { readRegistration } from '../../../shared/registration.ts'
import { defaultRunaiNamespace } from '../../../shared/runai.ts'
import type { Organization } from '../organization/organization.ts'
import { copyKey, createCopies, type Reach, type SecretFacts } from './copies.ts'
import { createDuplicateNames } from './duplicate-names.ts'
import { goneUid, keyOfGone, originalGone } from './original-gone.ts'
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
  /** What its copies, or its original, are found by; `null` where it can have none. */
  group: string | null
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
  const copies = createCopies()
  let reach: Reach = { namespaces: [], reaches: () => null, isRead: () => false }
  /** What is missing can be told once all is known. */
  let isSettled = false
  const home = () => runaiNamespace?.() ?? defaultRunaiNamespace

  /** Reads a row again and marks it as changed. */
  function read(entry: Held): void {
    leave(entry)
    entry.current = names.named(readSecret(entry.row, names.projectOf, cluster, runaiNamespace?.()))
    const key = nameKey(entry.current)
    if (key !== null) duplicateNames.add(key, entry.row.uid)
    const own = groupOf(entry)
    entry.group = own
    if (own === null) changed.add(entry.row.uid)
    else if (entry.current?.kind !== 'copy') {
      copies.putOriginal(own, entry.row.uid)
      changed.add(entry.row.uid)
    } else {
      const facts = factsOf(entry.row, entry.current.registration.resource)
      copies.putCopy(own, entry.row.uid, { namespace: entry.row.namespace, facts })
      if (told.has(entry.row.uid)) changed.add(entry.row.uid)
    }
  }

  /** Takes a row out of what is known of names and copies. */
  function leave(entry: Held): void {
    const key = nameKey(entry.current)
    if (key !== null) duplicateNames.remove(key, entry.row.uid)
    const { group } = entry
    if (group === null) return
    copies.removeCopy(group, entry.row.uid)
    copies.removeOriginal(group, entry.row.uid)
  }

  /** What the copies of a secret of a wider scope are found by; `null` for a project's. */
  function groupOf({ row, current }: Held): string | null {
    if (current === null) return null
    if (current.kind === 'copy') return copyKey(current.scope, row.name)
    const { scope } = current.kind === 'credential' ? current.credential : current.secret
    return scope.kind === 'project' || row.namespace !== home() ? null : copyKey(scope, row.name)
  }

  /** The row of a secret that is not there but for its copies; those without a type may be anything. */
  function gone(key: string): Credential | null {
    if (!isSettled || !copies.isOrphaned(key)) return null
    for (const uid of copies.uids(key)) {
      const entry = held.get(uid)
      if (entry?.current?.kind !== 'copy' || !entry.current.registration.isWhole) continue
      const scope = names.nameScope(entry.current.scope)
      const isHomeRead = reach.isRead(home())
      const where = copies.tell(key, scope, null, reach)
      const at = { cluster, home: home(), isHomeRead, copies: where }
      return originalGone(key, { row: entry.row, registration: entry.current.registration, scope }, at)
    }
    return null
  }

  function withCopies(credential: Credential): Credential {
    const entry = held.get(credential.uid)
    const key = entry === undefined || !isSettled ? null : entry.group
    if (entry === undefined || key === null) return credential
    const own = readRegistration(entry.row.labels, entry.row.namespace, home())
    const facts = factsOf(entry.row, own?.resource ?? null)
    return { ...credential, copies: copies.tell(key, credential.scope, facts, reach) }
  }

  const complete = (credential: Credential) => withCopies(withDuplicateNames(credential))

  /** What a uid stands for now, as the window is told it. */
  function currentOf(uid: string): Credential | UnusedSecret | null {
    const key = keyOfGone(uid)
    if (key !== null) return gone(key)
    const current = held.get(uid)?.current ?? null
    if (current?.kind === 'credential') return complete(current.credential)
    return current?.kind === 'unused' ? current.secret : null
  }

  function forget(uid: string, entry: Held): void {
    leave(entry)
    held.delete(uid)
    if (entry.current?.kind !== 'copy' || told.has(uid)) changed.add(uid)
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
          const added: Held = { row, byList: new Map([[list, row]]), current: null, group: null }
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
    setOrganization(next: Names & Partial<Pick<Organization, 'reaches' | 'projects'>>): void {
      const { projects = [], reaches = () => null } = next
      const isProject = new Set(projects.map(({ namespace }) => namespace))
      reach = {
        ...reach,
        namespaces: [...isProject],
        reaches: (scope, namespace) => {
          if (namespace === home()) return null
          // A namespace that belongs to no project, beside others that do, is out of every scope.
          return isProject.size > 0 && !isProject.has(namespace) ? false : reaches(scope, namespace)
        },
      }
      copies.changeAll()
      const isOther = names.change(next)
      for (const entry of held.values()) if (isOther(entry.current, entry.row.namespace)) read(entry)
    },

    nameScope: names.nameScope,

    /** The namespace of Run:ai is another one now, which tells originals from copies. */
    runaiNamespaceChanged(): void {
      for (const entry of held.values()) read(entry)
    },

    /**
     * The lists are whole: what was told before and is in none of them is gone. `isRead` tells whether the secrets of a
     * namespace are all known, which they are not for a user of few rights.
     */
    settle(isRead: (namespace: string) => boolean = () => true): void {
      isSettled = true
      reach = { ...reach, isRead }
      copies.changeAll()
      for (const uid of told) if (!held.has(uid)) changed.add(uid)
    },

    /** The uids of all rows that were told and not taken back. */
    told: (): string[] => [...told],

    /** How much there is to tell. */
    get changeSize(): number {
      return changed.size + duplicateNames.changeSize + (isSettled ? copies.changeSize : 0)
    },

    /** What changed since the last call. */
    takeChange(): InventoryChange {
      const change: InventoryChange = { credentials: [], unused: [], removed: [] }
      for (const uid of duplicateNames.takeChanged()) changed.add(uid)
      if (isSettled)
        for (const key of copies.takeChanged()) {
          changed.add(goneUid(key))
          for (const uid of copies.originals(key)) changed.add(uid)
        }
      for (const uid of changed) {
        const current = currentOf(uid)
        if (current === null) {
          if (told.delete(uid)) change.removed.push(uid)
          continue
        }
        told.add(uid)
        if ('status' in current) change.credentials.push(current)
        else change.unused.push(current)
      }
      changed.clear()
      return change
    },

    /** All credentials as they are now. */
    credentials: function* (): Generator<Credential> {
      for (const { current } of held.values()) {
        if (current?.kind === 'credential') yield complete(current.credential)
      }
      for (const key of copies.orphaned()) {
        const row = gone(key)
        if (row !== null) yield row
      }
    },
  }
}

const factsOf = ({ cells, writtenAt }: KubeRow, resource: string | null): SecretFacts => ({
  secretType: String(cells[1] ?? ''),
  keyCount: Number(cells[2] ?? 0),
  resource,
  writtenAt,
})

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
