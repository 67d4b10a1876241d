import { readonly, ref, type Ref } from 'vue'
import { onNextPaint } from './next-frame.ts'

/**
 * Turns true once what stands around a component is painted. A part that costs much to make waits for it: with its
 * surroundings in one go it would hold up the window's keys and pointer for longer.
 */
export function useAfterPaint(): Readonly<Ref<boolean>> {
  const isPainted = ref(false)
  onNextPaint(() => void (isPainted.value = true))
  return readonly(isPainted)
}
