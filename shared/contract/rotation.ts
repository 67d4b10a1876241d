import * as z from 'zod/mini'
import { valueProblem } from '../credential-fields.ts'
import { valueFields, type CredentialType, type FormatId } from '../credential-types/credential-types.ts'
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

/** A credential that is to get new values, at the version that this is decided on. Of values the sizes alone are told. */
export interface RotationState extends CredentialState {
  type: CredentialType
  /** `null` for a type that is older than formats. */
  format: FormatId | null
  registryUrl: string
  /** ISO 8601; `null` for never. */
  rotatedAt: string | null
  /** What stands under its data keys, in bytes. */
  keys: { name: string; size: number }[]
  /** The cluster takes no new values for it. */
  isImmutable: boolean
}

/** Another credential that holds the value that is replaced, or has its name. */
export interface SameCredential {
  at: CredentialAt
  /** Its own name. */
  name: string
  has: 'value' | 'name'
  /** What keeps its secret besides a person; empty for nothing. */
  keptBy: string
}
/**
 * `unread`: so many further credentials of its type were not compared, with the first failure of those that were to be
 * read; `null` where they are too many.
 */
export interface SameCredentials {
  found: SameCredential[]
  unread: { count: number; failure: Failure | null }
}

const Value = z.string().check(z.refine((value) => valueProblem(value) === null))

export const rotation = {
  /** Reads what is to get new values; they stay in the main process. */
  look: operation({
    in: z.object({ context: ContextName, namespace: Namespace, name: KubernetesName }),
    out: carries<RotationState>(),
  }),
  /**
   * Looks for other credentials of the same type that hold the same values, compared by a hash whose key is thrown away,
   * or that have the same name. Values do not leave the main process.
   */
  same: operation({
    in: z.object({ context: ContextName, namespace: Namespace, name: KubernetesName }),
    out: carries<SameCredentials>(),
  }),
  /**
   * Gives credentials of one type and format new values, each by one PATCH that names the changed keys and
   * `credenza.app/rotated-at` alone, on the version that was shown; a date of expiry goes with the old values. A field that is not given keeps its value. A few at a
   * time; stopping it leaves the rest.
   */
  rotate: stream({
    in: z
      .object({
        context: ContextName,
        credentials: z.array(CredentialAt).check(z.minLength(1), z.maxLength(mostRotated)),
        /** Of the forms `fields` and `registry-login`. */
        values: z.optional(z.partialRecord(z.enum(valueFields), Value)),
        /** Of the forms `entries` and `file`. */
        entries: z.optional(z.array(KeyWithValue).check(z.minLength(1), z.maxLength(mostEntries))),
        /** When the new values expire; without it the date of the old ones goes. */
        expiresAt: z.optional(z.nullable(ExpiryTime)),
        /** Only asks the cluster whether it would do it. */
        dryRun: z.boolean(),
      })
      .check(z.refine(({ values, entries }) => hasOne(values, entries))),
    messages: carries<WriteOutcome>(),
  }),
}

function hasOne(values: object | undefined, entries: readonly { key: string }[] | undefined): boolean {
  if (entries === undefined) return Object.keys(values ?? {}).length > 0
  return values === undefined && new Set(entries.map(({ key }) => key)).size === entries.length
}
