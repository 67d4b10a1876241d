import { withManagedFields } from '../objects/managed-fields.ts'
import type { Manager } from '../objects/managed-fields.ts'
import { nameOf, namespaceOf, withMetadata } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { specFinalizers } from '../objects/namespaces.ts'
import { pathRules, validateMetadata, validateMetadataUpdate } from '../objects/validate-metadata.ts'
import { badRequest, conflict, invalidObject, plainError } from '../objects/status-object.ts'
import { keyOf } from '../storage/storage.ts'
import type { Cluster } from './cluster.ts'
import { versionProblem } from './options.ts'
import type { RequestTarget } from './request.ts'

interface Update {
  before: KubeObject
  /** As the writer wants it. */
  next: KubeObject
  manager: Omit<Manager, 'now'>
  isDryRun: boolean
}

/** Replaces an object; returns it as stored, or as it would be in a dry run. */
export function updateObject(cluster: Cluster, target: RequestTarget, update: Update): KubeObject {
  const { before, manager, isDryRun } = update
  const { storage, clock } = cluster
  const { resource } = target
  // A status update can only change metadata and status.
  const wanted =
    target.isStatus === true
      ? { ...before, metadata: update.next.metadata, status: update.next.status ?? {} }
      : update.next
  const { metadata } = withManagedFields(before, resource.bare(wanted), { ...manager, now: clock.now() })
  const managed = { ...wanted, metadata }
  requireSameName(target, managed)
  requireSameVersion(target, managed, before)
  const fixed = withFixedFields(managed, before, target)
  const checked = target.isStatus === true ? fixed : resource.prepareUpdate(fixed, before)
  requireValidUpdate(target, checked, before)
  const next = resource.bare(checked)
  if (isGone(next, before)) {
    if (!isDryRun) storage.remove(resource.name, keyOf(before))
    return next
  }
  const isUnchanged = JSON.stringify(next) === JSON.stringify(before)
  return isDryRun || isUnchanged ? next : storage.put(resource.name, keyOf(before), next)
}

function requireSameName({ name, namespace }: RequestTarget, object: KubeObject): void {
  const given = nameOf(object)
  if (given === '') {
    throw badRequest(
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    )
  }
  if (given !== name) {
    throw badRequest(`the name of the object (${given}) does not match the name on the URL (${name})`)
  }
  const place = namespaceOf(object)
  if (namespace !== '' && place !== '' && place !== namespace) {
    throw badRequest(
      `the namespace of the object (${place}) does not match the namespace on the request (${namespace})`,
    )
  }
}

/** A write with a resource version only applies to that version. */
function requireSameVersion({ resource, name }: RequestTarget, next: KubeObject, before: KubeObject): void {
  const version = next.metadata.resourceVersion ?? ''
  const problem = version === '' ? null : versionProblem(version)
  if (problem !== null) throw plainError(problem)
  const isUnconditional = Number(version) === 0
  if (isUnconditional || Number(version) === Number(before.metadata.resourceVersion)) return
  throw conflict(
    { kind: resource.name },
    name,
    'the object has been modified; please apply your changes to the latest version and try again',
  )
}

/** Restores what no write can change. */
function withFixedFields(
  next: KubeObject,
  { metadata: before }: KubeObject,
  { namespace }: RequestTarget,
): KubeObject {
  const { uid = '', deletionTimestamp, deletionGracePeriodSeconds } = next.metadata
  return withMetadata(next, {
    resourceVersion: before.resourceVersion,
    uid: uid === '' ? before.uid : uid,
    namespace: namespace === '' ? undefined : namespace,
    generation: before.generation,
    creationTimestamp: before.creationTimestamp,
    deletionTimestamp: before.deletionTimestamp ?? deletionTimestamp,
    deletionGracePeriodSeconds: deletionGracePeriodSeconds ?? before.deletionGracePeriodSeconds,
    selfLink: undefined,
    clusterName: undefined,
  })
}

function requireValidUpdate({ resource }: RequestTarget, next: KubeObject, before: KubeObject): void {
  // The server checks metadata more than once, and repeats each error accordingly.
  const errors = [
    ...validateMetadata(next.metadata, pathRules(resource.isNamespaced)),
    ...validateMetadataUpdate(next.metadata, before.metadata),
    ...resource.validateUpdate(next, before),
  ]
  if (errors.length > 0) throw invalidObject(resource, nameOf(next), errors)
}

/** An object that is being deleted is gone once it has no finalizers. */
function isGone(next: KubeObject, { metadata: before }: KubeObject): boolean {
  return (
    before.deletionTimestamp !== undefined &&
    (next.metadata.finalizers ?? []).length === 0 &&
    (before.deletionGracePeriodSeconds ?? 0) === 0 &&
    specFinalizers(next).length === 0
  )
}
