import type { FailureDetails } from '../../../shared/failure.ts'
import { riskOf } from '../../../shared/risky-variables.ts'
import type { OutsideFile } from '../../kube/kubeconfig/outside-files.ts'
import type { ResolvedContext } from '../../kube/kubeconfig/resolved-context.ts'
import { shownAddress } from '../../kube/kubeconfig/without-logins.ts'

/** A longer value is cut, with the length of the rest. */
const mostShown = 4096

/** What a person needs to judge a program, as it is in the kubeconfig. What can change its behavior comes first. */
export function questionOfProgram(
  resolved: ResolvedContext,
): Omit<FailureDetails['plugin-not-allowed'], 'isChanged' | 'fingerprint'> {
  const { signIn, userFile: file, user, server } = resolved
  if (signIn.kind !== 'plugin') throw new Error('no plugin')
  const { command, program, args, env, isToldOfCluster, clusterConfig } = signIn.plugin
  const environment = Object.entries(env).map(([name, value]) => ({
    name,
    value: value.slice(0, mostShown),
    hidden: Math.max(0, value.length - mostShown),
    risk: riskOf(name),
  }))
  return {
    file,
    user,
    server: shownAddress(server),
    command,
    program: {
      path: program?.path ?? '',
      target: program?.target ?? '',
      size: program?.size ?? 0,
      changedAt: new Date(program?.changedAt ?? 0).toISOString(),
    },
    args: [...args],
    environment: [
      ...environment.filter(({ risk }) => risk !== ''),
      ...environment.filter(({ risk }) => risk === ''),
    ],
    isToldOfCluster,
    clusterConfig:
      isToldOfCluster && clusterConfig !== undefined ? beginningOf(JSON.stringify(clusterConfig)) : '',
  }
}

function beginningOf(text: string): string {
  const hidden = text.length - mostShown
  return hidden > 0 ? `${text.slice(0, mostShown)}… and ${hidden} more characters` : text
}

/** The files that would be read, and the server that they would be sent to. */
export function questionOfFiles(
  { file, user, server }: ResolvedContext,
  files: readonly OutsideFile[],
): Omit<FailureDetails['files-not-allowed'], 'fingerprint'> {
  return {
    file,
    user,
    server: shownAddress(server),
    files: files.map(({ field, path, target }) => ({ field, path, target })),
  }
}
