import { computed, nextTick, ref } from 'vue'

interface Deps<T> {
  /** The current state of a row. */
  find: (uid: string) => T | undefined
  grid: () => { goTo: (uid: string) => boolean; focus: () => void } | null
  panel: () => { focus: () => void } | null
}

/** The row in a panel next to a grid. The focus stays in the grid, and a second key moves it to the panel. */
export function useRowPanel<T extends { uid: string }>({ find, grid, panel }: Deps<T>) {
  const uid = ref('')
  const row = computed(() => (uid.value === '' ? null : (find(uid.value) ?? null)))
  return {
    row,
    open(next: T, byKey: boolean): void {
      if (byKey && uid.value === next.uid) panel()?.focus()
      else uid.value = next.uid
    },
    /** The focus moved to another row: an open panel shows it. */
    follow(next: T): void {
      if (row.value !== null) uid.value = next.uid
    },
    /** Returns the focus to the row, unless it is elsewhere on the page. */
    close(): void {
      const shown = uid.value
      const isWithin = document.activeElement?.closest('.panel-place') !== null
      uid.value = ''
      if (isWithin)
        void nextTick(() => {
          if (grid()?.goTo(shown) !== true) grid()?.focus()
        })
    },
  }
}
