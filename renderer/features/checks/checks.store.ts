import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { useApi } from '../../api.ts'
import { useConnectionQuestion } from '../../state/contexts/connection-question.store.ts'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { createCheckRun } from './check-run.ts'

/** The open dialog with a check of several credentials. */
export const useChecks = defineStore('checks', () => {
  const openContext = useOpenContext()
  const question = useConnectionQuestion()
  const run = createCheckRun({ api: useApi(), confirmed: question.confirmed })
  const isOpen = ref(false)

  function close(): void {
    run.stop()
    isOpen.value = false
  }
  watch(() => openContext.context, close)
  return {
    isOpen,
    run: () => run,
    /** Checks the credentials with these uids, or all. */
    open(uids: string[] | null): void {
      isOpen.value = true
      void run.start({ context: openContext.context, uids })
    },
    close,
  }
})
