import { ageOf } from './age.ts'
import { forbiddenField, required } from './field-errors.ts'
import type { FieldError } from './field-errors.ts'
import { isJsonArray, isJsonObject, nameOf, namespaceOf } from './kube-object.ts'
import type { Json, JsonObject, KubeObject } from './kube-object.ts'
import { subdomainName } from './names.ts'
import { objectShapes } from './object-shapes.ts'
import { objectsIn, withPodAdditions, withPodDefaults } from './pod-defaults.ts'
import { agePrinterColumn, column, nameColumn } from './resource.ts'
import type { Resource } from './resource.ts'
import { validateCoreMetadata, validateCoreMetadataUpdate } from './validate-metadata.ts'

const none = '<none>'
const textIn = (object: JsonObject | undefined, field: string): string => {
  const value = object?.[field]
  return typeof value === 'string' ? value : ''
}
const inSpec = (field: string) => (pod: KubeObject) => textIn(pod.spec, field)
const inStatus = (field: string) => (pod: KubeObject) => textIn(pod.status, field)
const wide = { priority: 1 }

/** Pods with only what the use of Secrets requires; nothing runs them. */
export const pods: Resource = {
  name: 'pods',
  kind: 'Pod',
  isNamespaced: true,
  shape: objectShapes.Pod,
  blank: { metadata: { creationTimestamp: null }, spec: { containers: null }, status: {} },
  columns: [
    nameColumn,
    column('Ready', 'The aggregate readiness state of this pod for accepting traffic.'),
    column('Status', 'The aggregate status of the containers in this pod.'),
    column('Restarts', 'The number of times the containers in this pod have been restarted.', {
      type: 'integer',
    }),
    agePrinterColumn,
    column(
      'IP',
      'IP address allocated to the pod. Routable at least within the cluster. Empty if not yet allocated.',
      wide,
    ),
    column(
      'Node',
      'NodeName is a request to schedule this pod onto a specific node. If it is non-empty, the scheduler simply schedules this pod onto that node, assuming that it fits resource requirements.',
      wide,
    ),
    column(
      'Nominated Node',
      'nominatedNodeName is set only when this pod preempts other pods on the node, but it cannot be scheduled right away as preemption victims receive their graceful termination periods. This field does not guarantee that the pod will be scheduled on this node. Scheduler may decide to place the pod elsewhere if other nodes become available sooner. Scheduler may also decide to give the resources on this node to a higher priority pod that is created after preemption. As a result, this field may be different than PodSpec.nodeName when the pod is scheduled.',
      wide,
    ),
    column(
      'Readiness Gates',
      'If specified, all readiness gates will be evaluated for pod readiness. A pod is ready when all its containers are ready AND all conditions specified in the readiness gates have status equal to "True" More info: https://git.k8s.io/enhancements/keps/sig-network/0007-pod-ready%2B%2B.md',
      wide,
    ),
  ],
  cells,
  selectable: {
    'metadata.name': nameOf,
    'metadata.namespace': namespaceOf,
    'spec.nodeName': inSpec('nodeName'),
    'spec.restartPolicy': inSpec('restartPolicy'),
    'spec.schedulerName': inSpec('schedulerName'),
    'spec.serviceAccountName': inSpec('serviceAccountName'),
    'status.phase': inStatus('phase'),
    'status.podIP': inStatus('podIP'),
    'status.nominatedNodeName': inStatus('nominatedNodeName'),
  },
  read: (body) => {
    const pod = body as unknown as KubeObject
    const spec = isJsonObject(pod.spec) ? pod.spec : {}
    return { ...pod, spec: withPodDefaults({ enableServiceLinks: true, ...spec }) }
  },
  bare: (object) => object,
  prepareCreate: (pod) => ({
    ...pod,
    spec: withPodAdditions(pod.spec ?? {}),
    status: { phase: 'Pending', qosClass: qualityOf(pod) },
  }),
  prepareUpdate: (next, before) => ({ ...next, status: before.status ?? {} }),
  validate: validatePod,
  validateUpdate: (next, before) => [
    ...validateCoreMetadataUpdate(next.metadata, before.metadata),
    ...(JSON.stringify(next.spec) === JSON.stringify(before.spec)
      ? []
      : [
          forbiddenField(
            'spec',
            'pod updates may not change fields other than `spec.containers[*].image`, `spec.initContainers[*].image`, `spec.activeDeadlineSeconds` or `spec.tolerations` (only additions to existing tolerations)',
          ),
        ]),
  ],
  returnsDeleted: true,
}

function cells(pod: KubeObject, now: number): Json[] {
  const containers = isJsonArray(pod.spec?.['containers']) ? pod.spec['containers'].length : 0
  const states = objectsIn(pod.status?.['containerStatuses'])
  const restarts = states.map((state) => state['restartCount']).filter((count) => typeof count === 'number')
  return [
    nameOf(pod),
    `${states.filter((state) => state['ready'] === true).length}/${containers}`,
    pod.metadata.deletionTimestamp === undefined ? textIn(pod.status, 'phase') : 'Terminating',
    restarts.reduce((sum, count) => sum + count, 0),
    ageOf(pod.metadata.creationTimestamp, now),
    textIn(pod.status, 'podIP') || none,
    textIn(pod.spec, 'nodeName') || none,
    textIn(pod.status, 'nominatedNodeName') || none,
    none,
  ]
}

function qualityOf({ spec }: KubeObject): string {
  const isAsking = objectsIn(spec?.['containers']).some(({ resources }) => {
    return isJsonObject(resources) && Object.keys(resources).length > 0
  })
  return isAsking ? 'Burstable' : 'BestEffort'
}

function validatePod(pod: KubeObject): FieldError[] {
  const containers = objectsIn(pod.spec?.['containers'])
  const missing = containers.flatMap((container, index) =>
    ['name', 'image']
      .filter((field) => textIn(container, field) === '')
      .map((field) => required(`spec.containers[${index}].${field}`)),
  )
  return [
    ...validateCoreMetadata(pod.metadata, { isNamespaced: true, name: subdomainName }),
    ...(containers.length === 0 ? [required('spec.containers')] : missing),
  ]
}
