import { typeOfResource, typeToldBy } from '../../../shared/credential-types/credential-types.ts'
import type { Copies, Credential, CredentialStatus, Scope } from '../../../shared/credential.ts'
import type { Registration } from '../../../shared/registration.ts'
import { annotationKeys } from '../../../shared/runai.ts'
import type { KubeRow } from '../../kube/core/kube-row.ts'

/** Prefix of the uids of rows that represent only copies. Uids of the cluster contain no spaces. */
const uidPrefix = 'copies of '

export const goneUid = (key: string): string => `${uidPrefix}${key}`
export const keyOfGone = (uid: string): string | null =>
  uid.startsWith(uidPrefix) ? uid.slice(uidPrefix.length) : null

/**
 * The row for copies whose original is missing. `isHomeRead` tells whether the namespace that should contain it is
 * known.
 */
export function originalGone(
  key: string,
  copy: { row: KubeRow; registration: Registration; scope: Scope },
  told: { cluster: string; home: string; isHomeRead: boolean; copies: Copies | null },
): Credential {
  const { row, registration, scope } = copy
  const { resource, by } = registration
  const secretType = String(row.cells[1] ?? '')
  const type =
    resource === null ? typeToldBy(secretType) : typeOfResource(resource, { kubernetesName: row.name })
  return {
    uid: goneUid(key),
    name: row.annotations[annotationKeys.credential] || row.name,
    type,
    status: statusOf(scope, told),
    scope,
    kubernetesName: row.name,
    namespace: told.home,
    registryUrl: '',
    description: '',
    origin: by === 'person' ? 'existing' : by,
    createdBy: '',
    createdAt: row.createdAt,
    rotatedAt: null,
    expiresAt: null,
    cluster: told.cluster,
    copies: told.copies,
    owner: null,
    usage: null,
  }
}

/** The console's account credentials need no original in this cluster. */
function statusOf(
  scope: Scope,
  { home, isHomeRead, copies }: { home: string; isHomeRead: boolean; copies: Copies | null },
): CredentialStatus {
  if (scope.kind === 'account') return { kind: 'none', reason: { code: 'account-scope' } }
  if (!isHomeRead) return { kind: 'none', reason: { code: 'original-unread', namespace: home } }
  return { kind: 'issues', issues: [{ code: 'original-gone', copies: copies?.there.count ?? 0 }] }
}
