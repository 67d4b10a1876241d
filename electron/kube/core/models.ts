/**
 * Types of the API's objects, from the Kubernetes client. None of its code is loaded at run time. Add further types
 * here.
 */
export type {
  CoreV1Event,
  KubernetesObject,
  V1Container,
  V1ContainerStatus,
  V1EnvFromSource,
  V1EnvVar,
  V1ManagedFieldsEntry,
  V1ObjectMeta,
  V1OwnerReference,
  V1PodSpec,
  V1PodStatus,
  V1Secret,
  V1SelfSubjectAccessReview,
  V1SelfSubjectReview,
  V1SelfSubjectReviewStatus,
  V1Status,
  V1StatusCause,
  V1StatusDetails,
  V1SubjectAccessReviewStatus,
  V1UserInfo,
  V1Volume,
  V1WatchEvent,
} from '@kubernetes/client-node'

/**
 * Unvalidated data where a `T` is expected: the field names are known, but any field can be missing or have any type.
 */
export type Untrusted<T> = { readonly [K in keyof T]?: unknown }

/** A JSON merge patch of a `T`: the fields to change; `null` removes one. */
export type MergePatch<T> = T extends object ? { readonly [K in keyof T]?: MergePatch<T[K]> | null } : T

/** Whether the value is a JSON object: not an array and not `null`. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The fields of a JSON object, for an `Untrusted` model; none for any other value. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}
