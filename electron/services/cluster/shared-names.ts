import { scopeKey, type Credential } from '../../../shared/credential.ts'
import { createDuplicateNames } from './duplicate-names.ts'
import type { SecretReading } from './read-secret.ts'
import type { ReadRow } from './told-copies.ts'

/** Finds credentials with the same name in the same scope. */
export function createSharedNames(find: (uid: string) => ReadRow | undefined) {
  const duplicates = createDuplicateNames()
  const placeOf = (uid: string) => {
    const { row } = find(uid) ?? {}
    return row === undefined ? uid : `${row.namespace}/${row.name}`
  }
  return {
    put({ row, current }: ReadRow): void {
      const key = nameKey(current)
      if (key !== null) duplicates.add(key, row.uid)
    },
    remove({ row, current }: ReadRow): void {
      const key = nameKey(current)
      if (key !== null) duplicates.remove(key, row.uid)
    },
    get changeSize(): number {
      return duplicates.changeSize
    },
    takeChanged: duplicates.takeChanged,
    /** The credential, with an issue if others have its name. */
    withIssue(credential: Credential): Credential {
      const key = keyOf(credential)
      const { count, some } = duplicates.others(key ?? '', credential.uid, 3)
      return key === null || count === 0 ? credential : withSharedName(credential, some.map(placeOf), count)
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

const nameKey = (reading: SecretReading | null): string | null =>
  reading?.kind === 'credential' ? keyOf(reading.credential) : null

/** Names that nobody chose here can't collide. */
const keyOf = ({ origin, scope, name }: Credential): string | null =>
  origin === 'unknown' ? null : `${scopeKey(scope)}\n${name}`
