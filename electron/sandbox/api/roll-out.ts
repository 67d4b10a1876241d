import { isJsonObject } from '../objects/kube-object.ts'
import type { JsonObject, KubeObject } from '../objects/kube-object.ts'
import type { Storage } from '../storage/storage.ts'

/** Workloads that replace their pods when their template changes. */
const rolled = ['deployments.apps', 'statefulsets.apps', 'daemonsets.apps'] as const
export type RolledName = (typeof rolled)[number]

export const isRolled = (name: string): name is RolledName => rolled.some((each) => each === name)

/** Whether a workload's spec isn't fully rolled out yet. */
export const isRolling = ({ metadata, status }: KubeObject): boolean =>
  numberIn(status, 'observedGeneration') < (metadata.generation ?? 0) || hasOldPods(status)

/** One step of a rollout: first the new generation is observed, then pods are replaced one by one. */
export function rollOn(storage: Storage, resource: RolledName, key: string): void {
  const object = storage.get(resource, key)?.object
  if (object === undefined || !isRolling(object)) return
  const { metadata, spec, status } = object
  const isDaemonSet = resource === 'daemonsets.apps'
  const [all, updated] = isDaemonSet
    ? ['desiredNumberScheduled', 'updatedNumberScheduled']
    : ['replicas', 'updatedReplicas']
  const isSeen = numberIn(status, 'observedGeneration') >= (metadata.generation ?? 0)
  const wanted = isDaemonSet ? numberIn(status, all) : numberIn(spec, 'replicas')
  const next = isSeen ? Math.min(wanted, numberIn(status, updated) + 1) : 0
  const observedGeneration = metadata.generation ?? 0
  storage.put(resource, key, {
    ...object,
    status: { ...(status ?? {}), observedGeneration, [all]: wanted, [updated]: next },
  })
}

function hasOldPods(status: JsonObject | undefined): boolean {
  const isDaemonSet = status?.['desiredNumberScheduled'] !== undefined
  return isDaemonSet
    ? numberIn(status, 'updatedNumberScheduled') < numberIn(status, 'desiredNumberScheduled')
    : numberIn(status, 'updatedReplicas') < numberIn(status, 'replicas')
}

function numberIn(fields: JsonObject | undefined, name: string): number {
  const value = isJsonObject(fields) ? fields[name] : undefined
  return typeof value === 'number' ? value : 0
}
