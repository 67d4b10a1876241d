import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { WaitingDraft } from '../../../shared/contract/drafts.ts'
import { useApi } from '../../api.ts'
import { useOpenContext } from '../open-context/open-context.store.ts'
import { draftsText } from './waiting-drafts.ts'

/** Unfinished input in the open context: new credentials, and rotations. */
export const useWaitingDrafts = defineStore('waiting-drafts', () => {
  const api = useApi()
  const openContext = useOpenContext()
  const drafts = shallowRef<readonly WaitingDraft[]>([])
  let generation = 0

  async function read(): Promise<void> {
    generation += 1
    const mine = generation
    const { context } = openContext
    const result = context === '' ? null : await api.drafts.waiting({ context })
    if (mine === generation) drafts.value = result?.ok === true ? result.value : []
  }
  watch(() => openContext.context, read, { immediate: true })
  api.drafts.changed(() => void read())

  return {
    drafts,
    /** All of them in a sentence without a full stop. Empty for none. */
    text: computed(() => draftsText(drafts.value)),
  }
})
