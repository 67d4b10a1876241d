import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { isFocusFree } from './focus.ts'

/**
 * Hears the keys of a surface whose focused element has disappeared, such as a button that can be pressed once. Without
 * Tab, which the browser continues from there.
 */
export function useLostKeys(
  surface: Readonly<Ref<HTMLElement | null>>,
  onKey: (event: KeyboardEvent) => void,
): void {
  function onKeydown(event: KeyboardEvent): void {
    if (event.key !== 'Tab' && isFocusFree() && surface.value?.closest('[inert]') === null) onKey(event)
  }
  onMounted(() => document.addEventListener('keydown', onKeydown))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKeydown))
}
