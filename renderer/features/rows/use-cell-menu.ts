import { shallowRef, type ShallowRef } from 'vue'
import { menuPlace, type CellEvent } from '../../ui/grid/cell-event.ts'

/** The menu of a cell that is open, and where. */
export interface CellMenuAt<T, C> {
  row: T
  column: C
  at: { x: number; y: number }
}

/** The menu of the cells of a grid; `null` while none is open. */
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
