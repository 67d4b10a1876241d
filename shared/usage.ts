import type { Failure } from './failure.ts'

/**
 * How something uses a Secret: to pull images, as variables of one key or of all keys, as files alone or next to others, or
 * as what a service account gives to the pods that run under it.
 */
export type SecretWay = 'pull' | 'env' | 'env-from' | 'volume' | 'projected' | 'account-pull' | 'account'

export interface SecretUse {
  way: SecretWay
  /** What uses it starts without it too. */
  isOptional: boolean
}

/** An object by its kind, in the namespace of what names it. `group` is empty for the core of the API. */
export interface WorkloadRef {
  uid: string
  group: string
  kind: string
  name: string
}

/** A credential by its own name and by its Secret. */
export interface NamedCredential {
  uid: string
  name: string
  namespace: string
  kubernetesName: string
}

/** A container that waits for its image, or for a key of the Secret. */
export interface PullProblem {
  pod: string
  container: string
  /** As the pod names it. */
  image: string
  /** The kubelet's word, such as `ImagePullBackOff`. */
  reason: string
  /** The kubelet's own words, bounded; empty if it says nothing. */
  said: string
  /** When it said so by the cluster's clock: ISO 8601, empty if it is unknown. */
  at: string
  /** Whether the image is of the credential's registry; `null` if that can't be told. */
  isServed: boolean | null
  /** Other credentials for the registry of the image that are available there. */
  others: NamedCredential[]
}

/** What uses a Secret: the last owner of all that the cluster tells, or an object that nothing owns. */
export interface SecretUser extends WorkloadRef {
  namespace: string
  /** Empty for what can't pull from the credential's registry and does not name the Secret. */
  uses: SecretUse[]
  /** Pods that have not ended, and those that have. */
  pods: number
  endedPods: number
  /** Pods that can't start for want of what the credential should give. */
  failingPods: number
  /** The first ones, those that the credential should have served in front. */
  problems: PullProblem[]
  /** Whether it would miss the Secret; `false` if all of it has ended. */
  isCurrent: boolean
  /** What can be restarted of it, such as its deployments; the first ones. */
  restartable: WorkloadRef[]
}

/** One kind of objects that couldn't be listed: in how many namespaces, with some of their names and the first reason. */
export interface UnseenUsers {
  /** As in the API, such as `pods`. */
  resource: string
  /** The first ones by name; empty for the whole cluster. */
  namespaces: string[]
  count: number
  failure: Failure
}

/** A workload whose pods can be restarted: the one of this uid. */
export interface WorkloadToRestart {
  kind: (typeof restartableKinds)[number]
  namespace: string
  name: string
  uid: string
}

/** The kinds that `kubectl rollout restart` takes. */
export const restartableKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const

/**
 * How far a restart is: so many new pods of all are ready. `stuck`: the cluster gave up waiting. Where it is `paused`, or
 * its pods are replaced only as a person deletes them (`by-hand`), nothing was restarted.
 */
export interface RolloutState {
  state: 'rolling' | 'done' | 'stuck' | 'paused' | 'by-hand'
  ready: number
  of: number
}
