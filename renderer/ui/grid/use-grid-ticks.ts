import { boxColumn } from './column-layout.ts'
import type { GridSelection } from './grid-selection.ts'

/** The row that an event is about, and the cell of it; `null` for the head and what is next to the rows. */
type RowAt = (target: EventTarget | null) => { uid: string; column: string; element: HTMLElement } | null

/** Ticks the rows of a grid: by their boxes, by ranges with Shift, and by keys. It does nothing without a selection. */
export function useGridTicks(selection: () => GridSelection | undefined, rowAt: RowAt) {
  /** Ticks for a key; returns whether it did. */
  function onKey(event: KeyboardEvent, isControl: boolean): boolean {
    const ticks = selection()
    const row = rowAt(event.target)
    if (ticks === undefined) return false
    if (isControl && event.key === 'a') ticks.selectAll()
    else if (event.key === 'Escape' && ticks.count > 0) ticks.clear()
    else if (!isControl && event.key === ' ' && row !== null) ticks.toggle(row.uid)
    else return false
    return true
  }

  /** The focus went from one row to another. */
  function onMoved(isRange: boolean, from: string | undefined, to: string | undefined): void {
    if (!isRange) selection()?.endRange()
    else if (to !== undefined && to !== from) selection()?.extend(from ?? to, to)
  }

  /** A range by the pointer would select text as well. */
  function onMousedown(event: MouseEvent): void {
    const row = rowAt(event.target)
    if (row === null || selection() === undefined || !event.shiftKey) return
    event.preventDefault()
    row.element.focus({ preventScroll: true })
  }

  /** Ticks for a click; returns whether it did. */
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
