import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import type { ThemeName } from '../theme.ts'

const onPage = (): ThemeName => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light')

/** The page's current theme, followed while the component is mounted, for canvas drawings that can't use CSS colors. */
export function useThemeName(): Readonly<Ref<ThemeName>> {
  const name = ref<ThemeName>(onPage())
  const observer = new MutationObserver(() => void (name.value = onPage()))
  onMounted(() => {
    name.value = onPage()
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  })
  onBeforeUnmount(() => observer.disconnect())
  return name
}
