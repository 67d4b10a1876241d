import type { RunLimited } from '../../base/limit.ts'
import type { KubeRow } from '../core/kube-row.ts'
import type { InformerHealth } from './informer-health.ts'

/** A list to read and then keep current with watches. */
export interface InformerRequest {
  path: string
  labelSelector?: string
  firstPage?: number
  page?: number
  /** The first list comes from the server's watch cache in one response: see `ListRequest`. */
  fromCache?: boolean
  /** Limits concurrent lists, if many run at once; doesn't apply to watches. */
  runLimited?: RunLimited
  /**
   * New or changed rows. `listing`: they belong to the first list. Batched, so that a burst of changes causes few
   * calls.
   */
  onRows: (rows: KubeRow[], about: { listing: boolean }) => void
  /** Uids of previously reported rows that are gone. */
  onRemoved: (uids: string[]) => void
  /** A list was reported completely, the first or a later one, as of `asOf`, ISO 8601. */
  onListed: (about: { asOf: string; resourceVersion: string }) => void
  onHealth: (health: InformerHealth) => void
  /** Ends the informer; nothing is reported afterwards. */
  signal: AbortSignal
}
