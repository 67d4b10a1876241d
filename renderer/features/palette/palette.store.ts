import { defineStore } from 'pinia'
import { ref } from 'vue'

/** The open overlay: the palette, or the list of keys. */
export const usePalette = defineStore('palette', () => {
  const shown = ref<'nothing' | 'palette' | 'keys'>('nothing')
  return {
    shown,
    open: () => void (shown.value = 'palette'),
    openKeys: () => void (shown.value = 'keys'),
    close: () => void (shown.value = 'nothing'),
  }
})
