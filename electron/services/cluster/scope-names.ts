import type { Scope } from '../../../shared/credential.ts'
import type { Organization } from '../organization/organization.ts'
import type { SecretReading } from './read-secret.ts'

/** What names projects and departments. */
export type Names = Pick<Organization, 'projectOf' | 'department'>

/** Names the scopes of a cluster's secrets: by the namespace and the id themselves until something tells better. */
export function createScopeNames() {
  let names: Names = { projectOf: () => undefined, department: (label) => ({ id: label, name: label }) }

  /** A scope by the id and the name of its department, which its label may name by either. */
  const nameScope = <S extends Scope>(scope: S): S =>
    scope.kind === 'department' ? { ...scope, ...names.department(scope.id) } : scope

  return {
    toldProject: (namespace: string): string | undefined => names.projectOf(namespace),
    projectOf: (namespace: string): string => names.projectOf(namespace) ?? namespace,
    nameScope,
    /** A reading whose scope is called as it is known now. */
    named(reading: SecretReading | null): SecretReading | null {
      const scoped = scopedIn(reading)
      if (scoped !== null) scoped.scope = nameScope(scoped.scope)
      return reading
    },
    /** Takes other names; tells of a reading and its namespace whether it is called otherwise now. */
    change(next: Names): (reading: SecretReading | null, namespace: string) => boolean {
      const before = names
      names = next
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

/** What has the scope in a reading. */
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
