import { createHash } from 'node:crypto'
import type { OutsideFile } from '../../kube/kubeconfig/outside-files.ts'
import type { ResolvedContext } from '../../kube/kubeconfig/resolved-context.ts'

/**
 * Stands for exactly one run: the file that runs, its arguments, its environment with the values, the version that it
 * is asked for, and what it is told of the cluster. A renamed entry of the user is the same run.
 */
export function fingerprintOfProgram({
  signIn,
  server,
  tlsServerName,
  proxy,
  skipsVerification,
}: ResolvedContext): string {
  if (signIn.kind !== 'plugin') return ''
  const { program, args, env, apiVersion, isToldOfCluster, clusterConfig } = signIn.plugin
  const told = isToldOfCluster
    ? { server, tlsServerName, proxy, skipsVerification, config: clusterConfig ?? null }
    : null
  return hashOf(['program', program?.path ?? '', args, env, apiVersion, told])
}

/** Stands for exactly these files, where they lead to now, and the server that they go to. */
export function fingerprintOfFiles({ server }: ResolvedContext, files: readonly OutsideFile[]): string {
  return hashOf(['files', server, files.map(({ field, path, target }) => [field, path, target])])
}

const hashOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex')

/** JSON in which the order of an object's entries makes no difference. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
