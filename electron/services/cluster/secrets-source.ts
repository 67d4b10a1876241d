import type { Connection } from '../../kube/connection.ts'
import type { InformerHealth } from '../../kube/lists/informer.ts'
import type { Inventory } from './inventory.ts'

/** Where the secrets come from: one cluster-wide list, or namespace by namespace. */
export interface SecretsSource {
  /** One per list. `null` for a list that nothing is known about yet. */
  healths: () => readonly (InformerHealth | null)[]
  /** Everything that can be listed is listed. */
  isListed: () => boolean
  /** Lists again, and retries immediately what waits for a retry. */
  refresh: () => void
}

export interface SourceDeps {
  connection: Connection
  signal: AbortSignal
  inventory: Inventory
  /** Called when rows were added, changed or removed. */
  onRows: () => void
  /** Called when a list is complete, the first or a later one. */
  onListed: () => void
  onHealth: () => void
}
