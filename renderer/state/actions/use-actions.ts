import { onScopeDispose } from 'vue'
import { useActionTable } from './actions.store.ts'
import type { OfferedActions } from './action-table.ts'

/** Offers actions while the component is there. What is offered later takes ids and keys of what was there before. */
export function useActions(source: OfferedActions): void {
  onScopeDispose(useActionTable().offer(source))
}
