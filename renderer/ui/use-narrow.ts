import { onBeforeUnmount, ref, type Ref } from 'vue'

/** The width below which the window's layout changes. */
export const narrowQuery = '(max-width: 1000px)'

/** Whether the window is narrow, followed while the component is mounted. */
export function useNarrow(): Readonly<Ref<boolean>> {
  const query = window.matchMedia(narrowQuery)
  const isNarrow = ref(query.matches)
  const follow = () => void (isNarrow.value = query.matches)
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return isNarrow
}
