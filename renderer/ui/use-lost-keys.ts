import { onBeforeUnmount, onMounted, type Ref } from 'vue'
import { isFocusFree } from './focus.ts'

/** The open dialogs and popovers, the one in front last. */
const openSurfaces = (): Element[] =>
  [...document.querySelectorAll('[aria-modal=true], .popover-surface')].filter(
    (surface) => surface.closest('[inert]') === null,
  )

/**
 * Hears the keys of a surface whose focused element has disappeared, such as a button that can be pressed once. Without
 * Tab, which the browser continues from there.
 */
export function useLostKeys(
  surface: Readonly<Ref<HTMLElement | null>>,
  onKey: (event: KeyboardEvent) => void,
): void {
  function onKeydown(event: KeyboardEvent): void {
    if (event.key === 'Tab' || event.defaultPrevented || surface.value === null || !isFocusFree()) return
    if (openSurfaces().at(-1) === surface.value) onKey(event)
  }
  onMounted(() => document.addEventListener('keydown', onKeydown))
  onBeforeUnmount(() => document.removeEventListener('keydown', onKeydown))
}
