import { setTimeout as wait } from 'node:timers/promises'
import { AnswerError, type AskCluster } from './ask-cluster.ts'
import type { ClusterDescription } from './cluster-description.ts'
import type { Kubectl } from './kubectl.ts'
import { randomSuffix } from './random-suffix.ts'

/** What the functions in this folder use. */
export interface ClusterAccess {
  description: ClusterDescription
  kubectl: Kubectl
  ask: AskCluster
}

/** The label on everything that a run creates, with the run's mark as its value. */
export const runLabel = 'credenza-test-run'

/** Creates a namespace `<prefix>-<random>` with the given labels and the run's. */
export async function makeNamespace(
  { description, ask }: ClusterAccess,
  prefix: string,
  labels: Record<string, string>,
): Promise<string> {
  const name = `${prefix}-${randomSuffix()}`
  const metadata = { name, labels: { ...labels, [runLabel]: description.run } }
  await ask('/api/v1/namespaces', { body: { apiVersion: 'v1', kind: 'Namespace', metadata } })
  return name
}

const rbac = '/apis/rbac.authorization.k8s.io/v1'
const namespacedKinds = ['secrets', 'configmaps', 'serviceaccounts']
  .map((kind) => ({ api: '/api/v1', kind }))
  .concat(['roles', 'rolebindings'].map((kind) => ({ api: rbac, kind })))

/** Deletes a namespace and its content, and waits until it is gone. */
export async function finalizeNamespace(
  { description, kubectl, ask }: ClusterAccess,
  name: string,
): Promise<void> {
  if (description.origin === 'given') {
    await kubectl(['delete', 'namespace', name, '--ignore-not-found', '--wait=true'])
    return
  }
  const path = `/api/v1/namespaces/${name}`
  await ask(path, { method: 'DELETE' })
  // Our own cluster has no controller manager, so that this does its work.
  for (const { api, kind } of namespacedKinds)
    await ask(`${api}/namespaces/${name}/${kind}`, { method: 'DELETE' })
  const namespace = await ask<object>(path)
  await ask(`${path}/finalize`, { method: 'PUT', body: { ...namespace, spec: { finalizers: [] } } })
  while (await exists(ask, path)) await wait(20)
}

async function exists(ask: AskCluster, path: string): Promise<boolean> {
  try {
    await ask(path)
    return true
  } catch (error) {
    if (error instanceof AnswerError && error.status === 404) return false
    throw error
  }
}

/** Removes from a given cluster everything that has the run's label. */
export async function deleteRun(kubectl: Kubectl, run: string): Promise<void> {
  const kinds = 'namespaces,clusterroles,clusterrolebindings'
  await kubectl(['delete', kinds, '--selector', `${runLabel}=${run}`, '--ignore-not-found', '--wait=false'])
}
