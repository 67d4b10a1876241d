import { computed, type ComputedRef } from 'vue'
import { useMinute } from '../../ui/use-now.ts'
import { useOpenContext } from './open-context.store.ts'

/** The time to the minute by the open cluster's clock if it differs from this machine's by a minute or more. */
export function useClusterMinute(): ComputedRef<number> {
  const openContext = useOpenContext()
  const minute = useMinute()
  return computed(() => minute.value + openContext.clockAhead)
}
