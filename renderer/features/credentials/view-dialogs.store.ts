import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** What is asked about the saved views: a name for a new one, a line to make one of, or about the one with an id. */
export type AskedOfViews =
  { kind: 'save' } | { kind: 'add' } | { kind: 'rename'; id: string } | { kind: 'delete'; id: string }

/** The dialog about saved views that is open. */
export const useViewDialogs = defineStore('view-dialogs', () => {
  const asked = shallowRef<AskedOfViews | null>(null)
  return {
    asked,
    ask: (next: AskedOfViews) => void (asked.value = next),
    close: () => void (asked.value = null),
  }
})
