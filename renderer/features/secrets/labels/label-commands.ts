import type { ScopedNamespace } from '../../../../shared/contract/wizard.ts'
import { registerCommand, unregisterCommand } from '../../../../shared/kubectl/kubectl.ts'
import type { ShellCommand } from '../../../../shared/shell-command.ts'
import type { CredentialType } from '../../../../shared/credential-types/credential-types.ts'
import type { SecretRow } from '../../../../shared/credential.ts'

/** How many secrets a command names. Shells and clipboards have limits. */
export const mostNamed = 300

type Named = Pick<SecretRow, 'namespace' | 'kubernetesName'>

const namesOf = (secrets: readonly Named[]) => secrets.map(({ kubernetesName }) => kubernetesName)

/** The command that registers secrets for a place. Of many, only the first ones. */
export const registerCommandOf = (
  place: ScopedNamespace,
  type: CredentialType,
  secrets: readonly Named[],
): ShellCommand => registerCommand(place, type, namesOf(secrets.slice(0, mostNamed)))

/** The commands that unregister secrets, one per namespace. Of many, only the first ones. */
export function unregisterCommandOf(secrets: readonly Named[]): ShellCommand {
  const namespaces = Map.groupBy(secrets.slice(0, mostNamed), ({ namespace }) => namespace)
  return [...namespaces].flatMap(([namespace, inIt]) => unregisterCommand(namespace, namesOf(inIt)))
}
