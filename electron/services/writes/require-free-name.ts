import { scopeKey, type ScopeId } from '../../../shared/credential.ts'
import { failed } from '../../../shared/failure.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'

/**
 * Throws `credential-name-taken` if another credential of the scope has the name, which must be unique there. `uid` is
 * the secret's own if it is already a credential.
 */
export function requireFreeName({ list }: OpenCluster, scope: ScopeId, name: string, uid = ''): void {
  const key = scopeKey(scope)
  for (const each of list.credentials()) {
    if (each.name !== name || each.uid === uid || scopeKey(each.scope) !== key) continue
    throw failed('credential-name-taken', {
      name,
      scope: each.scope,
      secret: `${each.namespace}/${each.kubernetesName}`,
    })
  }
}
