import type { Connection } from '../../kube/connection.ts'
import type { InformerHealth } from '../../kube/lists/informer.ts'
import type { Inventory } from './inventory.ts'

/** Where the secrets come from: the whole cluster at once, or namespace by namespace. */
export interface SecretsSource {
  /** One for each list; `null` for one that nothing is known of yet. */
  healths: () => readonly (InformerHealth | null)[]
  /** All that can be listed is. */
  isListed: () => boolean
  /** Lists again; whatever waits is tried again at once. */
  refresh: () => void
}

export interface SourceDeps {
  connection: Connection
  signal: AbortSignal
  inventory: Inventory
  /** Rows came or went. */
  onRows: () => void
  /** A list is whole, the first or a later one. */
  onListed: () => void
  onHealth: () => void
}
