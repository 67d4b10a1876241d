import { expect, it } from 'vitest'
import type { JsonObject, KubeObject } from '../objects/kube-object.ts'
import { createStorage } from '../storage/storage.ts'
import { isRolling, rollOn, type RolledName } from './roll-out.ts'

/** The statuses of a workload step by step, until the rollout is complete. */
function rollouts(resource: RolledName, spec: JsonObject, status: JsonObject): unknown[] {
  const object: KubeObject = {
    metadata: { name: 'a', namespace: 'n', uid: 'u', generation: 2 },
    spec,
    status,
  }
  const none = { namespaces: [], secrets: [], pods: [], serviceaccounts: [] }
  const storage = createStorage({ revision: 1, objects: { ...none, [resource]: [object] } })
  const steps: unknown[] = []
  const now = () => storage.get(resource, 'n/a')?.object ?? object
  while (isRolling(now()) && steps.length < 20) {
    rollOn(storage, resource, 'n/a')
    steps.push(now().status)
  }
  return steps
}

it('sees a new template first, and then replaces one pod after the other', () => {
  const status = { observedGeneration: 1, replicas: 2, updatedReplicas: 2, readyReplicas: 2 }
  const seen = { ...status, observedGeneration: 2 }
  expect(rollouts('deployments.apps', { replicas: 2 }, status)).toEqual([
    { ...seen, updatedReplicas: 0 },
    { ...seen, updatedReplicas: 1 },
    { ...seen, updatedReplicas: 2 },
  ])
})

it('counts the nodes of a daemon set', () => {
  const status = { observedGeneration: 1, desiredNumberScheduled: 1, updatedNumberScheduled: 1 }
  expect(rollouts('daemonsets.apps', {}, status)).toEqual([
    { ...status, observedGeneration: 2, updatedNumberScheduled: 0 },
    { ...status, observedGeneration: 2 },
  ])
})

it('is done at once if there are no pods', () => {
  expect(rollouts('statefulsets.apps', { replicas: 0 }, {})).toHaveLength(1)
})
