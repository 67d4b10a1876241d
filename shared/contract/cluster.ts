import * as z from 'zod/mini'
import type { Credential, Department, Project, UnusedSecret } from '../credential.ts'
import type { Failure } from '../failure.ts'
import type { Protection } from '../protection.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream, type Packing } from './define.ts'
import { Namespace } from './names.ts'
import { credentialPacking, unusedPacking, type PackedRows } from './packed-rows.ts'

/** The steps of opening a context in order. Each is reported when it begins and when it is done. */
export type ConnectStep = 'kubeconfig' | 'sign-in' | 'answer' | 'list'

/** The state of the list. Times are ISO 8601. */
export type Health =
  | { state: 'connecting'; step: ConnectStep; done: { step: ConnectStep; ms: number }[]; plugin: string }
  /** Rows are arriving. */
  | { state: 'listing' }
  /**
   * `leftOut`: number of rows that aren't shown because Kubernetes doesn't allow their names or namespaces. Absent for
   * none.
   */
  | { state: 'live'; since: string; leftOut?: number }
  /** The rows are as of `asOf`. */
  | { state: 'reconnecting'; since: string; asOf: string; nextTryAt: string; failure: Failure }
  /** Connected, but the cluster has sent nothing for too long. */
  | { state: 'stale'; since: string; asOf: string }
  /** The list broke off after some rows. The next attempt is at `nextTryAt`; none if empty. */
  | { state: 'partial'; since: string; nextTryAt: string; failure: Failure }
  /** No more attempts until a person asks. `asOf` is empty if nothing was ever listed. */
  | { state: 'failed'; asOf: string; failure: Failure }

export type ClusterMessage =
  | { kind: 'opened'; cluster: string; server: string; user: string; file: string; protection: Protection }
  | { kind: 'health'; health: Health }
  /**
   * New or changed rows, each of which replaces the one with its uid, of either kind, and the uids of removed ones.
   * `news`: the uids of those that the cluster has just added or changed, as opposed to rows of the first list and to
   * those that have a name or more facts now.
   */
  | { kind: 'rows'; credentials: Credential[]; unused: UnusedSecret[]; removed: string[]; news: string[] }
  /**
   * The current projects, and the departments that the cluster names. `complete` is false if the user can't list
   * namespaces.
   */
  | { kind: 'projects'; projects: Project[]; departments: Department[]; complete: boolean }
  /**
   * The user can't list the secrets of the whole cluster, so that they are read namespace by namespace. `of`: how
   * many are known; `read`: those that are listed; `refused`: those that can't be read.
   */
  | { kind: 'namespaces'; of: number; read: string[]; refused: string[] }
  /**
   * The first list is complete as of this time. `namespacesStandIn`: no namespace names a project. `clockAhead`: by how
   * many milliseconds the cluster's clock is ahead of this machine's, if known.
   */
  | { kind: 'listed'; asOf: string; namespacesStandIn: boolean; clockAhead: number }

type RowsMessage = ClusterMessage & { kind: 'rows' }
/** `PackedRows` instead of each list of rows. */
type PackedMessage =
  | Exclude<ClusterMessage, RowsMessage>
  | (Omit<RowsMessage, 'credentials' | 'unused'> & { credentials: PackedRows; unused: PackedRows })

const packing: Packing<ClusterMessage> = {
  pack(message): PackedMessage {
    if (message.kind !== 'rows') return message
    const { credentials, unused } = message
    return {
      ...message,
      credentials: credentialPacking.pack(credentials),
      unused: unusedPacking.pack(unused),
    }
  },
  unpack(packed) {
    const message = packed as PackedMessage
    if (message.kind !== 'rows') return message
    const { credentials, unused } = message
    return {
      ...message,
      credentials: credentialPacking.unpack(credentials),
      unused: unusedPacking.unpack(unused),
    }
  },
}

/**
 * What the user may write in a cluster at all: everything; some of it; nothing where credentials are, with the
 * cluster's reason if it gave one; or there are too many namespaces to ask.
 */
export type AccountRights =
  | { kind: 'all' }
  | { kind: 'some' }
  | { kind: 'none'; reason: string }
  | { kind: 'unsure' }

export const cluster = {
  /** Opens a context: lists its credentials and unused secrets, then sends every change, until stopped. */
  open: stream({ in: z.object({ context: ContextName }), messages: carries<ClusterMessage>(), packing }),
  /** Reads the list of an open context again. After a failure, retries immediately. */
  refresh: operation({ in: z.object({ context: ContextName }), out: carries<null>() }),
  /** Asks what the user may write in an open context. `isAnew`: ignores earlier answers. */
  rights: operation({
    in: z.object({ context: ContextName, isAnew: z.boolean() }),
    out: carries<AccountRights>(),
  }),
  /** Namespaces to read besides the known ones, for a user who can't list them. Stored in the settings. */
  nameNamespaces: operation({
    in: z.object({ context: ContextName, namespaces: z.array(Namespace).check(z.maxLength(500)) }),
    out: carries<null>(),
  }),
}
