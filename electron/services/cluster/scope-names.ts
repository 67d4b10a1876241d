import type { Scope } from '../../../shared/credential.ts'
import type { Organization } from '../organization/organization.ts'
import type { SecretReading } from './read-secret.ts'

/** What names projects and departments. */
export type Names = Pick<Organization, 'projectOf' | 'department'>

/** How many scopes share their objects. */
const mostShared = 10_000

/** Names the scopes of a cluster's secrets. Uses namespaces and ids until names are known. */
export function createScopeNames() {
  let names: Names = { projectOf: () => undefined, department: (label) => ({ id: label, name: label }) }

  /** A scope with the id and name of its department. The label may contain either. */
  const nameScope = <S extends Scope>(scope: S): S =>
    scope.kind === 'department' ? { ...scope, ...names.department(scope.id) } : scope

  const shared = new Map<string, Scope>()
  /** One object for all rows with the same scope and name. Labels may contain any number of ids over time. */
  function share<S extends Scope>(scope: S): S {
    const known = shared.get(scope.id)
    if (known?.kind === scope.kind && known.name === scope.name) return known as S
    if (shared.size >= mostShared) shared.clear()
    shared.set(scope.id, scope)
    return scope
  }

  return {
    toldProject: (namespace: string): string | undefined => names.projectOf(namespace),
    projectOf: (namespace: string): string => names.projectOf(namespace) ?? namespace,
    nameScope,
    /** A reading with the current name of its scope. */
    named(reading: SecretReading | null): SecretReading | null {
      const scoped = scopedIn(reading)
      if (scoped !== null) scoped.scope = share(nameScope(scoped.scope))
      return reading
    },
    /** Sets new names. Returns a function that tells whether the scope of a reading was renamed. */
    change(next: Names): (reading: SecretReading | null, namespace: string) => boolean {
      const before = names
      names = next
      shared.clear()
      return (reading, namespace) => {
        const scope = scopedIn(reading)?.scope
        if (scope?.kind === 'department') {
          const { id, name } = next.department(reading?.registration.department ?? '')
          if (id !== scope.id || name !== scope.name) return true
        }
        return before.projectOf(namespace) !== next.projectOf(namespace)
      }
    },
  }
}

/** The part of a reading that has the scope. */
function scopedIn(reading: SecretReading | null): { scope: Scope } | null {
  switch (reading?.kind) {
    case 'credential':
      return reading.credential
    case 'unused':
      return reading.secret
    case 'copy':
      return reading
    case undefined:
      return null
  }
}
