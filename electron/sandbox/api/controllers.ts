import { apiTime } from '../objects/api-time.ts'
import type { Clock } from '../../base/clock.ts'
import { withMetadata } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { isTerminating, specFinalizers } from '../objects/namespaces.ts'
import { workloadNames } from '../objects/resource.ts'
import { inNamespace, keyOf } from '../storage/storage.ts'
import type { Change, Storage } from '../storage/storage.ts'
import type { Cluster } from './cluster.ts'
import { isRolled, isRolling, rollOn } from './roll-out.ts'

const contents = ['pods', ...workloadNames, 'configmaps', 'events', 'secrets', 'serviceaccounts'] as const
const collected = ['orphan', 'foregroundDeletion']

/**
 * Acts as a cluster's controllers a moment after a write: empties terminating namespaces and removes them once empty,
 * removes the garbage collector's finalizers, and rolls out new templates. The returned function stops this.
 */
export function startControllers({ storage, clock }: Cluster, delay: number): () => void {
  const emptyLater = (namespace: string) =>
    later(`empty ${namespace}`, () => empty(storage, namespace, clock))
  const cancels = new Map<string, () => void>()
  const later = (key: string, act: () => void) => {
    if (delay === Infinity || cancels.has(key)) return
    const run = () => {
      cancels.delete(key)
      act()
    }
    cancels.set(key, clock.after(delay, run))
  }
  const look = ({ resource, key, now, before }: Change) => {
    if (now !== null && now.object.metadata.finalizers?.some((name) => collected.includes(name)) === true) {
      later(`${resource}/${key}`, () => letGo(storage, resource, key))
    }
    if (now !== null && isRolled(resource) && isRolling(now.object)) {
      later(`roll ${resource}/${key}`, () => rollOn(storage, resource, key))
    }
    const namespace = resource === 'namespaces' ? key : (key.split('/')[0] ?? '')
    const home = storage.get('namespaces', namespace)
    const isTouched = resource === 'namespaces' ? now !== null : now === null && before !== null
    if (isTouched && home !== undefined && isTerminating(home.object)) {
      emptyLater(namespace)
    }
  }
  const stop = storage.listen(look)
  for (const { key, object } of storage.list('namespaces')) {
    if (isTerminating(object)) emptyLater(key)
  }
  return () => {
    stop()
    for (const cancel of cancels.values()) cancel()
  }
}

/** Objects in the sandbox have no dependents, so there is nothing to wait for. */
function letGo(storage: Storage, resource: Change['resource'], key: string): void {
  const object = storage.get(resource, key)?.object
  if (object?.metadata.deletionTimestamp === undefined) return
  const left = (object.metadata.finalizers ?? []).filter((name) => !collected.includes(name))
  if (left.length === 0) storage.remove(resource, key)
  else storage.put(resource, key, withMetadata(object, { finalizers: left }))
}

/** Removes all objects without finalizers; once the namespace is empty, removes it too. */
function empty(storage: Storage, namespace: string, clock: Clock): void {
  const home = storage.get('namespaces', namespace)
  if (home === undefined || !isTerminating(home.object)) return
  let isEmpty = true
  for (const resource of contents) {
    for (const { object } of inNamespace(storage.list(resource), namespace)) {
      if (!isHeld(object)) {
        storage.remove(resource, keyOf(object))
        continue
      }
      isEmpty = false
      if (object.metadata.deletionTimestamp !== undefined) continue
      const deletionTimestamp = apiTime(clock.now())
      storage.put(
        resource,
        keyOf(object),
        withMetadata(object, { deletionTimestamp, deletionGracePeriodSeconds: 0 }),
      )
    }
  }
  const isHeldItself = specFinalizers(home.object).some((name) => name !== 'kubernetes')
  if (isEmpty && !isHeldItself && !isHeld(home.object)) storage.remove('namespaces', namespace)
}

const isHeld = ({ metadata }: KubeObject) => (metadata.finalizers ?? []).length > 0
