import { apiTime } from '../objects/api-time.ts'
import { nameOf, withMetadata } from '../objects/kube-object.ts'
import type { KubeObject, OwnerReference } from '../objects/kube-object.ts'
import type { ResourceName } from '../objects/resource.ts'
import { workloads } from '../objects/workloads.ts'
import type { Company, SeedPod, SeedWorkload } from './company.ts'
import { nameCharacters } from '../api/cluster.ts'
import { controller, daysBefore, kinds, makeObject, references, type Planting } from './seed-objects.ts'

/** Returns the key of a secret that pods use. */
type KeyOf = (namespace: string, secret: string) => string

const minuteOfDay = 1 / (24 * 60)

/** Creates everything that uses secrets: pods, the workloads that create them, and the kubelet's events about some. */
export function plantPods(
  { pods, workloads: seeded }: Pick<Company, 'pods' | 'workloads'>,
  keyOf: KeyOf,
  planting: Planting,
): Partial<Record<ResourceName, KubeObject[]>> & { pods: KubeObject[] } {
  const planted: Partial<Record<ResourceName, KubeObject[]>> & { pods: KubeObject[] } = {
    pods: [],
    events: [],
  }
  const put = (name: ResourceName, object: KubeObject) => void (planted[name] ??= []).push(object)
  const putPod = (pod: SeedPod, owners: OwnerReference[]) => {
    const object = plantPod(pod, owners, keyOf, planting)
    planted.pods.push(object)
    if (pod.failing !== undefined) put('events', plantEvent(pod, object, planting))
  }
  for (const pod of pods) putPod(pod, ownersOf(pod, planting))
  for (const workload of seeded) {
    const own = { name: workload.name, owners: ownersOf(workload, planting) }
    const object = plantWorkload(workload, workload.kind, keyOf, planting, own)
    put(resourceOf(workload.kind).name, object)
    const isDeployment = workload.kind === 'Deployment'
    const maker = isDeployment ? plantReplicas(workload, object, keyOf, planting) : object
    if (isDeployment) put('replicasets.apps', maker)
    const owners = [referenceOf(maker, isDeployment ? 'ReplicaSet' : workload.kind)]
    for (let index = 0; index < workload.pods; index += 1) {
      const { kind: _, pods: __, owner: ___, ...pod } = workload
      putPod({ ...pod, name: podName(workload, nameOf(maker), index) }, owners)
    }
  }
  return planted
}

function resourceOf(kind: string): (typeof workloads)[number] {
  const found = workloads.find((resource) => resource.kind === kind)
  if (found === undefined) throw new Error(`The sandbox has no ${kind}.`)
  return found
}

/** A name like a controller's: with a number, or with random letters. */
function podName({ kind, name }: SeedWorkload, maker: string, index: number): string {
  if (kind === 'StatefulSet') return `${name}-${index}`
  return `${maker}-${letters(`${maker}${index}`, 5)}`
}

function letters(text: string, length: number): string {
  let hash = 7
  for (const character of text) hash = (hash * 31 + character.charCodeAt(0)) % 1_000_003
  return Array.from({ length }, (_, index) =>
    nameCharacters.charAt((hash >> (index * 3)) % nameCharacters.length),
  ).join('')
}

const referenceTo = (
  apiVersion: string,
  kind: string,
  owner: { name: string; uid: string },
): OwnerReference => ({
  ...{ apiVersion, kind, ...owner },
  controller: true,
  blockOwnerDeletion: true,
})

const referenceOf = ({ metadata }: KubeObject, kind: string): OwnerReference =>
  referenceTo(resourceOf(kind).apiVersion ?? 'v1', kind, {
    name: metadata.name ?? '',
    uid: metadata.uid ?? '',
  })

function ownersOf({ owner }: SeedPod, planting: Planting): OwnerReference[] {
  if (owner === undefined) return []
  const { apiVersion, kind, name } = owner
  return [referenceTo(apiVersion, kind, { name, uid: planting.createUid() })]
}

const withOwners = (ownerReferences: OwnerReference[]) =>
  ownerReferences.length === 0 ? {} : { ownerReferences }

function plantWorkload(
  workload: SeedWorkload,
  kind: string,
  keyOf: KeyOf,
  planting: Planting,
  { name, owners }: { name: string; owners: OwnerReference[] },
): KubeObject {
  const { namespace, made, pods } = workload
  const labels = { app: workload.name }
  const isOnce = kind === 'Job' || kind === 'CronJob'
  const { nodeName: _, ...spec } = specOf(workload, keyOf)
  const template = { metadata: { labels }, spec: { ...spec, ...(isOnce ? { restartPolicy: 'Never' } : {}) } }
  const selector = { matchLabels: labels }
  const wanted = {
    ...(kind === 'DaemonSet' || isOnce ? {} : { replicas: pods }),
    ...(isOnce ? {} : { selector }),
    ...(kind === 'CronJob' ? { schedule: '30 2 * * *', jobTemplate: { spec: { template } } } : { template }),
  }
  const metadata = { name, namespace, labels, ...withOwners(owners) }
  const object = makeObject(
    { resource: resourceOf(kind), metadata, content: { spec: wanted }, made, tool: 'kubectl-create' },
    planting,
  )
  const ready = workload.failing === undefined ? pods : 0
  return { ...object, status: statusOf(kind, pods, ready) }
}

function statusOf(kind: string, pods: number, ready: number): NonNullable<KubeObject['status']> {
  if (kind === 'Job') return { active: pods }
  if (kind === 'CronJob') return {}
  if (kind === 'DaemonSet') {
    return {
      ...{ currentNumberScheduled: pods, numberMisscheduled: 0, desiredNumberScheduled: pods },
      ...{ numberReady: ready, observedGeneration: 1, updatedNumberScheduled: pods, numberAvailable: ready },
    }
  }
  const counted = { replicas: pods, readyReplicas: ready, availableReplicas: ready }
  return { observedGeneration: 1, updatedReplicas: pods, ...counted }
}

function plantReplicas(
  workload: SeedWorkload,
  deployment: KubeObject,
  keyOf: KeyOf,
  planting: Planting,
): KubeObject {
  const name = `${workload.name}-${letters(workload.name, 9)}`
  const owners = [referenceOf(deployment, 'Deployment')]
  return plantWorkload(workload, 'ReplicaSet', keyOf, planting, { name, owners })
}

function plantPod(pod: SeedPod, owners: OwnerReference[], keyOf: KeyOf, planting: Planting): KubeObject {
  const { namespace, name, made } = pod
  const planted = makeObject(
    {
      resource: kinds.pods,
      metadata: { name, namespace, ...withOwners(owners) },
      content: { spec: specOf(pod, keyOf) },
      made,
      tool: controller,
    },
    planting,
  )
  return { ...planted, status: podStatus(pod, planting) }
}

function podStatus(
  { name, namespace, image, made, failing }: SeedPod,
  { now }: Planting,
): NonNullable<KubeObject['status']> {
  const startedAt = apiTime(daysBefore(now, made))
  const container = { name: 'main', lastState: {}, restartCount: 0, image, imageID: '' }
  const place = {
    podIP: `10.42.${name.length % 8}.${(namespace.length * name.length) % 250}`,
    qosClass: 'Burstable',
  }
  if (failing === undefined) {
    return {
      phase: 'Running',
      containerStatuses: [{ ...container, state: { running: { startedAt } }, ready: true, started: true }],
      ...place,
    }
  }
  const waiting = { reason: 'ImagePullBackOff', message: `Back-off pulling image "${image}"` }
  return {
    phase: 'Pending',
    conditions: [
      { type: 'Ready', status: 'False', lastTransitionTime: startedAt, reason: 'ContainersNotReady' },
    ],
    containerStatuses: [{ ...container, state: { waiting }, ready: false, started: false }],
    ...place,
  }
}

function plantEvent(pod: SeedPod, object: KubeObject, planting: Planting): KubeObject {
  const { namespace, name, image, failing, made } = pod
  const lastTimestamp = apiTime(daysBefore(planting.now, (failing?.minutes ?? 0) * minuteOfDay))
  const content = {
    involvedObject: { kind: 'Pod', namespace, name, uid: object.metadata.uid, apiVersion: 'v1' },
    reason: 'Failed',
    message: `Failed to pull image "${image}": ${failing?.said ?? ''}`,
    source: { component: 'kubelet', host: 'dgx-1' },
    firstTimestamp: apiTime(daysBefore(planting.now, made)),
    ...{
      lastTimestamp,
      count: 12,
      type: 'Warning',
      eventTime: null,
      reportingComponent: '',
      reportingInstance: '',
    },
  }
  const event = makeObject(
    {
      resource: kinds.events,
      metadata: { name: `${name}.17c2f1e5a0b3d4f6`, namespace },
      content,
      made,
      tool: 'kubelet',
    },
    planting,
  )
  return withMetadata(event, { managedFields: undefined })
}

function specOf(pod: SeedPod, keyOf: KeyOf) {
  const { env = [], envFrom = [], volumes = [], imagePullSecrets, serviceAccount } = pod
  const container = {
    name: 'main',
    image: pod.image,
    resources: { limits: { 'nvidia.com/gpu': '1' } },
    env: env.map((name) => {
      const key = keyOf(pod.namespace, name)
      const variable = key.toUpperCase().replace(/[^A-Z0-9]+/g, '_')
      return { name: variable, valueFrom: { secretKeyRef: { name, key } } }
    }),
    envFrom: envFrom.map((name) => ({ secretRef: { name } })),
    volumeMounts: volumes.map((name) => ({ name, mountPath: `/var/secrets/${name}`, readOnly: true })),
  }
  const filled = Object.entries(container).filter(([, value]) => !Array.isArray(value) || value.length > 0)
  return {
    serviceAccountName: serviceAccount ?? 'default',
    nodeName: `dgx-${(pod.name.length % 6) + 1}`,
    containers: [Object.fromEntries(filled)],
    ...(volumes.length === 0
      ? {}
      : { volumes: volumes.map((name) => ({ name, secret: { secretName: name } })) }),
    ...(imagePullSecrets === undefined ? {} : { imagePullSecrets: references(imagePullSecrets) }),
  }
}
