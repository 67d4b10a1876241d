import type { Credential, Scope, UnusedSecret } from '../../../shared/credential.ts'
import type { Organization } from '../organization/organization.ts'
import type { SecretReading } from './read-secret.ts'

/** What names projects and departments. */
export type Names = Pick<Organization, 'projectOf' | 'departmentName'>

/** Names the scopes of a cluster's secrets: by the namespace and the id themselves until something tells better. */
export function createScopeNames() {
  let names: Names = { projectOf: () => undefined, departmentName: (id) => id }

  /** A scope by the name of its department, where one is known. */
  const nameScope = <S extends Scope>(scope: S): S =>
    scope.kind === 'department' ? { ...scope, name: names.departmentName(scope.id) } : scope

  return {
    projectOf: (namespace: string): string => names.projectOf(namespace) ?? namespace,
    nameScope,
    /** A reading whose scope is called as it is known now. */
    named(reading: SecretReading | null): SecretReading | null {
      const row = rowIn(reading)
      if (row !== null) row.scope = nameScope(row.scope)
      return reading
    },
    /** Takes other names; tells of a reading and its namespace whether it is called otherwise now. */
    change(next: Names): (reading: SecretReading | null, namespace: string) => boolean {
      const before = names
      names = next
      return (reading, namespace) => {
        const scope = rowIn(reading)?.scope
        if (scope !== undefined && nameScope(scope).name !== scope.name) return true
        return before.projectOf(namespace) !== next.projectOf(namespace)
      }
    },
  }
}

/** What is told of a reading. */
function rowIn(reading: SecretReading | null): Credential | UnusedSecret | null {
  if (reading?.kind === 'credential') return reading.credential
  return reading?.kind === 'unused' ? reading.secret : null
}
