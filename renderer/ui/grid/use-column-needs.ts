import { onScopeDispose, watch, type Ref } from 'vue'
import { nameOfColumn, type GridColumn } from './column-layout.ts'
import type { GridLayout } from './grid-layout.ts'
import { measureColumn } from './measure-column.ts'
import { workInSlices } from './slices.ts'

/** Milliseconds of rest after which the rows that came into sight are measured. */
const restTime = 120

interface Deps {
  grid: Readonly<Ref<HTMLElement | null>>
  columns: () => readonly GridColumn[]
  layout: () => GridLayout
  /** Whether there is room that could be given to what is cut. */
  hasRoom: () => boolean
  /** Whether all rows in sight are drawn. */
  isDrawn: () => boolean
  /** A new value means other rows, other columns or another size. */
  occasion: () => unknown
}

/**
 * Finds out which columns are cut while there is room: when other rows were asked for, or the grid has another size.
 * Not while rows scroll by: the columns would move under the eye.
 */
export function useColumnNeeds({ grid, columns, layout, hasRoom, isDrawn, occasion }: Deps): {
  /** How wide what is in sight of a column wants it; 0 where it is not shown. */
  needOf: (id: string) => number
} {
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Stops what is being measured. */
  let stop = (): void => undefined

  /** A column after the other: all at once would hold up the window. */
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
    [occasion, isDrawn],
    () => {
      clearTimeout(timer)
      stop()
      if (isDrawn()) timer = setTimeout(measure, restTime)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    clearTimeout(timer)
    stop()
  })

  return { needOf: (id) => (grid.value === null ? 0 : measureColumn(grid.value, id)) }
}
