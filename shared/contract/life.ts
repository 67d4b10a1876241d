import * as z from 'zod/mini'
import { credentialNameProblem, descriptionProblem } from '../credential-fields.ts'
import type { Origin } from '../credential.ts'
import type { ExpiryProposal } from '../expiry.ts'
import type { Failure } from '../failure.ts'
import { ExpiryTime } from './age-limits.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream } from './define.ts'
import { KubernetesName, Namespace, ResourceVersion, Uid } from './names.ts'
import { mostAtOnce, type WriteOutcome } from './secrets.ts'
import type { Right } from './wizard.ts'

const SecretName = z.object({ namespace: Namespace, name: KubernetesName })

/** A credential at the version that a change is based on. */
export const CredentialAt = z.extend(SecretName, { uid: Uid, resourceVersion: ResourceVersion })
export type CredentialAt = z.output<typeof CredentialAt>

const Several = z.object({
  context: ContextName,
  credentials: z.array(CredentialAt).check(z.minLength(1), z.maxLength(mostAtOnce)),
})

/** Maximum number of credentials in one call. */
export const mostLookedAt = 100

/** A credential's current state in the cluster, which a change is based on. */
export interface CredentialState {
  namespace: string
  kubernetesName: string
  uid: string
  resourceVersion: string
  name: string
  description: string
  /** ISO 8601. `null` if none is set. */
  expiresAt: string | null
  origin: Origin
  /** The keys of Credenza's annotations on it, which a release removes. */
  annotations: string[]
  rights: { patch: Right; delete: Right }
}

/** A credential's state, or why it is unknown. */
export type LookedAt =
  | { namespace: string; name: string; state: CredentialState; failure: null }
  | { namespace: string; name: string; state: null; failure: Failure }

/** The outcome for one credential. `undo` identifies the change for `life:undo`; `null` if it can't be undone. */
export interface LifeOutcome extends WriteOutcome {
  undo: string | null
  /** The finalizers that block the deletion. Empty if it is deleted, or wasn't. */
  heldBy: readonly string[]
}

/** A changed credential at its new version. */
export interface Described {
  state: CredentialState
  undo: string
}

/** How long undoing a change is offered at least, in milliseconds. */
export const undoFor = 10_000

export const life = {
  /** Reads the current metadata of credentials, a few at a time. */
  look: operation({
    in: z.object({
      context: ContextName,
      credentials: z.array(SecretName).check(z.minLength(1), z.maxLength(mostLookedAt)),
    }),
    out: carries<LookedAt[]>(),
  }),
  /**
   * Names and describes a credential: one PATCH of these two annotations on the version that was shown. An empty
   * description removes its annotation. Fails with `credential-changed` if someone else changed it meanwhile.
   */
  describe: operation({
    in: z.object({
      context: ContextName,
      credential: CredentialAt,
      name: z.string().check(z.refine((name) => credentialNameProblem(name) === null)),
      description: z.string().check(z.refine((text) => descriptionProblem(text) === null)),
    }),
    out: carries<Described>(),
  }),
  /** Sets when a credential expires, or removes that with `null`: one PATCH of this annotation, like `describe`. */
  expire: operation({
    in: z.object({
      context: ContextName,
      credential: CredentialAt,
      expiresAt: z.nullable(ExpiryTime),
    }),
    out: carries<Described>(),
  }),
  /** Reads the values of a credential in the main process and returns when they expire, if they say so themselves. */
  proposeExpiry: operation({
    in: z.extend(SecretName, { context: ContextName }),
    out: carries<ExpiryProposal[]>(),
  }),
  /**
   * Removes Credenza's annotations: the secret stays registered and can be used again. Releases a few at a time;
   * stopping leaves the rest.
   */
  release: stream({ in: Several, messages: carries<LifeOutcome>(), writes: () => true }),
  /**
   * Deletes the secrets of credentials, each by one DELETE with its uid and version, so that a recreated secret with
   * the same name isn't deleted. It can't be undone. Deletes a few at a time; stopping leaves the rest.
   */
  delete: stream({ in: Several, messages: carries<LifeOutcome>(), writes: () => true }),
  /** Undoes recent changes if nobody has changed the secret since. Each can be undone once. */
  undo: stream({
    in: z.object({
      context: ContextName,
      changes: z.array(z.uuid()).check(z.minLength(1), z.maxLength(mostAtOnce)),
    }),
    messages: carries<WriteOutcome>(),
    writes: () => true,
  }),
}
