import * as z from 'zod/mini'
import type { Credential, Department, Project, UnusedSecret } from '../credential.ts'
import type { Failure } from '../failure.ts'
import type { Protection } from '../protection.ts'
import { ContextName } from './contexts.ts'
import { carries, operation, stream, type Packing } from './define.ts'
import { Namespace } from './names.ts'
import { credentialPacking, unusedPacking, type PackedRows } from './packed-rows.ts'

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
  /** Listing broke off after some rows; another try follows at `nextTryAt`, or none if it is empty. */
  | { state: 'partial'; since: string; nextTryAt: string; failure: Failure }
  /** Nothing more is tried until a person asks. `asOf` is empty if nothing was ever listed. */
  | { state: 'failed'; asOf: string; failure: Failure }

export type ClusterMessage =
  | { kind: 'opened'; cluster: string; server: string; user: string; file: string; protection: Protection }
  | { kind: 'health'; health: Health }
  /**
   * Rows that are new or changed, each in the place of the one of its uid, of either kind; and the uids of those
   * that are gone.
   * `listing`: part of the first list, in pages; else a change.
   */
  | { kind: 'rows'; listing: boolean; credentials: Credential[]; unused: UnusedSecret[]; removed: string[] }
  /**
   * The projects as they are now, and the departments that the cluster names; `complete` is false if the user may not
   * list namespaces.
   */
  | { kind: 'projects'; projects: Project[]; departments: Department[]; complete: boolean }
  /**
   * The user may not list the secrets of the whole cluster: they are read namespace by namespace. `of`: how many are
   * known; `read`: those that are listed; `refused`: those that may not be read.
   */
  | { kind: 'namespaces'; of: number; read: number; refused: string[] }
  /**
   * The first list is complete as of this instant. `namespacesStandIn`: no namespace names a project. `clockAhead`: by how
   * many milliseconds the cluster's clock is ahead of this machine's, as far as it told.
   */
  | { kind: 'listed'; asOf: string; namespacesStandIn: boolean; clockAhead: number }

type RowsMessage = ClusterMessage & { kind: 'rows' }
/** `PackedRows` in place of each list of rows. */
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
 * What the user may write in a cluster at all: everything; some of it; nothing where credentials are, with the cluster's
 * reason or none; or there are too many namespaces to ask about all.
 */
export type AccountRights =
  { kind: 'all' } | { kind: 'some' } | { kind: 'none'; reason: string } | { kind: 'unsure' }

export const cluster = {
  /** Opens a context: lists its credentials and unused secrets, then tells every change, until stopped. */
  open: stream({ in: z.object({ context: ContextName }), messages: carries<ClusterMessage>(), packing }),
  /** Reads the list of an open context again; also tries again at once after a failure. */
  refresh: operation({ in: z.object({ context: ContextName }), out: carries<null>() }),
  /** Asks what the user may write in an open context; `isAnew`: what was answered before no longer counts. */
  rights: operation({
    in: z.object({ context: ContextName, isAnew: z.boolean() }),
    out: carries<AccountRights>(),
  }),
  /** Namespaces to look into besides those that are known, for a user who may not list them; kept in the settings. */
  nameNamespaces: operation({
    in: z.object({ context: ContextName, namespaces: z.array(Namespace).check(z.maxLength(500)) }),
    out: carries<null>(),
  }),
}
