/**
 * The API's objects as types, from the Kubernetes client: nothing of it is loaded at run time. Who needs a further
 * object adds its type here.
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

/** What came where a `T` was expected: the names of its fields are known, but any may be missing or hold anything. */
export type Untrusted<T> = { readonly [K in keyof T]?: unknown }

/** A JSON merge patch of a `T`: the fields to change; `null` takes one away. */
export type MergePatch<T> = T extends object ? { readonly [K in keyof T]?: MergePatch<T[K]> | null } : T

/** A JSON object, not an array and not `null`. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The fields of a JSON object, to be named by an `Untrusted` model; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}
