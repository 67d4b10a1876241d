import { apiTime } from '../objects/api-time.ts'
import { decodeObject, DecodeError } from '../objects/decode-object.ts'
import { invalid, unsupported } from '../objects/field-errors.ts'
import { isJsonArray, isJsonObject, nameOf, withMetadata } from '../objects/kube-object.ts'
import type { Json, JsonObject, KubeObject } from '../objects/kube-object.ts'
import { isTerminating, specFinalizers } from '../objects/namespaces.ts'
import { deleteOptionsShape } from '../objects/object-shapes.ts'
import { conflict, forbidden, invalidObject, plainError } from '../objects/status-object.ts'
import type { StatusObject } from '../objects/status-object.ts'
import { keyOf } from '../storage/storage.ts'
import { goQuote } from '../words/go-text.ts'
import type { Cluster } from './cluster.ts'
import { requireJson } from './media-types.ts'
import { validateDryRun } from './options.ts'
import type { ApiRequest, RequestTarget } from './request.ts'

interface DeleteOptions {
  isDryRun: boolean
  uid: string | null
  resourceVersion: string | null
  /**
   * What happens to dependents: `orphan` keeps them, `foregroundDeletion` deletes them first; both are finalizers,
   * which `none` removes. `null` if not specified.
   */
  hold: 'orphan' | 'foregroundDeletion' | 'none' | null
}

const policies = ['Foreground', 'Background', 'Orphan']

/** The options of a DELETE, from its body or, without a body, from the query. */
export function readDeleteOptions({ body, header }: ApiRequest, query: URLSearchParams): DeleteOptions {
  const given = body.length > 0 ? decodeOptions(body, header('content-type')) : optionsOf(query)
  const { preconditions, orphanDependents, propagationPolicy } = given
  const dryRun = isJsonArray(given['dryRun']) ? given['dryRun'].map(String) : []
  const policy = textOf(propagationPolicy)
  const errors = [
    ...(orphanDependents !== undefined && policy !== null
      ? [invalid('propagationPolicy', policy, 'orphanDependents and deletionPropagation cannot be both set')]
      : []),
    ...(policy === null || policies.includes(policy)
      ? []
      : [unsupported('propagationPolicy', goQuote(policy), [...policies, 'nil'])]),
    ...validateDryRun(dryRun),
  ]
  if (errors.length > 0) throw invalidObject({ kind: 'DeleteOptions', group: 'meta.k8s.io' }, '', errors)
  const wanted = isJsonObject(preconditions) ? preconditions : {}
  return {
    isDryRun: dryRun.length > 0,
    uid: textOf(wanted['uid']),
    resourceVersion: textOf(wanted['resourceVersion']),
    hold: holdOf(policy, orphanDependents),
  }
}

function holdOf(policy: string | null, orphanDependents: Json | undefined): DeleteOptions['hold'] {
  if (policy === 'Orphan' || orphanDependents === true) return 'orphan'
  if (policy === 'Foreground') return 'foregroundDeletion'
  return policy === 'Background' || orphanDependents === false ? 'none' : null
}

const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : null)

function decodeOptions(body: Buffer, contentType: string): JsonObject {
  requireJson(contentType)
  const expected = { group: '', version: 'v1', kind: 'DeleteOptions', shape: deleteOptionsShape }
  try {
    return decodeObject(body, { ...expected, goType: 'v1.DeleteOptions' }).object
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error
    const scheme = 'k8s.io/apimachinery/pkg/apis/meta/internalversion/scheme/register.go:27'
    throw plainError(error.message.replace(/in scheme ".*"$/, `in scheme "${scheme}"`))
  }
}

function optionsOf(query: URLSearchParams): JsonObject {
  const one = (name: string) => (query.has(name) ? { [name]: query.get(name) } : {})
  return {
    preconditions: { ...one('uid'), ...one('resourceVersion') },
    ...one('propagationPolicy'),
    dryRun: query.getAll('dryRun'),
  }
}

/** Deletes an object, or marks it as being deleted if it has finalizers. */
export function deleteObject(
  cluster: Cluster,
  target: RequestTarget,
  { object, options }: { object: KubeObject; options: DeleteOptions },
): KubeObject | StatusObject {
  const { resource } = target
  if (!resource.isNamespaced) return deleteNamespace(cluster, target, object, options)
  requirePreconditions(resource.kind, object, options)
  const finalizers = finalizersFor(object, options)
  if (finalizers.length > 0) return mark(cluster, target, object, { finalizers, isDryRun: options.isDryRun })
  return remove(cluster, target, object, options)
}

function requirePreconditions(
  kind: string,
  object: KubeObject,
  { uid, resourceVersion }: DeleteOptions,
): void {
  const { uid: ownUid = '', resourceVersion: ownVersion = '' } = object.metadata
  if (uid !== null && uid !== ownUid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${ownUid}). The object might have been deleted and then recreated`
    throw conflict({ kind }, nameOf(object), why)
  }
  if (resourceVersion !== null && resourceVersion !== ownVersion) {
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${ownVersion}). The object might have been modified`
    throw conflict({ kind }, nameOf(object), why)
  }
}

function finalizersFor({ metadata }: KubeObject, { hold }: DeleteOptions): string[] {
  const { finalizers = [] } = metadata
  if (hold === null) return [...finalizers]
  const others = finalizers.filter((name) => name !== 'orphan' && name !== 'foregroundDeletion')
  return hold === 'none' ? others : [...others, hold]
}

/** The object stays until its finalizers are gone. */
function mark(
  { storage, clock }: Cluster,
  { resource }: RequestTarget,
  object: KubeObject,
  { finalizers, isDryRun }: { finalizers: string[]; isDryRun: boolean },
): KubeObject {
  const marked = withMetadata(object, {
    deletionTimestamp: object.metadata.deletionTimestamp ?? apiTime(clock.now()),
    deletionGracePeriodSeconds: 0,
    finalizers,
  })
  const isMarked = JSON.stringify(marked) === JSON.stringify(object)
  return isDryRun || isMarked ? marked : storage.put(resource.name, keyOf(object), marked)
}

function remove(
  cluster: Cluster,
  { resource }: RequestTarget,
  object: KubeObject,
  { isDryRun }: DeleteOptions,
): KubeObject | StatusObject {
  if (!isDryRun) cluster.storage.remove(resource.name, keyOf(object))
  if (resource.returnsDeleted) return object
  const { uid } = object.metadata
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name: nameOf(object), kind: resource.name, ...(uid === undefined ? {} : { uid }) },
  }
}

const everlasting = new Set(['default', 'kube-public', 'kube-system'])

/** A namespace terminates first, and is removed once it is empty. */
function deleteNamespace(
  { storage, clock }: Cluster,
  { resource }: RequestTarget,
  namespace: KubeObject,
  { uid, resourceVersion, isDryRun }: DeleteOptions,
): KubeObject {
  const name = nameOf(namespace)
  const about = { kind: resource.name }
  const { uid: ownUid = '', resourceVersion: ownVersion = '' } = namespace.metadata
  const refuse = (what: string, wanted: string, own: string) =>
    conflict(
      about,
      name,
      `Precondition failed: ${what} in precondition: ${wanted}, ${what} in object meta: ${own}`,
    )
  if (uid !== null && uid !== ownUid) throw refuse('UID', uid, ownUid)
  if (resourceVersion !== null && resourceVersion !== ownVersion) {
    throw refuse('ResourceVersion', resourceVersion, ownVersion)
  }
  if (everlasting.has(name)) throw forbidden(about, name, 'this namespace may not be deleted')
  if (isTerminating(namespace)) {
    if (specFinalizers(namespace).length === 0 && !isDryRun) storage.remove(resource.name, name)
    return namespace
  }
  const marked = {
    ...withMetadata(namespace, { deletionTimestamp: apiTime(clock.now()) }),
    status: { ...namespace.status, phase: 'Terminating' },
  }
  return isDryRun ? marked : storage.put(resource.name, name, marked)
}
