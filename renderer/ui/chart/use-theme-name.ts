import { onBeforeUnmount, onMounted, ref, type Ref } from 'vue'
import type { ThemeName } from '../theme.ts'

const onPage = (): ThemeName => (document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light')

/** The theme that the page has, followed while the component is there: for what is drawn and can't use its colours. */
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
