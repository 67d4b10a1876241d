import { computed, nextTick, ref } from 'vue'

interface Deps<T> {
  /** A row as it is now. */
  find: (uid: string) => T | undefined
  grid: () => { goTo: (uid: string) => boolean; focus: () => void } | null
  panel: () => { focus: () => void } | null
}

/** The row that a panel next to a grid shows. The focus stays in the grid, and goes on to the panel by a second key. */
export function useRowPanel<T extends { uid: string }>({ find, grid, panel }: Deps<T>) {
  const uid = ref('')
  const row = computed(() => (uid.value === '' ? null : (find(uid.value) ?? null)))
  return {
    row,
    open(next: T, byKey: boolean): void {
      if (byKey && uid.value === next.uid) panel()?.focus()
      else uid.value = next.uid
    },
    /** The focus came to another row: an open panel shows it. */
    follow(next: T): void {
      if (row.value !== null) uid.value = next.uid
    },
    /** The focus goes back to the row, unless it is elsewhere on the page. */
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
