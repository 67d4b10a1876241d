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

/** Most secrets that get new values in one run. */
export const mostRotated = 100

/** How the values of a credential are laid out, which tells where they go in another secret that holds the same. */
const Layout = z.object({
  type: z.enum(credentialTypes),
  /** `null` for a type that is older than formats. */
  format: z.nullable(z.enum(formatIds)),
  registryUrl: z.string().check(z.maxLength(4096)),
})
export type Layout = z.output<typeof Layout>

/**
 * A secret that is to get new values, at the version that this is decided on. Of values the sizes alone are reported. One that
 * is no credential has no name of its own, and its layout is that of the credential that it is rotated with.
 */
export interface RotationState extends CredentialState, Layout {
  /** ISO 8601; `null` for never. */
  rotatedAt: string | null
  /** What stands under its data keys, in bytes. */
  keys: { name: string; size: number }[]
  /** The cluster takes no new values for it. */
  isImmutable: boolean
}

/** What a secret is here; `other` is one that is not registered. */
export type SecretKind = 'credential' | 'unused' | 'other'

/** Another secret that holds the value that is replaced, or a credential of the same name. */
export interface SameSecret {
  at: CredentialAt
  is: SecretKind
  /** The name of a credential; empty for what is none. */
  name: string
  has: 'value' | 'name'
  /** What keeps its secret besides a person; empty for nothing. */
  keptBy: string
}
/**
 * `unread`: so many further secrets that can hold it were not compared, with the first failure of those that were to be
 * read; `null` if they are too many. `unlisted`: why secrets that are no credentials couldn't be looked for in some
 * namespace; `null` if all could.
 */
export interface SameSecrets {
  found: SameSecret[]
  unread: { count: number; failure: Failure | null }
  unlisted: Failure | null
}

const Value = z.string().check(z.refine((value) => valueProblem(value) === null))

export const rotation = {
  /** Reads what is to get new values; they stay in the main process. */
  look: operation({
    in: z.object({
      context: ContextName,
      namespace: Namespace,
      name: KubernetesName,
      /** Of a secret that isn't a credential. */
      layout: z.optional(Layout),
    }),
    out: carries<RotationState>(),
  }),
  /**
   * Looks for other secrets that hold the same values, compared by a hash whose key is thrown away, and for credentials
   * of the same type that have the same name. Values do not leave the main process.
   */
  same: operation({
    in: z.object({ context: ContextName, namespace: Namespace, name: KubernetesName }),
    out: carries<SameSecrets>(),
  }),
  /**
   * Gives secrets of one type and format new values, each by one PATCH that names the changed keys and
   * `credenza.app/rotated-at` alone, on the version that was shown; a date of expiry goes with the old values. A field that
   * is not given keeps its value. A few at a time; stopping it leaves the rest, which are not told of.
   */
  rotate: stream({
    in: z
      .object({
        context: ContextName,
        credentials: z.array(CredentialAt).check(z.maxLength(mostRotated)),
        /** Secrets that are no credentials. */
        others: z.optional(
          z.object({ secrets: z.array(CredentialAt).check(z.maxLength(mostRotated)), layout: Layout }),
        ),
        /** One after the other, and none anymore after one that failed. */
        stopAtFailure: z.optional(z.boolean()),
        /** Of the forms `fields` and `registry-login`. */
        values: z.optional(z.partialRecord(z.enum(valueFields), Value)),
        /** Of the forms `entries` and `file`. */
        entries: z.optional(z.array(KeyWithValue).check(z.minLength(1), z.maxLength(mostEntries))),
        /** When the new values expire; without it the date of the old ones goes. */
        expiresAt: z.optional(z.nullable(ExpiryTime)),
        /** Only asks the cluster whether it would do it. */
        dryRun: z.boolean(),
      })
      .check(
        z.refine(({ values, entries }) => hasOne(values, entries)),
        z.refine(({ credentials, others }) => credentials.length + (others?.secrets.length ?? 0) > 0),
      ),
    messages: carries<WriteOutcome>(),
  }),
}

function hasOne(values: object | undefined, entries: readonly { key: string }[] | undefined): boolean {
  if (entries === undefined) return Object.keys(values ?? {}).length > 0
  return values === undefined && new Set(entries.map(({ key }) => key)).size === entries.length
}
