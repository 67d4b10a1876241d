import { readonly, ref, type Ref } from 'vue'
import { onNextPaint } from './next-frame.ts'

/**
 * Becomes true after a component's surroundings were painted. Expensive parts wait for it: rendered together, they
 * would block the window's keys and pointer for longer.
 */
export function useAfterPaint(): Readonly<Ref<boolean>> {
  const isPainted = ref(false)
  onNextPaint(() => void (isPainted.value = true))
  return readonly(isPainted)
}
