import { computed, shallowRef } from 'vue'
import { useActionTable } from '../../state/actions/actions.store.ts'
import { useCopying } from '../../state/copying/copying.store.ts'
import { menuPlace, type CellEvent } from '../../ui/grid/cell-event.ts'
import type { GridSelection } from '../../ui/grid/grid-selection.ts'

interface Deps<T, C> {
  selection: () => Pick<GridSelection, 'count' | 'has'>
  titleOf: (column: C) => string
  /** The text of a cell. `null`: its row isn't there yet. */
  textOf: (row: T, column: C) => string | null
}
interface Cell<T, C> {
  row: T
  column: C
}

/** The menu of a grid's cells, `null` while none is open, and what is copied by it or by the keys. */
export function useCellMenu<T extends { uid: string }, C>({ selection, titleOf, textOf }: Deps<T, C>) {
  const table = useActionTable()
  const copying = useCopying()
  const menu = shallowRef<(Cell<T, C> & { at: { x: number; y: number } }) | null>(null)
  function copyCell({ row, column }: Cell<T, C>): void {
    const text = textOf(row, column)
    if (text !== null) void copying.copy(titleOf(column), text)
  }

  return {
    menu,
    /** What the copy keys would copy for the menu's row: the selected rows, its cell, or other rows. */
    copied: computed(() => {
      if (selection().count === 0) return 'cell'
      return selection().has(menu.value?.row.uid ?? '') ? 'rows' : 'other'
    }),
    openMenu(cell: CellEvent<T, C>, event?: MouseEvent | KeyboardEvent): void {
      event?.preventDefault()
      menu.value = { row: cell.row, column: cell.column, at: menuPlace(cell, event) }
    },
    closeMenu: () => void (menu.value = null),
    copyCell,
    /** Copies the selected rows or, without any, the cell's text. */
    copy(cell: Cell<T, C>): void {
      const rows = selection().count > 0 ? table.find('row-copy-rows') : null
      if (rows === null) copyCell(cell)
      else table.run(rows)
    },
  }
}
