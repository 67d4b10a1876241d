import type { Failure } from './failure.ts'

/**
 * How something uses a Secret: to pull images, as variables from one key or from all keys, as files alone or with
 * others, or as what a service account passes to its pods.
 */
export type SecretWay = 'pull' | 'env' | 'env-from' | 'volume' | 'projected' | 'account-pull' | 'account'

export interface SecretUse {
  way: SecretWay
  /** Its user starts without it too. */
  isOptional: boolean
}

/** An object in the namespace of its referrer. `group` is empty for the core API. */
export interface WorkloadRef {
  uid: string
  group: string
  kind: string
  name: string
}

/** A credential with its name and its Secret's. */
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
  /** As in the pod. */
  image: string
  /** The kubelet's reason, such as `ImagePullBackOff`. */
  reason: string
  /** The kubelet's message, cut. Empty if there is none. */
  said: string
  /** When the kubelet reported it, by the cluster's clock: ISO 8601, empty if unknown. */
  at: string
  /** Whether the image is from the credential's registry. `null` if unknown. */
  isServed: boolean | null
  /** Other credentials for the image's registry that are available there. */
  others: NamedCredential[]
}

/** What uses a Secret: the outermost known owner, or an object without an owner. */
export interface SecretUser extends WorkloadRef {
  namespace: string
  /** Empty for a pod that can't pull from the credential's registry and doesn't name the Secret. */
  uses: SecretUse[]
  /** Pods that haven't ended, and those that have. */
  pods: number
  endedPods: number
  /** Pods that can't start because they lack what the credential should provide. */
  failingPods: number
  /** The first ones. Those that the credential should have prevented come first. */
  problems: PullProblem[]
  /** Whether it would miss the Secret. `false` if all of it has ended. */
  isCurrent: boolean
  /** Its restartable parts, such as deployments. The first ones. */
  restartable: WorkloadRef[]
}

/** A kind of objects that couldn't be listed: in how many namespaces, with some of their names and the first reason. */
export interface UnseenUsers {
  /** The resource's name in the API, such as `pods`. */
  resource: string
  /** The first ones by name. Empty for the whole cluster. */
  namespaces: string[]
  count: number
  failure: Failure
}

/** A workload with this uid whose pods can be restarted. */
export interface WorkloadToRestart {
  kind: (typeof restartableKinds)[number]
  namespace: string
  name: string
  uid: string
}

/** The kinds that `kubectl rollout restart` accepts. */
export const restartableKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const

/**
 * The progress of a restart: how many new pods of how many are ready. `stuck`: the cluster gave up. If it is `paused`,
 * or its pods are only replaced when a person deletes them (`by-hand`), nothing was restarted.
 */
export interface RolloutState {
  state: 'rolling' | 'done' | 'stuck' | 'paused' | 'by-hand'
  ready: number
  of: number
}
