import { shallowRef, type ShallowRef } from 'vue'
import { menuPlace, type CellEvent } from '../../ui/grid/cell-event.ts'

/** The cell whose menu is open, and its position. */
export interface CellMenuAt<T, C> {
  row: T
  column: C
  at: { x: number; y: number }
}

/** The menu of a grid's cells. `null` while none is open. */
export function useCellMenu<T, C>(): {
  menu: Readonly<ShallowRef<CellMenuAt<T, C> | null>>
  open: (cell: CellEvent<T, C>, event?: MouseEvent | KeyboardEvent) => void
  close: () => void
} {
  const menu = shallowRef<CellMenuAt<T, C> | null>(null)
  return {
    menu,
    open(cell, event) {
      event?.preventDefault()
      menu.value = { row: cell.row, column: cell.column, at: menuPlace(cell, event) }
    },
    close: () => void (menu.value = null),
  }
}
