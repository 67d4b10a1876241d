import { scopeKey, type Copies, type CopyPlaces, type ScopeId } from '../../../shared/credential.ts'

/** What is kept of a copy: enough to compare it with its original, and to report it if the original is missing. */
interface Copy {
  namespace: string
  facts: SecretFacts
}

/** The properties by which copies and originals are compared. */
export interface SecretFacts {
  secretType: string
  keyCount: number
  /** The type in its label. `null` if there is none. */
  resource: string | null
  /** When its data was last written, ISO 8601. Empty if the cluster doesn't say. */
  writtenAt: string
  /** `kubectl apply` left the values in an annotation of this secret or of its original. */
  hasValuesInAnnotation: boolean
}

/** Where copies should be. */
export interface Reach {
  /** The namespaces of all projects. */
  namespaces: readonly string[]
  /** Whether secrets of a scope are meant for a namespace. `null` if that's unknown. */
  reaches: (scope: ScopeId, namespace: string) => boolean | null
  /** Whether all secrets of a namespace are known. */
  isRead: (namespace: string) => boolean
}

/** A secret and its copies share the scope and the Kubernetes name. */
export const copyKey = (scope: ScopeId, kubernetesName: string): string =>
  `${scopeKey(scope)}\n${kubernetesName}`

/** How many namespaces are named per kind. All are counted. */
const mostNamed = 10

/** The copies of a cluster, grouped by their original, and which originals exist. */
export function createCopies() {
  const copies = new Map<string, Map<string, Copy>>()
  const originals = new Map<string, Set<string>>()
  const changed = new Set<string>()

  /** Once there is any copy, every original reports where its copies are missing. */
  function changeOriginals(): void {
    for (const key of originals.keys()) changed.add(key)
  }

  return {
    putCopy(key: string, uid: string, copy: Copy): void {
      if (copies.size === 0) changeOriginals()
      const group = copies.get(key) ?? new Map<string, Copy>()
      copies.set(key, group.set(uid, copy))
      changed.add(key)
    },
    removeCopy(key: string, uid: string): void {
      const group = copies.get(key)
      if (group?.delete(uid) !== true) return
      if (group.size === 0) copies.delete(key)
      changed.add(key)
      if (copies.size === 0) changeOriginals()
    },
    putOriginal(key: string, uid: string): void {
      originals.set(key, (originals.get(key) ?? new Set()).add(uid))
      changed.add(key)
    },
    removeOriginal(key: string, uid: string): void {
      const uids = originals.get(key)
      if (uids?.delete(uid) !== true) return
      if (uids.size === 0) originals.delete(key)
      changed.add(key)
    },
    /** The uids of the copies of a secret. */
    uids: (key: string): Iterable<string> => copies.get(key)?.keys() ?? [],
    /** Keys that have copies but no original. */
    orphaned: (): string[] => [...copies.keys()].filter((key) => !originals.has(key)),
    isOrphaned: (key: string): boolean => copies.has(key) && !originals.has(key),
    originals: (key: string): Iterable<string> => originals.get(key) ?? [],
    /** Marks all as changed: the projects or the namespaces that are read have changed. */
    changeAll(): void {
      if (copies.size === 0) return
      changeOriginals()
      for (const key of copies.keys()) changed.add(key)
    },
    get changeSize(): number {
      return changed.size
    },
    /** Keys whose copies or originals changed since the last call. */
    takeChanged(): string[] {
      const keys = [...changed]
      changed.clear()
      return keys
    },

    /**
     * Where the copies of a secret are and where they should be. `null` if the cluster has no copies at all, because
     * its Run:ai creates none. `original` is `null` if it is missing.
     */
    tell(key: string, scope: ScopeId, original: SecretFacts | null, reach: Reach): Copies | null {
      if (copies.size === 0) return null
      const told = [...(copies.get(key)?.values() ?? [])]
      const there = new Set(told.map(({ namespace }) => namespace))
      const where = (holds: (copy: Copy) => boolean) =>
        placesOf(told.filter(holds).map(({ namespace }) => namespace))
      const isMissing = (namespace: string) =>
        !there.has(namespace) && reach.isRead(namespace) && reach.reaches(scope, namespace) === true
      return {
        there: placesOf([...there]),
        missing: placesOf(reach.namespaces.filter(isMissing)),
        differing: where(({ facts }) => original !== null && isOther(facts, original)),
        older: where(({ facts }) => original !== null && isOlder(facts, original)),
        outOfReach: where(({ namespace }) => reach.reaches(scope, namespace) === false),
        withValuesInAnnotation: where(({ facts }) => facts.hasValuesInAnnotation),
      }
    },
  }
}

const isOther = (copy: SecretFacts, original: SecretFacts): boolean =>
  copy.secretType !== original.secretType ||
  copy.keyCount !== original.keyCount ||
  copy.resource !== original.resource

const isOlder = (copy: SecretFacts, original: SecretFacts): boolean =>
  copy.writtenAt !== '' && original.writtenAt !== '' && copy.writtenAt < original.writtenAt

const placesOf = (namespaces: readonly string[]): CopyPlaces => ({
  count: namespaces.length,
  some: [...namespaces].sort().slice(0, mostNamed),
})
