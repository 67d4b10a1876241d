import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** The open dialog about saved views: a new name, an import, or about the view with an id. */
type AskedOfViews =
  | { kind: 'save' }
  | { kind: 'add' }
  | { kind: 'rename'; id: string }
  | { kind: 'delete'; id: string }

/** The open dialog about saved views. */
export const useViewDialogs = defineStore('view-dialogs', () => {
  const asked = shallowRef<AskedOfViews | null>(null)
  return {
    asked,
    ask: (next: AskedOfViews) => void (asked.value = next),
    close: () => void (asked.value = null),
  }
})
