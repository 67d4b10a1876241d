import type { Credential } from '../credential.ts'
import { argument, type ShellCommand } from '../shell-command.ts'

/** Commands that print what the details show: the keys with their sizes, and all metadata. Neither prints a value. */
export function detailsCommands({
  namespace,
  kubernetesName,
}: Pick<Credential, 'namespace' | 'kubernetesName'>): ShellCommand {
  const call = { namespace: argument(namespace), names: [argument(kubernetesName)], changes: [] }
  return [
    { ...call, verb: 'describe secret', options: [] },
    {
      ...call,
      verb: 'get secret',
      options: [[argument('-o'), argument('jsonpath={.metadata.labels}{.metadata.managedFields}')]],
    },
  ]
}
