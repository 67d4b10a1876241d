import { scopeKey, type ScopeId } from '../../../shared/credential.ts'
import { failed } from '../../../shared/failure.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'

/**
 * Throws `credential-name-taken` if another credential of the scope has the name: two of one scope may not share it.
 * `uid` is the secret's own, where it is a credential already.
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
