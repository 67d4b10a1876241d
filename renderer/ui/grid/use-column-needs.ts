import { onScopeDispose, watch, type Ref } from 'vue'
import { nameOfColumn, type GridColumn } from './column-layout.ts'
import type { GridLayout } from './grid-layout.ts'
import { measureColumns } from './measure-columns.ts'

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

  function measure(): void {
    if (grid.value === null || !hasRoom()) return
    const named = columns().filter((column) => !layout().widths.has(nameOfColumn(column)))
    const found = measureColumns(
      grid.value,
      named.map(({ id }) => id),
    )
    layout().setNeeds(new Map(named.map((column) => [nameOfColumn(column), found.get(column.id) ?? 0])))
  }

  watch(
    [occasion, isDrawn],
    () => {
      clearTimeout(timer)
      if (isDrawn()) timer = setTimeout(measure, restTime)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))

  return { needOf: (id) => (grid.value === null ? 0 : (measureColumns(grid.value, [id]).get(id) ?? 0)) }
}
