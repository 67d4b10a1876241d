import * as z from 'zod/mini'
import type { UnregisteredSecret } from '../credential.ts'
import type { Failure } from '../failure.ts'
import { credentialTypes } from '../credential-types/credential-types.ts'
import { ContextName } from './contexts.ts'
import type { Health } from './cluster.ts'
import { carries, stream } from './define.ts'
import { mostPicked, type DownloadMessage } from './credentials.ts'
import { secretFilterIds } from '../filter-fields.ts'
import { secretColumnIds } from '../secret-columns.ts'
import { filterSchema, mostFilters } from './filters.ts'
import { KubernetesName, Namespace, ResourceVersion, Uid } from './names.ts'
import { ScopedNamespace } from './wizard.ts'

/** A secret at the version that the window shows. */
const SecretAt = z.object({ namespace: Namespace, name: KubernetesName, resourceVersion: ResourceVersion })
export type SecretAt = z.output<typeof SecretAt>

/** Maximum number of secrets in one call. */
export const mostAtOnce = 5000
const Several = z.array(SecretAt).check(z.minLength(1), z.maxLength(mostAtOnce))

/** Which secrets are shown, in which order. The same function selects them in the window and for the CSV. */
export const SecretSelection = z.object({
  search: z.string().check(z.maxLength(1000)),
  /** The columns to search. */
  searched: z.array(z.enum(secretColumnIds)).check(z.maxLength(secretColumnIds.length)),
  /** All of them must match. */
  filters: z.array(filterSchema(z.enum(secretFilterIds))).check(z.maxLength(mostFilters)),
  /** Includes those that Kubernetes or another tool manages. */
  withManaged: z.boolean(),
  /** The time from which days are counted, in milliseconds since 1970. */
  asOf: z.int().check(z.minimum(0), z.maximum(8_640_000_000_000_000)),
  sort: z.object({ column: z.enum(secretColumnIds), descending: z.boolean() }),
  /** The displayed columns in order, as the CSV contains them. */
  columns: z.array(z.enum(secretColumnIds)).check(z.minLength(1), z.maxLength(secretColumnIds.length)),
})
export type SecretSelection = z.output<typeof SecretSelection>

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
    writes: () => true,
  }),
  /** Removes the scope labels from unused secrets, a few at a time. Stopping leaves the rest. */
  unregister: stream({
    in: z.object({ context: ContextName, secrets: Several }),
    messages: carries<WriteOutcome>(),
    writes: () => true,
  }),
  /**
   * Asks for a file, then writes secrets of an open context as CSV. Stopping leaves no file. `namespace`: the one whose
   * unregistered secrets to write, which must be followed; `null` for the unused ones. With `uids` exactly these are
   * written, whatever the filters and the search; sort order and columns are those of the selection.
   */
  download: stream({
    in: z.object({
      context: ContextName,
      namespace: z.nullable(Namespace),
      selection: SecretSelection,
      uids: z.optional(z.array(Uid).check(z.minLength(1), z.maxLength(mostPicked))),
    }),
    messages: carries<DownloadMessage>(),
  }),
}
