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

/** A credential at the version on which a change was decided. */
export const CredentialAt = z.extend(SecretName, { uid: Uid, resourceVersion: ResourceVersion })
export type CredentialAt = z.output<typeof CredentialAt>

const Several = z.object({
  context: ContextName,
  credentials: z.array(CredentialAt).check(z.minLength(1), z.maxLength(mostAtOnce)),
})

/** Most credentials that are looked at in one call. */
export const mostLookedAt = 100

/** A credential as the cluster has it now: what a change is decided on. */
export interface CredentialState {
  namespace: string
  kubernetesName: string
  uid: string
  resourceVersion: string
  name: string
  description: string
  /** ISO 8601; `null` if none is noted. */
  expiresAt: string | null
  origin: Origin
  /** Credenza's own annotations that are on it, by their keys: what a release takes away. */
  annotations: string[]
  rights: { patch: Right; delete: Right }
}

/** One credential that was looked at: how it is, or why nothing can be said of it. */
export type LookedAt =
  | { namespace: string; name: string; state: CredentialState; failure: null }
  | { namespace: string; name: string; state: null; failure: Failure }

/** How one credential fared. `undo` names the change for `life:undo`; `null` if it can't be taken back. */
export interface LifeOutcome extends WriteOutcome {
  undo: string | null
  /** The finalizers that hold what was deleted; empty if it is gone, and if it was not deleted. */
  heldBy: readonly string[]
}

/** A credential that was changed: at its new version. */
export interface Described {
  state: CredentialState
  undo: string
}

/** For so many milliseconds a change is offered to be undone. */
export const undoFor = 10_000

export const life = {
  /** Reads the metadata of credentials as they are now, a few at a time. */
  look: operation({
    in: z.object({
      context: ContextName,
      credentials: z.array(SecretName).check(z.minLength(1), z.maxLength(mostLookedAt)),
    }),
    out: carries<LookedAt[]>(),
  }),
  /**
   * Names and describes a credential: one PATCH of these two annotations on the version that was shown. An empty
   * description takes the annotation away. Fails with `credential-changed` if someone else changed it in the meantime.
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
  /** Notes when a credential expires, or with `null` takes that away: one PATCH of this annotation, as `describe` does. */
  expire: operation({
    in: z.object({
      context: ContextName,
      credential: CredentialAt,
      expiresAt: z.nullable(ExpiryTime),
    }),
    out: carries<Described>(),
  }),
  /** Reads the values of a credential in the main process and tells when they expire, where they say so themselves. */
  proposeExpiry: operation({
    in: z.extend(SecretName, { context: ContextName }),
    out: carries<ExpiryProposal[]>(),
  }),
  /**
   * Takes Credenza's annotations away: the secret stays registered, and can be used again. A few at a time; stopping
   * it leaves the rest.
   */
  release: stream({ in: Several, messages: carries<LifeOutcome>() }),
  /**
   * Deletes the secrets of credentials, each by one DELETE that carries its uid and version: a secret of the same name
   * that was made in the meantime is not hit. It can't be taken back. A few at a time; stopping it leaves the rest.
   */
  delete: stream({ in: Several, messages: carries<LifeOutcome>() }),
  /**
   * Takes changes back that were made a moment ago, if no one changed the secret since. Each can be taken back once.
   */
  undo: stream({
    in: z.object({
      context: ContextName,
      changes: z.array(z.uuid()).check(z.minLength(1), z.maxLength(mostAtOnce)),
    }),
    messages: carries<WriteOutcome>(),
  }),
}
