import { computed, type ComputedRef } from 'vue'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import type { RightsFacts } from '../../state/open-context/rights-text.ts'

/** How much of the open cluster the user can read. `null` while nothing is known. */
export function useRightsFacts(): ComputedRef<RightsFacts | null> {
  const openContext = useOpenContext()
  return computed(() => {
    const { namespaces, projects, namespacesStandIn, health, isComplete, hasRows } = openContext
    // Before that, its page is hidden.
    if (namespaces === null || !(isComplete || hasRows)) return null
    return { namespaces, projects, namespacesStandIn, isReading: health?.state === 'listing' }
  })
}
