import type { ScopedNamespace } from '../../../shared/contract/wizard.ts'
import { failed } from '../../../shared/failure.ts'
import type { OpenCluster } from '../cluster/open-cluster.ts'

/** Throws `scope-elsewhere` if secrets of a scope don't belong in the given namespace. */
export function requireScopedNamespace(
  { list, runaiNamespace }: Pick<OpenCluster, 'list' | 'runaiNamespace'>,
  { scope, namespace }: ScopedNamespace,
): void {
  const isHere =
    scope.kind === 'project'
      ? list.projectOf(namespace) === scope.id
      : namespace === runaiNamespace() && (scope.kind === 'department') === (scope.id !== '')
  if (!isHere) throw failed('scope-elsewhere', { scope, namespace })
}
