import * as z from 'zod/mini'
import type { UnregisteredSecret } from '../credential.ts'
import type { Failure } from '../failure.ts'
import { credentialTypes } from '../credential-types/credential-types.ts'
import { ContextName } from './contexts.ts'
import type { Health } from './cluster.ts'
import { carries, stream } from './define.ts'
import { KubernetesName, Namespace, ResourceVersion } from './names.ts'
import { ScopedNamespace } from './wizard.ts'

/** A secret at the version that the window shows. */
const SecretAt = z.object({ namespace: Namespace, name: KubernetesName, resourceVersion: ResourceVersion })
export type SecretAt = z.output<typeof SecretAt>

/** Maximum number of secrets in one call. */
export const mostAtOnce = 5000
const Several = z.array(SecretAt).check(z.minLength(1), z.maxLength(mostAtOnce))

export type UnregisteredMessage =
  | { kind: 'rows'; secrets: UnregisteredSecret[]; removed: string[] }
  | { kind: 'health'; health: Health }
  | { kind: 'listed'; asOf: string }

/** The outcome for one secret, sent as soon as it is known. `failure` is `null` on success. */
export interface WriteOutcome {
  namespace: string
  name: string
  failure: Failure | null
}

export const secrets = {
  /** Lists the unregistered secrets of a namespace, then sends every change, until stopped. */
  unregistered: stream({
    in: z.object({ context: ContextName, namespace: Namespace }),
    messages: carries<UnregisteredMessage>(),
  }),
  /** Adds the labels of a scope to secrets of its namespace, a few at a time. Stopping leaves the rest. */
  register: stream({
    in: z.object({
      context: ContextName,
      place: ScopedNamespace,
      type: z.enum(credentialTypes),
      secrets: Several,
    }),
    messages: carries<WriteOutcome>(),
  }),
  /** Removes the scope labels from unused secrets, a few at a time. Stopping leaves the rest. */
  unregister: stream({
    in: z.object({ context: ContextName, secrets: Several }),
    messages: carries<WriteOutcome>(),
  }),
}
