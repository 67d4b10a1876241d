import type { Credential } from '../../../shared/credential.ts'
import type { Organization } from '../organization/organization.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'
import { copyKey, createCopies, type Reach, type SecretFacts } from './copies.ts'
import { goneUid, keyOfGone, originalGone } from './original-gone.ts'
import type { SecretReading } from './read-secret.ts'
import type { createScopeNames } from './scope-names.ts'

/** A secret as the inventory has it. */
export interface ReadRow {
  row: KubeRow
  current: SecretReading | null
}

interface Deps {
  /** The name of the cluster in the kubeconfig. */
  cluster: string
  /** The namespace of cluster and department credentials. */
  home: () => string
  nameScope: ReturnType<typeof createScopeNames>['nameScope']
  find: (uid: string) => ReadRow | undefined
}

/** Reports copies: with their credentials, and as rows if the original is missing. */
export function createToldCopies({ cluster, home, nameScope, find }: Deps) {
  const copies = createCopies()
  /** The key that finds a secret's copies or original. */
  const groups = new Map<string, string>()
  let reach: Reach = { namespaces: [], reaches: () => null, isRead: () => false }
  /** Missing copies can be reported once everything is known. */
  let isSettled = false

  /** `null` for a project's secret, which has no copies. */
  function groupOf({ row, current }: ReadRow): string | null {
    if (current === null) return null
    if (current.kind === 'copy') return copyKey(current.scope, row.name)
    const { scope } = current.kind === 'credential' ? current.credential : current.secret
    return scope.kind === 'project' || row.namespace !== home() ? null : copyKey(scope, row.name)
  }

  /** The row for a secret of which only copies exist. `null` if they may be copies of anything. */
  function gone(key: string): Credential | null {
    if (!isSettled || !copies.isOrphaned(key)) return null
    for (const uid of copies.uids(key)) {
      const { row, current } = find(uid) ?? {}
      if (row === undefined || current?.kind !== 'copy' || !current.registration.isWhole) continue
      const { registration } = current
      const scope = nameScope(current.scope)
      const told = copies.tell(key, scope, null, reach)
      const at = { cluster, home: home(), isHomeRead: reach.isRead(home()), copies: told }
      return originalGone(key, { row, registration, scope }, at)
    }
    return null
  }

  return {
    put({ row, current }: ReadRow): void {
      const group = groupOf({ row, current })
      if (group === null) return
      groups.set(row.uid, group)
      if (current?.kind !== 'copy') copies.putOriginal(group, row.uid)
      else copies.putCopy(group, row.uid, { namespace: row.namespace, facts: factsOf(row, current) })
    },

    remove(uid: string): void {
      const group = groups.get(uid)
      if (group === undefined) return
      groups.delete(uid)
      copies.removeCopy(group, uid)
      copies.removeOriginal(group, uid)
    },

    setOrganization({
      projects = [],
      reaches = () => null,
    }: Partial<Pick<Organization, 'reaches' | 'projects'>>): void {
      const namespaces = new Set(projects.map(({ namespace }) => namespace))
      reach = {
        ...reach,
        namespaces: [...namespaces],
        reaches: (scope, namespace) => {
          if (namespace === home()) return null
          // A namespace without a project, among others that have one, is outside every scope.
          return namespaces.size > 0 && !namespaces.has(namespace) ? false : reaches(scope, namespace)
        },
      }
      copies.changeAll()
    },

    /** Call it when all lists are complete. */
    settle(isRead: (namespace: string) => boolean): void {
      isSettled = true
      reach = { ...reach, isRead }
      copies.changeAll()
    },

    get changeSize(): number {
      return isSettled ? copies.changeSize : 0
    },

    /** The uids of rows whose report may have changed. */
    *takeChanged(): Generator<string> {
      if (!isSettled) return
      for (const key of copies.takeChanged()) {
        yield goneUid(key)
        yield* copies.originals(key)
      }
    },

    /** A credential with the state of its copies. */
    withCopies(credential: Credential): Credential {
      const entry = find(credential.uid)
      const key = groups.get(credential.uid)
      if (!isSettled || entry === undefined || key === undefined) return credential
      const facts = factsOf(entry.row, entry.current)
      return { ...credential, copies: copies.tell(key, credential.scope, facts, reach) }
    },

    /** The row with that uid, which represents only copies. */
    gone: (uid: string): Credential | null => {
      const key = keyOfGone(uid)
      return key === null ? null : gone(key)
    },
    allGone: (): Credential[] =>
      copies
        .orphaned()
        .map(gone)
        .filter((row) => row !== null),
  }
}

const factsOf = ({ cells, writtenAt, lastApplied }: KubeRow, current: SecretReading | null): SecretFacts => ({
  secretType: String(cells[1] ?? ''),
  keyCount: Number(cells[2] ?? 0),
  resource: current?.registration.resource ?? null,
  writtenAt,
  hasValuesInAnnotation: lastApplied === 'with-values',
})
