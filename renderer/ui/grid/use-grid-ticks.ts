import { keyWithControl } from '../keyboard.ts'
import { boxColumn } from './column-layout.ts'
import type { GridSelection } from './grid-selection.ts'

/** The row and cell of an event. `null` for the header and what is next to the rows. */
type RowAt = (target: EventTarget | null) => { uid: string; column: string; element: HTMLElement } | null

/** Selects the rows of a grid: by checkboxes, by ranges with Shift, and by keys. Does nothing without a selection. */
export function useGridTicks(selection: () => GridSelection | undefined, rowAt: RowAt) {
  /** Selects by a key. Returns whether it did. */
  function onKey(event: KeyboardEvent, isControl: boolean): boolean {
    const ticks = selection()
    const row = rowAt(event.target)
    if (ticks === undefined) return false
    if (keyWithControl(event) === 'A') ticks.selectAll()
    else if (event.key === 'Escape' && ticks.count > 0) ticks.clear()
    else if (!isControl && event.key === ' ' && row !== null) ticks.toggle(row.uid)
    else return false
    return true
  }

  /** The focus moved from one row to another. */
  function onMoved(isRange: boolean, from: string | undefined, to: string | undefined): void {
    if (!isRange) selection()?.endRange()
    else if (to !== undefined && to !== from) selection()?.extend(from ?? to, to)
  }

  /** Selecting a range by pointer would also select text. */
  function onMousedown(event: MouseEvent): void {
    const row = rowAt(event.target)
    if (row === null || selection() === undefined || !event.shiftKey) return
    event.preventDefault()
    row.element.focus({ preventScroll: true })
  }

  /** Selects by a click. Returns whether it did. */
  function onClick(event: MouseEvent): boolean {
    const ticks = selection()
    const row = rowAt(event.target)
    if (row === null || ticks === undefined) return false
    if (event.shiftKey) ticks.extend(row.uid, row.uid)
    else if (event.ctrlKey || event.metaKey || row.column === boxColumn) ticks.toggle(row.uid)
    else return false
    return true
  }

  return { onKey, onMoved, onMousedown, onClick }
}
