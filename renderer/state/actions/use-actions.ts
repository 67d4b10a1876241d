import { onScopeDispose } from 'vue'
import { useActionTable } from './actions.store.ts'
import type { OfferedActions } from './action-table.ts'

/** Offers actions while the component is mounted. Later offers override ids and keys of earlier ones. */
export function useActions(source: OfferedActions): void {
  onScopeDispose(useActionTable().offer(source))
}
