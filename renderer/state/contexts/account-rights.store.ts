import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { sandboxContext } from '../../../shared/sandbox.ts'
import { useApi } from '../../api.ts'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { useSandboxStore } from '../sandbox/sandbox.store.ts'
import { accountRefusal, createAccountRights } from './account-rights.ts'

/**
 * What the user may write in the open context. It is requested once the list has arrived, so as not to delay it, and
 * again after each reconnection or refresh.
 */
export const useAccountRights = defineStore('account-rights', () => {
  const openContext = useOpenContext()
  const sandbox = useSandboxStore()
  const rights = createAccountRights(useApi())
  const isLive = computed(() => openContext.isComplete && openContext.health?.state === 'live')
  watch(() => openContext.context, rights.forget, { flush: 'sync' })
  /** A switch makes the sandbox's user read-only. */
  const ofSandbox = computed(() => (openContext.context === sandboxContext ? sandbox.faults : null))
  watch(
    [
      isLive,
      () => openContext.context,
      () => openContext.listedAt,
      () => openContext.namespaces?.of,
      ofSandbox,
    ],
    ([isThere, context]) => {
      if (isThere && context !== '') void rights.ask(context)
    },
    { immediate: true },
  )
  return { known: rights.known, refusal: computed(() => accountRefusal(rights.known.value)) }
})
