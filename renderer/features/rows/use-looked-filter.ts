import { watch, type WatchSource } from 'vue'

interface Deps<F extends string> {
  /** Counts the choices of these filters. */
  count: (wanted: F[]) => void
  /** Whether something is shown whose words come from the rows, although no choices are in sight. */
  needsWords: () => boolean
  /** What the counts depend on. */
  news: WatchSource[]
}

/** The filter whose choices are in sight: their counts follow what else is filtered. Returns what says so. */
export function useLookedFilter<F extends string>({ count, needsWords, news }: Deps<F>) {
  let looked: F | null = null
  function countLooked(): void {
    if (looked !== null) count([looked])
    else if (needsWords()) count([])
  }
  watch(news, countLooked, { immediate: true })
  return (field: F | null): void => {
    looked = field
    countLooked()
  }
}
