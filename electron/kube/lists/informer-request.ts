import type { RunLimited } from '../../base/limit.ts'
import type { KubeRow } from '../core/kube-row.ts'
import type { InformerHealth } from './informer-health.ts'

/** A list to be read and then kept current by watches. */
export interface InformerRequest {
  path: string
  labelSelector?: string
  firstPage?: number
  page?: number
  /** The first list comes from the server's watch cache, in one piece: see `ListRequest`. */
  fromCache?: boolean
  /** Lists wait for their turn, where many are followed at once; watches don't. */
  runLimited?: RunLimited
  /**
   * Rows that are new or have changed. `listing` tells that they are part of the first list. Batched: a burst of
   * changes comes in few calls.
   */
  onRows: (rows: KubeRow[], about: { listing: boolean }) => void
  /** Uids of rows told before that are gone. */
  onRemoved: (uids: string[]) => void
  /** A whole list is reported, the first or a later one, of the instant `asOf`, ISO 8601. */
  onListed: (about: { asOf: string; resourceVersion: string }) => void
  onHealth: (health: InformerHealth) => void
  /** Ends it; nothing is told afterwards. */
  signal: AbortSignal
}
