import { defineStore } from 'pinia'
import { ref } from 'vue'

/** The component id of the only value that is shown. The value itself isn't here. */
export const useShownKey = defineStore('shown-key', () => ({ id: ref('') }))
