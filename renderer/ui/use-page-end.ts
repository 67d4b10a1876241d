import { onBeforeUnmount, onMounted } from 'vue'

/** Runs something if the window is closed or reloaded while the component exists. */
export function usePageEnd(run: () => void): void {
  onMounted(() => window.addEventListener('pagehide', run))
  onBeforeUnmount(() => window.removeEventListener('pagehide', run))
}
