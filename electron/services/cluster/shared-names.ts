import { scopeKey, type Credential, type Scope } from '../../../shared/credential.ts'
import { createDuplicateNames } from './duplicate-names.ts'
import type { SecretReading } from './read-secret.ts'
import type { ReadRow } from './told-copies.ts'

/** Finds credentials with the same name in the same scope. */
export function createSharedNames(find: (uid: string) => ReadRow | undefined) {
  const duplicates = createDuplicateNames()
  /** Rows share the object of their scope, so that its key is built once. */
  const keyOf = createScopeKeys()
  const placeOf = (uid: string) => {
    const { row } = find(uid) ?? {}
    return row === undefined ? uid : `${row.namespace}/${row.name}`
  }
  return {
    put({ row, current }: ReadRow): void {
      const named = namedIn(current)
      if (named !== null) duplicates.add(keyOf(named.scope), named.name, row.uid)
    },
    remove({ row, current }: ReadRow): void {
      const named = namedIn(current)
      if (named !== null) duplicates.remove(keyOf(named.scope), named.name, row.uid)
    },
    get changeSize(): number {
      return duplicates.changeSize
    },
    takeChanged: duplicates.takeChanged,
    /** The credential, with an issue if others have its name. */
    withIssue(credential: Credential): Credential {
      if (!isNamed(credential)) return credential
      const { count, some } = duplicates.others(keyOf(credential.scope), credential.name, credential.uid, 3)
      return count === 0 ? credential : withSharedName(credential, some.map(placeOf), count)
    },
  }
}

function withSharedName(credential: Credential, others: string[], count: number): Credential {
  if (credential.status.kind === 'deleting') return credential
  const issues = credential.status.kind === 'issues' ? credential.status.issues : []
  return {
    ...credential,
    status: { kind: 'issues', issues: [...issues, { code: 'name-shared', others, count }] },
  }
}

/** Names that nobody chose here can't collide. */
const isNamed = ({ origin }: Credential): boolean => origin !== 'unknown'

const namedIn = (reading: SecretReading | null): Credential | null =>
  reading?.kind === 'credential' && isNamed(reading.credential) ? reading.credential : null

function createScopeKeys(): (scope: Scope) => string {
  const kept = new WeakMap<Scope, string>()
  return (scope) => {
    const known = kept.get(scope)
    if (known !== undefined) return known
    const key = scopeKey(scope)
    kept.set(scope, key)
    return key
  }
}
