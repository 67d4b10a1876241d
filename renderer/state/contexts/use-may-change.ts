import { computed } from 'vue'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { useContextMarks } from './context-marks.store.ts'

/**
 * Whether the open context may be written to. `reason` is a sentence for the tooltip and description of disabled
 * controls, empty if it may. The main process refuses such writes independently.
 */
export function useMayChange() {
  const openContext = useOpenContext()
  const marks = useContextMarks()
  const doubt = computed(() => marks.doubtOf(openContext.context))
  const mayChange = computed(() => doubt.value === null && !marks.isReadOnly(openContext.context))
  const reason = computed(() =>
    mayChange.value
      ? ''
      : doubt.value !== null
        ? 'Answer the question above the table first.'
        : `You made ${marks.nameOf(openContext.context)} read-only. To change it, use the lock in the status bar.`,
  )
  return { mayChange, reason }
}
