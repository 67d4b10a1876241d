import type { FieldError } from './field-errors.ts'
import type { Json, JsonObject, KubeObject } from './kube-object.ts'
import type { Shape } from './shapes.ts'

/** One column of a Table. */
export interface PrinterColumn {
  name: string
  type: 'string' | 'integer'
  format: '' | 'name'
  description: string
  priority: number
}

export const coreNames = ['namespaces', 'secrets', 'pods', 'serviceaccounts'] as const
export type CoreName = (typeof coreNames)[number]

/** What makes pods, as kubectl names it. */
export const workloadNames = [
  'deployments.apps',
  'replicasets.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'jobs.batch',
  'cronjobs.batch',
] as const
export type WorkloadName = (typeof workloadNames)[number]

/** Custom resources, as kubectl names them; a cluster may be without any. */
export const customNames = [
  'departments.scheduling.run.ai',
  'projects.run.ai',
  'departments.kai.resources',
  'projects.kai.resources',
] as const
export type CustomName = (typeof customNames)[number]

/** What a cluster may be without any of. */
export const otherNames = [...workloadNames, 'configmaps', 'events', ...customNames] as const
export type OtherName = (typeof otherNames)[number]

export type ResourceName = CoreName | OtherName
export const resourceNames: readonly ResourceName[] = [...coreNames, ...otherNames]

/** What the API knows of one kind of object. */
export interface Resource {
  name: ResourceName
  kind: string
  /** Of its objects; absent for `v1`. */
  apiVersion?: string
  isNamespaced: boolean
  shape: Shape
  /** An object of which nothing is known, as bookmarks carry it and as what stood there before a creation. */
  blank: KubeObject
  columns: readonly PrinterColumn[]
  cells: (object: KubeObject, now: number) => Json[]
  /** Fields that can be selected by, and what an object has in them. */
  selectable: Readonly<Record<string, (object: KubeObject) => string>>
  /** What a body becomes as it is read: defaults, and fields that are only there to be written. */
  read: (body: JsonObject) => KubeObject
  /** The object without what is only there for its checks. */
  bare: (object: KubeObject) => KubeObject
  /** What is put on a new object after its manager is known. */
  prepareCreate: (object: KubeObject) => KubeObject
  /** What a change may not touch is taken from before. */
  prepareUpdate: (next: KubeObject, before: KubeObject) => KubeObject
  validate: (object: KubeObject) => FieldError[]
  /** Besides `validateMetadataUpdate`, which every change gets. */
  validateUpdate: (next: KubeObject, before: KubeObject) => FieldError[]
  /** A deletion answers with what was deleted, not with a Status. */
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
