import * as z from 'zod/mini'
import { columnIds } from '../columns.ts'
import type { Credential, Project, UnusedSecret } from '../credential.ts'
import type { Failure } from '../failure.ts'
import type { Protection } from '../protection.ts'
import { ageClasses } from '../rotation.ts'
import { credentialTypes, scopeKinds } from '../runai.ts'
import { AgeLimits } from './age-limits.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream } from './define.ts'
import { Namespace } from './names.ts'

/** One step of opening a context, in their order, each told when it begins and when it is done. */
export type ConnectStep = 'kubeconfig' | 'sign-in' | 'answer' | 'list'

/** How the list stands to the cluster. Times are ISO 8601. */
export type Health =
  | { state: 'connecting'; step: ConnectStep; done: { step: ConnectStep; ms: number }[]; plugin: string }
  /** Rows are coming in. */
  | { state: 'listing' }
  /** `leftOut`: rows that are not shown, since Kubernetes does not allow their names or namespaces; absent for none. */
  | { state: 'live'; since: string; leftOut?: number }
  /** What is shown is of `asOf`. */
  | { state: 'reconnecting'; since: string; asOf: string; nextTryAt: string; failure: Failure }
  /** Connected, but the cluster has sent nothing for longer than it should. */
  | { state: 'stale'; since: string; asOf: string }
  /** Listing broke off after some rows; another try follows at `nextTryAt`, or none where it is empty. */
  | { state: 'partial'; since: string; nextTryAt: string; failure: Failure }
  /** Nothing more is tried until a person asks. `asOf` is empty where nothing was ever listed. */
  | { state: 'failed'; asOf: string; failure: Failure }

export type CredentialsMessage =
  | { kind: 'opened'; cluster: string; server: string; user: string; file: string; protection: Protection }
  | { kind: 'health'; health: Health }
  /**
   * Rows that are new or changed, each in the place of the one of its uid, of either kind; and the uids of those
   * that are gone.
   * `listing`: part of the first list, in pages; else a change.
   */
  | { kind: 'rows'; listing: boolean; credentials: Credential[]; unused: UnusedSecret[]; removed: string[] }
  /** The projects as they are now; `complete` is false where the user may not list namespaces. */
  | { kind: 'projects'; projects: Project[]; complete: boolean }
  /**
   * The user may not list the secrets of the whole cluster: they are read namespace by namespace. `of`: how many are
   * known; `read`: those that are listed; `refused`: those that may not be read.
   */
  | { kind: 'namespaces'; of: number; read: number; refused: string[] }
  /** The first list is complete as of this instant. `namespacesStandIn`: no namespace names a project. */
  | { kind: 'listed'; asOf: string; namespacesStandIn: boolean }

/** Which of the rows are shown, in which order: the same function selects them in the window and for the CSV. */
export const RowSelection = z.object({
  search: z.string().check(z.maxLength(1000)),
  types: z.array(z.enum(credentialTypes)),
  statuses: z.array(z.enum(['ok', 'issues', 'creating', 'deleting', 'none'])),
  scopes: z.array(z.object({ kind: z.enum(scopeKinds), name: z.string() })),
  ages: z.array(z.enum(ageClasses)),
  ageLimits: AgeLimits,
  /** What ages are of, in milliseconds since 1970. */
  asOf: z.int().check(z.minimum(0), z.maximum(8_640_000_000_000_000)),
  sort: z.object({ column: z.enum(columnIds), descending: z.boolean() }),
  /** The displayed columns in their order: searched, and written to the CSV. */
  columns: z.array(z.enum(columnIds)).check(z.minLength(1), z.maxLength(columnIds.length)),
})
export type RowSelection = z.output<typeof RowSelection>

export type DownloadMessage =
  /** The native dialog is open. */
  | { kind: 'asking' }
  | { kind: 'writing'; rows: number; of: number }
  /** `isUnconfirmed`: the system could not confirm that it reached the disk; told once for each folder. */
  | { kind: 'written'; path: string; rows: number; isUnconfirmed: boolean }
  /** The dialog was closed without a choice. */
  | { kind: 'declined' }

export const credentials = {
  /** Lists the credentials and unused registered secrets of a context, then tells every change, until stopped. */
  watch: stream({ in: z.object({ context: ContextName }), messages: carries<CredentialsMessage>() }),
  /** Reads the list of an open context anew; also tries again at once after a failure. */
  refresh: operation({ in: z.object({ context: ContextName }), out: carries<null>() }),
  /** Namespaces to look into besides those that are known, for a user who may not list them; kept in the settings. */
  nameNamespaces: operation({
    in: z.object({ context: ContextName, namespaces: z.array(Namespace).check(z.maxLength(500)) }),
    out: carries<null>(),
  }),
  /** Asks where to, then writes the selected rows of an open context as CSV; stopping it leaves no file. */
  download: stream({
    in: z.object({ context: ContextName, selection: RowSelection }),
    messages: carries<DownloadMessage>(),
  }),
}
