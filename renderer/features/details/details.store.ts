import { defineStore } from 'pinia'
import { watch } from 'vue'
import { useOpenContext } from '../../state/open-context/open-context.store.ts'
import { createOpenDetails } from './open-details.ts'

/** The credential that the details panel shows. */
export const useDetails = defineStore('details', () => {
  const list = useOpenContext()
  const details = createOpenDetails(list)
  watch(() => list.context, details.close)
  return details
})
