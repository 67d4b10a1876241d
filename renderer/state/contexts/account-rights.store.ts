import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { sandboxContext } from '../../../shared/sandbox.ts'
import { useApi } from '../../api.ts'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { useSandboxStore } from '../sandbox/sandbox.store.ts'
import { accountRefusal, createAccountRights } from './account-rights.ts'

/**
 * What the user may write in the open context: asked once its list is there, so that it never waits for this, and again
 * whenever the connection came back or the list was read again.
 */
export const useAccountRights = defineStore('account-rights', () => {
  const openContext = useOpenContext()
  const sandbox = useSandboxStore()
  const rights = createAccountRights(useApi())
  const isLive = computed(() => openContext.isComplete && openContext.health?.state === 'live')
  watch(() => openContext.context, rights.forget, { flush: 'sync' })
  /** A switch makes the user of the sandbox read-only. */
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
