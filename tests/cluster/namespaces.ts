import { randomBytes } from 'node:crypto'
import type { ClusterDescription } from './cluster-description.ts'
import { KubectlError } from './kubectl.ts'
import type { Kubectl } from './kubectl.ts'

/** What the functions of this folder work with. */
export interface ClusterAccess {
  description: ClusterDescription
  kubectl: Kubectl
}

/** The label on everything that a run makes, with the run's mark as its value. */
export const runLabel = 'credenza-test-run'

/** Makes a namespace called `<prefix>-<random>` with the given labels and the run's. */
export async function makeNamespace(
  { description, kubectl }: ClusterAccess,
  prefix: string,
  labels: Record<string, string>,
): Promise<string> {
  const name = `${prefix}-${randomBytes(4).toString('hex')}`
  const metadata = { name, labels: { ...labels, [runLabel]: description.run } }
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata })
  await kubectl(['create', '-f', '-'], { input })
  return name
}

const namespacedKinds = 'secrets,configmaps,serviceaccounts,roles,rolebindings'

/** Deletes a namespace and what it holds, and waits until it is gone. */
export async function finalizeNamespace(
  { description, kubectl }: ClusterAccess,
  name: string,
): Promise<void> {
  if (description.origin === 'given') {
    await kubectl(['delete', 'namespace', name, '--ignore-not-found', '--wait=true'])
    return
  }
  await kubectl(['delete', 'namespace', name, '--wait=false'])
  // A cluster of our own has no controller manager, so what that would do is done here.
  await kubectl(['delete', namespacedKinds, '--all', '--namespace', name, '--wait=false'])
  const namespace = JSON.parse(await kubectl(['get', 'namespace', name, '--output', 'json'])) as object
  const input = JSON.stringify({ ...namespace, spec: { finalizers: [] } })
  await kubectl(['replace', '--raw', `/api/v1/namespaces/${name}/finalize`, '-f', '-'], { input })
  while (await exists(kubectl, name));
}

async function exists(kubectl: Kubectl, name: string): Promise<boolean> {
  try {
    await kubectl(['get', 'namespace', name])
    return true
  } catch (error) {
    if (error instanceof KubectlError && error.stderr.includes('NotFound')) return false
    throw error
  }
}

/** Removes from a given cluster everything that bears the run's label. */
export async function deleteRun(kubectl: Kubectl, run: string): Promise<void> {
  const kinds = 'namespaces,clusterroles,clusterrolebindings'
  await kubectl(['delete', kinds, '--selector', `${runLabel}=${run}`, '--ignore-not-found', '--wait=false'])
}
