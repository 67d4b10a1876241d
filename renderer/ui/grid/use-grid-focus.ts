import { computed, nextTick, ref, shallowRef, watch, type Ref } from 'vue'
import type { RowSource } from './row-source.ts'

interface Deps<T, C extends string> {
  scroller: Readonly<Ref<HTMLElement | null>>
  rows: () => RowSource<T>
  keyOf: (row: T) => string
  columns: () => readonly C[]
  /** The rendered rows, from `first` up to but excluding `last`, and how many make a page. */
  first: Readonly<Ref<number>>
  last: Readonly<Ref<number>>
  pageRows: Readonly<Ref<number>>
  reveal: (index: number) => void
  /** The number of pinned columns. */
  stickyColumns: () => number
}

const headRow = -1

/** The cell to which a key moves. `null` if it doesn't move. Row -1 is the header. */
export function cellAfterKey(
  key: string,
  isControl: boolean,
  at: { row: number; column: number },
  size: { rows: number; columns: number; page: number },
): { row: number; column: number } | null {
  const lastRow = size.rows - 1
  const lastColumn = size.columns - 1
  const row = (next: number) => ({ ...at, row: Math.min(Math.max(next, headRow), lastRow) })
  const column = (next: number) => ({ ...at, column: Math.min(Math.max(next, 0), lastColumn) })
  switch (key) {
    case 'ArrowDown':
      return row(at.row + 1)
    case 'ArrowUp':
      return row(at.row - 1)
    case 'ArrowRight':
      return column(at.column + 1)
    case 'ArrowLeft':
      return column(at.column - 1)
    case 'PageDown':
      return row(at.row + size.page)
    case 'PageUp':
      return row(Math.max(at.row - size.page, Math.min(at.row, 0)))
    case 'Home':
      return isControl ? { row: Math.min(0, lastRow), column: 0 } : column(0)
    case 'End':
      return isControl ? { row: lastRow, column: lastColumn } : column(lastColumn)
    default:
      return null
  }
}

/** The grid's only tab stop, and how keys move it. It stays with its row while rows change. */
export function useGridFocus<T, C extends string>(deps: Deps<T, C>) {
  const { scroller, rows, keyOf, columns, first, last, pageRows, reveal, stickyColumns } = deps
  const activeRow = ref(0)
  const activeColumn = shallowRef<C | null>(null)
  const hasFocus = ref(false)
  let activeKey = ''

  const columnIndex = computed(() => Math.max(0, columns().indexOf(activeColumn.value as C)))
  /** The row of the tab stop: the active one while it has the focus or is rendered, otherwise a visible one. */
  const stopRow = computed(() => {
    const count = rows().length
    if (count === 0) return headRow
    if (hasFocus.value) return Math.min(activeRow.value, count - 1)
    const isRendered = activeRow.value >= first.value && activeRow.value < last.value
    return isRendered ? activeRow.value : Math.min(first.value, count - 1)
  })
  const stopColumn = computed(() => columns()[columnIndex.value] ?? null)

  function setActive(row: number, column: number): void {
    activeRow.value = row
    activeColumn.value = columns()[column] ?? null
    const item = rows().at(row)
    activeKey = item === undefined ? '' : keyOf(item)
  }

  function elementOf(row: number, column: C | null): HTMLElement | null {
    const cell = `[aria-rowindex="${row + 2}"] [data-column="${column ?? ''}"]`
    return scroller.value?.querySelector(row === headRow ? `${cell} button` : cell) ?? null
  }

  function bringAside(cell: HTMLElement): void {
    const box = scroller.value
    if (box === null || columnIndex.value < stickyColumns()) return
    const sticky = [...box.querySelectorAll<HTMLElement>('[role=columnheader]')]
      .slice(0, stickyColumns())
      .reduce((sum, { offsetWidth }) => sum + offsetWidth, 0)
    const left = cell.closest<HTMLElement>('[data-column]')?.offsetLeft ?? 0
    if (left - sticky < box.scrollLeft) box.scrollLeft = left - sticky
    else if (left + cell.offsetWidth > box.scrollLeft + box.clientWidth) {
      box.scrollLeft = left + cell.offsetWidth - box.clientWidth
    }
  }

  async function focusActive(): Promise<void> {
    reveal(activeRow.value)
    await nextTick()
    const cell = elementOf(activeRow.value, stopColumn.value)
    if (cell === null) return
    bringAside(cell)
    cell.focus({ preventScroll: true })
  }

  /** Moves the focus for a key. Returns whether it did. */
  function move(key: string, isControl: boolean): boolean {
    const at = { row: stopRow.value, column: columnIndex.value }
    const size = { rows: rows().length, columns: columns().length, page: pageRows.value }
    const next = cellAfterKey(key, isControl, at, size)
    if (next === null) return false
    setActive(next.row, next.column)
    void focusActive()
    return true
  }

  /** Scrolls to a row and focuses it. */
  function goTo(row: number): void {
    setActive(row, columnIndex.value)
    void focusActive()
  }

  /** Follows a focus by pointer or Tab. */
  function onFocusIn(row: number, column: C): void {
    hasFocus.value = true
    setActive(row, Math.max(0, columns().indexOf(column)))
  }

  const focusStop = () => elementOf(stopRow.value, stopColumn.value)?.focus({ preventScroll: true })

  /** Restores the focus if rendering moved the focused element. */
  function restore(): void {
    if (hasFocus.value && scroller.value?.contains(document.activeElement) === false) focusStop()
  }

  watch(rows, (next) => {
    if (activeRow.value === headRow || activeKey === '') return
    const found = next.placeOf(activeKey)
    const row = found >= 0 ? found : Math.min(activeRow.value, next.length - 1)
    setActive(row, columnIndex.value)
    // The removed row's element had the focus.
    if (found < 0 && hasFocus.value) void focusActive()
  })

  return { hasFocus, stopRow, stopColumn, move, onFocusIn, restore, focusStop, goTo }
}
