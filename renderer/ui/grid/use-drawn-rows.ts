import { computed, type Ref } from 'vue'
import type { RowSource } from './row-source.ts'
import { useRowBudget } from './use-row-budget.ts'
import { useRowItems } from './use-row-items.ts'

interface Deps<T> {
  rows: () => RowSource<T>
  keyOf: (row: T) => string
  /** The rows near the viewport, from `first` up to but excluding `last`, and that of the tab stop. */
  first: Readonly<Ref<number>>
  last: Readonly<Ref<number>>
  stopRow: Readonly<Ref<number>>
}

/** The rows with elements: those near the viewport, a few more with each frame, and the one of the tab stop. */
export function useDrawnRows<T>({ rows, keyOf, first, last, stopRow }: Deps<T>) {
  const end = computed(() => Math.min(last.value, rows().length))
  const budget = useRowBudget(() => end.value - first.value)
  const places = computed(() => {
    const indexes: number[] = []
    const drawn = Math.min(end.value, first.value + budget.value)
    for (let index = first.value; index < drawn; index += 1) indexes.push(index)
    // The row of the tab stop always exists. Otherwise the focus would be lost when it scrolls out of view.
    const kept = stopRow.value
    if (kept >= 0 && (kept < first.value || kept >= drawn)) indexes.push(kept)
    return indexes
  })
  const { items, isSlow } = useRowItems({ rows, keyOf, places: () => places.value })
  return {
    items,
    isSlow,
    /** Whether all rows near the viewport are rendered with their content. */
    isDrawn: () =>
      items.value.length >= end.value - first.value && items.value.every((row) => !row.isWaiting),
  }
}
