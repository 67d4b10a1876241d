import { ageOf } from './age.ts'
import { required } from './field-errors.ts'
import type { FieldError } from './field-errors.ts'
import { isJsonArray, isJsonObject, nameOf, namespaceOf, withMetadata } from './kube-object.ts'
import type { Json, JsonObject, KubeObject } from './kube-object.ts'
import { subdomainName } from './names.ts'
import { objectShapes } from './object-shapes.ts'
import { withPodDefaults } from './pod-defaults.ts'
import { agePrinterColumn, nameColumn } from './resource.ts'
import type { Resource, WorkloadName } from './resource.ts'
import { validateCoreMetadata, validateCoreMetadataUpdate } from './validate-metadata.ts'

/**
 * A kind that creates pods, with only what is needed to use Secrets and to restart: a Table has only its name and age.
 */
interface WorkloadResource extends Resource {
  name: WorkloadName
  group: string
  version: string
}

interface WorkloadKind {
  name: WorkloadName
  kind: string
  version: string
  /** The defaults of a spec. */
  defaults: JsonObject
  /** The initial status. */
  status: JsonObject
}

const rolling = (parameters: JsonObject): JsonObject => ({ type: 'RollingUpdate', rollingUpdate: parameters })

const kinds: readonly WorkloadKind[] = [
  {
    ...{ name: 'deployments.apps', kind: 'Deployment', version: 'v1', status: {} },
    defaults: {
      ...{ replicas: 1, revisionHistoryLimit: 10, progressDeadlineSeconds: 600 },
      strategy: rolling({ maxUnavailable: '25%', maxSurge: '25%' }),
    },
  },
  {
    ...{ name: 'replicasets.apps', kind: 'ReplicaSet', version: 'v1' },
    ...{ defaults: { replicas: 1 }, status: { replicas: 0 } },
  },
  {
    ...{ name: 'statefulsets.apps', kind: 'StatefulSet', version: 'v1', status: { replicas: 0 } },
    defaults: {
      ...{ replicas: 1, revisionHistoryLimit: 10, serviceName: '', podManagementPolicy: 'OrderedReady' },
      updateStrategy: rolling({ partition: 0 }),
    },
  },
  {
    ...{ name: 'daemonsets.apps', kind: 'DaemonSet', version: 'v1' },
    defaults: { revisionHistoryLimit: 10, updateStrategy: rolling({ maxUnavailable: 1 }) },
    status: { currentNumberScheduled: 0, numberMisscheduled: 0, desiredNumberScheduled: 0, numberReady: 0 },
  },
  {
    ...{ name: 'jobs.batch', kind: 'Job', version: 'v1', status: {} },
    defaults: { parallelism: 1, completions: 1, backoffLimit: 6 },
  },
  {
    ...{ name: 'cronjobs.batch', kind: 'CronJob', version: 'v1beta1', status: {} },
    defaults: {
      ...{ concurrencyPolicy: 'Allow', suspend: false },
      ...{ successfulJobsHistoryLimit: 3, failedJobsHistoryLimit: 1 },
    },
  },
]

const fieldOf = (object: JsonObject | undefined, field: string): JsonObject => {
  const value = object?.[field]
  return isJsonObject(value) ? value : {}
}

function withTemplateDefaults(spec: JsonObject): JsonObject {
  const template = fieldOf(spec, 'template')
  const metadata = { creationTimestamp: null, ...fieldOf(template, 'metadata') }
  return { ...spec, template: { ...template, metadata, spec: withPodDefaults(fieldOf(template, 'spec')) } }
}

function withDefaults(spec: JsonObject, { kind, defaults }: WorkloadKind): JsonObject {
  if (kind !== 'CronJob') return { ...defaults, ...withTemplateDefaults(spec) }
  const jobTemplate = fieldOf(spec, 'jobTemplate')
  const metadata = { creationTimestamp: null, ...fieldOf(jobTemplate, 'metadata') }
  const inner = withTemplateDefaults(fieldOf(jobTemplate, 'spec'))
  return { ...defaults, ...spec, jobTemplate: { ...jobTemplate, metadata, spec: inner } }
}

/** The spec in a workload's pod template, and its path. */
function templateOf(spec: JsonObject | undefined, kind: string): { at: string; spec: JsonObject } {
  const holder = kind === 'CronJob' ? fieldOf(fieldOf(spec, 'jobTemplate'), 'spec') : (spec ?? {})
  const at = kind === 'CronJob' ? 'spec.jobTemplate.spec.template.spec' : 'spec.template.spec'
  return { at, spec: fieldOf(fieldOf(holder, 'template'), 'spec') }
}

function validate(object: KubeObject, kind: string): FieldError[] {
  const { at, spec } = templateOf(object.spec, kind)
  const containers = spec['containers']
  const isEmpty = !isJsonArray(containers) || containers.length === 0
  return [
    ...validateCoreMetadata(object.metadata, { isNamespaced: true, name: subdomainName }),
    ...(isEmpty ? [required(`${at}.containers`)] : []),
  ]
}

function workloadResource(about: WorkloadKind): WorkloadResource {
  const { name, kind, version, status } = about
  const [, group = ''] = name.split('.')
  // Those of `batch` have one only from 1.22 on.
  const hasGeneration = group === 'apps'
  return {
    ...{ name, kind, group, version, apiVersion: `${group}/${version}`, isNamespaced: true },
    shape: objectShapes.Workload,
    blank: { metadata: { creationTimestamp: null }, spec: {}, status },
    columns: [nameColumn, agePrinterColumn],
    cells: (object, now): Json[] => [nameOf(object), ageOf(object.metadata.creationTimestamp, now)],
    selectable: { 'metadata.name': nameOf, 'metadata.namespace': namespaceOf },
    read: (body) => {
      const object = body as unknown as KubeObject
      return { ...object, spec: withDefaults(isJsonObject(object.spec) ? object.spec : {}, about) }
    },
    bare: (object) => object,
    prepareCreate: (object) => withMetadata({ ...object, status }, hasGeneration ? { generation: 1 } : {}),
    prepareUpdate: (next, before) => {
      const prepared = { ...next, status: before.status ?? {} }
      const isSame = JSON.stringify(next.spec) === JSON.stringify(before.spec)
      if (!hasGeneration || isSame) return prepared
      return withMetadata(prepared, { generation: (before.metadata.generation ?? 0) + 1 })
    },
    validate: (object) => validate(object, kind),
    validateUpdate: (next, before) => [
      ...validateCoreMetadataUpdate(next.metadata, before.metadata),
      ...validate(next, kind),
    ],
    returnsDeleted: false,
  }
}

export const workloads: readonly WorkloadResource[] = kinds.map(workloadResource)
