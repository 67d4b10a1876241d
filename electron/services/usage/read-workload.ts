import type { WorkloadRef } from '../../../shared/usage.ts'
import { boundedWord } from '../../kube/core/bounds.ts'
import { isAllowed } from '../../kube/core/kube-row.ts'
import { fieldsOf } from '../../kube/core/models.ts'
import type { Untrusted, V1ObjectMeta, V1OwnerReference, V1PodSpec } from '../../kube/core/models.ts'
import { waitingContainers, waitsForVolumes, type WaitingContainer } from './pull-problems.ts'
import { fieldsIn, secretUses, type NamedUse } from './secret-uses.ts'
import type { WorkloadKind } from './workload-kinds.ts'

type Fields = Readonly<Record<string, unknown>>

/** What is kept of an object that may use a Secret. */
export interface ReadObject {
  ref: WorkloadRef
  namespace: string
  /** Its controller, `null` for none. */
  controller: WorkloadRef | null
}

export interface ReadWorkload extends ReadObject {
  uses: NamedUse[]
  /** The service account of its pods. */
  account: string
  hasEnded: boolean
  /** Set for pods. */
  waiting: WaitingContainer[]
  /** Set for pods: what its volumes need may be missing. */
  waitsForVolumes: boolean
}

export interface ReadAccount extends ReadObject {
  /** Names of Secrets. */
  pulls: string[]
  secrets: string[]
}

/** Names of kinds and groups in the API. Anything longer or stranger is rejected. */
const kindName = /^[A-Za-z][A-Za-z0-9]{0,62}$/
const groupName = /^[a-z0-9.-]{1,253}$/

/** Reads an object's reference. `null` for names that Kubernetes doesn't allow. */
function readObject(kind: Pick<WorkloadKind, 'group' | 'kind'>, object: Fields): ReadObject | null {
  const metadata: Untrusted<V1ObjectMeta> = fieldsOf(object['metadata'])
  const { uid, name, namespace } = metadata
  if (typeof uid !== 'string' || typeof name !== 'string' || typeof namespace !== 'string') return null
  if (!isAllowed({ name, namespace }) || boundedWord(uid) === '') return null
  const ref = { uid, group: kind.group, kind: kind.kind, name }
  return { ref, namespace, controller: controllerOf(metadata.ownerReferences) }
}

function controllerOf(references: unknown): WorkloadRef | null {
  for (const reference of fieldsIn(references)) {
    const { controller, uid, apiVersion, kind, name }: Untrusted<V1OwnerReference> = reference
    if (controller !== true || typeof uid !== 'string' || boundedWord(uid) === '') continue
    if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') continue
    const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : ''
    if (!kindName.test(kind) || !(group === '' || groupName.test(group))) continue
    // The controller of the kubelet's own pods is their node.
    if (!isAllowed({ name, namespace: '' }) || (group === '' && kind === 'Node')) continue
    return { uid, group, kind, name }
  }
  return null
}

export function readWorkload(kind: WorkloadKind, object: Fields): ReadWorkload | null {
  const read = readObject(kind, object)
  if (read === null) return null
  const spec: Untrusted<V1PodSpec> = fieldsOf(kind.podSpec(object))
  const account = spec.serviceAccountName
  return {
    ...read,
    uses: secretUses(spec),
    account: typeof account === 'string' && account !== '' ? account : 'default',
    hasEnded: kind.hasEnded(object),
    waiting: kind.kind === 'Pod' ? waitingContainers(spec, object['status']) : [],
    waitsForVolumes: kind.kind === 'Pod' && waitsForVolumes(fieldsOf(object['status'])),
  }
}

export function readAccount(kind: Pick<WorkloadKind, 'group' | 'kind'>, object: Fields): ReadAccount | null {
  const read = readObject(kind, object)
  const names = (list: unknown) =>
    fieldsIn(list).flatMap(({ name }) => (typeof name === 'string' ? [name] : []))
  return read && { ...read, pulls: names(object['imagePullSecrets']), secrets: names(object['secrets']) }
}
