import * as z from 'zod/mini'
import { restartableKinds, type RolloutState, type SecretUser, type UnseenUsers } from '../usage.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream } from './define.ts'
import { KubernetesName, Namespace, Uid } from './names.ts'

export type UsageMessage =
  /** How many lists of `of` are done, and how many objects they had. */
  | { kind: 'progress'; done: number; of: number; objects: number; namespaces: number }
  /** New or changed users, each of which replaces the one with its uid. */
  | { kind: 'users'; users: SecretUser[] }
  /** How many more there are than were reported. */
  | { kind: 'more'; count: number }
  /** Everything so far that couldn't be listed. */
  | { kind: 'unseen'; unseen: UnseenUsers[] }

/**
 * The progress of a survey over all credentials, and what it couldn't see. The credentials list itself contains the
 * result.
 */
export type SurveyMessage = Extract<UsageMessage, { kind: 'progress' | 'unseen' }>

const Workload = z.object({
  kind: z.enum(restartableKinds),
  namespace: Namespace,
  name: KubernetesName,
  uid: Uid,
})

/** A verb that the user may not use, with the cluster's reason if it gave one. */
export interface MissingRight {
  verb: 'get' | 'patch'
  reason: string
}

export const usage = {
  /** Finds what uses a Secret, for a wider scope in all namespaces that it reaches, until done or stopped. */
  find: stream({
    in: z.object({ context: ContextName, namespace: Namespace, name: KubernetesName }),
    messages: carries<UsageMessage>(),
  }),
  /** Finds out which credentials are used, and updates their rows. Stopping leaves them unchanged. */
  survey: stream({ in: z.object({ context: ContextName }), messages: carries<SurveyMessage>() }),
  /**
   * The permission that is missing to restart a workload, with the cluster's reason if it gave one. `null` if none is
   * missing.
   */
  mayRestart: operation({
    in: z.object({ context: ContextName, workload: Workload }),
    out: carries<MissingRight | null>(),
  }),
  /**
   * Restarts the pods of a workload like `kubectl rollout restart` and sends its progress. Stopping doesn't end the
   * restart.
   */
  restart: stream({
    in: z.object({ context: ContextName, workload: Workload }),
    messages: carries<RolloutState>(),
  }),
}
