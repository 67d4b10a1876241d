import { defineStore } from 'pinia'
import { ref } from 'vue'

/** Which key's value is shown, by the id of its piece: one at a time. The value itself is not here. */
export const useShownKey = defineStore('shown-key', () => ({ id: ref('') }))
