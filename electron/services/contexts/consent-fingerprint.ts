import { createHash } from 'node:crypto'
import type { OutsideFile } from '../../kube/kubeconfig/outside-files.ts'
import type { ResolvedContext } from '../../kube/kubeconfig/resolved-context.ts'

/**
 * Identifies exactly one run: the executable, its arguments, its environment with values, the requested API version,
 * and what it learns about the cluster. Renaming the user entry doesn't change it.
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

/** Identifies exactly these files, their current link targets, and the server that they are sent to. */
export function fingerprintOfFiles({ server }: ResolvedContext, files: readonly OutsideFile[]): string {
  return hashOf(['files', server, files.map(({ field, path, target }) => [field, path, target])])
}

const hashOf = (value: unknown): string => createHash('sha256').update(canonical(value)).digest('hex')

/** JSON that doesn't depend on the order of object members. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
