import type { FieldError } from './field-errors.ts'
import type { Json, JsonObject, KubeObject } from './kube-object.ts'
import type { Shape } from './shapes.ts'

/** One column of a Table. */
interface PrinterColumn {
  name: string
  type: 'string' | 'integer'
  format: '' | 'name'
  description: string
  priority: number
}

const coreNames = ['namespaces', 'secrets', 'pods', 'serviceaccounts'] as const
export type CoreName = (typeof coreNames)[number]

/** Kinds that create pods, as kubectl names them. */
export const workloadNames = [
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'jobs.batch',
  'cronjobs.batch',
] as const
export type WorkloadName = (typeof workloadNames)[number]

/** Custom resources, as kubectl names them; a cluster may have none. */
export const customNames = [
  'departments.scheduling.run.ai',
  'projects.run.ai',
  'departments.kai.resources',
  'projects.kai.resources',
] as const
export type CustomName = (typeof customNames)[number]

/** Kinds of which a cluster may have no objects. */
export const otherNames = [...workloadNames, 'configmaps', 'events', ...customNames] as const
export type OtherName = (typeof otherNames)[number]

export type ResourceName = CoreName | OtherName
export const resourceNames: readonly ResourceName[] = [...coreNames, ...otherNames]

/** The API's behavior for one kind of object. */
export interface Resource {
  name: ResourceName
  kind: string
  /** API version of its objects; absent for `v1`. */
  apiVersion?: string
  isNamespaced: boolean
  shape: Shape
  /** An empty object, used in bookmarks and as the state before a creation. */
  blank: KubeObject
  columns: readonly PrinterColumn[]
  cells: (object: KubeObject, now: number) => Json[]
  /** Fields that field selectors support, and their value in an object. */
  selectable: Readonly<Record<string, (object: KubeObject) => string>>
  /** Processes a decoded body: adds defaults, and converts write-only fields. */
  read: (body: JsonObject) => KubeObject
  /** The object without what is only needed for its checks. */
  bare: (object: KubeObject) => KubeObject
  /** Completes a new object after its manager was set. */
  prepareCreate: (object: KubeObject) => KubeObject
  /** Restores what an update can't change. */
  prepareUpdate: (next: KubeObject, before: KubeObject) => KubeObject
  validate: (object: KubeObject) => FieldError[]
  /** Checks in addition to `validateMetadataUpdate`, which every update gets. */
  validateUpdate: (next: KubeObject, before: KubeObject) => FieldError[]
  /** A deletion returns the deleted object, not a Status. */
  returnsDeleted: boolean
}

export const nameColumn: PrinterColumn = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description:
    'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: http://kubernetes.io/docs/user-guide/identifiers#names',
  priority: 0,
}

export const agePrinterColumn: PrinterColumn = {
  name: 'Age',
  type: 'string',
  format: '',
  description:
    'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
  priority: 0,
}

export const column = (
  name: string,
  description: string,
  more: Partial<PrinterColumn> = {},
): PrinterColumn => ({
  name,
  type: 'string',
  format: '',
  description,
  priority: 0,
  ...more,
})
