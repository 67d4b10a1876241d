import { onScopeDispose, watch, type Ref } from 'vue'
import { nameOfColumn, type GridColumn } from './column-layout.ts'
import type { GridLayout } from './grid-layout.ts'
import { measureColumn } from './measure-column.ts'
import { workInSlices } from './slices.ts'

/** Milliseconds without scrolling before new visible rows are measured. */
const restTime = 120
/** … while more rows come in: they need the processor, and the visible ones change. */
const restWhileBusy = 1000

interface Deps {
  grid: Readonly<Ref<HTMLElement | null>>
  columns: () => readonly GridColumn[]
  layout: () => GridLayout
  /** Whether there is room for truncated columns. */
  hasRoom: () => boolean
  /** Whether all visible rows are rendered. */
  isDrawn: () => boolean
  /** Whether more rows come in. */
  isBusy: () => boolean
  /** A new value means other rows, other columns or another size. */
  occasion: () => unknown
}

/**
 * Measures which columns are truncated while there is room: after a new selection or resizing. Not during scrolling,
 * when columns must not move.
 */
export function useColumnNeeds({ grid, columns, layout, hasRoom, isDrawn, isBusy, occasion }: Deps): {
  /** The width that the visible content of a column needs. 0 if it isn't shown. */
  needOf: (id: string) => number
} {
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Stops the measurement in progress. */
  let stop = (): void => undefined

  /** One column at a time. All together would block the window. */
  function* measureSteps(of: HTMLElement): Generator<undefined, Map<string, number>> {
    const found = new Map<string, number>()
    for (const column of columns()) {
      if (layout().widths.has(nameOfColumn(column))) continue
      found.set(nameOfColumn(column), measureColumn(of, column.id))
      yield
    }
    return found
  }

  function measure(): void {
    if (grid.value === null || !hasRoom()) return
    stop = workInSlices(measureSteps(grid.value), (found) => layout().setNeeds(found))
  }

  watch(
    [occasion, isDrawn, isBusy],
    () => {
      clearTimeout(timer)
      stop()
      if (isDrawn()) timer = setTimeout(measure, isBusy() ? restWhileBusy : restTime)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    stop()
  })

  return { needOf: (id) => (grid.value === null ? 0 : measureColumn(grid.value, id)) }
}
