import { nextTick, ref, watch } from 'vue'

/**
 * When a floating surface is created, and when it is shown. It costs far more than its button, and most are never
 * opened: it is created when first needed, and shown a moment later so that it fades in.
 */
export function useLateFloat(isWanted: () => boolean) {
  const isMade = ref(false)
  const isShown = ref(false)
  watch(
    isWanted,
    async (wanted) => {
      isMade.value ||= wanted
      if (wanted) await nextTick()
      isShown.value = isWanted()
    },
    { immediate: true },
  )
  return { isMade, isShown }
}
