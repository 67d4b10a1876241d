import { onBeforeUnmount } from 'vue'

const runs = new Set<() => void>()
if (typeof window !== 'undefined') window.addEventListener('pagehide', endPage)

/** Runs something before the page ends: closed, reloaded or replaced. It may run more than once. Returns a function that stops it. */
export function onPageEnd(run: () => void): () => void {
  runs.add(run)
  return () => void runs.delete(run)
}

/** Like `onPageEnd`, while the component exists. */
export function usePageEnd(run: () => void): void {
  onBeforeUnmount(onPageEnd(run))
}

/** Saves what is unsaved. A browser waits only half a second for a page that it closes, so this is called before. */
export function endPage(): void {
  for (const run of runs) run()
}
