import * as z from 'zod/mini'
import { restartableKinds, type RolloutState, type SecretUser, type UnseenUsers } from '../usage.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream } from './define.ts'
import { KubernetesName, Namespace, Uid } from './names.ts'

export type UsageMessage =
  /** So many lists of `of` are done, with so many objects. */
  | { kind: 'progress'; done: number; of: number; objects: number; namespaces: number }
  /** Users that are new or changed, each in the place of the one of its uid. */
  | { kind: 'users'; users: SecretUser[] }
  /** There are so many more than are named. */
  | { kind: 'more'; count: number }
  /** All that couldn't be seen so far. */
  | { kind: 'unseen'; unseen: UnseenUsers[] }

/** How far a look over all credentials is, and what it couldn't see: the list itself tells which are used. */
export type SurveyMessage = Extract<UsageMessage, { kind: 'progress' | 'unseen' }>

const Workload = z.object({
  kind: z.enum(restartableKinds),
  namespace: Namespace,
  name: KubernetesName,
  uid: Uid,
})

/** A verb that the user may not use, and why as far as the cluster told. */
export interface MissingRight {
  verb: 'get' | 'patch'
  reason: string
}

export const usage = {
  /** Looks for what uses a Secret, of a wider scope in all namespaces that it reaches, until done or stopped. */
  find: stream({
    in: z.object({ context: ContextName, namespace: Namespace, name: KubernetesName }),
    messages: carries<UsageMessage>(),
  }),
  /** Looks which credentials are used; their rows tell it from then on. Stopping it leaves them as they are. */
  survey: stream({ in: z.object({ context: ContextName }), messages: carries<SurveyMessage>() }),
  /** The right that is missing to restart a workload, with the cluster's own reason or none; `null` if all are there. */
  mayRestart: operation({
    in: z.object({ context: ContextName, workload: Workload }),
    out: carries<MissingRight | null>(),
  }),
  /** Restarts the pods of a workload as `kubectl rollout restart` does and tells how far it is; stopping it ends nothing. */
  restart: stream({
    in: z.object({ context: ContextName, workload: Workload }),
    messages: carries<RolloutState>(),
  }),
}
