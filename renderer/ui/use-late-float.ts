import { nextTick, ref, watch } from 'vue'

/**
 * When a floating surface is made, and when it is shown. It costs far more to make than the button that it belongs to,
 * and most are never asked for: it is made when it is first wanted, and shown a moment later so that it fades in.
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
