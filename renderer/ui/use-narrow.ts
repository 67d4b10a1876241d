import { onBeforeUnmount, ref, type Ref } from 'vue'

/** The width below which the window's layout changes. */
const narrowQuery = '(max-width: 1000px)'

/** Whether the window is narrow, or fits another query, followed while the component is mounted. */
export function useNarrow(wanted: string = narrowQuery): Readonly<Ref<boolean>> {
  const query = window.matchMedia(wanted)
  const isNarrow = ref(query.matches)
  const follow = () => void (isNarrow.value = query.matches)
  query.addEventListener('change', follow)
  onBeforeUnmount(() => query.removeEventListener('change', follow))
  return isNarrow
}
