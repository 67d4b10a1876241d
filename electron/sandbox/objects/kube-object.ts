export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}
export type Texts = Readonly<Record<string, string>>

export interface OwnerReference {
  readonly apiVersion?: string
  readonly kind?: string
  readonly name?: string
  readonly uid?: string
  readonly controller?: boolean
  readonly blockOwnerDeletion?: boolean
}

export interface ManagedFieldsEntry {
  readonly manager?: string
  readonly operation?: string
  readonly apiVersion?: string
  readonly time?: string
  readonly fieldsType?: string
  readonly fieldsV1?: JsonObject
}

/** As on the wire: empty fields are omitted. */
export interface Metadata {
  readonly name?: string
  readonly generateName?: string
  readonly namespace?: string
  readonly selfLink?: string
  readonly uid?: string
  readonly resourceVersion?: string
  readonly generation?: number
  readonly creationTimestamp?: string | null
  readonly deletionTimestamp?: string
  readonly deletionGracePeriodSeconds?: number
  readonly labels?: Texts
  readonly annotations?: Texts
  readonly ownerReferences?: readonly OwnerReference[]
  readonly finalizers?: readonly string[]
  readonly clusterName?: string
  readonly managedFields?: readonly ManagedFieldsEntry[]
}

/**
 * One object of any kind, as on the wire but without `kind` and `apiVersion`, its fields in the API's order. Never
 * mutated: a write replaces it.
 */
export interface KubeObject {
  readonly metadata: Metadata
  readonly spec?: JsonObject
  readonly status?: JsonObject
  /** Of a Secret and of a ConfigMap. */
  readonly immutable?: boolean
  readonly data?: Texts
  readonly type?: string
  /** Of a ConfigMap. */
  readonly binaryData?: Texts
  /** Of a ServiceAccount. */
  readonly secrets?: readonly JsonObject[]
  readonly imagePullSecrets?: readonly JsonObject[]
  readonly automountServiceAccountToken?: boolean
}

const metadataOrder: readonly (keyof Metadata)[] = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'clusterName',
  'managedFields',
]

/** Changes of metadata; `undefined` removes a field. */
type MetadataChanges = { readonly [Field in keyof Metadata]?: Metadata[Field] | undefined }

/** The object with changed metadata, still in the API's order. */
export function withMetadata<T extends KubeObject>(object: T, changes: MetadataChanges): T {
  const merged: MetadataChanges = { ...object.metadata, ...changes }
  const entries = metadataOrder.map((field) => [field, merged[field]] as const)
  const metadata = Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Metadata
  return { ...object, metadata }
}

export const nameOf = ({ metadata }: KubeObject): string => metadata.name ?? ''
export const namespaceOf = ({ metadata }: KubeObject): string => metadata.namespace ?? ''
export const labelsOf = ({ metadata }: KubeObject): Texts => metadata.labels ?? {}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export const isJsonArray = (value: unknown): value is readonly Json[] => Array.isArray(value)
