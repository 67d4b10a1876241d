import { watch, type WatchSource } from 'vue'

interface Deps<F extends string> {
  /** Counts the choices of these filters. */
  count: (wanted: F[]) => void
  /** Whether something with text from the rows is shown although no choices are open. */
  needsWords: () => boolean
  /** What the counts depend on. */
  news: WatchSource[]
}

/** The filter whose choices are open. Their counts follow the other filters. Returns the function to set it. */
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
