import { apiTime } from '../objects/api-time.ts'
import { withManagedFields } from '../objects/managed-fields.ts'
import type { Manager } from '../objects/managed-fields.ts'
import { nameOf, namespaceOf, withMetadata } from '../objects/kube-object.ts'
import type { KubeObject } from '../objects/kube-object.ts'
import { isTerminating, namespaces } from '../objects/namespaces.ts'
import { pathRules, validateMetadata } from '../objects/validate-metadata.ts'
import {
  alreadyExists,
  badRequest,
  forbidden,
  invalidObject,
  notFound,
  plainError,
} from '../objects/status-object.ts'
import { keyOf } from '../storage/storage.ts'
import { createUid, generateName } from './cluster.ts'
import type { Cluster } from './cluster.ts'
import type { RequestTarget } from './request.ts'

interface Creation {
  object: KubeObject
  manager: Omit<Manager, 'now'>
  isDryRun: boolean
}

/** Creates an object; returns it as stored, or as it would be in a dry run. */
export function createObject(cluster: Cluster, target: RequestTarget, creation: Creation): KubeObject {
  const { resource, namespace } = target
  const { storage, clock } = cluster
  requireNamespace(cluster, target, nameOf(creation.object))
  const now = clock.now()
  const managed = withManagedFields(resource.blank, resource.bare(creation.object), {
    ...creation.manager,
    now,
  })
  if (resource.isNamespaced && namespaceOf(managed) !== '' && namespaceOf(managed) !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request')
  }
  const object = withSystemFields(cluster, target, resource.prepareCreate(managed))
  requireValid(target, object)
  const existing = storage.get(resource.name, keyOf(object))
  if (creation.isDryRun) {
    if (existing !== undefined) throw taken(target, existing.object)
    return object
  }
  if (Number(object.metadata.resourceVersion ?? '0') > 0) {
    throw plainError('resourceVersion should not be set on objects to be created')
  }
  if (existing !== undefined) throw taken(target, existing.object)
  return storage.put(resource.name, keyOf(object), object)
}

/** Adds the fields that the server sets on a new object. */
function withSystemFields(
  cluster: Cluster,
  { resource, namespace }: RequestTarget,
  object: KubeObject,
): KubeObject {
  const { name = '', generateName: start = '' } = object.metadata
  const isNameless = name === '' && start !== ''
  return withMetadata(object, {
    ...(isNameless ? { name: generateName(cluster, start) } : {}),
    namespace: resource.isNamespaced ? namespace : undefined,
    selfLink: undefined,
    clusterName: undefined,
    uid: createUid(cluster.random),
    creationTimestamp: apiTime(cluster.clock.now()),
    deletionTimestamp: undefined,
    deletionGracePeriodSeconds: undefined,
  })
}

function requireValid({ resource }: RequestTarget, object: KubeObject): void {
  const own = resource.validate(object)
  const errors = own.length > 0 ? own : validateMetadata(object.metadata, pathRules(resource.isNamespaced))
  if (errors.length > 0) throw invalidObject(resource, nameOf(object), errors)
}

/** Refuses to create anything in a namespace that doesn't exist or is terminating. */
function requireNamespace({ storage }: Cluster, { resource, namespace }: RequestTarget, name: string): void {
  if (!resource.isNamespaced) return
  const home = storage.get('namespaces', namespace)
  if (home === undefined) throw notFound({ kind: namespaces.name }, namespace)
  if (!isTerminating(home.object)) return
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`
  throw forbidden({ kind: resource.name }, name, why, [
    {
      reason: 'NamespaceTerminating',
      message: `namespace ${namespace} is being terminated`,
      field: 'metadata.namespace',
    },
  ])
}

const taken = ({ resource }: RequestTarget, existing: KubeObject) =>
  alreadyExists({ kind: resource.name }, nameOf(existing), existing.metadata.deletionTimestamp !== undefined)
