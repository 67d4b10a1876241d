import * as z from 'zod/mini'
import { valueProblem } from '../credential-fields.ts'
import { credentialTypes, formatIds, valueFields } from '../credential-types/credential-types.ts'
import type { Failure } from '../failure.ts'
import { ExpiryTime } from './age-limits.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream } from './define.ts'
import { CredentialAt, type CredentialState } from './life.ts'
import { KubernetesName, Namespace } from './names.ts'
import { KeyWithValue, mostEntries } from './wizard.ts'
import type { WriteOutcome } from './secrets.ts'

/** Maximum number of secrets that one run rotates. */
const mostRotated = 100

/** The layout of a credential's values, which decides where they go in another secret with the same values. */
const Layout = z.object({
  type: z.enum(credentialTypes),
  /** `null` for a type that is older than formats. */
  format: z.nullable(z.enum(formatIds)),
  registryUrl: z.string().check(z.maxLength(4096)),
})
export type Layout = z.output<typeof Layout>

/**
 * A secret to rotate, at the version that the rotation is based on. Of values it contains only sizes. A secret that
 * isn't a credential has no credential name, and the layout of the credential that it is rotated with.
 */
export interface RotationState extends CredentialState, Layout {
  /** ISO 8601. `null` for never. */
  rotatedAt: string | null
  /** Its data keys, with sizes in bytes. */
  keys: { name: string; size: number }[]
  /** The cluster doesn't allow changing its values. */
  isImmutable: boolean
}

/** The kind of a secret. `other` isn't registered. */
export type SecretKind = 'credential' | 'unused' | 'other'

/** Another secret with the value that is replaced, or a credential with the same name. */
export interface SameSecret {
  at: CredentialAt
  is: SecretKind
  /** The credential name. Empty if it isn't a credential. */
  name: string
  has: 'value' | 'name'
  /** What manages its secret besides a person. Empty for nothing. */
  keptBy: string
}
/**
 * What a search for the same value knows so far. `done` of `of` secrets are compared; those that couldn't be read count,
 * too. `unread`: number of further candidates that can't be compared, with the first failure; `null` if there were too
 * many. `unlisted`: why secrets that aren't credentials couldn't be listed in some namespace; `null` if all could.
 */
export interface SameProgress {
  /** Found since the message before. */
  found: SameSecret[]
  done: number
  of: number
  unread: { count: number; failure: Failure | null }
  unlisted: Failure | null
}

const Value = z.string().check(z.refine((value) => valueProblem(value) === null))

export const rotation = {
  /** Reads the secrets to rotate. Values stay in the main process. */
  look: operation({
    in: z.object({
      context: ContextName,
      namespace: Namespace,
      name: KubernetesName,
      /** Only for a secret that isn't a credential. */
      layout: z.optional(Layout),
    }),
    out: carries<RotationState>(),
  }),
  /**
   * Finds other secrets with the same values, compared by keyed hashes whose key is discarded, and credentials with the
   * same type and name. Values stay in the main process. Sends the progress from time to time, and when something is
   * found.
   */
  same: stream({
    in: z.object({ context: ContextName, namespace: Namespace, name: KubernetesName }),
    messages: carries<SameProgress>(),
  }),
  /**
   * Rotates secrets with one type and format, each by one PATCH on the version that was shown. It contains only the
   * changed keys, `credenza.app/rotated-at` and the expiry. A field without a new value keeps its value. Rotates a few
   * at a time; stopping leaves the rest, which aren't reported.
   */
  rotate: stream({
    in: z
      .object({
        context: ContextName,
        credentials: z.array(CredentialAt).check(z.maxLength(mostRotated)),
        /** Secrets that aren't credentials. */
        others: z.optional(
          z.object({ secrets: z.array(CredentialAt).check(z.maxLength(mostRotated)), layout: Layout }),
        ),
        /** Rotates one at a time, and stops after a failure. */
        stopAtFailure: z.optional(z.boolean()),
        /** For the forms `fields` and `registry-login`. */
        values: z.optional(z.partialRecord(z.enum(valueFields), Value)),
        /** For the forms `entries` and `file`. */
        entries: z.optional(z.array(KeyWithValue).check(z.minLength(1), z.maxLength(mostEntries))),
        /** When the new values expire. If absent, the old expiry is removed. */
        expiresAt: z.optional(z.nullable(ExpiryTime)),
        /** Only asks the cluster whether it would accept the change. */
        dryRun: z.boolean(),
      })
      .check(
        z.refine(({ values, entries }) => hasOne(values, entries)),
        z.refine(({ credentials, others }) => credentials.length + (others?.secrets.length ?? 0) > 0),
      ),
    messages: carries<WriteOutcome>(),
    writes: ({ dryRun }) => !dryRun,
  }),
}

function hasOne(values: object | undefined, entries: readonly { key: string }[] | undefined): boolean {
  if (entries === undefined) return Object.keys(values ?? {}).length > 0
  return values === undefined && new Set(entries.map(({ key }) => key)).size === entries.length
}
